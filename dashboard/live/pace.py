"""How fast the video of a live meeting goes on: at its own pace, that of a replay, or no more."""

from __future__ import annotations

from datetime import datetime, timedelta

from koemap.collection import Health
from koemap.store import Store

SILENT = timedelta(minutes=1)
"""A replay that says nothing for so long is shown no more; else it does every few seconds."""


def has_ended(store: Store, meeting_id: str) -> bool:
    """Whether every source that is heard of has ended."""
    healths = store.healths(meeting_id).values()
    return bool(healths) and all(health.phase == "ended" for health in healths)


def pace(store: Store, meeting_id: str, now: datetime) -> float:
    """Seconds of the video in one of the clock; of a replay its speed, 0 once all has ended."""
    healths = store.healths(meeting_id).values()
    left = [health for health in healths if health.phase != "ended"]
    if healths and not left:
        return 0.0
    replays = [health for health in left if health.speed]
    return _speed(replays[0], now) if replays else 1.0


def _speed(replay: Health, now: datetime) -> float:
    is_shown = replay.phase == "collecting" and abs(now - replay.at) < SILENT
    return (replay.speed or 0.0) if is_shown else 0.0
