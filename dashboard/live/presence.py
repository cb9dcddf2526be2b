"""Whether a meeting is live: whether its desk is of use to anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

from koemap.store import Store

LATELY = timedelta(days=1)
KEPT_SECONDS = 5.0


class Presence:
    """Which meetings are live, asked of the store every few seconds at most."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[float, bool]] = {}

    def is_live(self, meeting_id: str) -> bool:
        """Whether the meeting has an analyst, or comments arrived in the last day."""
        asked, known = self._known.get(meeting_id, (-KEPT_SECONDS, False))
        if known or monotonic() - asked < KEPT_SECONDS:
            return known
        found = is_live(self._store, meeting_id, datetime.now(UTC))
        self._known[meeting_id] = monotonic(), found
        return found


def is_live(store: Store, meeting_id: str, now: datetime) -> bool:
    """Whether the meeting has an analyst, or comments arrived in the day before that time."""
    if store.analyst(meeting_id) is not None:
        return True
    last = store.heads(meeting_id)[0]
    return any(now - one.at <= LATELY for one in store.arrivals(meeting_id, last - 1, 1))
