"""Which kind of table a file holds."""

from __future__ import annotations

import re
from pathlib import Path

from collectors.sheets import Sheet
from collectors.table_words import refused
from collectors.text_tables import open_text_table
from collectors.workbooks import open_workbook

SAMPLE = 256 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


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
    if sheet:
        raise refused("no sheets", file=path.name)
    return open_text_table(path, start)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(SAMPLE)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused("unreadable", file=path.name, why=reason) from error
    if not re.search(rb"[^\s\0]", start):
        raise refused("empty", file=path.name)
    return start
