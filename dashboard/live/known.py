"""What an audience may know of by now: the acts and decisions that are long enough ago."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

LATER = datetime.max.replace(tzinfo=UTC)
EXACT = 0.001  # seconds


@dataclass(frozen=True)
class Known:
    """All that was done until then, but for acts and decisions of these numbers."""

    until: datetime = LATER
    acts: frozenset[int] = frozenset()
    decisions: frozenset[int] = frozenset()

    def has_act(self, number: int, at: datetime) -> bool:
        """Whether the act of that number and time is among it."""
        return at <= self.until and number not in self.acts

    def has_decision(self, number: int, at: datetime) -> bool:
        """Whether the decision of that number and time is among it."""
        return at <= self.until and number not in self.decisions


@dataclass
class Done:
    """When things of growing numbers were done, by a clock that nobody sets.

    Of what is new at a look their times tell how long ago it was, as far as that can be: not before
    the look before, which did not find it. So only at the first look a clock that was set can lie.
    """

    _looked: float = float("-inf")
    _last: int = 0
    _done: dict[int, float] = field(default_factory=dict)

    def look(self, found: Iterable[tuple[int, datetime]], now: datetime, steady: float) -> None:
        """Take in what is new among these, in the order of their numbers."""
        for number, at in found:
            if number > self._last:
                ago = min(max((now - at).total_seconds(), 0.0), steady - self._looked)
                self._done[number], self._last = steady - ago, number
        self._looked = steady

    def since(self, delay: timedelta) -> frozenset[int]:
        """The numbers of what was done less than that long before the last look."""
        most = self._looked - delay.total_seconds() + EXACT
        self._done = {number: at for number, at in self._done.items() if at > most}
        return frozenset(self._done)
