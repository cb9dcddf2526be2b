"""Whether a meeting is live, and how it ends: its chat is over, then its final map is there.

It may also be broken off: everything that kept it live was killed, and nobody said so.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboard.live.folders import SILENT_SECONDS, is_full, live_folder, signed_at
from dashboard.live.model import LiveModel
from dashboard.live.pace import has_ended
from koemap import live_runs
from koemap.live_runs import FINAL, has_final_map
from koemap.store import Store


def was_live(store: Store, model: LiveModel) -> bool:
    """Whether a live meeting was ever begun; else it was collected and analyzed only."""
    return model.heads.said > 0 or store.analyst(model.meeting_id) is not None


def is_over(store: Store, model: LiveModel) -> bool:
    """Whether every source that is heard of has ended, and the final map was made after that.

    A chat that is read again after its end, and brings nothing, has the final map it had.
    """
    if not has_ended(store, model.meeting_id):
        return False
    last = next(reversed(model.entries.values()), None)
    made = store.happenings(model.meeting_id, kinds=(FINAL,))
    return last is not None and has_final_map(made, last.number, last.at)


def is_left(store: Store, model: LiveModel) -> bool:
    """Whether whoever kept the meeting live ended that, and it is only served."""
    return live_runs.is_left(store.happenings(model.meeting_id, kinds=live_runs.KEEPING))


def missed_since(
    store: Store, meeting_id: str, home: Path | None, now: datetime
) -> datetime | None:
    """When who keeps a meeting live last gave a sign; None while one is given, or none is due.

    The analyst gives one with each of its steps, the supervisor with its notes and for the public
    page. A collector's is none: where the meeting is only served, other sources are collected. On a
    full disk nobody can give one.
    """
    kept = store.happenings(meeting_id, kinds=live_runs.KEEPING)
    if not live_runs.is_kept(kept):
        return None
    analyst = store.analyst(meeting_id)
    signed = signed_at(live_folder(home, meeting_id)) if home else None
    given = [kept[-1].at, *([analyst.at] if analyst else []), *([signed] if signed else [])]
    if home and is_full(home):
        return None
    if any(abs((now - at).total_seconds()) < SILENT_SECONDS for at in given):
        return None
    return max(given)
