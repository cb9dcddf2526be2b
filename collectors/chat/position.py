"""Where the collection of a live chat stands, and what it cannot have seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from collectors.chat.messages import opaque_at
from collectors.events import Missed, Notice
from collectors.google.words import local
from collectors.json_fields import moment

JOINED_LATE = timedelta(seconds=60)
SILENCE = timedelta(seconds=120)
TAKEN_UP_ANEW = "YouTube no longer knew where collection stood"


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the chat the next page goes on; `page_at` is when the last one came.

    `newest_at` is the latest time of a message so far, by YouTube's clock. A position that has had
    a page and has no token begins anew with what YouTube still shows.
    """

    chat_id: str = ""
    token: str = ""
    page_at: datetime | None = None
    newest_at: datetime | None = None
    ended_at: datetime | None = None

    @classmethod
    def read(cls, cursor: Mapping[str, Any]) -> Position:
        """The position of a cursor; the beginning for an empty one."""
        times = {name: moment(cursor.get(name)) for name in TIMES}
        return cls(opaque_at(cursor, "chat_id"), opaque_at(cursor, "token"), **times)

    def cursor(self) -> dict[str, Any]:
        """The position as JSON values."""
        times = {name: at.isoformat() for name in TIMES if (at := getattr(self, name))}
        return {"chat_id": self.chat_id, "token": self.token, **times}


TIMES = tuple(field.name for field in fields(Position) if field.name.endswith("_at"))


def missed(
    position: Position,
    first_at: datetime | None,
    now: datetime,
    *,
    starts_at: datetime | None,
    usual: timedelta,
    zone: tzinfo = UTC,
) -> Iterator[Missed | Notice]:
    """What may be missing before a page that came at `now` and begins with a message of `first_at`.

    That is what was written before the first page, and what was written while no page came for
    longer than the `usual` pause, unless YouTube goes on from where the last page ended.
    """
    if position.page_at is None:
        yield from _joined_late(starts_at, first_at, zone)
    elif not position.token:
        yield from _begun_anew(position, position.page_at, first_at, now)
    elif _is_long(now - position.page_at, usual):
        yield from _interrupted(position.page_at, first_at, now, zone)


def unheard(position: Position, zone: tzinfo = UTC) -> Iterator[Missed | Notice]:
    """What may be missing at the end of a chat that closed before its last page could be had."""
    page_at, ended_at = position.page_at, position.ended_at
    if page_at and ended_at and page_at < ended_at:
        yield Missed(page_at, ended_at, "the chat closed before its last messages were seen")
        last = local(page_at, zone, "%H:%M:%S")
        yield _incomplete(f"the chat closed; its last page came at {last}")


def _joined_late(
    starts_at: datetime | None, first_at: datetime | None, zone: tzinfo
) -> Iterator[Missed | Notice]:
    if starts_at and first_at and first_at - starts_at > JOINED_LATE:
        yield Missed(starts_at, first_at, "collection began after the stream")
        yield Notice(
            f"collection began late: messages before {local(first_at, zone)} may be missing;"
            " import the archive after the stream",
            "late",
        )


def _begun_anew(
    position: Position, page_at: datetime, first_at: datetime | None, now: datetime
) -> Iterator[Missed | Notice]:
    """What lies between the newest message so far and the oldest that YouTube still shows."""
    since, until = position.newest_at or page_at, first_at or now
    if until <= since or (position.newest_at is None and until - since <= JOINED_LATE):
        yield Notice("the chat was taken up anew, without a gap", "resumed")
        return
    yield Missed(since, until, TAKEN_UP_ANEW)
    yield _incomplete(TAKEN_UP_ANEW)


def _interrupted(
    page_at: datetime, first_at: datetime | None, now: datetime, zone: tzinfo
) -> Iterator[Missed | Notice]:
    since = f"no page came between {page_at.astimezone(zone):%H:%M} and {local(now, zone)}"
    if first_at is None or first_at - page_at <= SILENCE:
        yield Notice(f"{since}; YouTube went on from where collection had stopped", "resumed")
        return
    yield Missed(page_at, min(first_at, now), "collection was interrupted")
    yield _incomplete(since)


def _incomplete(why: str) -> Notice:
    advice = "messages may be missing: import the archive after the stream"
    return Notice(f"{why}; {advice}", "interrupted")


def _is_long(pause: timedelta, usual: timedelta) -> bool:
    return pause > max(SILENCE, 2 * usual)
