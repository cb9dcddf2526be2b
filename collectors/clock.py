"""The time that collectors live in; a test hands in another."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how to wait."""

    def now(self) -> datetime:
        """The time, in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Return that many seconds later; not before, not earlier than at once."""
        ...


class SystemClock:
    """The computer's own."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Return that many seconds later; Ctrl-C ends it."""
        time.sleep(max(seconds, 0.0))
