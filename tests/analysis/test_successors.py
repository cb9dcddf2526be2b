"""Which topics of a live map the final one must have, for what people decided of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle

import pytest

from analysis.following import edited
from analysis.successors import decided, faithful, to_uphold
from analysis.upheld import upholding
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.live_records import Candidate
from koemap.records import Decision, OpinionMap, Recipe, Status
from koemap.store import Store
from tests.factories import START, a_mapped_meeting

Act = Callable[[Hand], Decision]
SCATTERED = {"t01": ("t03", "t04", "t05", "t06", "")}
"""The comments of this topic are in these in turn, a fifth in each."""

STATUS: Mapping[bool, Status] = {True: "in_topic", False: "lone"}


@pytest.fixture
def live(store: Store) -> Edition:
    return a_mapped_meeting(store, 210)


def later(live: Edition, moved: Mapping[str, tuple[str, ...]]) -> OpinionMap:
    """Another map, on which the comments of a topic are in those topics in turn."""
    ways = {one: cycle(others) for one, others in moved.items()}
    placed = [
        replace(p, topic_id=(other := next(ways[p.topic_id])), status=STATUS[bool(other)])
        if p.topic_id in ways
        else p
        for p in live.opinion_map.placements
    ]
    made, there = live.opinion_map, {p.topic_id for p in placed}
    topics = tuple(topic for topic in made.topics if topic.topic_id in there)
    return replace(made, map_id="", topics=topics, placements=tuple(placed))


def upheld(store: Store, live: Edition, free: OpinionMap, *acts: Act) -> set[str]:
    """What the final map must have after these acts on the live one."""
    for act in acts:
        store.decide(act(Hand(read(store, "minamo-2"), "司会", START)))
    earlier = live.opinion_map
    return {*to_uphold(earlier, edited(store, earlier), edited(store, free))}


def named(topic_id: str, label: str = "大切なこと") -> Act:
    return lambda hand: hand.rename(topic_id, label)


@pytest.mark.parametrize(
    "act",
    [
        named("t01"),
        lambda hand: hand.take_up("t01", 61.0),
        lambda hand: hand.answer("t01", "examining", "検討します"),
    ],
    ids=["named", "taken up", "answered"],
)
def test_what_was_decided_of_a_topic_that_no_other_holds_keeps_it(
    store: Store, live: Edition, act: Act
) -> None:
    free = later(live, SCATTERED)
    assert upheld(store, live, free) == set()
    assert upheld(store, live, free, act) == {"t01"}
    assert upheld(store, live, free, lambda hand: hand.undo(1)) == set()


def test_what_most_of_a_topic_is_in_has_what_was_decided_of_it(store: Store, live: Edition) -> None:
    free = replace_id(later(live, {}), "t01", "t31")
    assert upheld(store, live, free, named("t01"), lambda hand: hand.take_up("t01", 6)) == set()


def replace_id(made: OpinionMap, old: str, new: str) -> OpinionMap:
    """The map with another id of a topic."""
    return replace(
        made,
        topics=tuple(replace(t, topic_id=new) if t.topic_id == old else t for t in made.topics),
        placements=tuple(
            replace(p, topic_id=new) if p.topic_id == old else p for p in made.placements
        ),
    )


def test_the_larger_of_two_named_topics_names_what_both_are_in(store: Store, live: Edition) -> None:
    free = later(live, {"t01": ("t02", "t02", "t02", "")})
    assert upheld(store, live, free, named("t01", "一"), named("t02", "二")) == {"t01"}


def test_no_topic_is_named_after_a_smaller_part_of_it(store: Store, live: Edition) -> None:
    free = later(live, {"t01": ("t02", "t02", "t02", "")})
    assert upheld(store, live, free, lambda hand: hand.take_up("t01", 61.0)) == set()
    assert upheld(store, live, free, named("t01")) == {"t01"}


def test_topics_that_people_merged_are_kept_as_they_were_and_merged_again(
    store: Store, live: Edition
) -> None:
    free, join = later(live, SCATTERED), lambda hand: hand.merge("t01", "t02")
    assert upheld(store, live, free, join) == {"t01", "t02"}


def test_a_topic_that_people_made_needs_none(store: Store, live: Edition) -> None:
    ids = tuple(comment.comment_id for comment in live.members["t01"][:9])
    found = Candidate("c-1", "裏庭", ("裏庭",), ids, 9, START)
    free = later(live, SCATTERED)
    assert not upheld(
        store,
        live,
        free,
        lambda hand: hand.adopt(found, "裏庭の話"),
        named("s01", "裏庭"),
        lambda hand: hand.take_up("s01", 61.0),
    )


def test_the_map_is_made_anew_as_long_as_something_is_lost(store: Store, live: Edition) -> None:
    store.decide(Hand(live, "司会", START).take_up("t01", 61.0))
    earlier, asked = live.opinion_map, []

    def build(recipe: Recipe) -> OpinionMap:
        asked.append(recipe)
        free = later(live, SCATTERED if len(asked) == 1 else {})
        return replace(free, recipe=recipe)

    made = faithful(store, earlier, earlier.recipe, build)
    assert made.recipe == upholding(earlier.recipe, ["t01"])
    assert asked == [earlier.recipe, made.recipe]


def test_what_people_decided_about_is_known_by_the_topics_that_were_computed(
    store: Store, live: Edition
) -> None:
    acts: list[Act] = [named("t01"), lambda hand: hand.merge("t03", "t05", "同じ話です")]
    for act in acts:
        store.decide(act(Hand(read(store, "minamo-2"), "司会", START)))
    earlier = live.opinion_map
    assert decided(earlier, edited(store, earlier)) == {"t01", "t03", "t05"}
    store.decide(Hand(read(store, "minamo-2"), "司会", START).undo(2))
    assert decided(earlier, edited(store, earlier)) == {"t01"}
