"""What requests cost: units of the Pacific day, and how many a minute may have."""

from __future__ import annotations

from collections import Counter, deque
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.google.calls import Call
from tests.google.clock import Clock
from tests.google.discovery import LIST, STREAM
from tests.google.replies import RefusedError, rate_limited, refusal

PACIFIC = ZoneInfo("America/Los_Angeles")
COSTS = {LIST: 5, STREAM: 5}  # of everything else that YouTube lets read: 1


class Quota:
    """The ledger of one project: only YouTube counts units, every API may count minutes."""

    def __init__(self, clock: Clock, units_a_day: int) -> None:
        self.units_a_day = units_a_day
        self.per_minute: int | None = None
        self._clock = clock
        self._spent: Counter[date] = Counter()
        self._minute: deque[datetime] = deque()

    def charge(self, call: Call) -> None:
        """Nothing, with the call paid for; `RefusedError` when it costs more than is left."""
        self._count_minute(call)
        if call.method.service != "youtube":
            return
        cost, today = COSTS.get(call.method.id, 1), self._today()
        if self._spent[today] + cost > self.units_a_day:
            raise RefusedError(refusal(403, "quotaExceeded"))
        self._spent[today] += cost

    def units(self, day: date | None = None) -> int:
        """Units spent on that Pacific day, today without one."""
        return self._spent[day or self._today()]

    def exhaust(self) -> None:
        """Nothing is left of today's units: another program of the project has used them."""
        self._spent[self._today()] = self.units_a_day

    def _today(self) -> date:
        return self._clock.now().astimezone(PACIFIC).date()

    def _count_minute(self, call: Call) -> None:
        now = self._clock.now()
        while self._minute and self._minute[0] <= now - timedelta(minutes=1):
            self._minute.popleft()
        if self.per_minute is not None and len(self._minute) >= self.per_minute:
            if call.method.service == "youtube":
                raise RefusedError(refusal(403, "rateLimitExceeded"))
            limit = "ReadRequestsPerMinutePerUser"
            raise RefusedError(rate_limited(call.method.service, limit, self.per_minute))
        self._minute.append(now)
