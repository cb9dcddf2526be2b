"""XLSX workbooks: the values of a sheet, and what its file says beside them."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from collectors.rows.sheets import NOT_CALCULATED, Merge, Row, Sheet, cell_text, plain
from collectors.rows.words import refused
from koemap.errors import CollectError

LARGEST_UNPACKED = 2_000_000_000
CHUNK = 1 << 20
LONGEST_TAG = 400  # a tag that a chunk cuts is seen whole in the next
_RETURN = "_x000D_"  # how workbooks write a carriage return
_HIDDEN = re.compile(rb'<row [^>]*\bhidden="(?:1|true)"')
_FORMULA = re.compile(rb"<f[ >/]")
_MERGE = re.compile(rb'<mergeCell [^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FAULTS = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, TypeError, ParseError)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the XML of a sheet says and its values do not."""

    hidden: bool = False
    formulas: bool = False
    merges: tuple[Merge, ...] = ()


def open_workbook(path: Path, wanted: str = "") -> Sheet:
    """The sheet of that name, or the first visible one with rows.

    Raises
    ------
    CollectError
        The file is no workbook, has no such sheet, or no rows.
    """
    book = _loaded(path, values=True)
    try:
        return _sheet(path, book, wanted)
    except CollectError:
        book.close()
        raise


def _sheet(path: Path, book: Any, wanted: str) -> Sheet:
    sheets = list(book.worksheets)
    for sheet in [_named(sheets, wanted, path)] if wanted else _visible_first(sheets):
        marks = _marks(path, sheet)
        rows = _rows(path, sheet, marks)
        first = next(rows, None)
        if first is not None:
            others = tuple(other.title for other in sheets if other is not sheet)
            reading = f"XLSX, sheet “{sheet.title}”"
            notes = ("hidden rows are read like the others",) if marks.hidden else ()
            every = _closing(book, chain([first], rows))
            return Sheet(reading, every, path.name, "", notes, marks.merges, others)
    raise refused("no rows", file=path.name)


def _closing(book: Any, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows; the file of the workbook is closed after the last."""
    try:
        yield from rows
    finally:
        book.close()


def _loaded(path: Path, *, values: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow, and only for workbooks
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise refused("too large", file=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, read_only=True, data_only=values)
    except (InvalidFileException, *_FAULTS) as error:
        raise refused("no workbook", file=path.name) from error


def _named(sheets: list[Any], wanted: str, path: Path) -> Any:
    for sheet in sheets:
        if plain(sheet.title) == plain(wanted):
            return sheet
    titles = tuple(sheet.title for sheet in sheets)
    raise refused("no sheet", file=path.name, name=wanted, names=titles)


def _visible_first(sheets: list[Any]) -> list[Any]:
    return sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")


def _rows(path: Path, sheet: Any, marks: _Marks) -> Iterator[Row]:
    """The rows that hold something; a formula without a result is named as such."""
    formulas = _formulas(path, sheet.title) if marks.formulas else iter(())
    lines = iter(sheet.iter_rows(values_only=True))
    for number in count(1):
        try:
            cells = next(lines)
        except StopIteration:
            break
        except _FAULTS as error:
            raise refused("bad row", file=path.name, row=number) from error
        behind = next(formulas, ())
        texts = tuple(_text(value, behind, place) for place, value in enumerate(cells))
        if any(texts):
            yield Row(number, texts)
    for _ in formulas:  # to its end, which closes the file
        pass


def _text(value: object, formulas: tuple[object, ...], place: int) -> str:
    behind = formulas[place] if value is None and place < len(formulas) else None
    if str(behind or "").startswith("="):
        return NOT_CALCULATED
    return cell_text(value).replace(_RETURN, "\r")


def _formulas(path: Path, title: str) -> Iterator[tuple[object, ...]]:
    book = _loaded(path, values=False)
    try:
        yield from book[title].iter_rows(values_only=True)
    finally:
        book.close()


def _marks(path: Path, sheet: Any) -> _Marks:
    """What is marked in the sheet's XML, read in pieces: openpyxl does not tell while streaming."""
    hidden, formulas, merges, kept = False, False, list[Merge](), b""
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    try:
        with zipfile.ZipFile(path) as packed, packed.open(part) as file:
            while chunk := file.read(CHUNK):
                kept += chunk
                hidden = hidden or bool(_HIDDEN.search(kept))
                formulas = formulas or bool(_FORMULA.search(kept))
                merges += [_merge(found) for found in _MERGE.finditer(kept)]
                kept = kept[-LONGEST_TAG:]
    except _FAULTS:
        return _Marks()
    return _Marks(hidden, formulas, tuple(dict.fromkeys(merges)))


def _merge(found: re.Match[bytes]) -> Merge:
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415 -- as above

    first, last = (column_index_from_string(found[n].decode()) for n in (1, 3))
    return Merge(int(found[2]), int(found[4]), first, last)
