"""The editions that screens show, read from the store once for each of its states.

A person's decision makes another edition, but not other comments: those are read again only when
there is a newer map, or some of them changed, were taken back or erased.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from dashboard.kinship import Earlier, Profile, before, profiles
from dashboard.live.presence import Presence
from koemap.edition import Edition, Received, decide, received
from koemap.live_records import Happening
from koemap.moderation import rejected
from koemap.records import Meeting
from koemap.standing import approval
from koemap.store import Store

State = tuple[str, int, int]
KEPT = 4
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Editions:
    """The newest edition of each meeting; a few stay in memory, shared by all readers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._presence = Presence(store)
        self._kept: OrderedDict[tuple[str, State], Edition] = OrderedDict()
        self._received: OrderedDict[tuple[str, str, int], Received] = OrderedDict()
        self._profiles: OrderedDict[tuple[str, State], tuple[Profile, ...]] = OrderedDict()
        self._lock = Lock()

    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting of the store."""
        return self._store.meetings()

    def state(self, meeting_id: str) -> State:
        """What changes whenever readers should see something else; its map id is "" without one."""
        return self._store.state(meeting_id)

    def is_live(self, meeting_id: str) -> bool:
        """Whether the meeting has a desk: an analyst, or comments of the last day."""
        return self._presence.is_live(meeting_id)

    def newest(self, meeting_id: str) -> Edition:
        """The newest edition of that meeting.

        Raises
        ------
        StoreError
            The meeting does not exist, has no map, or the store cannot be read.
        """
        state = self.state(meeting_id)
        with self._lock:
            return _kept(self._kept, (meeting_id, state), lambda: self._read(meeting_id, state))

    def map_changes(self, edition: Edition) -> tuple[Happening, ...]:
        """What became of topics on the newest map, where a live meeting wrote it down."""
        return self._store.changes_of(edition.opinion_map)

    def n_acts(self, meeting_id: str) -> int:
        """How many acts there were at the desk of the meeting."""
        return len(self._store.acts(meeting_id))

    def n_rejected(self, edition: Edition) -> int:
        """How many comments that readers may see were rejected at the desk."""
        return len(edition.shown & rejected(self._store.acts(edition.meeting.meeting_id)))

    def approved(self, meeting_id: str) -> bool:
        """Whether somebody approved the newest map as it stands."""
        map_id, _, _ = self.state(meeting_id)
        return approval(self._store.decisions(meeting_id), map_id) is not None

    def earlier(self, meeting: Meeting) -> Earlier | None:
        """What the topics of the meeting before said, None when there is none with a map."""
        for one in before(self.meetings(), meeting):
            state = self.state(one.meeting_id)
            if state[0]:
                return Earlier(one, self._told(one.meeting_id, state))
        return None

    def _told(self, meeting_id: str, state: State) -> tuple[Profile, ...]:
        """What the topics of that meeting say, kept longer than its edition."""
        with self._lock:
            if (meeting_id, state) in self._profiles:
                return _kept(self._profiles, (meeting_id, state), tuple)
        made = profiles(self.newest(meeting_id))
        with self._lock:
            return _kept(self._profiles, (meeting_id, state), lambda: made)

    def _read(self, meeting_id: str, state: State) -> Edition:
        map_id, _, n_changes = state
        key = (meeting_id, map_id, n_changes)
        given = _kept(self._received, key, lambda: received(self._store, meeting_id, map_id))
        return decide(given, self._store.decisions(meeting_id))


def _kept(kept: OrderedDict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """The value of that key, made if it is not there; the least recently used ones go."""
    if key not in kept:
        kept[key] = make()
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[key]
