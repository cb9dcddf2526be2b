"""What this installation lends a source that it collects."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from koemap.cli.google import documents, youtube

if TYPE_CHECKING:
    from collectors.google.client import Google
    from collectors.google.quota import Quota
    from koemap.settings import Settings
    from koemap.store import Store

SWEEP_EVERY = timedelta(hours=1)


class Desk:
    """As `collectors.commands.Desk` has it.

    A `patient` one lends interfaces that wait for as long as it takes. Where a source is
    `followed`, it is swept once an hour.
    """

    def __init__(self, store: Store, settings: Settings, *, patient: bool, followed: bool) -> None:
        self._store, self._settings, self._patient = store, settings, patient
        self.zone: ZoneInfo = settings.zone
        self.sweep_every = SWEEP_EVERY if followed else timedelta(0)
        self._youtube: tuple[Google, Quota] | None = None
        self._documents: dict[tuple[str, str], Google] = {}

    def youtube(self, scopes: tuple[str, ...]) -> tuple[Google, Quota]:
        """YouTube's interface, and the quota of whoever pays; the same each time."""
        if self._youtube is None:
            self._youtube = youtube(self._store, self._settings, scopes, patient=self._patient)
        return self._youtube

    def documents(self, interface: tuple[str, str], scopes: tuple[str, ...]) -> Google:
        """The interface to forms or spreadsheets; the same each time."""
        if interface not in self._documents:
            lent = documents(interface, scopes, self._settings, patient=self._patient)
            self._documents[interface] = lent
        return self._documents[interface]
