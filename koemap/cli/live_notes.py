"""What the supervisor of a live meeting notes for those who sit at the desk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from koemap.errors import StoreError
from koemap.live_records import Happening
from koemap.live_runs import KEEPING, beginning, leaving
from koemap.store import Store


class Notes:
    """What happened, from the beginning to the end of a run, kept until the store takes it."""

    def __init__(self, store: Store, meeting_id: str, now: Callable[[], datetime]) -> None:
        self._store, self._meeting_id, self._now = store, meeting_id, now
        self._waiting: list[Happening] = []
        self._has_begun = False

    def add(self, kind: str, en: str, ja: str, last_arrival: int = 0) -> None:
        """Note this; a final map with the number of the last arrival on it."""
        self._waiting.append(Happening(self._now(), kind, en, ja, last_arrival))

    def keep(self) -> None:
        """Write what happened into the store, later if it fails now; how it began comes first."""
        with suppress(StoreError):
            if not self._has_begun:
                happened = self._store.happenings(self._meeting_id, kinds=KEEPING)
                self._store.note(self._meeting_id, [beginning(happened, self._now())])
                self._has_begun = True
            if notes := self._waiting[:]:
                self._store.note(self._meeting_id, notes)
                del self._waiting[: len(notes)]

    def end(self) -> None:
        """Write the rest, and that the meeting was left; nothing of one that never began."""
        if self._has_begun:
            self._waiting.append(leaving(self._now()))
            self.keep()
