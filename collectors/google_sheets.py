"""The answers in a Google spreadsheet, also rows changed or deleted later."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collectors.commands import Argument, Command, Desk, Said, Text
from collectors.events import NOTHING, Checkpoint, Event, Notice, Past, Pulse, Received, Withdrawn
from collectors.google.client import Google, Method
from collectors.google.document_source import document_source, editable_id
from collectors.google.documents import short
from collectors.google.errors import Refusal
from collectors.google.words import told
from collectors.json_fields import Json, number_at, object_at, objects_at, text_at
from collectors.returned import Returned
from collectors.rows.answers import events_of
from collectors.rows.column_options import COLUMNS, PRESET
from collectors.rows.columns import Wanted
from collectors.rows.sheets import Row, Sheet, cell_text, plain
from collectors.rows.words import listing
from koemap.errors import CollectError
from koemap.records import Meeting, Source

KIND = "google-sheets"
SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
AUTHORITY = "the spreadsheet of the operator"
PUBLIC: Said = (
    "this is the address of a published copy; open the spreadsheet itself and give its"
    " address: https://docs.google.com/spreadsheets/d/…/edit",
    "これは公開用のアドレスです。スプレッドシートの編集画面を開き、そのアドレス"
    "（https://docs.google.com/spreadsheets/d/…/edit）を指定してください",
)
BOOK = Method("spreadsheets.get", holds="properties")
VALUES = Method("spreadsheets.values.get", holds="range")
ABOUT = "properties(timeZone,locale,title),sheets.properties"
AS_THEY_ARE = {
    "majorDimension": "ROWS",
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
}
FEW = 10  # rows that may vanish at once and be believed
GONE = "no longer in the spreadsheet"


def sheet_id(text: str) -> str | None:
    """The spreadsheet's id in its address or alone, None when there is none.

    Raises
    ------
    CollectError
        It is the address of a published copy, whose id the interface does not take.

    >>> sheet_id("https://docs.google.com/spreadsheets/d/1a2b3c4d5e6f7g8h9i0jkl/edit#gid=0")
    '1a2b3c4d5e6f7g8h9i0jkl'
    """
    return editable_id(text, "spreadsheets", public=PUBLIC)


def tab_in(address: str) -> str:
    """The number of the sheet that an address of a spreadsheet shows, "" when it names none.

    >>> tab_in("https://docs.google.com/spreadsheets/d/1a2b3c/edit?gid=712#gid=712")
    '712'
    """
    parts = urlsplit(address)
    named = parse_qs(parts.fragment).get("gid") or parse_qs(parts.query).get("gid")
    return named[0] if named else ""


class GoogleSheets:
    """The rows of one sheet of a spreadsheet as comments, read as a table is.

    `sheet` is its name, or its number in the address; without it the sheet read last time is
    taken, the first with rows at first. `zone` is that of times where the spreadsheet has none.
    """

    def __init__(
        self,
        meeting: Meeting,
        spreadsheet_id: str,
        google: Google,
        *,
        wanted: Wanted,
        zone: ZoneInfo,
        sheet: str = "",
    ) -> None:
        self._meeting, self._id, self._google = meeting, spreadsheet_id, google
        self._wanted, self._zone, self._sheet = wanted, zone, sheet

    @property
    def source(self) -> Source:
        """The sheet as a source."""
        sheet = f"{self._id} {plain(self._sheet)}" if self._sheet else self._id
        return document_source(self._meeting, KIND, "Google Sheets", sheet, AUTHORITY)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Every answer in the sheet, then those that are gone, then which columns were read.

        Raises
        ------
        CollectError
            The sheet cannot be read, no column holds comments, or one read before is gone.
        """
        try:
            yield from self._events(past)
        except Refusal as refused:
            raise told(refused, f"Google Sheets {short(self._id)}") from None
        finally:
            self._google.close()

    def _events(self, past: Past) -> Iterator[Event]:
        book = yield from self._google.ask(BOOK, spreadsheetId=self._id, fields=ABOUT)
        tab, rows = yield from self._filled(book, past)
        found = _Found(past, tab, self._google.pulse("collecting"))
        if sum(any(cell.strip() for cell in row.cells) for row in rows) < 2:
            yield from found.nothing()
            return
        zone, known = _zone(book, self._zone)
        if not known:
            yield Notice(f"the spreadsheet has no time zone; its times are read as of {zone.key}")
        others = tuple(text_at(one, "title") for one in _tabs(book) if one is not tab)
        sheet = Sheet(f"Google Sheets, {zone.key}", iter(rows), _title(book, tab), others=others)
        yield from found.answers(
            events_of(
                sheet,
                source_id=self.source.source_id,
                wanted=self._wanted,
                zone=zone,
                past=past,
                starts_at=self._meeting.starts_at,
            )
        )

    def _filled(self, book: Json, past: Past) -> Generator[Event, None, tuple[Json, list[Row]]]:
        """The sheet to be read, and its rows: the one that is meant, or the first with any."""
        tabs = _tabs(book)
        if not tabs:
            raise CollectError(
                f"Google Sheets {short(self._id)} has no sheet with cells; check the address",
                ja=f"Google Sheets {short(self._id)} に表がありません。アドレスを確かめてください",
            )
        meant = _meant(tabs, self._sheet, past)
        for tab in [meant] if meant else tabs:
            rows = yield from self._rows(tab)
            if rows:
                return tab, rows
        return meant or tabs[0], []

    def _rows(self, tab: Json) -> Generator[Event, None, list[Row]]:
        quoted = text_at(tab, "title").replace("'", "''")
        asked = {"spreadsheetId": self._id, "range": f"'{quoted}'", **AS_THEY_ARE}
        page = yield from self._google.ask(VALUES, **asked)
        return rows_of(page)


def rows_of(page: Json) -> list[Row]:
    """The rows of a page of values, as texts that a person would see.

    >>> rows_of({"values": [["ご意見", 3.0], [], [True, None]]})[2].cells
    ('TRUE', '')
    """
    values = page.get("values")
    rows = values if isinstance(values, list) else []
    cells = (row if isinstance(row, list) else [row] for row in rows)
    return [Row(n, tuple(map(cell_text, row))) for n, row in enumerate(cells, start=1)]


class _Found:
    """What is found in the sheet, held against what was there last time."""

    def __init__(self, past: Past, tab: Json, pulse: Pulse) -> None:
        self._past, self._returned, self._tab = past, Returned(past.cursor), tab
        self._pulse = pulse
        self._seen: set[str] = set()

    def answers(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events of the table; before the checkpoint, what is no longer in it."""
        for event in events:
            match event:
                case Received():
                    comment_id = self._returned.id_of(event.comment_id)
                    self._seen.add(comment_id)
                    yield replace(event, comment_id=comment_id)
                case Withdrawn(comment_id=str() as gone):
                    self._seen.add(gone)
                    yield event
                case Checkpoint(cursor):
                    yield self._pulse
                    yield from self._vanished()
                    more = {"tab": number_at(self._tab, "sheetId"), **self._returned.as_cursor()}
                    yield Checkpoint({**cursor, **more})
                case _:
                    yield event

    def nothing(self) -> Iterator[Event]:
        """What to say of a sheet without answers."""
        yield self._pulse
        yield from self._vanished()
        yield Notice("no answers yet")
        yield Checkpoint(self._past.cursor)

    def _vanished(self) -> Iterator[Event]:
        """Withdrawals of what was deleted; of so much at once a question, and none."""
        known = self._past.comment_ids()
        missing = sorted(known - self._seen)
        if missing and (not self._seen or (len(missing) > FEW and 2 * len(missing) > len(known))):
            yield Notice(
                f"{len(missing):,} of {len(known):,} comments are no longer in the spreadsheet;"
                " they are kept: check that the right rows are there"
            )
            return
        for gone in missing:
            self._returned.take_back(gone)
            yield Withdrawn(GONE, comment_id=gone)


def _tabs(book: Json) -> list[Json]:
    """The sheets with cells that people see, in their order."""
    tabs = (object_at(entry, "properties") for entry in objects_at(book, "sheets"))
    kinds = ("", "GRID")
    return [
        tab
        for tab in tabs
        if text_at(tab, "title") and text_at(tab, "sheetType") in kinds and not tab.get("hidden")
    ]


def _meant(tabs: list[Json], wanted: str, past: Past) -> Json | None:
    """The sheet of that name or number, without one that of last time, None when neither is."""
    numbers = {_number(tab): tab for tab in tabs}
    if not wanted:
        return numbers.get(_number({"sheetId": past.cursor.get("tab")}))
    names = {plain(text_at(tab, "title")): tab for tab in reversed(tabs)}
    found = names.get(plain(wanted)) or numbers.get(wanted.strip())
    if found is None:
        raise _not_there(wanted, names)
    return found


def _number(tab: Json) -> str:
    number = number_at(tab, "sheetId")
    return "" if number is None else f"{number:.0f}"


def _not_there(wanted: str, names: dict[str, Json]) -> CollectError:
    near = get_close_matches(plain(wanted), names, n=1)
    title = text_at(names[near[0]], "title") if near else ""
    hint, hint_ja = (f"; did you mean “{title}”?", f"「{title}」ですか。") if near else (".", "")
    titles = tuple(text_at(tab, "title") for tab in reversed(names.values()))
    return CollectError(
        f"there is no sheet “{wanted}”{hint} Sheets: {listing(titles, ja=False)}",
        ja=f"「{wanted}」というシートはありません。{hint_ja}シート: {listing(titles, ja=True)}",
    )


def _zone(book: Json, usual: ZoneInfo) -> tuple[ZoneInfo, bool]:
    """The spreadsheet's own time zone, or the usual one; whether it has one that is known."""
    named = text_at(object_at(book, "properties"), "timeZone")
    try:
        return ZoneInfo(named), True
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return usual, False


def _title(book: Json, tab: Json) -> str:
    title = text_at(object_at(book, "properties"), "title")
    return " / ".join(filter(None, [title, text_at(tab, "title")]))


def _by_command(
    meeting: Meeting, spreadsheet: str, desk: Desk, *, sheet: str, **columns: Any
) -> GoogleSheets:
    google, wanted = desk.documents(("sheets", "v4"), SCOPES), Wanted(**columns)
    return GoogleSheets(meeting, spreadsheet, google, wanted=wanted, zone=desk.zone, sheet=sheet)


COMMAND = Command(
    Argument(
        "SHEET",
        sheet_id,
        ("is no Google spreadsheet", "は Google スプレッドシートの ID やアドレスではありません"),
    ),
    _by_command,
    way="rounds",
    options=(
        Text("sheet", "Sheet of the spreadsheet; else the first.", shown="NAME", implied=tab_in),
        PRESET,
        *COLUMNS,
    ),
)
