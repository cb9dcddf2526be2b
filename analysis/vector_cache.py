"""Vectors that were slow to have, kept by embedder, revision and text.

What the cache holds is what is used, also by a process that computed the same meanwhile: a service
may give other last digits each time, and a map must not depend on who asked first. When the file
cannot be used, the map is made all the same, with vectors kept in memory, and that is said once.

Texts are not kept, only hashes of them that nobody can try out without the installation's secret.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from logging import getLogger
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from analysis.arrays import Vectors
from analysis.vector_file import NAME, Rows, VectorFile

UNUSED_DAYS = 30
"""Days after which a vector that no map asked for is erased."""
PART = 256
"""Texts that are read and kept in one go; a run that fails goes on after the last of them."""

Say = Callable[[str, str], None]
"""Is told one sentence for people, in English and in Japanese."""
Read = Callable[[Sequence[str]], Vectors]
Hear = Callable[[int], None]
Written = TypeVar("Written")

_HEARS: ContextVar[Hear] = ContextVar("hears", default=lambda n_texts: None)


@contextmanager
def heard(hear: Hear) -> Iterator[None]:
    """While it lasts, `hear` is told how many texts have their vectors, each time it is more.

    An embedder learns from some of the texts first, then reads all: the former are told once.
    """
    most = 0

    def more(n_texts: int) -> None:
        nonlocal most
        if n_texts > most:
            most = n_texts
            hear(n_texts)

    token = _HEARS.set(more)
    try:
        yield
    finally:
        _HEARS.reset(token)


def warn(en: str, ja: str) -> None:
    """Say it in the log, for want of a person who listens."""
    getLogger("koemap").warning(en)


class VectorCache:
    """Vectors by space and text, in a file of the home folder, or in memory without one.

    A space is what makes a vector beside the text: embedder and revision. Copies in other processes
    share the file, not the memory.
    """

    def __init__(
        self,
        home: Path | None = None,
        secret: bytes = b"",
        *,
        say: Say = warn,
        today: date | None = None,
    ) -> None:
        self._file = VectorFile(home / NAME) if home else None
        # A key of its own: copies of the cache go to other processes, the secret does not.
        self._key = blake2b(b"vectors", key=secret[:64], digest_size=32).digest()
        self._say = say
        self._today = today or datetime.now(UTC).date()
        self._memory: dict[str, bytes] = {}
        self._is_full = self._has_told = False

    def __getstate__(self) -> Mapping[str, Any]:
        """All but the vectors in memory."""
        return {**self.__dict__, "_memory": {}}

    def vectors(self, space: str, texts: Sequence[str], read: Read) -> Vectors:
        """A row per text, read only where it is not there yet."""
        keys = [self._key_of(space, text) for text in texts]
        text_of = dict(zip(keys, texts, strict=True))
        wanted = list(text_of)
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), PART):
            part = wanted[start : start + PART]
            found.update(self._known(part))
            if missing := [key for key in part if key not in found]:
                rows = read([text_of[key] for key in missing])
                found.update(self._kept(dict(zip(missing, map(_packed, rows), strict=True))))
            _HEARS.get()(len(found))
        return np.stack([np.frombuffer(found[key], "<f4") for key in keys]).astype(np.float32)

    def tidy(self) -> None:
        """Erase what no map has asked for in a month."""
        since = self._today - timedelta(days=UNUSED_DAYS)
        self._write(lambda file: file.erase_unused(since))

    def _key_of(self, space: str, text: str) -> str:
        named = f"{len(space)}:{space}{text}".encode("utf-8", "surrogatepass")
        return blake2b(named, key=self._key, digest_size=20).hexdigest()

    def _known(self, keys: Sequence[str]) -> Rows:
        """What is there of these."""
        here = {key: self._memory[key] for key in keys if key in self._memory}
        if self._file is None:
            return here
        try:
            known = self._file.read(keys)
        except (sqlite3.Error, OSError) as error:
            self._file = None
            self._tell(error)
            return here
        self._write(lambda file: file.use(list(known), self._today))
        return {**here, **known}

    def _kept(self, computed: Rows) -> Rows:
        """What is used for these keys: what came first, where another process was faster."""
        kept = self._write(lambda file: file.keep(computed, self._today))
        if kept is None:
            self._memory.update(computed)
        return kept or computed

    def _write(self, work: Callable[[VectorFile], Written]) -> Written | None:
        """What comes of it, None where the file takes nothing."""
        if self._file is None or self._is_full:
            return None
        try:
            return work(self._file)
        except (sqlite3.Error, OSError) as error:
            self._is_full = True
            self._tell(error)
            return None

    def _tell(self, error: Exception) -> None:
        if self._has_told:
            return
        self._has_told = True
        self._say(
            f"the kept vectors ({NAME}) cannot be used: {error}; the map is made without them. "
            f"Make room on the disk, or delete {NAME} in KOEMAP_HOME",
            f"保存したベクトル（{NAME}）を使えません（{error}）。使わずに地図をつくります。"
            f"ディスクの空きを増やすか、KOEMAP_HOME の {NAME} を削除してください",
        )


def _packed(row: Vectors) -> bytes:
    return row.astype("<f4").tobytes()
