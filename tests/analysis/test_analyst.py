"""The analyst of a live meeting, on a real store with real maps; only the clock is given."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from analysis.proposing import PROPOSE_EVERY
from analysis.refits import AT_LEAST_EVERY, AT_MOST_EVERY
from koemap.deciding import Hand
from koemap.errors import AnalysisError
from koemap.live_records import MAP_CHANGES, Assignment, Candidate, DeskAct
from koemap.store import Store
from tests.analysis.live import MEETING, POOL, Live, Patient, chat, written

POOL_IDS = {comment.comment_id for comment in written(POOL)}
SOON = AT_MOST_EVERY + 1
LATE = AT_LEAST_EVERY + 1
SEARCH = PROPOSE_EVERY + 1
SHARE_KEPT, FAR = 0.95, 0.05


@pytest.fixture
def live(store: Store) -> Live:
    """A meeting of which a map of the first comments is there."""
    live = Live(store)
    live.arrive(chat(200))
    live.settle()
    return live


def where(said: dict[str, Assignment]) -> dict[str, tuple[str, float | None, float | None]]:
    return {one: (told.topic_id, told.x, told.y) for one, told in said.items()}


def largest(live: Live) -> list[str]:
    return [topic.topic_id for topic in live.edition.opinion_map.topics]


def in_topic(live: Live, topic_id: str) -> set[str]:
    return {one for one, told in live.said.items() if told.topic_id == topic_id}


def the_pool(live: Live) -> Candidate:
    """The candidate about the swimming pool, which came up after the map was made."""
    live.arrive(written(POOL))
    live.settle()
    live.settle(SEARCH)
    (found,) = [
        one
        for one in live.store.candidates(MEETING)
        if len(POOL_IDS.intersection(one.comment_ids)) > len(one.comment_ids) / 2
    ]
    return found


def adopted(live: Live, candidate: Candidate) -> str:
    decision = live.store.decide(Hand(live.edition, "山田").adopt(candidate, "市民プール"))
    live.settle()
    return f"s{decision.decision_id:02d}"


# Arrivals


def test_each_arrival_is_said_once(store: Store) -> None:
    live = Live(store)
    live.arrive(chat(30))
    live.go()
    first = store.assignments(MEETING)
    live.arrive(chat(40))
    live.go(steps=3)
    assert len(first) == 30
    assert store.assignments(MEETING)[:30] == first
    assert len(store.assignments(MEETING)) == 40
    assert store.map_ids(MEETING) == ()


def test_an_arrival_has_kind_language_flags_and_the_first_that_says_the_same(store: Store) -> None:
    live = Live(store)
    letter = "駅前の再開発は住民の意見を聞いてから進めてください"
    live.arrive(written([letter, "8888888", f"{letter}！！", "このバカ", "Where is the plan?"]))
    live.go()
    first, applause, copy, rude, english = live.said.values()
    assert applause.kind == "reaction"
    assert (copy.folded, first.folded) == (first.comment_id, first.comment_id)
    assert rude.flags[0].words == ("バカ",)
    assert (english.kind, english.language) == ("question", "en")


def test_a_map_is_made_when_there_is_enough_and_places_the_next(live: Live) -> None:
    said = live.said
    on_map = live.edition.placements
    assert where(said) == {one: (p.topic_id, p.x, p.y) for one, p in on_map.items()}
    live.arrive(chat(60, 200))
    live.go()
    new = [live.said[comment.comment_id] for comment in chat(60, 200)]
    assert sum(bool(one.topic_id) for one in new) > 20
    assert {one.topic_id for one in new} - {""} <= set(largest(live))
    assert all((one.x is None) == (not one.topic_id) for one in new)


def test_between_refits_nothing_moves(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(200))
    live.go()
    fitter.go_on()
    live.settle()
    live.arrive(chat(100, 200))
    live.settle(SOON)
    before = live.said
    assert fitter.asked
    live.arrive(chat(60, 300))
    live.settle(LATE)
    assert {one: live.said[one] for one in before} == before
    fitter.go_on()
    live.settle()
    assert live.said != before
    assert len(store.map_ids(MEETING)) == 2


def test_a_refit_keeps_ids_and_places(live: Live) -> None:
    before = where(live.said)
    live.arrive(chat(50, 200))
    live.settle(SOON)
    live.settle()
    assert len(live.store.map_ids(MEETING)) == 2
    after = where(live.said)
    inside = [one for one, (topic, _, _) in before.items() if topic]
    assert np.mean([before[one][0] == after[one][0] for one in inside]) >= SHARE_KEPT
    both = [one for one in before if before[one][1] is not None and after[one][1] is not None]
    there, now = (np.array([told[one][1:] for one in both], float) for told in (before, after))
    moved = np.linalg.norm(now - there, axis=1) / np.ptp(there, axis=0).max()
    assert np.median(moved) <= FAR


def test_a_map_is_made_anew_in_time_only_when_something_came(live: Live) -> None:
    live.settle(LATE)
    assert len(live.store.map_ids(MEETING)) == 1
    live.arrive(chat(3, 200))
    live.settle()
    assert len(live.store.map_ids(MEETING)) == 2
    live.arrive(chat(3, 203))
    live.settle(SOON)
    assert len(live.store.map_ids(MEETING)) == 2


def test_a_map_that_fails_leaves_the_old_one_and_is_told(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(200))
    live.go()
    told = store.analyst(MEETING)
    assert told
    assert told.fitting_since
    fitter.go_on()
    live.settle()
    before = live.said
    live.arrive(chat(100, 200))
    live.settle(SOON)
    fitter.go_on(error=ValueError("no room in memory"))
    live.settle()
    told = store.analyst(MEETING)
    assert told
    assert "no room in memory" in told.problem
    assert told.problem_ja == (
        "新しい地図を作れませんでした: 思いがけない不具合が起きました。前の地図のまま続けます"
    )
    assert told.fitting_since is None
    assert {one: live.said[one] for one in before} == before
    live.arrive(chat(10, 300))
    live.go()
    assert any(live.said[c.comment_id].topic_id for c in chat(10, 300))
    live.settle(LATE)
    fitter.go_on()
    live.settle()
    told = store.analyst(MEETING)
    assert told
    assert (told.problem, len(store.map_ids(MEETING))) == ("", 2)


def test_a_first_map_that_fails_is_tried_again_and_not_at_once(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(100))
    live.go()
    fitter.go_on(error=AnalysisError("failed", ja="失敗"))
    live.settle()
    assert not fitter.asked
    told = store.analyst(MEETING)
    assert told
    assert "失敗" in told.problem_ja
    live.settle(SOON)
    assert fitter.asked


def test_a_restart_goes_on(live: Live) -> None:
    before = live.store.assignments(MEETING)
    copied = next(told for told in before if told.kind == "opinion")
    (arrival,) = live.store.arrivals_of(MEETING, [copied.comment_id])
    live.start()
    assert live.store.assignments(MEETING) == before
    live.arrive([*written([arrival.comment.text]), *chat(20, 200)])
    live.go()
    assert live.said["yt:n0000"].folded == copied.folded
    assert len(live.said) == 221
    live.settle(SOON)
    assert len(live.store.map_ids(MEETING)) == 2
    after = live.said
    ids = [told.topic_id == after[told.comment_id].topic_id for told in before if told.topic_id]
    assert np.mean(ids) >= SHARE_KEPT


# People


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


# Candidates


def test_a_new_topic_is_proposed_once_and_keeps_its_id(live: Live) -> None:
    first = the_pool(live)
    assert first.n_people >= 4
    more = ["温水プールの水温を上げて", "プールの回数券がほしい", "市民プールに屋根を付けて"]
    live.arrive(written(more, start=950))
    live.settle(SEARCH)
    (again,) = [one for one in live.store.candidates(MEETING) if set(one.comment_ids) & POOL_IDS]
    assert (again.candidate_id, again.first_at) == (first.candidate_id, first.first_at)


def test_one_flooding_person_proposes_nothing(live: Live) -> None:
    live.arrive(written(POOL, who="flooder"))
    live.settle()
    live.settle(SEARCH)
    found = live.store.candidates(MEETING)
    assert not any(POOL_IDS.intersection(one.comment_ids) for one in found)


def test_dismissed_stays_dismissed(live: Live) -> None:
    candidate = the_pool(live)
    act = DeskAct(MEETING, "dismiss", candidate.candidate_id, "山田", live.clock())
    live.store.act(act)
    for start in (700, 720, 740):
        more = [f"{text}と祖母も言う" for text in POOL[(start - 700) // 5 :][:6]]
        live.arrive(written(more, start=start))
        live.settle(SEARCH)
    about = [
        one.candidate_id
        for one in live.store.candidates(MEETING)
        if len(POOL_IDS.intersection(one.comment_ids)) >= 4
    ]
    assert about == [candidate.candidate_id]


def test_withdrawn_comments_leave_a_candidate_at_once(live: Live) -> None:
    candidate = the_pool(live)
    gone = candidate.comment_ids[:3]
    live.withdraw(gone)
    live.go()
    (left,) = [
        one for one in live.store.candidates(MEETING) if one.candidate_id == candidate.candidate_id
    ]
    assert left.comment_ids == candidate.comment_ids[3:]
    live.withdraw(left.comment_ids[4:])
    live.go()
    ids = {one.candidate_id for one in live.store.candidates(MEETING)}
    assert candidate.candidate_id not in ids


# What is taken back


def test_a_withdrawn_comment_loses_its_flags_topic_and_place(live: Live) -> None:
    live.arrive(written(["プールのことを何も知らないバカな委員は出ていけ"]))
    live.settle()
    assert live.said["yt:n0000"].flags
    live.withdraw(["yt:n0000"])
    live.go()
    told = live.said["yt:n0000"]
    assert (told.flags, told.topic_id, told.x) == ((), "", None)


def test_copies_of_a_withdrawn_comment_fold_under_the_next(store: Store) -> None:
    live = Live(store)
    letter = "駅前の再開発は住民の意見を聞いてから進めてください"
    live.arrive(written([letter, f"{letter}！！", f"{letter}？"]))
    live.go()
    live.withdraw(["yt:n0000"])
    live.arrive(written([letter], start=3))
    live.go()
    folded = {one: told.folded for one, told in live.said.items()}
    assert folded == {
        "yt:n0000": "yt:n0000",
        "yt:n0001": "yt:n0001",
        "yt:n0002": "yt:n0001",
        "yt:n0003": "yt:n0001",
    }


def test_a_comment_withdrawn_while_the_analyst_was_away_loses_its_flags(store: Store) -> None:
    live = Live(store)
    live.arrive(written(["黙れ、税金泥棒"]))
    live.go()
    live.withdraw(["yt:n0000"])
    live.start()
    live.go()
    assert live.said["yt:n0000"].flags == ()


def test_an_edited_comment_is_read_again(store: Store) -> None:
    live = Live(store)
    live.arrive(written(["ご説明ありがとうございます、よく分かりました"]))
    live.go()
    live.arrive(written(["ご説明になっていない、この無能"]))
    live.go()
    assert [flag.words for flag in live.said["yt:n0000"].flags] == [("無能",)]


def test_what_became_of_topics_is_written_down_in_both_languages(live: Live) -> None:
    the_pool(live)
    live.arrive(written([f"{text}と思います" for text in POOL], start=600))
    live.settle(LATE)
    live.settle(LATE)
    told = live.store.happenings(MEETING)
    assert told
    assert Counter(one.kind for one in told).keys() <= {*MAP_CHANGES}
    assert all(one.en and one.ja and one.en != one.ja for one in told)
