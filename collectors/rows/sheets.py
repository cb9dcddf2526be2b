"""A table as rows of texts, whatever file or service it comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

REPLACED = "\ufffd"
NOT_CALCULATED = "#CALCULATED-NEVER!"
ERRORS = frozenset(
    {"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#ERROR!", NOT_CALCULATED}
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as texts; `line` is where it begins in the file, from 1."""

    line: int
    cells: tuple[str, ...]
    n_lines: int = 1


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells made one: only the first of them has the value. Lines and columns count from 1."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table: how it was read, in words, and its rows, the header among them.

    `name` is what people call it, for messages. `preset` is set where the rows can only be of one
    kind of export. `notes` are for the operator. `others` are the sheets that were not read.
    `in_lines` tells that the file may be a text of lines rather than a table. `doubts` says what
    may be wrong with the rows that were read so far.
    """

    reading: str
    rows: Iterator[Row]
    name: str = "the table"
    preset: str = ""
    notes: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    others: tuple[str, ...] = ()
    in_lines: bool = False
    doubts: Callable[[], Iterable[str]] = tuple


def cell_text(value: object) -> str:
    """A cell of a workbook or a spreadsheet as a text table would have it.

    >>> cell_text(3.0), cell_text(None), cell_text(True), cell_text(46346.75)
    ('3', '', 'TRUE', '46346.75')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def plain(name: str) -> str:
    """A name as it is compared: whatever its width, case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()
