"""Google Sheets: tabs of cells, read as they are shown or as they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.google.calls import Call
from tests.google.replies import RefusedError, refusal
from tests.google.schema import Json

Cell = str | int | float | bool | datetime
Rows = list[list[Cell]]
T = TypeVar("T")

_RANGE = re.compile(r"(?:(?P<tab>'(?:[^']|'')+'|[^'!:]+)!)?(?P<cells>[A-Z]*\d*:[A-Z]*\d*)?")
_ZERO = datetime(1899, 12, 30)
_WHOLE = "A1:ZZ100000"


@dataclass
class Sheet:
    """One spreadsheet; the first row of a tab is its header, times are in the sheet's zone."""

    id: str
    title: str
    tabs: dict[str, Rows] = field(default_factory=dict)
    time_zone: str = "Asia/Tokyo"
    is_shared: bool = True
    is_public: bool = False

    @property
    def rows(self) -> Rows:
        """The rows of the first tab, to be changed as one likes."""
        return next(iter(self.tabs.values()))

    def rename(self, old: str, new: str) -> None:
        """The column has another head."""
        self.rows[0] = [new if cell == old else cell for cell in self.rows[0]]

    def reorder(self, heads: Sequence[str]) -> None:
        """The columns stand in this order."""
        order = [self.rows[0].index(head) for head in heads]
        self.rows[:] = [[_cell(row, column) for column in order] for row in self.rows]

    def csv(self, encoding: str = "utf-8") -> bytes:
        """The first tab as a file, as somebody would save it."""
        out = io.StringIO(newline="")
        csv.writer(out).writerows([self.shown(cell) for cell in row] for row in self.rows)
        return out.getvalue().encode(encoding)

    def shown(self, cell: Cell) -> str:
        """The cell as a person sees it."""
        if isinstance(cell, bool):
            return str(cell).upper()
        return f"{self._local(cell):%Y/%m/%d %H:%M:%S}" if isinstance(cell, datetime) else str(cell)

    def serial(self, cell: datetime) -> float:
        """Days since the end of 1899, in the sheet's own zone."""
        return (self._local(cell) - _ZERO).total_seconds() / 86_400

    def _local(self, cell: datetime) -> datetime:
        return cell.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)


class Sheets:
    """All spreadsheets of the fake."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}

    def sheet(
        self, id: str, rows: Rows, *, tab: str = "フォームの回答 1", title: str = "意見募集（回答）"
    ) -> Sheet:
        """A new spreadsheet with one tab."""
        self._sheets[id] = Sheet(id, title, {tab: rows})
        return self._sheets[id]

    def get(self, call: Call) -> Json:
        """The answer of spreadsheets.get, without the cells."""
        sheet = self._named(call)
        tabs = enumerate(sheet.tabs.items())
        return {
            "spreadsheetId": sheet.id,
            "properties": {
                "title": sheet.title,
                "locale": "ja_JP",
                "timeZone": sheet.time_zone,
            },
            "sheets": [{"properties": _tab(index, name, rows)} for index, (name, rows) in tabs],
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{sheet.id}/edit",
        }

    def values(self, call: Call) -> Json:
        """The answer of spreadsheets.values.get: rows without the empty cells at their ends."""
        sheet, asked = self._named(call), call.one("range")
        tab, cells = _parsed(asked, sheet)
        rows = [
            [_valued(cell, sheet, call) for cell in row] for row in _cut(sheet.tabs[tab], cells)
        ]
        major = call.one("majorDimension", "ROWS")
        if major == "COLUMNS":
            width = max(map(len, rows), default=0)
            rows = [[row[k] if k < len(row) else "" for row in rows] for k in range(width)]
        ragged = _without_ends([_without_ends(row, "") for row in rows], [])
        body: Json = {"range": f"'{tab}'!{cells}", "majorDimension": major}
        return {**body, "values": ragged} if ragged else body

    def _named(self, call: Call) -> Sheet:
        sheet = self._sheets.get(call.one("spreadsheetId"))
        if sheet is None:
            raise RefusedError(refusal(404, message="Requested entity was not found."))
        by_key = "authorization" not in call.headers
        if (by_key and not sheet.is_public) or not (sheet.is_shared or sheet.is_public):
            raise RefusedError(refusal(403, message="The caller does not have permission"))
        return sheet


def _parsed(asked: str, sheet: Sheet) -> tuple[str, str]:
    """The tab and the cells of a range in A1 notation, a tab alone meaning all of it."""
    if asked.strip("'").replace("''", "'") in sheet.tabs:
        return asked.strip("'").replace("''", "'"), _WHOLE
    found = _RANGE.fullmatch(asked)
    tab = (found["tab"] or next(iter(sheet.tabs))).strip("'").replace("''", "'") if found else ""
    if found is None or tab not in sheet.tabs:
        raise RefusedError(refusal(400, message=f"Unable to parse range: {asked}"))
    return tab, found["cells"] or _WHOLE


def _cut(rows: Rows, cells: str) -> Rows:
    (first, top), (last, bottom) = (_corner(corner) for corner in cells.split(":"))
    width = slice(first - 1 if first else 0, last or None)
    return [row[width] for row in rows[top - 1 if top else 0 : bottom or None]]


def _corner(text: str) -> tuple[int, int]:
    """Column and row of a corner, counted from 1; 0 for one that is not named."""
    letters, digits = text.rstrip("0123456789"), text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(digits or 0)


def _valued(cell: Cell, sheet: Sheet, call: Call) -> str | int | float | bool:
    if call.one("valueRenderOption", "FORMATTED_VALUE") == "FORMATTED_VALUE":
        return sheet.shown(cell)
    if not isinstance(cell, datetime):
        return cell
    serial = call.one("dateTimeRenderOption", "SERIAL_NUMBER") == "SERIAL_NUMBER"
    return sheet.serial(cell) if serial else sheet.shown(cell)


def _without_ends(values: list[T], empty: T) -> list[T]:
    end = len(values)
    while end and values[end - 1] == empty:
        end -= 1
    return values[:end]


def _cell(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""


def _tab(index: int, name: str, rows: Rows) -> Json:
    size = {"rowCount": max(len(rows), 1000), "columnCount": 26}
    properties = {"sheetId": index, "title": name, "index": index, "sheetType": "GRID"}
    return {**properties, "gridProperties": size}
