"""Connections to SQLite or PostgreSQL; every use is one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url, select
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from koemap.errors import StoreError
from koemap.tables import meetings

LONG_WAIT, SHORT_WAIT = 30_000, 200  # milliseconds, for another process to finish
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is taken back is overwritten, not only unlinked
)


class Database:
    """A database by its address, and the transactions on it."""

    def __init__(self, url: str) -> None:
        try:
            self.engine = _engine(_address(url))
        except (ArgumentError, NoSuchModuleError, ImportError, OSError) as error:
            reason = first_line(error)
            raise StoreError(
                f"the store's address cannot be used ({reason});"
                " check KOEMAP_HOME and KOEMAP_DATABASE_URL",
                ja=f"保管庫のアドレスを使えません（{reason}）。"
                "KOEMAP_HOME と KOEMAP_DATABASE_URL を確かめてください",
            ) from error

    @contextmanager
    def transaction(self, *, writing: bool = False, meeting: str = "") -> Iterator[Connection]:
        """A connection inside one transaction, committed at the end unless something is raised.

        Naming the `meeting` makes writers of that meeting follow one another.

        Raises
        ------
        StoreError
            The database fails, or the meeting does not exist.
        """
        try:
            with self.engine.connect() as connection:
                connection.execution_options(koemap_writing=writing)
                with connection.begin():
                    if meeting:
                        _lock_meeting(connection, meeting)
                    yield connection
        except SQLAlchemyError as error:
            reason = first_line(getattr(error, "orig", None) or error)
            where = self.engine.url.render_as_string(hide_password=True)
            remedy, remedy_ja = _remedy(reason)
            raise StoreError(
                f"the store at {where} failed: {reason}; {remedy}",
                ja=f"保管庫（{where}）でエラーが起きました（{reason}）。{remedy_ja}",
            ) from error

    def forget(self) -> None:
        """Leave no erased text in the database's log, as far as other readers let it be emptied."""
        if self.engine.dialect.name == "sqlite":
            with suppress(SQLAlchemyError), self.engine.connect() as connection:
                for pragma in (_busy(SHORT_WAIT), "wal_checkpoint(TRUNCATE)", _busy(LONG_WAIT)):
                    connection.connection.execute(f"PRAGMA {pragma}")


def _remedy(reason: str) -> tuple[str, str]:
    """What to do about a failure of the database, in English and Japanese."""
    if "disk" in reason or "space" in reason:
        return (
            "make room on the disk, then run the command again",
            "ディスクに空きを作ってから、同じコマンドを実行してください",
        )
    if "locked" in reason:
        return (
            "another command is writing; run this one again when it is done",
            "ほかのコマンドが書き込んでいます。終わってから、同じコマンドを実行してください",
        )
    return "koemap doctor says what is wrong", "原因は koemap doctor で分かります"


def no_meeting(meeting_id: str) -> StoreError:
    """What to tell someone who names a meeting that is not there."""
    add = f"koemap meeting add {quote(meeting_id)} --title"
    return StoreError(
        f'there is no meeting {meeting_id!r}; add it with: {add} "…"',
        ja=f'会議「{meeting_id}」はありません。先に追加: {add} "…"',
        lasting=True,
    )


def first_line(error: object) -> str:
    """The first line of what an error says, or its kind."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _address(url: str) -> URL:
    address = make_url(url)
    if address.drivername == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    return address


def _engine(address: URL) -> Engine:
    engine = create_engine(address)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    for pragma in (_busy(LONG_WAIT), *PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _busy(milliseconds: int) -> str:
    return f"busy_timeout={milliseconds}"


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("koemap_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _lock_meeting(connection: Connection, meeting_id: str) -> None:
    where = meetings.c.meeting_id == meeting_id
    if connection.execute(select(meetings).where(where).with_for_update()).first() is None:
        raise no_meeting(meeting_id)
