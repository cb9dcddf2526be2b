"""The people behind a live map: one who floods it makes no topic of it and bends it little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from analysis.continuing import topics_of
from analysis.earlier import Earlier
from analysis.fitter import live_recipe
from analysis.live_map import LiveMap, live_map
from analysis.people import MOST_OF_ONE, People, stayed
from analysis.pipeline import build_map, make_recipe
from analysis.voices import Voice
from koemap.records import Comment
from tests.analysis.live import FLOODED, MEETING, N_FLOOD, chat, flood, written

N_KNOWN = 250
LONE = -1


@cache
def calm() -> LiveMap:
    """The map of the meeting before anybody floods it."""
    return live_map(chat(N_KNOWN), live_recipe(is_first=True), meeting_id=MEETING)


def flooding() -> list[Comment]:
    return written(flood(), who="one", start=1000)


@cache
def flooded(*, is_first: bool) -> LiveMap:
    """The map of the meeting after it; the first one, or one that continues the calm one."""
    earlier = None if is_first else calm().opinion_map
    comments = [*chat(N_KNOWN), *flooding()]
    recipe = live_recipe(is_first=is_first)
    return live_map(comments, recipe, meeting_id=MEETING, earlier=earlier)


def topics_said(found: LiveMap) -> list[str]:
    return [f"{topic.label} {' '.join(topic.keywords)}" for topic in found.opinion_map.topics]


def of_flood(found: LiveMap) -> list[str]:
    topics = topics_of(found.opinion_map)
    return [topics[one.comment_id] for one in flooding()]


def test_what_one_person_says_in_hundreds_of_messages_is_no_topic_of_a_live_map() -> None:
    for is_first in (True, False):
        found = flooded(is_first=is_first)
        assert not any(FLOODED in said for said in topics_said(found))
        assert min(topic.n_people for topic in found.opinion_map.topics) >= 4
        assert of_flood(found).count("") > 0.95 * N_FLOOD
        assert found.opinion_map.accounting.adds_up()


def test_a_flood_leaves_the_topics_of_others_and_where_arrivals_belong() -> None:
    before, after = topics_of(calm().opinion_map), topics_of(flooded(is_first=False).opinion_map)
    inside = [one for one, topic in before.items() if topic]
    assert np.mean([after[one] == before[one] for one in inside]) >= 0.95
    texts = [comment.text for comment in chat(100, N_KNOWN)]
    n_placed = [
        sum(bool(placed.topic_id) for placed in found.place(texts))
        for found in (calm(), flooded(is_first=True), flooded(is_first=False))
    ]
    assert min(n_placed) > 0.85 * n_placed[0]


def test_what_the_flood_says_is_a_topic_when_enough_people_say_it() -> None:
    several = written(flood()[:40:2], start=1000)
    found = live_map([*chat(N_KNOWN), *several], live_recipe(is_first=True), meeting_id=MEETING)
    assert any(FLOODED in said for said in topics_said(found))


def test_the_free_map_that_ends_a_meeting_may_have_a_topic_of_one_person() -> None:
    comments = [*chat(N_KNOWN), *flooding()[:60]]
    found = build_map(comments, make_recipe(), meeting_id=MEETING)
    assert 1 in {topic.n_people for topic in found.topics}


# Landmarks


def people(of_voices: Sequence[str], fewest: int = 2, most_of_one: int = 3) -> People:
    """Those who say each voice, a letter each, in the order in which they said them."""
    said = tuple(frozenset(who) for who in of_voices)
    return People(said, tuple(map(float, range(len(said)))), fewest, most_of_one)


def test_of_what_one_person_alone_says_the_first_is_heard() -> None:
    voices = people(["a", "b", "a", "a", "ab", "a", "a", "b"])
    assert voices.heard().tolist() == [0, 1, 2, 3, 4, 7]
    last_first = replace(voices, since=voices.since[::-1])
    assert last_first.heard().tolist() == [1, 3, 4, 5, 6, 7]


def test_a_comment_without_an_author_is_of_a_person_of_its_own() -> None:
    comments = [replace(one, author_key=None) for one in flooding()]
    voices = [Voice(f"v{n}", (n,), n) for n in range(N_FLOOD)]
    found = People.of(live_recipe(is_first=True), voices, comments)
    assert found
    assert len(found.heard()) == N_FLOOD


def test_few_voices_of_one_person_are_landmarks_of_a_live_map() -> None:
    mine = {comment.comment_id for comment in flooding()}
    for is_first in (True, False):
        assert len(mine.intersection(flooded(is_first=is_first).landmarks)) == MOST_OF_ONE


# Topics


def was(topics: Sequence[int]) -> Earlier:
    before = np.array(topics, np.int64)
    points, sizes = np.zeros((len(before), 2)), np.where(before >= 0, 1, 0)
    none = np.zeros(len(before), bool)
    return Earlier(before, np.zeros_like(before), points, sizes, naming=none, firm=none)


def backed(topics: Sequence[int], who: Sequence[str], before: Sequence[int] = ()) -> list[int]:
    earlier = was(before) if before else None
    return people(who).backed(np.array(topics, np.int64), earlier).tolist()


def test_a_topic_of_too_few_people_is_none() -> None:
    assert backed([0, 0, 1, 1, LONE], "abccd") == [0, 0, LONE, LONE, LONE]


def test_a_topic_that_one_person_mostly_says_alone_is_none() -> None:
    assert backed([0] * 6, ["a", "a", "a", "a", "b", "c"]) == [LONE] * 6
    assert backed([0] * 6, ["a", "a", "a", "ab", "b", "c"]) == [0] * 6


def test_a_topic_that_goes_on_stays_whoever_is_left_in_it() -> None:
    assert backed([1, 1, 0, 0], "aabb", before=[0, 0, LONE, LONE]) == [1, 1, LONE, LONE]


def test_who_would_leave_a_topic_for_one_of_too_few_stays() -> None:
    before = [0, 0, 0, 0, 0, LONE]
    assert backed([0, 0, 0, 1, 1, 1], "abcddd", before) == [0, 0, 0, 0, 0, LONE]


def test_what_is_no_landmark_stays_with_those_of_its_topic() -> None:
    earlier, landmarks = was([0, 0, 0, 1, 1, 2, LONE]), np.array([0, 1, 3])
    found = stayed(np.array([1, 1, LONE, LONE, 1, 1, 1]), landmarks, earlier)
    assert found.tolist() == [1, 1, 1, LONE, 1, 1, 1]


def test_without_any_topic_nobody_is_in_one() -> None:
    assert backed([LONE, LONE], "ab", before=[0, LONE]) == [LONE, LONE]
