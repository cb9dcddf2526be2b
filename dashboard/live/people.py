"""Who spoke in a fold, in a topic, in a minute: tallies from which messages can be taken back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Tally:
    """Messages and the people who sent them."""

    n: int = 0
    people: Counter[str] = field(default_factory=Counter)

    def add(self, person: str, n: int) -> None:
        """Count a message of that person, or with `n` -1 take it back."""
        self.n += n
        self.people[person] += n
        if self.people[person] <= 0:
            del self.people[person]


@dataclass(slots=True)
class Fold(Tally):
    """Comments that say nearly the same, by the number of their arrival.

    `head` is the one that stands for them, "" when all have gone.
    """

    members: list[tuple[int, str]] = field(default_factory=list)
    head: str = ""

    def join(self, number: int, comment_id: str) -> None:
        """Let a comment be one of them."""
        insort(self.members, (number, comment_id))

    def leave(self, number: int, comment_id: str) -> None:
        """Let it go."""
        place = bisect_left(self.members, (number, comment_id))
        if self.members[place : place + 1] == [(number, comment_id)]:
            del self.members[place]


@dataclass
class Senders:
    """How many messages each person has sent so far, and when each sent the first one."""

    n: Counter[str] = field(default_factory=Counter)
    first: list[datetime] = field(default_factory=list)

    def meet(self, person: str, at: datetime) -> int:
        """The how-manieth message of that person this one is."""
        self.n[person] += 1
        if self.n[person] == 1:
            self.first.append(at)
        return self.n[person]

    def by(self, at: datetime) -> int:
        """How many people had written by that time."""
        return bisect_right(self.first, at)


@dataclass(slots=True)
class Minute:
    """What was said in one minute of the meeting."""

    n: int = 0
    applause: int = 0
    laughter: int = 0

    def add(self, reaction: str, n: int) -> None:
        """Count a message of that reaction, or with `n` -1 take it back."""
        self.n += n
        self.applause += n if reaction == "applause" else 0
        self.laughter += n if reaction == "laughter" else 0
