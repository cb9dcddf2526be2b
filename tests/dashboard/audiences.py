"""What an audience is shown of a small live meeting, as values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dashboard.live.audience import live_page, overlay_state
from dashboard.live.topic_book import Names
from koemap.store import Store
from tests.dashboard.live_meetings import TOPICS, LiveMeeting

DELAY = timedelta(seconds=10)
SECRET = "秘密の{n}番"  # noqa: S105
TITLE = "みなも市"


def six_comments(store: Store) -> LiveMeeting:
    """A meeting of which six comments arrived a minute ago."""
    meeting = LiveMeeting(store)
    for n in range(6):
        meeting.arrive(SECRET.format(n=n), f"人{n}", 60.0 * n, topic_id="t1" if n < 3 else "t2")
    meeting.wait(60)
    return meeting


def overlay(live: LiveMeeting, names: Names = TOPICS) -> dict[str, Any]:
    return overlay_state(live.model(), names, live.now)


def page(live: LiveMeeting, names: Names = TOPICS) -> dict[str, Any]:
    return live_page(live.model(), names, live.now, DELAY, TITLE)


def shown(told: dict[str, Any]) -> list[str]:
    return [one["text"] for one in told["comments"]]
