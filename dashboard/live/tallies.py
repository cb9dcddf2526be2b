"""All that is counted of a live meeting; whatever is counted can be taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.live.entries import Entry
from dashboard.live.people import Firsts, Fold, Minute, Tally
from dashboard.live.windows import EVERYTHING, Window, joined


@dataclass
class Axis:
    """What is counted along one axis of time: the second of the video, or that of the clock."""

    window: Window = field(default_factory=Window)
    minutes: defaultdict[int, Minute] = field(default_factory=lambda: defaultdict(Minute))
    firsts: defaultdict[str, Firsts] = field(default_factory=lambda: defaultdict(Firsts))

    def add(self, entry: Entry, second: float, n: int) -> None:
        """Count a comment at that second, or with `n` -1 take it back."""
        self.window.add(second, entry.topic, entry.person, n)
        self.minutes[int(second // 60)].add(entry.topic, entry.reaction, n)
        if entry.topic:
            self.firsts[entry.topic].add(second, entry.comment_id, n)


@dataclass
class Tallies:
    """The counts of the comments whose text may be shown.

    A comment is placed by its second of the video where it has one, so that a replay at twenty
    times the pace reads as the meeting did; by the time of its arrival where it has none.
    """

    everybody: Tally = field(default_factory=Tally)
    topics: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    folds: defaultdict[str, Fold] = field(default_factory=lambda: defaultdict(Fold))
    video: Axis = field(default_factory=Axis)
    clock: Axis = field(default_factory=Axis)
    n_waiting: int = 0

    def add(self, entry: Entry, n: int) -> None:
        """Count the comment as it is now, or with `n` -1 take it back before it changes."""
        if entry.gone:
            return
        self.everybody.add(entry.person, n)
        self.folds[entry.folded].add(entry.person, n)
        if entry.topic:
            self.topics[entry.topic].add(entry.person, n)
        elif entry.said and entry.kind != "reaction":
            self.n_waiting += n
        if entry.second is not None:
            self.video.add(entry, entry.second, n)
        else:
            self.clock.add(entry, entry.at.timestamp(), n)

    def series(self, second: float | None, now: datetime) -> dict[str, list[set[str]]]:
        """The people of each of the last ten minutes by topic, `EVERYTHING` for all."""
        video = {} if second is None else self.video.window.series(second)
        return joined(video, self.clock.window.series(now.timestamp()))

    def per_minute(self, second: float | None, now: datetime) -> int:
        """The messages of the last minute."""
        video = 0 if second is None else self.video.window.in_last_minute(second)
        return video + self.clock.window.in_last_minute(now.timestamp())

    def waited(self, topic: str, second: float | None, now: datetime) -> float:
        """The seconds since a topic was first spoken of."""
        spans = [0.0]
        for axis, moment in ((self.video, second), (self.clock, now.timestamp())):
            first = axis.firsts[topic].first if topic in axis.firsts else None
            if first is not None and moment is not None:
                spans.append(moment - first)
        return max(spans)


__all__ = ["EVERYTHING", "Axis", "Tallies"]
