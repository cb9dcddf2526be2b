"""The folder of a public live page, and its files as they are served."""

from __future__ import annotations

import re
import shutil
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

FOLDER = "public"
SERVED = re.compile(r"index\.html|live\.json|live[a-z_]*\.(?:css|js)|tokens\.css|favicon\.svg")
MOST_KEPT = 200
SIGN = "live_sign.js"
"""Holds when the page was last known to be kept up to date; its script looks at it on any host."""
SIGN_SECONDS, SILENT_SECONDS = 10, 60
"""How often a sign is given; so long without one nobody takes out any more what has to go."""
SCARCE_MEGABYTES = 500
"""Of room on the disk, below which a desk warns; a meeting of some hours takes less."""
FULL_MEGABYTES = 20
"""Of room, below which the database can hardly be written any more."""
DATA = "live.json", "live_data.js"


def live_folder(home: Path, meeting_id: str) -> Path:
    """Where the public live page of a meeting lies."""
    return home / FOLDER / meeting_id / "live"


def sign_of_life(now: datetime) -> bytes:
    """What says that a page is kept up to date; a script, for a page opened as a file reads it."""
    return f'window.koemapSign = "{now.isoformat()}";\n'.encode()


def is_alive(folder: Path) -> bool:
    """Whether the page in the folder is kept up to date."""
    signed = signed_at(folder)
    return signed is not None and abs(time.time() - signed.timestamp()) < SILENT_SECONDS


def signed_at(folder: Path) -> datetime | None:
    """When the page in the folder was last known to be kept up to date, None for never."""
    try:
        return datetime.fromtimestamp((folder / SIGN).stat().st_mtime, UTC)
    except OSError:
        return None


def is_full(home: Path) -> bool:
    """Whether the disk has so little room left that hardly anything can be written."""
    left = scarce_megabytes(home)
    return left is not None and left < FULL_MEGABYTES


def scarce_megabytes(home: Path | None) -> int | None:
    """How much room the disk has left, None while that is plenty or cannot be known."""
    try:
        left = shutil.disk_usage(home or ".").free // 1_000_000
    except OSError:
        return None
    return left if left < SCARCE_MEGABYTES else None


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
