"""All that is counted of a live meeting; whatever is counted can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.live.entries import Entry
from dashboard.live.later import Later
from dashboard.live.people import Fold, Minute, Tally
from dashboard.live.windows import Window, joined


@dataclass
class Axis:
    """What is counted along one axis of time: the second of the video, or that of the clock.

    `firsts` is the first comment of each topic with its second, None when it has to be looked for.
    """

    window: Window = field(default_factory=Window)
    minutes: defaultdict[int, Minute] = field(default_factory=lambda: defaultdict(Minute))
    firsts: dict[str, tuple[float, str] | None] = field(default_factory=dict)

    def add(self, entry: Entry, second: float, n: int) -> None:
        """Count a comment at that second, or with `n` -1 take it back."""
        self.window.add(second, entry.topic, entry.person, n)
        self.minutes[int(second // 60)].add(entry.reaction, n)
        if entry.topic:
            self._note(entry.topic, (second, entry.comment_id), n)

    def _note(self, topic: str, place: tuple[float, str], n: int) -> None:
        if topic not in self.firsts:
            self.firsts[topic] = place if n > 0 else None
            return
        first = self.firsts[topic]
        if first is not None and n > 0:
            self.firsts[topic] = min(first, place)
        elif first == place:
            self.firsts[topic] = None


@dataclass
class Tallies:
    """The counts of the comments whose text may be shown.

    A comment is placed by its second of the video where it has one, so that a replay at twenty
    times the pace reads as the meeting did; by the time of its arrival where it has none. `folds`
    are those of more than one comment.
    """

    entries: Mapping[str, Entry]
    everybody: Tally = field(default_factory=Tally)
    topics: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    folds: dict[str, Fold] = field(default_factory=dict)
    video: Axis = field(default_factory=Axis)
    clock: Axis = field(default_factory=Axis)
    n_waiting: int = 0

    def add(self, entry: Entry, n: int) -> None:
        """Count the comment as it is now, or with `n` -1 take it back before it changes."""
        if entry.gone:
            return
        self.everybody.add(entry.person, n)
        if entry.folded in self.folds:
            self.folds[entry.folded].add(entry.person, n)
        if entry.topic:
            self.topics[entry.topic].add(entry.person, n)
        elif entry.said and entry.kind != "reaction":
            self.n_waiting += n
        axis, second = self._place(entry)
        axis.add(entry, second, n)

    def _place(self, entry: Entry) -> tuple[Axis, float]:
        if entry.second is not None:
            return self.video, entry.second
        return self.clock, entry.at.timestamp()

    # Folds

    def fold(self, entry: Entry) -> Fold:
        """The fold of a comment; one of its own when nobody says nearly the same."""
        if entry.folded in self.folds:
            return self.folds[entry.folded]
        alone = Fold(members=[(entry.number, entry.comment_id)])
        if not entry.gone:
            alone.add(entry.person, 1)
            alone.head = entry.comment_id
        return alone

    def leave(self, entry: Entry) -> None:
        """Take a comment, which is not counted, out of its fold."""
        fold = self.folds.get(entry.folded)
        if fold:
            fold.leave(entry.number, entry.comment_id)
            if not fold.members or [one for _, one in fold.members] == [entry.folded]:
                del self.folds[entry.folded]

    def join(self, entry: Entry) -> None:
        """Let a comment, which is not counted, be in its fold, with the first one of it."""
        folded = entry.folded
        if folded not in self.folds:
            if folded == entry.comment_id:
                return
            leader = self.entries.get(folded)
            own = leader is not None and leader.folded == folded
            self.folds[folded] = self.fold(leader) if leader and own else Fold()
        self.folds[folded].join(entry.number, entry.comment_id)

    # What is asked

    def series(
        self, second: float | None, now: datetime, after: Later | None = None
    ) -> dict[str, list[set[str]]]:
        """The people of each of the last ten minutes by topic, `EVERYTHING` for all.

        What came after a time may be left out.
        """
        without = after or Later()
        video = {} if second is None else self.video.window.series(second, without.video)
        return joined(video, self.clock.window.series(now.timestamp(), without.clock))

    def n_minutes(self, second: float | None, now: datetime) -> float:
        """The minutes since the first message; of a video those before its start are none."""
        axis, moment = (self.clock, now.timestamp()) if second is None else (self.video, second)
        first = min((one for one, told in axis.minutes.items() if told.n > 0), default=None)
        if first is None:
            return 0.0
        return moment / 60 - (first if second is None else max(first, 0))

    def per_minute(self, second: float | None, now: datetime) -> int:
        """The messages of the last minute."""
        video = 0 if second is None else self.video.window.in_last_minute(second)
        return video + self.clock.window.in_last_minute(now.timestamp())

    def waited(self, topic: str, second: float | None, now: datetime) -> float:
        """The seconds since a topic was first spoken of."""
        spans = [0.0]
        for axis, moment in ((self.video, second), (self.clock, now.timestamp())):
            if topic in axis.firsts and axis.firsts[topic] is None:
                self._find_firsts()
            first = axis.firsts.get(topic)
            if first and moment is not None:
                spans.append(moment - first[0])
        return max(spans)

    def _find_firsts(self) -> None:
        """Look for the first comment of each topic that lost its own."""
        lost = [(axis, topic) for axis in (self.video, self.clock) for topic in axis.firsts]
        wanted = {(id(axis), topic) for axis, topic in lost if axis.firsts[topic] is None}
        for axis, topic in lost:
            if (id(axis), topic) in wanted:
                del axis.firsts[topic]
        for entry in self.entries.values():
            axis, second = self._place(entry)
            if not entry.gone and (id(axis), entry.topic) in wanted:
                place = second, entry.comment_id
                axis.firsts[entry.topic] = min(axis.firsts.get(entry.topic) or place, place)
