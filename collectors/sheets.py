"""Rows of a table file: CSV, TSV or XLSX, in whatever encoding it came."""

from __future__ import annotations

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

from koemap.errors import CollectError

LONGEST_CELL = 50_000_000
LARGEST_UNPACKED = 2_000_000_000
SAMPLE = 256 * 1024
FEWEST_LETTERS = 50  # per NUL; a file with more NULs is no text
DELIMITERS = ",\t;"
_OTHER = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"]|<(?:!doctype|html|\?xml))", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as texts; `line` is where it begins in the file, from 1."""

    line: int
    cells: tuple[str, ...]
    n_lines: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table: how it was read, in words, and its rows, the header among them.

    `name` is what people call it, for messages.
    """

    reading: str
    rows: Iterator[Row]
    name: str = "the table"


def open_sheet(path: Path) -> Sheet:
    """The table of that file.

    Raises
    ------
    CollectError
        The file is missing, empty, or no table that can be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(SAMPLE)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CollectError(f"{path.name} cannot be read: {reason}; check the path") from error
    if not start.strip():
        raise CollectError(f"{path.name} is empty; export the table again")
    if start.startswith(_ZIP):
        return _workbook(path)
    if start.startswith(_OLD_EXCEL):
        raise CollectError(f"{path.name} is an old or locked Excel file; save it as .xlsx or .csv")
    return _text_table(path, start)


def _text_table(path: Path, start: bytes) -> Sheet:
    encoding = _encoding(path, start)
    sample = start.decode(encoding, "ignore")
    if other := _OTHER.match(sample):
        kind = "JSON" if other[0].lstrip()[0] in "{[" else "a web page"
        raise CollectError(f"{path.name} is {kind}, no table; give a CSV, TSV or XLSX file")
    if sample.count("\0") * FEWEST_LETTERS > len(sample):
        raise CollectError(f"{path.name} is no table; give a CSV, TSV or XLSX file")
    delimiter = _delimiter(sample, path)
    name = {",": "commas", "\t": "tabs", ";": "semicolons"}[delimiter]
    return Sheet(f"{encoding}, {name}", _text_rows(path, encoding, delimiter), path.name)


def _encoding(path: Path, start: bytes) -> str:
    """The encoding that reads the whole file; of those that fail, the one that fails least."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    for name in ("utf-8", "cp932"):
        if _reads(path, name):
            return name
    return _likeliest(start)


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(start: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- slow, and rarely needed

    wrong = {name: start.decode(name, "replace").count(REPLACED) for name in ("utf-8", "cp932")}
    least = min(wrong, key=lambda name: wrong[name])
    if wrong[least] * 200 < len(start):
        return least
    best = from_bytes(start).best()
    return best.encoding if best else least


def _delimiter(sample: str, path: Path) -> str:
    """The sign that splits the first rows into the most cells of equal number."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    return max(DELIMITERS, key=lambda sign: (_width(sample, sign), -DELIMITERS.index(sign)))


def _width(sample: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    csv.field_size_limit(LONGEST_CELL)
    try:
        widths = [len(row) for row, _ in zip(reader, range(20), strict=False) if row]
    except csv.Error:
        return 0
    return widths[0] if widths else 0


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            line = lines.read + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise CollectError(f"{path.name}, line {line:,}: {error}; save it anew") from error
            yield Row(line, tuple(cells), lines.read + 1 - line)


class _Lines:
    """The lines of a file, counted as they are read; a NUL is left out, as in every database."""

    def __init__(self, file: TextIO) -> None:
        self._file, self.read = file, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._file)
        self.read += 1
        return line.replace("\0", "")


def _workbook(path: Path) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only for workbooks
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    faults = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError)
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise CollectError(f"{path.name} is too large unpacked; save it as .csv")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
    except faults as error:
        raise CollectError(f"{path.name} is no XLSX workbook; save it as .xlsx or .csv") from error
    for sheet in book.worksheets:
        rows = _workbook_rows(sheet)
        first = next(rows, None)
        if first is not None:
            return Sheet(f"XLSX, sheet “{sheet.title}”", _joined(first, rows), path.name)
    raise CollectError(f"{path.name} has no rows; export the table again")


def _joined(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _workbook_rows(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = tuple(cell_text(value) for value in cells)
        if any(texts):
            yield Row(line, texts)


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
