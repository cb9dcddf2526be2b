"""How a live meeting is kept, as noted among what happened: begun, left, broken off, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from koemap.live_records import Happening

BEGUN, LEFT, BROKEN_OFF, FINAL = "begun", "left", "broken off", "final"
"""Kinds of what happened: kept live from then on, no longer, again after all had been killed, and
the final map was made."""
KEEPING = (BEGUN, LEFT, BROKEN_OFF)


def is_kept(happened: Sequence[Happening]) -> bool:
    """Whether the meeting was begun and not left since; whoever kept it may have been killed."""
    return _last(happened) in {BEGUN, BROKEN_OFF}


def is_left(happened: Sequence[Happening]) -> bool:
    """Whether whoever kept the meeting live ended well, and nobody has kept it since."""
    return _last(happened) == LEFT


def beginning(happened: Sequence[Happening], at: datetime) -> Happening:
    """The note with which a meeting is kept from then on, after what happened before."""
    if is_kept(happened):
        return Happening(
            at,
            BROKEN_OFF,
            "the live meeting was interrupted; everything was restarted",
            "会議の進行が途切れたため、すべてを起動し直しました",
        )
    return Happening(at, BEGUN, "the live meeting began", "会議の進行を始めました")


def leaving(at: datetime) -> Happening:
    """The note with which a meeting is kept live no longer."""
    return Happening(at, LEFT, "the live meeting was closed", "会議の進行を終えました")


def has_final_map(happened: Sequence[Happening], number: int, at: datetime) -> bool:
    """Whether the last final map has the arrival of that number, which came at that time.

    The time tells only where an earlier koemap noted no number, for clocks are set.
    """
    made = [one for one in happened if one.kind == FINAL]
    if not made:
        return False
    last = made[-1]
    return last.last_arrival >= number if last.last_arrival else last.at >= at


def _last(happened: Sequence[Happening]) -> str:
    """The kind of what was last noted of how the meeting is kept, "" for nothing."""
    return next((one.kind for one in reversed(happened) if one.kind in KEEPING), "")
