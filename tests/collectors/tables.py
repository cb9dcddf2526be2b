"""Tables as files, for tests; nothing in them was written by a real person."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from collectors.events import Event, Fact, Notice, Received, Skipped
from collectors.tables import Table
from tests.factories import a_meeting

TOKYO = ZoneInfo("Asia/Tokyo")
OPINIONS = tuple(f"公園の遊具を{n}基増やしてほしいです。子どもが待っています。" for n in range(12))


def a_csv(
    folder: Path,
    rows: Sequence[Sequence[object]],
    *,
    name: str = "answers.csv",
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def a_text(folder: Path, text: str, *, name: str = "chat.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def events(path: Path, **options: object) -> list[Event]:
    return list(Table(a_meeting(), path, zone=TOKYO, **options).events())  # type: ignore[arg-type]


def received(path: Path, **options: object) -> list[Received]:
    return [event for event in events(path, **options) if isinstance(event, Received)]


def skipped(path: Path, **options: object) -> list[str]:
    return [event.code for event in events(path, **options) if isinstance(event, Skipped)]


def facts(path: Path, **options: object) -> dict[str, str]:
    found = events(path, **options)
    return {event.name: event.value for event in found if isinstance(event, Fact)}


def notices(path: Path, **options: object) -> str:
    return "\n".join(e.text for e in events(path, **options) if isinstance(e, Notice))
