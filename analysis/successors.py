"""Where what people decided of a live map is on the free map that ends the meeting.

A decision finds its topic by its comments. Where it finds none, or where a name or an answer would
stand at a topic that is more another one, the free map is made anew with the topic of the live map
among its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from analysis.continuing import topics_of, upheld_ids
from analysis.following import edited
from analysis.upheld import upholding
from koemap.edition import Edition
from koemap.records import OpinionMap, Recipe
from koemap.store import Store

APART = ("rename", "answer")
"""What says of a whole topic what it is, or what the council thinks of it."""


def faithful(
    store: Store, earlier: OpinionMap, recipe: Recipe, build: Callable[[Recipe], OpinionMap]
) -> OpinionMap:
    """The free map after the earlier one on which no decision is lost that reached that one.

    It is the map of the recipe where that loses none; else its recipe names the topics that are
    upheld, so that it is made again from it.
    """
    made = build(recipe)
    while True:
        upheld = frozenset(upheld_ids(made.recipe))
        wanted = upheld | to_uphold(earlier, edited(store, earlier), edited(store, made))
        if wanted == upheld:
            return made
        made = build(upholding(recipe, wanted))


def to_uphold(earlier: OpinionMap, before: Edition, after: Edition) -> frozenset[str]:
    """Topics of the earlier map, by id, without which decisions of people are lost on the later.

    `before` and `after` are the two maps as decisions leave them.
    """
    reached = {number: topic for number, topic in before.reached.items() if topic in before.topics}
    lost = {topic for number, topic in reached.items() if number not in after.reached}
    return _made_of(earlier, before, lost | _eclipsed(before, after))


def decided(earlier: OpinionMap, edition: Edition) -> frozenset[str]:
    """Topics of the map as it was computed, by id, that people decided about.

    `edition` is the map as decisions leave it.
    """
    reached = {edition.reached.get(decision.decision_id, "") for decision in edition.stood}
    return _made_of(earlier, edition, reached & edition.topics.keys())


def _eclipsed(before: Edition, after: Edition) -> set[str]:
    """Topics whose name or answer would stand at one that is more another topic than this."""
    found: set[tuple[str, str]] = set()
    for decision in after.stood:
        one, other = (side.reached.get(decision.decision_id, "") for side in (before, after))
        if decision.act in APART and one in before.topics and other in after.topics:
            found.add((one, other))
    then, now = topics_of(before.opinion_map), topics_of(after.opinion_map)
    shared = Counter((then[one], now[one]) for one in then.keys() & now.keys() if then[one])
    largest: dict[str, str] = {}
    for (one, other), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        largest.setdefault(other, one)
    return {one for one, other in found if largest.get(other) != one}


def _made_of(earlier: OpinionMap, before: Edition, wanted: Collection[str]) -> frozenset[str]:
    """The topics of the map as it was computed that people's edits made these of."""
    computed, found = topics_of(earlier), set()
    for comment_id, topic_id in topics_of(before.opinion_map).items():
        own = computed.get(comment_id, "")
        if topic_id in wanted and own and (own == topic_id or own not in before.topics):
            found.add(own)
    return frozenset(found)
