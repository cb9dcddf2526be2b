"""Where the collection of a live chat stands, and what it cannot have seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from collectors.events import Missed, Notice
from collectors.json_fields import text_at
from collectors.youtube_messages import moment

JOINED_LATE = timedelta(seconds=60)
SILENCE = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the chat the next page goes on; `page_at` is when the last one came."""

    chat_id: str = ""
    token: str = ""
    page_at: datetime | None = None
    ended_at: datetime | None = None

    @classmethod
    def read(cls, cursor: Mapping[str, Any]) -> Position:
        """The position of a cursor; the beginning for an empty one."""
        times = {name: moment(cursor.get(name)) for name in ("page_at", "ended_at")}
        return cls(text_at(cursor, "chat_id"), text_at(cursor, "token"), **times)

    def cursor(self) -> dict[str, Any]:
        """The position as JSON values."""
        times = {"page_at": self.page_at, "ended_at": self.ended_at}
        told = {name: at.isoformat() for name, at in times.items() if at}
        return {"chat_id": self.chat_id, "token": self.token, **told}


def missed(
    position: Position,
    first_at: datetime | None,
    now: datetime,
    *,
    starts_at: datetime | None,
    usual: timedelta,
) -> Iterator[Missed | Notice]:
    """What may be missing before a page that came at `now` and begins with a message of `first_at`.

    That is what was written before the first page, and what was written while nobody asked for
    longer than the `usual` pause, unless YouTube goes on from where the last page ended.
    """
    if position.page_at is None:
        yield from _joined_late(starts_at, first_at)
    elif now - position.page_at > max(SILENCE, 2 * usual):
        yield from _interrupted(position, position.page_at, first_at, now)


def _joined_late(
    starts_at: datetime | None, first_at: datetime | None
) -> Iterator[Missed | Notice]:
    if starts_at and first_at and first_at - starts_at > JOINED_LATE:
        yield Missed(starts_at, first_at, "collection began after the stream")
        yield Notice(
            f"collection began late: messages before {first_at:%H:%M} UTC may be missing;"
            " import the archive after the stream",
            "late",
        )


def _interrupted(
    position: Position, page_at: datetime, first_at: datetime | None, now: datetime
) -> Iterator[Missed | Notice]:
    since = f"nothing was asked between {page_at:%H:%M} and {now:%H:%M} UTC"
    if position.token and (first_at is None or first_at - page_at <= SILENCE):
        yield Notice(f"{since}; YouTube went on from where collection had stopped", "resumed")
        return
    yield Missed(page_at, min(first_at or now, now), "collection was interrupted")
    yield Notice(
        f"{since}; messages of that time may be missing: import the archive after the stream",
        "interrupted",
    )
