"""Who of the staff may log in, and who is logged in.

The secret that a browser holds is kept as its SHA-256 only. Times are given by the caller.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from koemap import tables as t
from koemap.errors import StoreError
from koemap.records import Role, User
from koemap.store import failures, passwords, sessions
from koemap.store.sessions import LoggedIn, Session

LONGEST_NAME = 64  # characters
COLUMNS = tuple(t.users.c[name] for name in User.__dataclass_fields__)


class UserRecords:
    """The part of the store that knows the staff."""

    _transaction: Callable[..., AbstractContextManager[Connection]]

    def has_users(self) -> bool:
        """Whether anybody was ever added; a user who is shut out counts."""
        with self._transaction() as connection:
            return connection.execute(select(t.users.c.name).limit(1)).first() is not None

    def users(self) -> tuple[User, ...]:
        """Every user, by name."""
        with self._transaction() as connection:
            rows = connection.execute(select(*COLUMNS).order_by(t.users.c.name)).all()
        return tuple(_user(row) for row in rows)

    def add_user(self, name: str, role: Role, password: str, at: datetime) -> bool:
        """Whether the user is new; a known one takes role and password and may log in again.

        Raises
        ------
        StoreError
            The name or the password cannot be used.
        """
        name = checked_name(name)
        passwords.check(name, password)
        values = {"role": role, "password": passwords.hashed(password), "disabled_at": None}
        with self._transaction(writing=True) as connection:
            sessions.end_all(connection, name)
            known = update(t.users).where(t.users.c.name == name).values(values)
            if connection.execute(known).rowcount:
                return False
            connection.execute(insert(t.users).values(name=name, created_at=at, **values))
            return True

    def change_password(self, name: str, password: str) -> int:
        """How many sessions of the user ended with the old password.

        Raises
        ------
        StoreError
            There is no such user, or the password cannot be used.
        """
        passwords.check(plain_name(name), password)
        return self._change(name, password=passwords.hashed(password))

    def disable_user(self, name: str, at: datetime) -> int:
        """How many sessions of the user ended; who is shut out stays so since the first time.

        Raises
        ------
        StoreError
            There is no such user.
        """
        known = next((u for u in self.users() if u.name == plain_name(name)), None)
        return self._change(name, disabled_at=known.disabled_at or at if known else at)

    def _change(self, name: str, **values: Any) -> int:
        name = plain_name(name)
        with self._transaction(writing=True) as connection:
            change = update(t.users).where(t.users.c.name == name).values(values)
            if not connection.execute(change).rowcount:
                raise _nobody(name)
            return sessions.end_all(connection, name)

    def log_in(
        self, name: str, password: str, *, address: str, key: bytes, at: datetime
    ) -> LoggedIn:
        """A new session of that user; name and address are kept for an hour as hashes by `key`.

        The attempt is written down before the password is looked at, so that many at once do not
        get past the limit.

        Raises
        ------
        LoginError
            Name and password do not belong together, or it was tried too often.
        """
        name = plain_name(name)
        tried = failures.Tried.by(key, name, address)
        with self._transaction(writing=True) as connection:
            wait_seconds = failures.note(connection, tried, at)
            row = connection.execute(select(t.users).where(t.users.c.name == name)).first()
        if wait_seconds:
            raise failures.too_often(wait_seconds)
        known = row.password if row and row.disabled_at is None else None
        if not passwords.matches(password, known) or row is None:
            raise failures.wrong()
        with self._transaction(writing=True) as connection:
            failures.forgive(connection, tried)
            sessions.prune(connection, at)
            return sessions.begin(connection, _user(row), at)

    def session(self, token: str, at: datetime) -> Session | None:
        """The session of that secret, None when it has ended or its user is shut out.

        Being asked for it keeps it from ending by idleness.
        """
        with self._transaction() as connection:
            row = sessions.find(connection, token, at)
        if row is None:
            return None
        if sessions.is_to_be_noted(row, at):
            with suppress(StoreError), self._transaction(writing=True) as connection:
                sessions.note_seen(connection, row.token, at)  # a full disk shuts nobody out
        return Session(_user(row), row.csrf)

    def log_out(self, token: str) -> None:
        """End the session of that secret."""
        with self._transaction(writing=True) as connection:
            sessions.end(connection, token)

    def log_out_everywhere(self, name: str) -> int:
        """How many sessions of that user were ended."""
        with self._transaction(writing=True) as connection:
            return sessions.end_all(connection, plain_name(name))


def plain_name(name: str) -> str:
    """The name as it is kept: the same whether it is typed full width or half width."""
    return unicodedata.normalize("NFKC", name).strip()


def checked_name(name: str) -> str:
    """The name as it is kept; StoreError when it is empty, too long or cannot be seen."""
    plain = plain_name(name)
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise StoreError(
            f"{plain[:LONGEST_NAME]!r} cannot be a name; give 1 to {LONGEST_NAME} visible letters",
            ja=f"「{plain[:LONGEST_NAME]}」は名前に使えません。"
            f"見える文字で、1文字以上{LONGEST_NAME}文字以内にしてください",
        )
    return plain


def _user(row: Row[Any]) -> User:
    return User(**{name: row._mapping[name] for name in User.__dataclass_fields__})


def _nobody(name: str) -> StoreError:
    return StoreError(
        f"there is no user {name!r}; see: koemap user list",
        ja=f"「{name}」という利用者はいません。一覧: koemap user list",
    )
