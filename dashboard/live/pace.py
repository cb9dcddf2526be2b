"""How fast the video of a live meeting goes on: at its own pace, or that of a replay."""

from __future__ import annotations

from koemap.store import Store


def pace(store: Store, meeting_id: str) -> float:
    """Seconds of the video in one of the clock; of a replay its speed, 0 once all has ended."""
    healths = store.healths(meeting_id).values()
    left = [health for health in healths if health.phase != "ended"]
    if healths and not left:
        return 0.0
    return next((health.speed for health in left if health.speed), 1.0)
