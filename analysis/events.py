"""What became of the topics of one map on the next: which went on, split, merged, came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.continuing import topics_of, upheld_ids
from koemap.records import OpinionMap

Happening = Literal["kept", "merged", "split", "upheld", "new", "gone", "renamed"]
PART = 0.25
"""A topic has split into those that hold at least this share of its comments each."""
MOST = 0.5
"""Topics have merged into one that holds more than this share of the comments of each."""
MOST_PLACES = 3
"""So many of the topics that the comments of one that is gone are in now are named."""


@dataclass(frozen=True, slots=True)
class Side:
    """One topic of an event, how many of its comments it is about, and how many went that way.

    `n_people` are those of all its comments, told of a topic after only.
    """

    topic_id: str
    label: str
    n_comments: int
    n_went: int = 0
    n_people: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to topics between two maps.

    A topic before counts its comments that still have a place; one after counts those that came
    from the topics before, or all of them where there are none. `n_joined` counts the comments of
    the topics after that the earlier map did not place, `n_alone` those of the topics before that
    are in no topic now. The topics after one that is gone are those that most of it is in.
    """

    happening: Happening
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    n_joined: int = 0
    n_alone: int = 0


def happened(earlier: OpinionMap, later: OpinionMap) -> tuple[Event, ...]:
    """What became of topics, in the order of `Happening`.

    Each topic of either map is in one event at least. Ids must have been carried over, as
    `build_map` does; a topic whose id was not is the one that it has the name and comments of.
    Source: Spiliopoulou et al. 2006, MONIC.
    """
    flow = _Flow.between(earlier, later)
    split = {one: parts for one in flow.before if len(parts := flow.parts_of(one)) > 1}
    into = {one: flow.sources_of(one) for one in flow.after}
    merged = {
        one: sources
        for one, sources in into.items()
        if len(sources) > 1 or not {*sources} <= {*flow.after, *split}
    }
    several = {one for one, sources in merged.items() if len(sources) > 1}
    told = {*split, *(one for sources in merged.values() for one in sources)}
    known = {*flow.before, *several, *(one for parts in split.values() for one in parts)}
    upheld = [one for one in upheld_ids(later.recipe) if one in flow.after]
    both = [one for one in flow.before if one in flow.after]
    return (
        *(flow.event("kept", [one], [one]) for one in both if one not in told),
        *(flow.event("merged", sources, [one]) for one, sources in merged.items()),
        *(flow.event("split", [one], parts) for one, parts in split.items()),
        *(flow.event("upheld", [], [one]) for one in upheld),
        *(flow.event("new", [], [one]) for one in flow.after if one not in known),
        *(
            flow.event("gone", [one], flow.places_of(one))
            for one in flow.before
            if one not in {*flow.after, *told}
        ),
        *(flow.event("renamed", [one], [one]) for one in both if flow.has_other_name(one)),
    )


@dataclass(frozen=True)
class _Flow:
    """Where comments went: labels by id on both maps, and how many comments by both topics.

    In `moved` "" is no topic; `joined` counts the comments that only the later map places, `people`
    who is in each topic of that.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    moved: Mapping[tuple[str, str], int]
    joined: Mapping[str, int]
    people: Mapping[str, int]

    @classmethod
    def between(cls, earlier: OpinionMap, later: OpinionMap) -> _Flow:
        """What went from one map to the other."""
        then, now = topics_of(earlier), topics_of(later)
        moved = Counter((then[one], now[one]) for one in then if one in now)
        id_of = _ids(earlier, later, moved)
        return cls(
            {topic.topic_id: topic.label for topic in earlier.topics},
            {id_of[topic.topic_id]: topic.label for topic in later.topics},
            Counter({(old, id_of[new]): n for (old, new), n in moved.items()}),
            Counter(id_of[topic] for one, topic in now.items() if one not in then),
            {id_of[topic.topic_id]: topic.n_people for topic in later.topics},
        )

    def parts_of(self, one: str) -> list[str]:
        """The topics after that have a good part of this one, and little of others."""
        least = PART * max(1, self._out_of(one))
        return [
            part
            for part in self.after
            if self.moved.get((one, part), 0) >= max(least, MOST * self._into(part))
        ]

    def sources_of(self, one: str) -> list[str]:
        """The topics before most of which is now in this one."""
        return [
            source
            for source in self.before
            if self.moved.get((source, one), 0) > MOST * self._out_of(source)
        ]

    def places_of(self, one: str) -> list[str]:
        """The topics after that have most of this one, that of most comments first."""
        went = {place: self.moved.get((one, place), 0) for place in self.after}
        return sorted(filter(went.get, went), key=lambda place: -went[place])[:MOST_PLACES]

    def has_other_name(self, one: str) -> bool:
        """Whether the topic has another name after than before."""
        return self.before[one] != self.after[one]

    def event(self, happening: Happening, before: Sequence[str], after: Sequence[str]) -> Event:
        """The event with its counts."""
        went = {one: sum(self.moved.get((one, a), 0) for a in after) for one in before}
        came = {one: sum(self.moved.get((b, one), 0) for b in before) for one in after}
        return Event(
            happening,
            tuple(Side(one, self.before[one], self._out_of(one), went[one]) for one in before),
            tuple(
                Side(
                    one,
                    self.after[one],
                    came[one] if before else self._all(one),
                    n_people=self.people[one],
                )
                for one in after
            ),
            sum(self.joined.get(one, 0) for one in after),
            sum(self.moved.get((one, ""), 0) for one in before),
        )

    def _out_of(self, one: str) -> int:
        return sum(n for (old, _), n in self.moved.items() if old == one)

    def _into(self, one: str) -> int:
        return sum(n for (_, new), n in self.moved.items() if new == one)

    def _all(self, one: str) -> int:
        return self._into(one) + self.joined.get(one, 0)


def _ids(
    earlier: OpinionMap, later: OpinionMap, moved: Mapping[tuple[str, str], int]
) -> dict[str, str]:
    """The ids of the topics after, and "", as told: readers know a topic by its name."""
    new, old = ({topic.topic_id for topic in one.topics} for one in (later, earlier))
    gone = {topic.label: topic.topic_id for topic in earlier.topics if topic.topic_id not in new}
    found = {"": "", **{one: one for one in new}}
    for topic in later.topics:
        named = gone.get(topic.label, "")
        if named and topic.topic_id not in old and moved.get((named, topic.topic_id)):
            found[topic.topic_id] = named
    return found
