"""Whether a meeting is live, and how it ends: its chat is over, then its final map is there."""

from __future__ import annotations

from dashboard.live.model import LiveModel
from koemap.store import Store

FINAL = "final"
"""The kind of what happened when the final map was made, as the supervisor notes it."""


def was_live(store: Store, model: LiveModel) -> bool:
    """Whether a live meeting was ever begun; else it was collected and analyzed only."""
    return model.heads.said > 0 or store.analyst(model.meeting_id) is not None


def is_over(store: Store, model: LiveModel) -> bool:
    """Whether every source that is heard of has ended, and the final map was made after that.

    A chat that is read again after its end, and brings nothing, has the final map it had.
    """
    healths = store.healths(model.meeting_id).values()
    if not healths or any(one.phase != "ended" for one in healths):
        return False
    last = next(reversed(model.entries.values()), None)
    made = [one.at for one in store.happenings(model.meeting_id) if one.kind == FINAL]
    return bool(last and made and made[-1] >= last.at)
