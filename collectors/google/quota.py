"""The day's quota of Google's YouTube interface: what is spent, and how to make it last.

A day ends at midnight Pacific time. Source: the costs and limits in the discovery document of
youtube.v3 and Google's quota page; the project's own limit is in its console.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from collectors.clock import Clock

PACIFIC = ZoneInfo("America/Los_Angeles")
RESERVE = 0.1  # of the day's quota, kept for a restart and for looking at the video
SHORTEST, LONGEST = 1.0, 60.0  # bounds of what a server may ask for, in seconds
SLOWEST = 300.0  # seconds; a page holds more messages than come in that time
IDLE_PAGES = 6
IDLE_FACTOR = 2.0


class Ledger(Protocol):
    """Where calls are written down, so that a restart does not forget them."""

    def spend_quota(self, project: str, day: str, method: str, units: int) -> None:
        """Note one call of that method and the units it costs."""
        ...

    def quota_used(self, project: str, day: str) -> int:
        """Units spent on that day."""
        ...


def day(now: datetime) -> str:
    """The day that Google counts a call to.

    >>> from datetime import UTC
    >>> day(datetime(2026, 11, 24, 7, 59, tzinfo=UTC)), day(datetime(2026, 11, 24, 8, tzinfo=UTC))
    ('2026-11-23', '2026-11-24')
    """
    return now.astimezone(PACIFIC).date().isoformat()


def next_reset(now: datetime) -> datetime:
    """When the next day begins; right also where the clocks change in between.

    >>> from datetime import UTC
    >>> next_reset(datetime(2026, 10, 31, 20, tzinfo=UTC)).astimezone(UTC).isoformat()
    '2026-11-01T07:00:00+00:00'
    >>> next_reset(datetime(2026, 11, 1, 20, tzinfo=UTC)).astimezone(UTC).isoformat()
    '2026-11-02T08:00:00+00:00'
    """
    local = now.astimezone(PACIFIC)
    midnight = datetime(local.year, local.month, local.day) + timedelta(days=1)
    return midnight.replace(tzinfo=PACIFIC)


@dataclass(frozen=True)
class Quota:
    """One project's quota: `limit` units a day, of which the ledger knows those spent.

    The ledger is read once after each call and once a minute, however often one asks for what is
    left: another process may spend, too.
    """

    ledger: Ledger
    project: str
    limit: int
    clock: Clock
    _read: dict[datetime, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def spend(self, method: str, units: int) -> None:
        """Write down a call, before it is made."""
        self._read.clear()
        if units:
            self.ledger.spend_quota(self.project, day(self.clock.now()), method, units)

    @property
    def used(self) -> int:
        """Units spent today."""
        minute = self.clock.now().replace(second=0, microsecond=0)
        if minute not in self._read:
            self._read.clear()
            self._read[minute] = self.ledger.quota_used(self.project, day(minute))
        return self._read[minute]

    @property
    def left(self) -> float:
        """Units of today that may still be spent, without the reserve."""
        return max(self.limit * (1 - RESERVE) - self.used, 0.0)


@dataclass
class Pace:
    """How often to ask, so that `quota` lasts until `until` at `cost` units a question."""

    quota: Quota
    cost: int
    until: Callable[[], datetime]
    slowness: float = 1.0
    _idle: int = 0

    def heard(self, n_messages: int) -> None:
        """Note what the last answer held: silence slows down, a message speeds up at once."""
        self._idle = 0 if n_messages else self._idle + 1
        self.slowness = max(self.slowness / 1.25, 1.0)

    def refused(self) -> None:
        """Note that Google wants fewer questions."""
        self.slowness = min(self.slowness * 2, LONGEST)

    def interval(self, hint_seconds: float | None = None) -> float:
        """Seconds to the next question; never sooner than the server's hint."""
        now = self.quota.clock.now()
        asked = min(max(hint_seconds or 0.0, SHORTEST), LONGEST)
        spread = self._remaining(now) * self.cost / max(self.quota.left, self.cost)
        idle = IDLE_FACTOR if self._idle >= IDLE_PAGES else 1.0
        return min(max(asked * idle, spread) * self.slowness, max(spread, LONGEST), SLOWEST)

    def lasts_until(self, interval_seconds: float) -> datetime | None:
        """When the quota is spent at this pace, None when a new day comes first."""
        now = self.quota.clock.now()
        spent_at = now + timedelta(seconds=self.quota.left / self.cost * interval_seconds)
        return None if spent_at >= next_reset(now) else spent_at

    def _remaining(self, now: datetime) -> float:
        """Seconds that today's quota has to last."""
        end = min(self.until(), next_reset(now))
        return max((end - now).total_seconds(), 0.0)
