"""One row of a table as comments, or as a line that is none for a stated reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

from collectors.events import Event, Notice, Past, Received, Skipped, Withdrawn
from collectors.rows.columns import Columns
from collectors.rows.presets import Drop, find
from collectors.rows.sheets import ERRORS, NOT_CALCULATED, REPLACED, Row, plain
from collectors.rows.times import Clock, as_written, has_no_day, is_moment

MANY_LINES = 40
OWN_TEXT = 30  # letters; two people do not write so many alike on one day
OWN_ID = 15  # letters and digits; shorter ones may count the answers of one table
_NOBODY = re.compile(
    r"anonymous(?: user)?|anon|匿名(?:希望)?(?:さん)?|名無し(?:さん)?|なし|n/a|[-ー―]"
)
_MARKUP = re.compile(r"</?(?:p|br|ul|ol|li|div|strong|em|a|h\d)\b[^>]*>|&[a-z]{2,6};|&#\d+;")
_BREAKS = frozenset({"p", "br", "li", "div", "h1", "h2", "h3", "h4"})


class AnswerRows:
    """The comments of each row, with ids that stay the same when the table is read again."""

    def __init__(
        self, source_id: str, header: tuple[str, ...], columns: Columns, reader: Clock, past: Past
    ) -> None:
        self._source_id, self._header = source_id, header
        self._columns, self._clock, self._past = columns, reader, past
        self._seen: Counter[str] = Counter()
        self._given: dict[str, int] = {}
        self._drops = [(drop, find(columns.names, drop.column)) for drop in columns.preset.drops]
        self._lead = re.compile(columns.preset.lead, re.DOTALL)

    def events(self, row: Row) -> Iterator[Event]:
        """What the row says: comments, or one reason why it has none, and what to look at."""
        if not any(cell.strip() for cell in row.cells):
            yield Skipped("blank")
        elif row.cells == self._header:
            yield Skipped("header_again")
        elif drop := next(
            (drop for drop, place in self._drops if self._is(row, drop, place)), None
        ):
            yield self._dropped(row, drop)
        else:
            yield from self._answers(row)

    def _answers(self, row: Row) -> Iterator[Event]:
        yield from self._doubts(row)
        texts = [(place, key, self._text(row, place)) for place, key in self._places]
        found = [(place, key, text) for place, key, text in texts if text]
        if not found:
            yield Skipped(self._why_empty(row))
        for place, key, text in found[:1] if self._columns.preset.translations else found:
            yield from self._received(row, place, key, text)

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        return list(zip(self._columns.texts, self._columns.keys, strict=True))

    def _is(self, row: Row, drop: Drop, place: int | None) -> bool:
        if place is None:
            return False
        return re.fullmatch(drop.cell, plain(_at(row, place)), re.DOTALL) is not None

    def _dropped(self, row: Row, drop: Drop) -> Event:
        """A reason; a comment that was received before and is taken back now leaves the store."""
        id_ = self._cell(row, self._columns.id)
        if drop.withdrawn and id_:
            for _, key in self._places:
                comment_id = self._id_by(id_, row, key)
                if comment_id in self._received_before:
                    return Withdrawn(drop.code.replace("_", " "), comment_id=comment_id)
        return Skipped(drop.code)

    @cached_property
    def _received_before(self) -> frozenset[str]:
        return self._past.comment_ids()

    def _received(self, row: Row, place: int, key: str, text: str) -> Iterator[Event]:
        columns = self._columns
        time, author = self._cell(row, columns.time), self._cell(row, columns.author)
        comment_id = self._id(row, key, text)
        if self._given.setdefault(comment_id, row.line) != row.line:
            at = f"line {row.line:,} has the id of line {self._given[comment_id]:,}"
            yield Notice(f"{at}; the later text counts", "same id")
        yield Received(
            comment_id=comment_id,
            text=text,
            author=None if _NOBODY.fullmatch(plain(author)) else author or None,
            posted_at=self._clock.read(time) if time else None,
            offset_seconds=self._clock.offset(time) if time else None,
            attributes=self._attributes(row, place),
            line=row.line,
        )

    def _id(self, row: Row, key: str, text: str) -> str:
        """By the answer's id; without one by its time and text, counting equal ones.

        Not by its author: ids are published, and a name could be guessed from them. What no other
        answer can have is the same in a file of any name; the rest belongs to this table alone.
        """
        if given := self._cell(row, self._columns.id):
            return self._id_by(given, row, key)
        time = as_written(_at(row, self._columns.keyed_by))
        counted = "\x1f".join([key, time, text])
        self._seen[counted] += 1
        own = is_moment(time) or (bool(time) and len(text) >= OWN_TEXT)
        scope = "" if own else self._source_id
        return _hashed(scope, key, time, "", text, n=self._seen[counted])

    def _id_by(self, given: str, row: Row, key: str) -> str:
        """By the answer's id, and by its time where other tables may count as this one does."""
        if len(re.findall(r"[^\W_]", given)) >= OWN_ID:
            return _hashed("", key, "id", given)
        time = as_written(_at(row, self._columns.keyed_by))
        return _hashed("" if time else self._source_id, key, "id", given, time)

    def _attributes(self, row: Row, place: int) -> dict[str, str]:
        columns = self._columns
        kept = {columns.names[other]: self._cell(row, other) for other in columns.attributes}
        extra = {f"column {n + 1}": row.cells[n] for n in range(len(columns.names), len(row.cells))}
        several = len(columns.texts) > 1 and not columns.preset.translations
        question = {"question": columns.names[place]} if several else {}
        return {name: value for name, value in {**question, **kept, **extra}.items() if value}

    def _text(self, row: Row, place: int) -> str:
        text = re.sub(r"\r\n?", "\n", self._cell(row, place))
        if self._columns.preset.markup and _MARKUP.search(text):
            text = _without_markup(text)
        return self._lead.sub("", text, count=1).strip() if self._lead.match(text) else text

    def _why_empty(self, row: Row) -> str:
        cells = {_at(row, place).strip() for place, _ in self._places}
        if NOT_CALCULATED in cells:
            return "not_calculated"
        return "error_cell" if cells & ERRORS else "empty"

    def _doubts(self, row: Row) -> Iterator[Notice]:
        at = f"line {row.line:,}"
        if len(row.cells) > len(self._columns.names):
            yield Notice(f"{at} has more cells than the header; all are kept", "cells")
        if row.n_lines > MANY_LINES:
            lines = f"one answer spans {row.n_lines:,} lines"
            yield Notice(f"{at}: {lines}; is a quote missing?", "quote")
        if any(REPLACED in cell for cell in row.cells):
            yield Notice(f"{at} has characters that cannot be read", "characters")
        time = self._cell(row, self._columns.time)
        if time and self._clock.read(time) is None and not has_no_day(time):
            name = self._columns.names[self._columns.time or 0]
            yield Notice(f"{at}: the time in “{name[:40]}” cannot be read", "time")

    def _cell(self, row: Row, place: int | None) -> str:
        """What is in a cell; nothing where it holds an error of the spreadsheet."""
        cell = _at(row, place).strip()
        return "" if cell in ERRORS else cell


def _at(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _hashed(*parts: str, n: int = 0) -> str:
    key = "\x1f".join([*parts, str(n)])
    return f"tb:{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


class _Words(HTMLParser):
    """The words of a text with markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.words.append("\n")


def _without_markup(text: str) -> str:
    r"""The text as people read it.

    >>> _without_markup("<p>Més arbres</p><p>i bancs &amp; ombra</p>")
    'Més arbres\ni bancs & ombra'
    """
    words = _Words()
    words.feed(text)
    words.close()
    return re.sub(r"\n\s*", "\n", "".join(words.words)).strip()
