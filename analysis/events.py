"""What became of the topics of one map on the next: which went on, split, merged, came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.continuing import topics_of
from koemap.records import OpinionMap

Happening = Literal["kept", "new", "gone", "split", "merged"]
PART = 0.25
"""A topic has split into those that hold at least this share of its comments each."""
MOST = 0.5
"""Topics have merged into one that holds more than this share of the comments of each."""


@dataclass(frozen=True, slots=True)
class Side:
    """One topic of an event, and how many of its comments the event is about."""

    topic_id: str
    label: str
    n_comments: int


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to topics between two maps.

    A topic before counts its comments that still have a place; one after counts those that came
    from the topics before, or all of them where there are none. `n_joined` counts the comments of
    the topics after that the earlier map did not place, `n_alone` those of the topics before that
    are in no topic now.
    """

    happening: Happening
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    n_joined: int = 0
    n_alone: int = 0

    def line(self, language: str = "ja") -> str:
        """One line that explains it, in Japanese or English; labels are no quotations."""
        japanese, english = _LINES[self.happening]
        n_before, n_after = _total(self.before), _total(self.after)
        return (japanese if language == "ja" else english).format(
            before=_said(self.before, language),
            after=_said(self.after, language),
            was=self.before[0].label if self.before else "",
            now=self.after[0].label if self.after else "",
            n_before=n_before,
            n_after=n_after,
            n_joined=self.n_joined,
            n_alone=self.n_alone,
            n_moved=n_before - self.n_alone,
        )


_LINES: Mapping[Happening, tuple[str, str]] = {
    "kept": (
        "続いている論点：{now}（前の声 {n_before}件のうち {n_after}件が残り、"
        "{n_joined}件が加わった）",
        "Goes on: {now} ({n_after} of {n_before} comments stayed, {n_joined} joined)",
    ),
    "new": (
        "新しい論点：{now}（声 {n_after}件、うち前の地図のあとの声 {n_joined}件）",
        "New: {now} ({n_after} comments, {n_joined} of them since the earlier map)",
    ),
    "gone": (
        "なくなった論点：{was}（声 {n_before}件のうち、ほかの論点へ {n_moved}件、"
        "論点の外へ {n_alone}件）",
        "Gone: {was} (of {n_before} comments, {n_moved} are in other topics, {n_alone} in none)",
    ),
    "split": (
        "分かれた論点：{was}（声 {n_before}件） → {after}",
        "Split: {was} ({n_before} comments) into {after}",
    ),
    "merged": (
        "まとまった論点：{before} → {now}（声 {n_after}件）",
        "Merged: {before} into {now} ({n_after} comments)",
    ),
}


def _total(sides: Iterable[Side]) -> int:
    return sum(side.n_comments for side in sides)


def _said(sides: Iterable[Side], language: str) -> str:
    if language == "ja":
        return "、".join(f"{side.label}（{side.n_comments}件）" for side in sides)
    return ", ".join(f"{side.label} ({side.n_comments})" for side in sides)


def happened(earlier: OpinionMap, later: OpinionMap) -> tuple[Event, ...]:
    """What became of topics: first those that went on, then splits, merges, ends and new ones.

    Each topic of either map is in one event at least. Ids must have been carried over, as
    `build_map` does. Source: Spiliopoulou et al. 2006, MONIC.
    """
    flow = _Flow.between(earlier, later)
    split = {one: parts for one in flow.before if len(parts := flow.parts_of(one)) > 1}
    merged = {one: sources for one in flow.after if len(sources := flow.sources_of(one)) > 1}
    told = {*split, *(one for sources in merged.values() for one in sources)}
    known = {*flow.before, *merged, *(one for parts in split.values() for one in parts)}
    return (
        *(
            flow.event("kept", [one], [one])
            for one in flow.before
            if one in flow.after and one not in told
        ),
        *(flow.event("split", [one], parts) for one, parts in split.items()),
        *(flow.event("merged", sources, [one]) for one, sources in merged.items()),
        *(flow.event("gone", [one], []) for one in flow.before if one not in {*flow.after, *told}),
        *(flow.event("new", [], [one]) for one in flow.after if one not in known),
    )


@dataclass(frozen=True)
class _Flow:
    """Where comments went: labels by id on both maps, and how many comments by both topics.

    In `moved` "" is no topic; `joined` counts the comments that only the later map places.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    moved: Mapping[tuple[str, str], int]
    joined: Mapping[str, int]

    @classmethod
    def between(cls, earlier: OpinionMap, later: OpinionMap) -> _Flow:
        """What went from one map to the other."""
        then, now = topics_of(earlier), topics_of(later)
        return cls(
            {topic.topic_id: topic.label for topic in earlier.topics},
            {topic.topic_id: topic.label for topic in later.topics},
            Counter((then[one], now[one]) for one in then if one in now),
            Counter(topic for one, topic in now.items() if one not in then),
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

    def event(self, happening: Happening, before: Sequence[str], after: Sequence[str]) -> Event:
        """The event with its counts."""
        came = {one: sum(self.moved.get((b, one), 0) for b in before) for one in after}
        return Event(
            happening,
            tuple(Side(one, self.before[one], self._out_of(one)) for one in before),
            tuple(
                Side(one, self.after[one], came[one] if before else self._all(one)) for one in after
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
