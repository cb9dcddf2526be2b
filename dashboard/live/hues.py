"""The hues by which topics are told apart at a desk, each kept for as long as its topic is there.

During a meeting most topics are of one theme, so its hue would tell none from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.palette import LIGHT
from koemap.records import Act, Decision
from koemap.standing import standing

HUES = range(1, len(LIGHT.hues) + 1)
MAKES: tuple[Act, ...] = ("adopt", "split")
CHANGES: tuple[Act, ...] = (*MAKES, "merge", "undo")
"""What people do to the topics that are there."""

Sizes = Mapping[str, int]
"""The people of each topic on a map, by topic id in reading order."""


def hues(maps: Iterable[tuple[str, Sizes]], decisions: Sequence[Decision]) -> dict[str, int]:
    """The number of the hue of every topic that ever was, from 1, by topic id.

    `maps` are all maps of a meeting with their ids, the first one first; since more only follow,
    no topic that is there changes its hue. While there are no more topics than hues, no two share
    one: a new topic has the hue that is free since longest. When none is free it has the one that
    fewest topics have, of several that of fewest people.

    >>> hues([("a", {"t01": 9, "t02": 5}), ("b", {"t02": 7, "t03": 4})], ())
    {'t01': 1, 't02': 2, 't03': 3}
    """
    given, last = dict[str, int](), dict.fromkeys(HUES, -1)
    before: Sizes = {}
    for number, here in enumerate(_steps(maps, decisions)):
        there = {one: given[one] for one in here if one in before}
        for topic_id in here:
            if topic_id not in there:
                own = given.get(topic_id, 0)
                is_free = own and own not in there.values()
                given[topic_id] = own if is_free else _chosen(there, here, last)
                there[topic_id] = given[topic_id]
        last |= dict.fromkeys(there.values(), number)
        before = here
    return given


def _steps(maps: Iterable[tuple[str, Sizes]], decisions: Sequence[Decision]) -> Iterator[Sizes]:
    """The topics that are there after each map, and after each decision that was made on it."""
    done = list[Decision]()
    for map_id, sizes in maps:
        yield _there(sizes, done)
        for one in decisions:
            if one.map_id == map_id and one.act in CHANGES:
                done.append(one)
                yield _there(sizes, done)


def _there(sizes: Sizes, done: Sequence[Decision]) -> Sizes:
    """The topics of a map without those that people merged into others, and with those they made.

    As many people are taken to speak of these as they have comments.
    """
    stood = standing(done)
    made = {f"s{d.decision_id:02d}": _n_comments(d) for d in stood if d.act in MAKES}
    merged = {decision.target for decision in stood if decision.act == "merge"}
    return {one: n for one, n in {**made, **sizes}.items() if one not in merged}


def _n_comments(decision: Decision) -> int:
    return len(decision.details.get("comments", ()))


def _chosen(there: Mapping[str, int], sizes: Sizes, last: Mapping[int, int]) -> int:
    """The hue that none of these topics has since longest, else the one that least have."""
    free = [hue for hue in HUES if hue not in there.values()]
    if free:
        return min(free, key=lambda hue: (last[hue], hue))
    held = {hue: [sizes[one] for one, its in there.items() if its == hue] for hue in HUES}
    return min(HUES, key=lambda hue: (len(held[hue]), sum(held[hue]), hue))
