"""Which kind of table a file holds."""

from __future__ import annotations

import re
from pathlib import Path

from collectors.rows.sheets import Sheet
from collectors.rows.text_tables import open_text_table
from collectors.rows.words import refused
from collectors.rows.workbooks import open_workbook
from koemap.errors import why

SAMPLE = 256 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# How files of other kinds begin, and what people call them.
_OTHERS = (
    (rb"%PDF-\d", "PDF"),
    (
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avif)",
        "picture",
    ),
    (
        rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}(?:WAVE|AVI )|ID3[\x02-\x04]|OggS\0|\0\0\x01\xba",
        "recording",
    ),
    (
        rb"\x1f\x8b|PK(?:\x05\x06|\x07\x08)|BZh\d1AY|\xfd7zXZ\0|7z\xbc\xaf|Rar!\x1a|\x28\xb5\x2f\xfd",
        "archive",
    ),
    (rb"SQLite format 3\0", "database"),
    (rb"\{\\rtf\d", "document"),
)


def open_sheet(path: Path, sheet: str = "") -> Sheet:
    """The table of that file; of a workbook the sheet of that name, or the first with rows.

    Raises
    ------
    CollectError
        The file is missing, empty, or no table that can be read.
    """
    start = _start(path)
    if start.startswith(_ZIP):
        return open_workbook(path, sheet)
    if start.startswith(_OLD_EXCEL):
        raise refused("old Excel", file=path.name)
    for pattern, kind in _OTHERS:
        if re.match(pattern, start, re.DOTALL):
            raise refused(kind, file=path.name)
    if sheet:
        raise refused("no sheets", file=path.name)
    return open_text_table(path, start)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(SAMPLE)
    except OSError as error:
        reason, reason_ja = why(error)
        raise refused("unreadable", file=path.name, why=reason, why_ja=reason_ja) from error
    if not re.search(rb"[^\s\0]", start):
        raise refused("empty", file=path.name)
    return start
