"""Who wrote after a time: taken off what is counted, it leaves what was counted by then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.live.entries import Entry
from dashboard.live.windows import Window


@dataclass(frozen=True)
class Later:
    """How often each person wrote after a time, by topic, by fold and on both axes of time."""

    topics: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    folds: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    video: Window = field(default_factory=Window)
    clock: Window = field(default_factory=Window)

    def add(self, one: Entry) -> None:
        """Count a comment of a topic."""
        self.topics[one.topic][one.person] += 1
        if one.second is None:
            self.clock.add(one.at.timestamp(), one.topic, one.person, 1)
        else:
            self.video.add(one.second, one.topic, one.person, 1)


def later(
    entries: dict[str, Entry], until: datetime, topics: Container[str], folds: Container[str]
) -> Later:
    """What is counted of the comments in these topics and folds that arrived after that time.

    `entries` are in the order of their arrival.
    """
    found = Later()
    for one in reversed(entries.values()):
        if one.at <= until:
            break
        if not one.gone and one.folded in folds:
            found.folds[one.folded][one.person] += 1
        if not one.gone and one.topic in topics:
            found.add(one)
    return found


def earlier(people: Mapping[str, int], after: Mapping[str, int]) -> int:
    """How many people wrote, without those of whom all messages came after.

    >>> earlier({"a": 2, "b": 1}, {"a": 1, "b": 1})
    1
    """
    return len(people) - sum(0 < people.get(person, 0) <= n for person, n in after.items())
