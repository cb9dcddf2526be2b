"""What sources found by a YouTube video have in common: how it is named, and their terms."""

from __future__ import annotations

from collectors.chat.video import video_id
from collectors.commands import Argument
from koemap.records import Meeting, Source

RETENTION_DAYS = 30
AUTHORITY = "YouTube Data API"
VIDEO = Argument(
    "VIDEO",
    video_id,
    (
        "is no YouTube video id or address",
        "は YouTube の動画の ID やアドレスではありません",
    ),
)


def video_source(meeting: Meeting, kind: str, video: str) -> Source:
    """What YouTube has of one video; the same source for every run."""
    source_id, name = f"{kind}-{video}", f"YouTube {video}"
    return Source(meeting.meeting_id, source_id, kind, name, RETENTION_DAYS, AUTHORITY)
