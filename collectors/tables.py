"""A table of comments: one row per answer, one comment per column of free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from collectors.commands import FILE, Command, Desk, Text
from collectors.events import NOTHING, Event, Past
from collectors.rows.answers import events_of
from collectors.rows.column_options import COLUMNS, PRESET
from collectors.rows.columns import Wanted
from collectors.rows.files import open_sheet
from koemap.records import Meeting, Source

KIND = "table"
AUTHORITY = "a table supplied by the operator"


class Table:
    """The rows of a CSV, TSV or XLSX file, or of a chat in lines of text, as comments.

    `text`, `id`, `author` and `time` name columns; those not named are found and reported.
    `preset` names the program that exported the table, `sheet` a sheet of a workbook. `zone` is
    that of times which name none. `name` keeps files of changing names one source.
    """

    def __init__(  # noqa: PLR0913 -- one per option of the command
        self,
        meeting: Meeting,
        path: Path,
        *,
        text: Sequence[str] = (),
        id: str = "",
        author: str = "",
        time: str = "",
        preset: str = "",
        name: str = "",
        sheet: str = "",
        zone: ZoneInfo,
    ) -> None:
        self._meeting, self._path, self._zone = meeting, path, zone
        self._wanted = Wanted(tuple(text), id, author, time, preset)
        self._sheet = sheet
        self._name = name or _without_copy_marks(path.stem)

    @property
    def source(self) -> Source:
        """The table as a source; the same for every file of that name."""
        plain = unicodedata.normalize("NFKC", self._name).casefold()
        slug = re.sub(r"\W+", "-", plain).strip("-")
        source_id = f"{KIND}-{slug or 'unnamed'}"
        return Source(self._meeting.meeting_id, source_id, KIND, self._name, authority=AUTHORITY)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Every answer of the table, then where it ends.

        Raises
        ------
        CollectError
            The file cannot be read, or no column holds comments.
        """
        yield from events_of(
            open_sheet(self._path, self._sheet),
            source_id=self.source.source_id,
            wanted=self._wanted,
            zone=self._zone,
            past=past,
            starts_at=self._meeting.starts_at,
        )


def _without_copy_marks(stem: str) -> str:
    """The name of a file without what a second download adds.

    >>> _without_copy_marks("回答 (1)"), _without_copy_marks("回答 - コピー")
    ('回答', '回答')
    """
    return re.sub(r"(?: ?\(\d{1,3}\)| ?- ?(?:コピー|Copy))+$", "", stem).strip() or stem


def _by_command(meeting: Meeting, file: Path, desk: Desk, **options: Any) -> Table:
    return Table(meeting, file, zone=desk.zone, **options)


COMMAND = Command(
    FILE,
    _by_command,
    way="file",
    options=(
        PRESET,
        *COLUMNS,
        Text("sheet", "Sheet of a workbook.", shown="NAME"),
        Text("name", "Name of the source when files of it change names."),
    ),
)
