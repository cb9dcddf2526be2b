"""Candidates for topics in a live meeting, and what is written down of those that came of them."""

from __future__ import annotations

from collections import Counter

import pytest

from koemap.live_records import MAP_CHANGES, DeskAct
from koemap.store import Store
from tests.analysis.live import (
    LATE,
    MEETING,
    POOL,
    POOL_IDS,
    SEARCH,
    Live,
    begun,
    the_pool,
    written,
)


@pytest.fixture
def live(store: Store) -> Live:
    return begun(store)


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


def test_what_became_of_topics_is_written_down_in_both_languages(live: Live) -> None:
    the_pool(live)
    live.arrive(written([f"{text}と思います" for text in POOL], start=600))
    live.settle(LATE)
    live.settle(LATE)
    told = live.store.happenings(MEETING)
    assert told
    assert Counter(one.kind for one in told).keys() <= {*MAP_CHANGES}
    assert all(one.en and one.ja and one.en != one.ja for one in told)
