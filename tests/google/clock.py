"""Clocks for tests: one that passes only when told to, one that runs, one in another process."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import RLock

# 18:00 in Tokyo, 02:00 in Los Angeles: the day's quota is young.
STARTS_AT = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)


class TooLongError(AssertionError):
    """More simulated time passed than any test needs: something waits without end."""


class VirtualClock:
    """A clock whose `wait` takes no time: it moves the hands and runs what was due meanwhile.

    Several threads may share it. Two that wait the same ten seconds at once wait ten in all.

    >>> clock = VirtualClock()
    >>> clock.wait(90.5)
    >>> clock.now().isoformat()
    '2026-10-15T09:01:30.500000+00:00'
    """

    def __init__(self, starts_at: datetime = STARTS_AT, *, at_most_days: float = 7) -> None:
        self._now = starts_at
        self._last = starts_at + timedelta(days=at_most_days)
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._hooks: list[Callable[[datetime], object]] = []
        self._numbers = count()
        self._lock = RLock()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def wait(self, seconds: float) -> None:
        """Nothing, at once, with the clock so much later; what was planned meanwhile has run."""
        if seconds < 0:
            raise ValueError(f"nobody can wait {seconds} seconds")
        self.pass_to(self.now() + timedelta(seconds=seconds))

    advance = wait

    def pass_to(self, when: datetime) -> None:
        """The clock at `when`, or where it is if that is later."""
        if when > self._last:
            raise TooLongError(f"the simulation has reached {when}; it was to end by {self._last}")
        while (action := self._next_action(when)) is not None:
            action()
        for hook in self._hooks:
            hook(self.now())

    def at(self, when: datetime, action: Callable[[], object]) -> None:
        """Plan `action` for the moment the clock passes `when`; at the next move if it has."""
        with self._lock:
            heapq.heappush(self._due, (when, next(self._numbers), action))

    def on_advance(self, hook: Callable[[datetime], object]) -> None:
        """Have `hook` told the time after each move of the clock."""
        self._hooks.append(hook)

    def _next_action(self, when: datetime) -> Callable[[], object] | None:
        """The next thing due by `when`, the clock at its time; None when the clock is there."""
        with self._lock:
            if not self._due or self._due[0][0] > when:
                self._now = max(self._now, when)
                return None
            due, _, action = heapq.heappop(self._due)
            self._now = max(self._now, due)
            return action


class TickingClock:
    """A clock that runs by itself, `speed` times as fast as real time; for other processes."""

    def __init__(self, starts_at: datetime | None = None, *, speed: float = 1.0) -> None:
        self._starts_at = starts_at or datetime.now(UTC)
        self._speed = speed
        self._zero = time.monotonic()
        self._ahead = timedelta()

    def now(self) -> datetime:
        elapsed = (time.monotonic() - self._zero) * self._speed
        return self._starts_at + timedelta(seconds=elapsed) + self._ahead

    def end(self) -> None:
        """Be a day later: whatever waits for a moment has waited long enough."""
        self._ahead = timedelta(days=1)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds / self._speed)

    advance = wait

    def pass_to(self, when: datetime) -> None:
        """A step towards `when`, short enough to notice what is posted meanwhile."""
        left = (when - self.now()).total_seconds() / self._speed
        time.sleep(min(max(left, 0.0), 0.02))


Clock = VirtualClock | TickingClock
