"""The folder of a public live page, and its files as they are served."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = "public"
SERVED = re.compile(r"index\.html|live\.json|live[a-z_]*\.(?:css|js)|tokens\.css|favicon\.svg")
MOST_KEPT = 200
SIGN = "alive"
SILENT_SECONDS = 60
"""After so long without a sign nobody takes out any more what may be shown no longer."""
DATA = "live.json", "live_data.js"


def live_folder(home: Path, meeting_id: str) -> Path:
    """Where the public live page of a meeting lies."""
    return home / FOLDER / meeting_id / "live"


def sign_of_life(folder: Path) -> None:
    """Say that the page in the folder is kept up to date."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SIGN).touch()


def is_alive(folder: Path) -> bool:
    """Whether the page in the folder is kept up to date."""
    try:
        return time.time() - (folder / SIGN).stat().st_mtime < SILENT_SECONDS
    except OSError:
        return False


class Files:
    """Files in memory, read again when they were replaced; a viewer then costs one look."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[tuple[int, int, int], bytes, str]] = {}

    def find(self, folder: Path, name: str) -> tuple[bytes, str] | None:
        """The content of that file and its ETag, None when there is no such file to be served."""
        path = folder / name
        if not SERVED.fullmatch(name) or ".." in folder.parts:
            return None
        try:
            told = path.stat()
            mark = told.st_mtime_ns, told.st_size, told.st_ino
            kept = self._kept.get(path)
            if kept is None or kept[0] != mark:
                content = path.read_bytes()
                kept = mark, content, sha256(content).hexdigest()[:20]
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[path] = kept
        except (OSError, ValueError):
            return None
        return kept[1], kept[2]
