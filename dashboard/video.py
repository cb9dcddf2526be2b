"""The video of a stream: the address of a second in it."""

from __future__ import annotations

import re

VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
NO_VIDEO = "sample-demo"  # the invented sample names a stream that never was


def watch(video_id: str | None, offset_seconds: float) -> str:
    """The address of that second of a YouTube video; "" when there is no such video.

    >>> watch("opvFauAVeEU", 123.9)
    'https://www.youtube.com/watch?v=opvFauAVeEU&t=123s'
    """
    if not video_id or video_id == NO_VIDEO or not VIDEO_ID.fullmatch(video_id):
        return ""
    return f"https://www.youtube.com/watch?v={video_id}&t={int(offset_seconds)}s"
