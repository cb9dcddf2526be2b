"""The answers in rows of cells, wherever the rows come from: a file, a workbook, a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice
from zoneinfo import ZoneInfo

from collectors.events import NOTHING, Checkpoint, Event, Fact, Notice, Past, Skipped
from collectors.privacy import mask
from collectors.rows.answer_rows import AnswerRows
from collectors.rows.columns import GENERIC, Columns, Wanted, choose
from collectors.rows.first_line import is_answer
from collectors.rows.headers import are_cut, heads, is_neutral, listed, names_of, neutral
from collectors.rows.presets import PRESETS, are_votes, recognised
from collectors.rows.remembered import Remembered, remembered
from collectors.rows.sheets import NOT_CALCULATED, Row, Sheet, plain
from collectors.rows.times import Clock, clock, has_no_day
from collectors.rows.words import FORMULAS, listing, refused
from koemap.errors import CollectError

LOOKED_AT = 500
HEADER_WITHIN = 10
NO_LINE = -1


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

    Each row that is not blank gives comments or is skipped for a stated reason. `zone` is that of
    times which name none, `starts_at` the day of times which name no day.

    Raises
    ------
    CollectError
        No column holds comments, or one that was read before is gone.
    """
    before = remembered(past.cursor)
    above, header, first = _opened(sheet, wanted, before)
    yield from _no_header(header)
    columns = _columns(sheet, header, first, wanted, before)
    reader, sure = clock(_cells(first, columns.time), zone, starts_at)
    yield from (Skipped("above_header") for _ in above)
    yield from _reading(sheet, header, above, columns)
    yield from _choices(columns, before)
    yield from _likeness(columns, wanted)
    yield from _doubts(sheet, header, first, columns, reader, sure=sure)
    rows = AnswerRows(source_id, header.cells, _with_whole_ids(columns, first), reader, past)
    for row in chain(first, sheet.rows):
        yield from rows.events(row)
    yield from (Notice(doubt) for doubt in sheet.doubts())
    kept = replace(columns.remembered(), has_header=header.line != NO_LINE)
    yield Checkpoint({"file": sheet.name, **kept.as_cursor()})


def _opened(sheet: Sheet, wanted: Wanted, before: Remembered) -> tuple[list[Row], Row, list[Row]]:
    """What stands above the header, the header, and the first rows below it.

    A table that begins with an answer gets a header of neutral names, on no line.
    """
    first = list(islice(sheet.rows, LOOKED_AT))
    filled = [row for row in first if _filled(row)]
    if not filled:
        raise refused("no rows", file=sheet.name)
    width = max(_filled(row) for row in filled[:HEADER_WITHIN])
    header = next(row for row in filled if 2 * _filled(row) > width)
    place = next(n for n, row in enumerate(first) if row is header)
    if not sheet.preset and _has_no_header(header, first[place + 1 :], wanted, before):
        widest = max(len(row.cells) for row in first)
        return [], Row(NO_LINE, tuple(neutral(n) for n in range(1, widest + 1))), first
    if header is filled[-1]:
        raise refused("only header", file=sheet.name)
    return [row for row in first[:place] if _filled(row)], header, first[place + 1 :]


def _has_no_header(header: Row, below: Sequence[Row], wanted: Wanted, before: Remembered) -> bool:
    """Whether the first line is an answer: as was named or read before, else by what it holds."""
    names = names_of(header.cells)
    known = {plain(name) for name in names}
    asked = [name for name in (*wanted.text, wanted.id, wanted.author, wanted.time) if name]
    read = before.has_header and before.texts and set(before.texts) <= set(names)
    if read or recognised(names) or are_votes(names):
        return False
    if any(plain(mask(name)) in known for name in asked):
        return False
    if any(map(is_neutral, asked)) or (before.named and not before.has_header):
        return True
    if len(header.cells) > 1:
        return is_answer(header.cells, [row.cells for row in below])
    cells = [row.cells[0] for row in below if row.cells]
    return not wanted.text and any(cells) and not heads(header.cells[0].strip(), cells)


def _no_header(header: Row) -> Iterator[Notice]:
    """What to know of a table whose first line is an answer."""
    if header.line != NO_LINE:
        return
    if len(header.cells) == 1:
        yield Notice("the first line was read as a comment; name it with --text if it is none")
        return
    yield Notice(
        "the table has no header: its first line was read as a comment, and its columns are called"
        f" “{neutral(1)}” to “{neutral(len(header.cells))}”; name those that are meant with --text,"
        " --time, --id and --author"
    )


def _columns(
    sheet: Sheet, header: Row, first: Sequence[Row], wanted: Wanted, before: Remembered
) -> Columns:
    names = names_of(header.cells)
    _refuse(sheet, header, names, wanted)
    known = wanted if wanted.preset else replace(wanted, preset=sheet.preset)
    try:
        return choose(names, [row.cells for row in first], known, before, sheet.name)
    except CollectError as error:
        if any(NOT_CALCULATED in row.cells for row in first):
            raise refused("formulas", file=sheet.name) from error
        raise


def _refuse(sheet: Sheet, header: Row, names: tuple[str, ...], wanted: Wanted) -> None:
    """Refuse what cannot be meant, so that nothing in it is taken for an answer."""
    if not wanted.text and are_votes(names):
        raise refused("votes", file=sheet.name)
    if wanted.preset and wanted.preset != sheet.preset and _is_chat(wanted, sheet):
        code = "not like in lines" if sheet.in_lines else "not like"
        known = PRESETS[wanted.preset]
        raise refused(code, file=sheet.name, name=known.title, name_ja=known.title_ja)
    for merge in sheet.merges:
        wide = merge.last_column > merge.first_column
        if wide and merge.first_line <= header.line <= merge.last_line:
            cells = names[merge.first_column - 1 : merge.last_column]
            raise refused("merged", file=sheet.name, names=cells, row=header.line)


def _is_chat(wanted: Wanted, sheet: Sheet) -> bool:
    """Whether one of them is a chat in lines, of which no other preset knows what is private."""
    return bool(sheet.preset) or wanted.preset in {"zoom", "meet"}


def _reading(sheet: Sheet, header: Row, above: Sequence[Row], columns: Columns) -> Iterator[Event]:
    """How the file was read."""
    known = "" if columns.preset is GENERIC else f"{columns.preset.title}; "
    yield Fact("read as", f"{known}{sheet.reading}")
    if above:
        yield Fact("header", f"line {header.line:,}; {len(above):,} above it are no answers")
    if sheet.others:
        yield Fact(
            "not read", f"the sheets {listing(sheet.others, ja=False)}; name one with --sheet"
        )
    yield from (Notice(note) for note in sheet.notes)


def _choices(columns: Columns, before: Remembered) -> Iterator[Event]:
    """Which columns were taken for what, and why, for the operator to check."""
    why = columns.reasons
    texts = why["text"] if columns.guessed else f"{_named(columns, columns.texts)} {why['text']}"
    yield Fact("comments from", texts)
    for role, place in (("author", columns.author), ("time", columns.time), ("id", columns.id)):
        if place is not None:
            yield Fact(role, f"{_named(columns, (place,))} {why.get(role, '')}".strip())
    if columns.unkept:
        yield Fact("not kept", _named(columns, columns.unkept))
    if columns.guessed and set(columns.remembered().texts) != set(before.texts):
        yield Notice("the column of comments was guessed; name it with --text if it is another")
    for left in columns.left:
        yield Notice(f"“{left}” was read before and is not now; its comments stay")
    if before.author and columns.author is None:
        yield Notice(f"the column “{before.author}” is gone, so that nobody tells people apart")


def _likeness(columns: Columns, wanted: Wanted) -> Iterator[Notice]:
    """That the headers are those of another export than the one that was named."""
    other = recognised(columns.names)
    if wanted.preset and other not in {"", wanted.preset}:
        title = PRESETS[other].title
        yield Notice(f"the headers are those of {title}; leave --preset out if it is one")


def _doubts(
    sheet: Sheet,
    header: Row,
    first: Sequence[Row],
    columns: Columns,
    reader: Clock,
    *,
    sure: bool,
) -> Iterator[Notice]:
    """What may be wrong with the table as a whole."""
    if not sure:
        yield Notice("times such as 3/4/2026 were read as month/day/year")
    if reader.starts_at is None and any(has_no_day(time) for time in _cells(first, columns.time)):
        yield Notice("the times name no day; give the meeting its start and collect again")
    if are_cut(_cells(first, columns.id)):
        yield Notice(
            f"a spreadsheet has cut the ids in {_named(columns, (columns.id or 0,))}; answers are"
            " told apart by time and text. Export anew without opening the file in Excel"
        )
    if any(NOT_CALCULATED in row.cells for row in first):
        yield Notice(f"some cells are empty: {FORMULAS}")
    low = [m for m in sheet.merges if m.first_line > header.line and m.last_line > m.first_line]
    if low:
        lines = f"{low[0].first_line:,}-{low[0].last_line:,}"
        yield Notice(f"cells merged over rows, such as {lines}, count in the first of them only")


def _with_whole_ids(columns: Columns, first: Sequence[Row]) -> Columns:
    """The columns without that of the ids, where a spreadsheet has cut them.

    Raises
    ------
    CollectError
        The ids do not tell answers apart.
    """
    ids = [cell for cell in _cells(first, columns.id) if cell]
    if are_cut(ids):
        return replace(columns, id=None)
    if columns.id is not None and len(set(ids)) < len(ids) / 2:
        name = columns.names[columns.id]
        raise refused("alike", name=name)
    return columns


def _named(columns: Columns, places: Sequence[int]) -> str:
    return listed([columns.names[place] for place in places])


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _cells(rows: Sequence[Row], place: int | None) -> list[str]:
    return [
        row.cells[place].strip() for row in rows if place is not None and place < len(row.cells)
    ]
