"""The three processes of a live meeting: what each is called, and how it is seen to be well."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from koemap.cli.processes import Kept, Pauses

Name = Literal["collector", "analyst", "web"]
Said = tuple[str, str]
"""The same in English and in Japanese."""
Sign = datetime | float | None
"""When a process last said that it is well, by whatever clock; None while it has not."""

NAMES: dict[Name, Said] = {
    "collector": ("the collector", "収集"),
    "analyst": ("the analyst", "分析"),
    "web": ("the web server", "画面"),
}
SOON = 1.5  # seconds that nobody counts
TOLD_IN_A_ROW = 3
"""Failures in a row that are noted; of more only the pauses grow."""
SILENT_SECONDS: dict[Name, float] = {"collector": 600.0, "analyst": 120.0, "web": 30.0}
"""How long a process may give no sign and say nothing before it is taken to hang."""


def _pauses() -> Pauses:
    """As short as an audience waits for."""
    return Pauses(shortest=0.1, longest=30.0, long_enough=5.0)


@dataclass
class Part(Kept):
    """One of the processes; of its `sign` only counts that it changes.

    While it `is_starting` it may be silent.
    """

    name: Name = "web"
    sign: Callable[[], Sign] = lambda: None
    is_starting: Callable[[], bool] = lambda: False
    pauses: Pauses = field(default_factory=_pauses)
    _seen: Sign = None
    _seen_at: float = 0.0
    _is_down: bool = False

    def is_silent(self) -> bool:
        """Whether it runs and has long given no sign."""
        if self.process is None:
            return False
        if (sign := self.sign()) != self._seen or self.is_starting():
            self._seen, self._seen_at = sign, time.monotonic()
        last = max(self._seen_at, self.process.heard)
        return time.monotonic() - last > SILENT_SECONDS[self.name]

    def falls(self, status: int) -> Said:
        """Wait with the next start; what to say of the end of the process."""
        pause = self.pauses.after(self.process.lived if self.process else 0.0)
        self._is_down, self._seen = True, self.sign()
        self.wait(pause)
        en, ja = NAMES[self.name]
        is_long = pause > SOON
        return (
            f"{en} stopped unexpectedly (status {status}); started again"
            + (f" in {pause:.0f} s" if is_long else " at once"),
            f"{ja}が思いがけず止まりました（状態 {status}）。"
            + (f"{pause:.0f}秒後に再開します" if is_long else "すぐに再開します"),
        )

    @property
    def is_noted(self) -> bool:
        """Whether its last fall is worth a note."""
        return self.pauses.n_failed <= TOLD_IN_A_ROW

    def recovers(self) -> Said | None:
        """What to say when it is well again after a fall, None when there is nothing to say."""
        if not self._is_down or self.process is None or self.sign() in {self._seen, None}:
            return None
        self._is_down = False
        en, ja = NAMES[self.name]
        return f"{en} runs again", f"{ja}が再開しました"
