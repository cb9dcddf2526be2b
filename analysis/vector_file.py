"""The file of kept vectors: SQLite, used by several processes at once.

Each method opens and closes it, so that nothing open is handed to other processes or threads.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from zlib import crc32

NAME = "vectors.db"
BUSY_SECONDS = 10.0

_TABLE = """
CREATE TABLE vectors (
    key TEXT PRIMARY KEY, vector BLOB NOT NULL, used_on TEXT NOT NULL
)
"""
_INSERT = "INSERT OR REPLACE INTO vectors (key, vector, used_on) VALUES (?, ?, ?)"
_FIND = "SELECT key, vector FROM vectors WHERE key IN (SELECT value FROM json_each(?))"
_USE = """
UPDATE vectors SET used_on = :day
WHERE key IN (SELECT value FROM json_each(:keys)) AND used_on < :day
"""
_AGED = """
SELECT 1 FROM vectors WHERE key IN (SELECT value FROM json_each(:keys)) AND used_on < :day LIMIT 1
"""
_CHECK_BYTES = 4

Rows = Mapping[str, bytes]
"""The bytes of a vector by its key."""


@dataclass(frozen=True)
class VectorFile:
    """Vectors by key; every method raises `sqlite3.Error` or `OSError` when it cannot be used."""

    path: Path

    def read(self, keys: Sequence[str]) -> Rows:
        """What is there of these, and whole."""
        with self._opened() as connection:
            return _whole(connection, keys)

    def keep(self, rows: Rows, today: date) -> Rows:
        """What the file holds for these keys afterwards: what came first stays."""
        with self._writing() as connection:
            first = _whole(connection, list(rows))
            new = [key for key in rows if key not in first]
            packed = [(key, _signed(rows[key]), today.isoformat()) for key in new]
            connection.executemany(_INSERT, packed)
        return {**rows, **first}

    def use(self, keys: Sequence[str], today: date) -> None:
        """Write down that these were used; no more than once a day."""
        given = {"day": today.isoformat(), "keys": json.dumps(keys)}
        with self._opened() as connection:
            if connection.execute(_AGED, given).fetchone():
                connection.execute(_USE, given)

    def erase_unused(self, since: date) -> None:
        """Erase what was not used since that day."""
        with self._writing() as connection:
            connection.execute("DELETE FROM vectors WHERE used_on < ?", (since.isoformat(),))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            _make(self.path)
        with closing(sqlite3.connect(self.path, BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            yield connection


def _make(path: Path) -> None:
    """Put an empty file there, unless another process was faster.

    It is made elsewhere: two processes that change one file to WAL at once get in each other's way.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=NAME) as draft:  # mode 600
        with closing(sqlite3.connect(draft.name, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
        with suppress(FileExistsError):
            os.link(draft.name, path)


def erase(home: Path) -> None:
    """Remove the file of a home folder, if any: it only saves time."""
    for suffix in ("-wal", "-shm", ""):
        (home / f"{NAME}{suffix}").unlink(missing_ok=True)


def _whole(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, bytes]:
    found = connection.execute(_FIND, [json.dumps(list(keys))])
    whole = {key: _read(signed) for key, signed in found}
    return {key: vector for key, vector in whole.items() if vector is not None}


def _signed(vector: bytes) -> bytes:
    """The vector with its checksum; SQLite does not notice altered bytes within a value."""
    return vector + crc32(vector).to_bytes(_CHECK_BYTES, "big")


def _read(signed: bytes) -> bytes | None:
    vector = signed[:-_CHECK_BYTES]
    return vector if _signed(vector) == signed else None
