"""A stop that needs no room on the disk: it is kept beside the log of acts until it is in it.

Each live meeting has a small file whose room is taken beforehand. A stop is written over what is
there, so neither a full disk nor a store that is busy holds it up. Whoever shows something looks
here first, then into the log: a stop leaves this file only after it came there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from koemap.errors import DecisionError
from koemap.live_records import DeskAct
from koemap.moderation import NOBODY, checked

if TYPE_CHECKING:
    from koemap.store import Store

SIZE = 4_096  # bytes; one block of most disks
NONE = b" "
"""The first byte while no stop is kept; it is written by itself, so nobody reads half a stop."""


class Stops:
    """The stops that are not in the log yet, in the folder `home`; without one none is kept."""

    def __init__(self, home: Path | None) -> None:
        self._folder = home / "stops" if home else None

    def held(self, meeting_id: str) -> DeskAct | None:
        """The stop that is kept, None without one.

        A file that cannot be read, or be made where there is none, is a stop by nobody.
        """
        if self._folder is None:
            return None
        try:
            content = _content(_path(self._folder, meeting_id))
            return None if content.startswith(NONE) else _stop(meeting_id, content)
        except (OSError, ValueError, KeyError, TypeError):
            return DeskAct(meeting_id, "stop", "", NOBODY, datetime.now(UTC), token_hex(16))

    def hold(self, stop: DeskAct) -> None:
        """Keep that stop, which has a key, as far as the file can be written.

        One that is kept already stays.
        """
        if self._folder is None or self.held(stop.meeting_id):
            return
        path = _path(self._folder, stop.meeting_id)
        told = {"by": stop.by, "at": stop.at.isoformat(), "key": stop.key}
        content = json.dumps(told, ensure_ascii=False).encode().ljust(SIZE)
        with suppress(OSError):
            _write(path, 1, content[1:])
            _write(path, 0, content[:1])

    def enter(self, store: Store, meeting_id: str) -> None:
        """Put the stop that is kept into the log, and keep it no more.

        Raises
        ------
        StoreError
            The log cannot be written; the stop is kept as before.
        """
        stop = self.held(meeting_id)
        if self._folder is None or stop is None:
            return
        with suppress(DecisionError):  # everything is stopped by somebody already
            store.act(stop, checked)
        kept, path = self.held(meeting_id), _path(self._folder, meeting_id)
        if kept and (kept.key == stop.key or kept.by == stop.by == NOBODY):
            with suppress(OSError):
                _write(path, 0, NONE)
                _write(path, 1, NONE * (SIZE - 1))  # it names who stopped


def _path(folder: Path, meeting_id: str) -> Path:
    return folder / sha256(meeting_id.encode(errors="replace")).hexdigest()[:20]


def _content(path: Path) -> bytes:
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path)
        return _read(path)


def _stop(meeting_id: str, content: bytes) -> DeskAct:
    told = json.loads(content)
    at = datetime.fromisoformat(told["at"])
    return DeskAct(meeting_id, "stop", "", told["by"], at, told["key"])


def _read(path: Path) -> bytes:
    with path.open("rb", buffering=0) as file:
        return file.read(SIZE)


def _write(path: Path, place: int, content: bytes) -> None:
    """Write over what is there; nothing of it is only in memory afterwards."""
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        file.write(content)
        os.fsync(file.fileno())


def _make(path: Path) -> None:
    """Take the room for a stop; of two processes that do so one makes the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as draft:
        draft.write(NONE * SIZE)
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)
