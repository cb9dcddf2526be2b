"""What people decide in a live meeting, and how the analyst follows it, now and on later maps."""

from __future__ import annotations

import pytest

from koemap.deciding import Hand
from koemap.store import Store
from tests.analysis.live import (
    MEETING,
    SOON,
    Live,
    adopted,
    begun,
    chat,
    in_topic,
    largest,
    the_pool,
    where,
    written,
)


@pytest.fixture
def live(store: Store) -> Live:
    return begun(store)


def test_a_rename_moves_nothing_and_stays_over_a_refit(live: Live) -> None:
    before, (first, *_) = live.said, largest(live)
    live.store.decide(Hand(live.edition, "山田").rename(first, "いちばんの論点"))
    live.settle()
    assert live.said == before
    live.arrive(chat(60, 200))
    live.settle(SOON)
    assert live.edition.topics[first].label == "いちばんの論点"
    assert "いちばんの論点" not in "".join(
        one.en for one in live.store.happenings(MEETING) if one.kind == "new"
    )


def test_a_merge_is_followed_and_its_undoing_too(live: Live) -> None:
    live.arrive(chat(30, 200))
    live.go()
    before, (first, second, *_) = where(live.said), largest(live)
    done = live.store.decide(Hand(live.edition, "山田").merge(second, first))
    live.settle()
    after = where(live.said)
    assert not in_topic(live, second)
    moved = [one for one in before if before[one][0] == second]
    assert all(after[one][0] == first for one in moved if one in live.edition.placements)
    assert all(after[one][1:] == before[one][1:] for one in moved)
    live.store.decide(Hand(live.edition, "山田").undo(done.decision_id))
    live.settle()
    assert where(live.said) == before


def test_a_split_is_followed(live: Live) -> None:
    first = largest(live)[0]
    mine = sorted(in_topic(live, first))
    done = live.store.decide(Hand(live.edition, "山田").split(first, mine[::2], "半分"))
    live.settle()
    assert in_topic(live, f"s{done.decision_id:02d}") == set(mine[::2])
    live.arrive(chat(60, 200))
    live.settle(SOON)
    assert len(live.store.map_ids(MEETING)) == 2
    assert set(mine[::2]) <= in_topic(live, f"s{done.decision_id:02d}")


def test_an_adopted_candidate_is_a_topic_at_once_and_on_the_next_map(live: Live) -> None:
    candidate = the_pool(live)
    topic = adopted(live, candidate)
    assert set(candidate.comment_ids) <= in_topic(live, topic)
    assert candidate.candidate_id not in {c.candidate_id for c in live.store.candidates(MEETING)}
    live.arrive(written(["市民プールの建て替えに賛成です", "プールの更衣室を直して"], start=900))
    live.go()
    assert live.said["yt:n0900"].topic_id == topic
    places = {one: where(live.said)[one] for one in candidate.comment_ids}
    assert all(x is not None for _, x, _ in places.values())
    live.settle(SOON)
    assert live.edition.topics[topic].label == "市民プール"
    assert set(candidate.comment_ids) <= in_topic(live, topic)


def test_an_adoption_taken_back_leaves_its_comments_waiting(live: Live) -> None:
    candidate = the_pool(live)
    before = where(live.said)
    topic = adopted(live, candidate)
    live.store.decide(Hand(live.edition, "山田").undo(int(topic[1:])))
    live.settle()
    assert {one: where(live.said)[one] for one in candidate.comment_ids} == {
        one: before[one] for one in candidate.comment_ids
    }


def test_a_hidden_comment_is_in_no_topic(live: Live) -> None:
    early = min(in_topic(live, largest(live)[0]))
    live.store.decide(Hand(live.edition, "山田").hide(early, "個人の名前"))
    live.settle()
    assert where(live.said)[early] == ("", None, None)
