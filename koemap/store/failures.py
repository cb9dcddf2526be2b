"""Failed log-ins, remembered for a while so that nobody can go on guessing passwords."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, text

from koemap import tables as t
from koemap.errors import LoginError

WITHIN = timedelta(minutes=15)
KEPT = timedelta(hours=1)
MOST_OF_NAME = 5
MOST_OF_ADDRESS = 20  # a whole office often has one address


@dataclass(frozen=True, slots=True)
class Tried:
    """Who tried and from where, as keyed hashes."""

    name: str
    address: str

    @classmethod
    def by(cls, key: bytes, name: str, address: str) -> Tried:
        """The hashes of that name and that address by the key."""
        return cls(_hashed(key, f"name {name}"), _hashed(key, f"address {address}"))


def note(connection: Connection, tried: Tried, at: datetime) -> float:
    """Seconds to wait; 0 when one may try, and then the attempt is written down as failed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE login_failures IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(delete(t.login_failures).where(t.login_failures.c.at <= at - KEPT))
    wait_seconds = max(
        _wait_seconds(connection, "name", tried.name, MOST_OF_NAME, at),
        _wait_seconds(connection, "address", tried.address, MOST_OF_ADDRESS, at),
    )
    if not wait_seconds:
        values = {"name": tried.name, "address": tried.address, "at": at}
        connection.execute(insert(t.login_failures).values(values))
    return wait_seconds


def forgive(connection: Connection, tried: Tried) -> None:
    """Delete the failures of who has now logged in; those of others from there stay."""
    same = t.login_failures.c.name == tried.name
    connection.execute(delete(t.login_failures).where(same))


def wrong() -> LoginError:
    """What to tell who gave a name and a password that do not belong together."""
    return LoginError("name or password is wrong", ja="名前またはパスワードが違います")


def too_often(wait_seconds: float) -> LoginError:
    """What to tell who has tried too often."""
    minutes = -int(-wait_seconds // 60)
    return LoginError(
        f"too many failed log-ins; try again in {minutes} min",
        ja=f"失敗が続いたため、受け付けていません。{minutes}分後にもう一度試してください",
        wait_seconds=wait_seconds,
    )


def _wait_seconds(
    connection: Connection, column: str, value: str, most: int, at: datetime
) -> float:
    """Seconds until fewer than `most` failures lie within the span."""
    table = t.login_failures
    query = select(table.c.at).where(table.c[column] == value, table.c.at > at - WITHIN)
    query = query.order_by(table.c.at.desc()).offset(most - 1).limit(1)
    oldest = connection.scalar(query)
    return (oldest + WITHIN - at).total_seconds() if oldest else 0.0


def _hashed(key: bytes, words: str) -> str:
    return hmac.new(key, words.encode("utf-8", "replace"), "sha256").hexdigest()
