"""How fast one person may send changes: a bucket of tokens for each, per process."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

PER_SECOND, AT_ONCE = 20.0, 60.0
MOST_KEPT = 10_000


class Throttle:
    """A bucket per key; full at first, it refills with time."""

    def __init__(self, per_second: float = PER_SECOND, at_once: float = AT_ONCE) -> None:
        self._per_second, self._at_once = per_second, at_once
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str, now: float) -> bool:
        """Whether one more at that second is not too fast; it counts when it is allowed.

        >>> throttle = Throttle(per_second=1, at_once=2)
        >>> [throttle.allows("a", second) for second in (0, 0, 0, 1)]
        [True, True, False, True]
        """
        with self._lock:
            left, before = self._kept.pop(key, (self._at_once, now))
            left = min(self._at_once, left + max(0.0, now - before) * self._per_second)
            self._kept[key] = (left - 1 if left >= 1 else left, max(now, before))
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return left >= 1
