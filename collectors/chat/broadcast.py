"""What is known of a stream besides its chat: the `.info.json` that yt-dlp writes beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from collectors.chat.stream_clock import LONGEST
from collectors.chat.video import ID
from collectors.json_fields import Json, number_at, text_at

CHAT_ENDINGS = (".gz", ".json", ".jsonl", ".live_chat")
LARGEST = 64_000_000
UNFINISHED = ("is_live", "post_live", "is_upcoming")


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A stream as the file of this name describes it; None where it does not say."""

    name: str
    video_id: str | None = None
    starts_at: datetime | None = None
    duration_seconds: float | None = None
    was_live: bool = True
    is_over: bool = True


def broadcast_beside(chat: Path) -> Broadcast | None:
    """What the file beside the chat says of the stream, None when there is none to be read."""
    stem = chat.name
    for ending in CHAT_ENDINGS:
        stem = stem.removesuffix(ending)
    path = chat.parent / f"{stem}.info.json"
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            found = json.loads(file.read(LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return _broadcast(path.name, found) if isinstance(found, dict) else None


def _broadcast(name: str, found: Json) -> Broadcast:
    video_id, status = text_at(found, "id"), text_at(found, "live_status")
    starts, duration = number_at(found, "release_timestamp"), number_at(found, "duration")
    return Broadcast(
        name,
        video_id if ID.fullmatch(video_id) else None,
        datetime.fromtimestamp(starts, UTC) if starts and 1e9 < starts < 4e9 else None,
        duration if duration and 0 < duration < LONGEST else None,
        was_live=status != "not_live" and not (status == "" and found.get("was_live") is False),
        is_over=status not in UNFINISHED,
    )
