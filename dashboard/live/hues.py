"""The hues by which topics are told apart at a desk, each kept for as long as its topic is there.

During a meeting most topics are of one theme, so its hue would tell none from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.palette import LIGHT
from koemap.records import Act, Decision
from koemap.standing import hidden_comments, standing

HUES = range(1, len(LIGHT.hues) + 1)
MAKES: tuple[Act, ...] = ("adopt", "split")
CHANGES: tuple[Act, ...] = (*MAKES, "merge", "undo")
"""What people do to the topics that are there."""

Sizes = Mapping[str, int]
"""The people of each topic on a map, by topic id in reading order."""


def hues(maps: Iterable[tuple[str, Sizes]], decisions: Sequence[Decision]) -> dict[str, int]:
    """The number of the hue of every topic that ever was, from 1, by topic id.

    `maps` are all maps of a meeting with their ids, the first one first. While there are no more
    topics than hues, no two share one: a new topic has the hue that is free since longest. When
    none is free it has the one that fewest topics have, of several that of fewest people. A topic
    that is there keeps its hue, unless it shares that with an older one and all could have one of
    their own again.

    >>> hues([("a", {"t01": 9, "t02": 5}), ("b", {"t02": 7, "t03": 4})], ())
    {'t01': 1, 't02': 2, 't03': 3}
    """
    given, there, last = dict[str, int](), dict[str, int](), dict.fromkeys(HUES, -1)
    for number, here in enumerate(_steps(maps, decisions)):
        there = _kept(there, here)
        for topic_id in here:
            if topic_id not in there:
                own = given.get(topic_id, 0)
                is_free = own and own not in there.values()
                there[topic_id] = own if is_free else _chosen(there, here, last)
        given |= there
        last |= dict.fromkeys(there.values(), number)
    return given


def _kept(there: Mapping[str, int], here: Sizes) -> dict[str, int]:
    """The topics that go on with the hues they have, the oldest first."""
    stay = {one: hue for one, hue in there.items() if one in here}
    if len(here) > len(HUES):
        return stay
    oldest = {hue: one for one, hue in reversed(stay.items())}
    return {one: hue for one, hue in stay.items() if oldest[hue] == one}


def _steps(maps: Iterable[tuple[str, Sizes]], decisions: Sequence[Decision]) -> Iterator[Sizes]:
    """The topics that are there after each map, and after each decision that was made on it."""
    done = list[Decision]()
    for map_id, sizes in maps:
        yield _there(sizes, done)
        for one in decisions:
            if one.map_id == map_id:
                done.append(one)
                if one.act in CHANGES:
                    yield _there(sizes, done)


def _there(sizes: Sizes, done: Sequence[Decision]) -> Sizes:
    """The topics of a map without those that people merged into others, and with those they made.

    A map as it was computed has none of those that people made: every edition makes them anew, as
    long as they have comments. As many people are taken to speak of them as there are of these.
    """
    stood = standing(done)
    merged = {decision.target for decision in stood if decision.act == "merge"}
    return {one: n for one, n in {**_made(stood), **sizes}.items() if one not in merged}


def _made(stood: Sequence[Decision]) -> Sizes:
    """The shown comments of each topic that people made, each in the one made of it last."""
    topic_of, hidden = dict[str, str](), hidden_comments(stood)
    for decision in stood:
        if decision.act in MAKES:
            comments = decision.details["comments"]
            topic_of |= dict.fromkeys(comments, f"s{decision.decision_id:02d}")
    return Counter(topic for one, topic in topic_of.items() if one not in hidden)


def _chosen(there: Mapping[str, int], sizes: Sizes, last: Mapping[int, int]) -> int:
    """The hue that none of these topics has since longest, else the one that least have."""
    free = [hue for hue in HUES if hue not in there.values()]
    if free:
        return min(free, key=lambda hue: (last[hue], hue))
    held = {hue: [sizes[one] for one, its in there.items() if its == hue] for hue in HUES}
    return min(HUES, key=lambda hue: (len(held[hue]), sum(held[hue]), hue))
