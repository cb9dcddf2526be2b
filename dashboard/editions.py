"""The editions that screens show, read from the store once for each of its states."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from koemap import edition
from koemap.edition import Edition
from koemap.records import Meeting
from koemap.store import Store

State = tuple[str, int, int]
KEPT = 4


class Editions:
    """The newest edition of each meeting; a few stay in memory, shared by all readers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, State], Edition] = OrderedDict()
        self._lock = Lock()

    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting of the store."""
        return self._store.meetings()

    def state(self, meeting_id: str) -> State:
        """What changes whenever readers should see something else; its map id is "" without one."""
        return self._store.state(meeting_id)

    def newest(self, meeting_id: str) -> Edition:
        """The newest edition of that meeting.

        Raises
        ------
        StoreError
            The meeting does not exist, has no map, or the store cannot be read.
        """
        key = (meeting_id, self.state(meeting_id))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = edition.read(self._store, meeting_id)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]
