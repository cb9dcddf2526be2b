"""The answers in rows of cells, wherever the rows come from: a file, a workbook, a spreadsheet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice
from zoneinfo import ZoneInfo

from collectors.columns import Columns, Wanted, choose, heads, names_of
from collectors.events import NOTHING, Checkpoint, Event, Fact, Notice, Past, Received, Skipped
from collectors.sheets import REPLACED, Row, Sheet
from collectors.times import Clock, clock
from koemap.errors import CollectError

NO_HEADER = "text"
LOOKED_AT = 500
HEADER_WITHIN = 10
MANY_LINES = 40


def events_of(
    sheet: Sheet,
    *,
    source_id: str,
    wanted: Wanted,
    zone: ZoneInfo,
    past: Past = NOTHING,
    starts_at: datetime | None = None,
) -> Iterator[Event]:
    """Every answer in the rows, then a checkpoint that remembers which columns were read.

    `zone` is that of times which name none, `starts_at` the day of times which name no day.

    Raises
    ------
    CollectError
        No column holds comments, or one that was read before is gone.
    """
    header, first, rest = _opened(sheet)
    if not wanted.text and len(header.cells) == 1 and not heads(*_only(header, first)):
        yield Notice("the first line was read as a comment; name it with --text if it is none")
        header, first = replace(header, cells=(NO_HEADER,)), [header, *first]
    columns = choose(names_of(header.cells), [row.cells for row in first], wanted)
    reader, sure = clock(_times(first, columns), zone)
    yield from _choices(sheet, columns, sure)
    answers = _Answers(source_id, columns, reader)
    for row in chain(first, rest):
        yield from answers.of(row)
    yield Checkpoint({"file": sheet.name})


class _Answers:
    """The comments of each row, with ids that stay the same when the table is read again."""

    def __init__(self, source_id: str, columns: Columns, reader: Clock) -> None:
        self._source_id, self._columns, self._clock = source_id, columns, reader
        self._seen: Counter[str] = Counter()

    def of(self, row: Row) -> Iterator[Event]:
        """What the row says."""
        if not any(cell.strip() for cell in row.cells):
            yield Skipped("blank")
            return
        yield from self._doubts(row)
        texts = [(place, _cell(row, place).strip()) for place in self._columns.texts]
        if not any(text for _, text in texts):
            yield Skipped("empty")
        for place, text in texts:
            if text:
                yield self._received(row, place, text)

    def _received(self, row: Row, place: int, text: str) -> Received:
        columns = self._columns
        time = _cell(row, columns.time)
        return Received(
            comment_id=self._id(row, place, text),
            text=text,
            author=_cell(row, columns.author).strip() or None,
            posted_at=self._clock.read(time) if time else None,
            attributes=self._attributes(row, place),
            line=row.line,
        )

    def _id(self, row: Row, place: int, text: str) -> str:
        """By the answer's id; without one by its time, author and text, counting equal ones."""
        columns = self._columns
        given = _cell(row, columns.id).strip()
        own = (
            ["id", given] if given else [_cell(row, columns.time), _cell(row, columns.author), text]
        )
        key = "\x1f".join([self._source_id, columns.names[place], *own])
        self._seen[key] += 0 if given else 1
        counted = f"{key}\x1f{self._seen[key]}"
        return f"tb:{hashlib.sha256(counted.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"

    def _attributes(self, row: Row, place: int) -> dict[str, str]:
        columns = self._columns
        kept = {columns.names[other]: _cell(row, other).strip() for other in columns.attributes}
        extra = {f"column {n + 1}": row.cells[n] for n in range(len(columns.names), len(row.cells))}
        question = {"question": columns.names[place]} if len(columns.texts) > 1 else {}
        return {name: value for name, value in {**question, **kept, **extra}.items() if value}

    def _doubts(self, row: Row) -> Iterator[Notice]:
        columns, at = self._columns, f"line {row.line:,}"
        if len(row.cells) > len(columns.names):
            yield Notice(f"{at} has more cells than the header; all are kept", "cells")
        if row.n_lines > MANY_LINES:
            yield Notice(
                f"{at}: one answer spans {row.n_lines:,} lines; is a quote missing?", "quote"
            )
        if any(REPLACED in cell for cell in row.cells):
            yield Notice(f"{at} has characters that cannot be read", "characters")
        time = _cell(row, columns.time)
        if time.strip() and self._clock.read(time) is None:
            yield Notice(f"{at}: the time {time[:40]!r} cannot be read", "time")


def _opened(sheet: Sheet) -> tuple[Row, list[Row], Iterator[Row]]:
    """The header, the first rows after it, and the rest."""
    first = [row for row in islice(sheet.rows, LOOKED_AT) if any(c.strip() for c in row.cells)]
    if not first:
        raise CollectError(f"{sheet.name} has no rows; export the table again")
    width = max(_filled(row) for row in first[:HEADER_WITHIN])
    place = next(n for n, row in enumerate(first) if 2 * _filled(row) > width)
    if len(first) == place + 1:
        raise CollectError(f"{sheet.name} has a header and no answers")
    return first[place], first[place + 1 :], sheet.rows


def _only(header: Row, rows: Sequence[Row]) -> tuple[str, list[str]]:
    """The first line and the cells below it, of a table with one column."""
    return header.cells[0].strip(), [row.cells[0] for row in rows]


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _times(rows: Sequence[Row], columns: Columns) -> list[str]:
    return [_cell(row, columns.time) for row in rows]


def _choices(sheet: Sheet, columns: Columns, sure: bool) -> Iterator[Event]:
    """How the table was understood, for the operator to check."""
    yield Fact("read as", sheet.reading)
    yield Fact("comments from", "、".join(f"“{columns.names[n]}”" for n in columns.texts))
    for role, place in (("author", columns.author), ("time", columns.time), ("id", columns.id)):
        if place is not None:
            yield Fact(role, f"“{columns.names[place]}”")
    if columns.unkept:
        yield Fact("not kept", "、".join(f"“{columns.names[n]}”" for n in columns.unkept))
    if columns.guessed:
        yield Notice("the column of comments was guessed; name it with --text if it is another")
    if not sure:
        yield Notice("times such as 3/4/2026 were read as month/day/year")


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""
