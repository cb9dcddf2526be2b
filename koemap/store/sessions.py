"""Sessions: who is logged in, in which browser, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from koemap import tables as t
from koemap.records import User

LONGEST = timedelta(hours=12)
LONGEST_IDLE = timedelta(minutes=60)
NOTED_EVERY = timedelta(minutes=1)  # fewer writes than one for each request


@dataclass(frozen=True, slots=True)
class Session:
    """A user who is logged in, and the secret that every change by that browser has to carry."""

    user: User
    csrf: str


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A session that has just begun, and the secret for its browser, which is told only now."""

    session: Session
    token: str


def begin(connection: Connection, user: User, at: datetime) -> LoggedIn:
    """Write a new session of that user."""
    token, csrf = token_urlsafe(32), token_urlsafe(32)
    times = {"created_at": at, "seen_at": at}
    row = {"token": _kept(token), "name": user.name, "csrf": csrf, **times}
    connection.execute(insert(t.sessions).values(row))
    return LoggedIn(Session(user, csrf), token)


def find(connection: Connection, token: str, at: datetime) -> Row[Any] | None:
    """The session of that secret with its user, None when it has ended."""
    query = select(t.users, *(t.sessions.c[n] for n in ("token", "csrf", "seen_at")))
    query = query.join_from(t.users, t.sessions).where(
        t.sessions.c.token == _kept(token),
        t.sessions.c.created_at > at - LONGEST,
        t.sessions.c.seen_at > at - LONGEST_IDLE,
        t.users.c.disabled_at.is_(None),
    )
    return connection.execute(query).first()


def is_to_be_noted(row: Row[Any], at: datetime) -> bool:
    """Whether the session was last written down long enough ago."""
    return bool(at - row.seen_at >= NOTED_EVERY)


def note_seen(connection: Connection, kept: str, at: datetime) -> None:
    """Write down that the session is used."""
    same = t.sessions.c.token == kept
    connection.execute(update(t.sessions).where(same).values(seen_at=at))


def end(connection: Connection, token: str) -> None:
    """Delete the session of that secret."""
    connection.execute(delete(t.sessions).where(t.sessions.c.token == _kept(token)))


def end_all(connection: Connection, name: str) -> int:
    """How many sessions of that user were deleted."""
    return int(connection.execute(delete(t.sessions).where(t.sessions.c.name == name)).rowcount)


def prune(connection: Connection, at: datetime) -> None:
    """Delete the sessions that have ended."""
    old = t.sessions.c.created_at <= at - LONGEST
    idle = t.sessions.c.seen_at <= at - LONGEST_IDLE
    connection.execute(delete(t.sessions).where(or_(old, idle)))


def _kept(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
