"""Folders in which an analysis lays parts of the comments for its workers.

A run holds a lock in the home folder as long as its parts are there, beside a note of where that
is. Who was killed holds none, so that the next run and `koemap purge` find what was left behind.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from koemap.errors import AnalysisError, StoreError, why

NOTES = "locks"
"""Where in the home folder locks and notes are."""


@contextmanager
def laid(home: Path, inside: Path) -> Iterator[Path]:
    """A new folder inside the other, open to its owner only; it is gone afterwards.

    Raises
    ------
    AnalysisError
        It cannot be made.
    """
    from filelock import FileLock

    notes = home / NOTES
    notes.mkdir(parents=True, exist_ok=True)
    path = (inside / f"parts-{secrets.token_hex(8)}").resolve()
    note = notes / f"{path.name}.txt"
    with FileLock(note.with_suffix(".lock")):
        note.write_text(str(path), encoding="utf-8")
        try:
            _make(path)
            yield path
        finally:
            _remove(path, note)
    note.with_suffix(".lock").unlink(missing_ok=True)


def remove_left(home: Path) -> int:
    """How many folders of runs that were killed are gone now; those of live runs stay.

    One whose place is not there, such as a share that is not mounted, waits for another time.

    Raises
    ------
    StoreError
        A folder cannot be removed.
    """
    from filelock import FileLock, Timeout

    n_removed = 0
    for note in sorted((home / NOTES).glob("parts-*.txt")):
        lock = note.with_suffix(".lock")
        with suppress(Timeout), FileLock(lock, timeout=0):
            n_removed += _removed(note)
        if not note.exists():
            lock.unlink(missing_ok=True)
    return n_removed


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700)
    except OSError as error:
        en, ja = why(error)
        place = path.parent
        raise AnalysisError(
            f"parts of the comments cannot be laid in {place}: {en}; choose another with --parts",
            ja=f"{place} に声を分けて置けません（{ja}）。--parts で別の場所を指定してください",
        ) from error


def _removed(note: Path) -> bool:
    """Whether the folder of the note was there and is gone; nobody is at work in it."""
    if not note.exists():
        return False
    path = Path(note.read_text(encoding="utf-8"))
    was_there = path.exists()
    if path.parent.exists():
        _remove(path, note)
    return was_there


def _remove(path: Path, note: Path) -> None:
    try:
        if path.name.startswith("parts-") and path.exists():
            shutil.rmtree(path)
    except OSError as error:
        raise _stays(path, error) from error
    note.unlink(missing_ok=True)


def _stays(path: Path, error: OSError) -> StoreError:
    en, ja = why(error)
    return StoreError(
        f"texts of an analysis are left in {path}: {en}; delete the folder",
        ja=f"地図づくりの途中の文が {path} に残り、消去できません（{ja}）。"
        "このフォルダーを削除してください",
        lasting=True,
    )
