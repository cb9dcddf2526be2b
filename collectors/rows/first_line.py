"""Whether the first line of a table is its header, or already the first answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from zoneinfo import ZoneInfo

from collectors.rows.answered import CHOICES, LONG, SAID, TEXTS, are_numbers, written
from collectors.rows.headers import (
    AUTHORS,
    IDS,
    MAIL,
    PERSONAL,
    SHORT_HEADER,
    TIMES,
    are_times,
    fits,
    is_private,
    mostly,
)
from collectors.rows.times import clock, has_no_day

_ROLES = f"{TIMES}|{AUTHORS}|{IDS}"
_WORDS = f"{TEXTS}|{CHOICES}|{PERSONAL}"
_ENDS = r"[。.!！)）」\s]*$"
_ASKED = re.compile(
    r"(?:(?:書き|書い|聞かせ|知らせ|記入|記述|回答|答え|選ん|選び|選択|教え|挙げ|述べ|入力)(?:して|て|で)?"
    r"(?:ください|下さい)|か|[?？])" + _ENDS
)
_NOTHING = re.compile(
    r"(?:特に)?(?:無し|なし|無い|ない|無)|不明|匿名|無回答|none|n/?a|[-ー―]+", re.IGNORECASE
)


def is_answer(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first line of several columns is an answer like those below it.

    A time above times or a mail address above such is an answer. Else a name as of ids, or a word
    above numbers or times, makes it a header. Else there are cells like those below against words
    that head columns, and of as many of each a sentence decides.

    >>> is_answer(["2026/10/15 10:00", "賛成"], [["2026/10/15 10:01", "反対"]])
    True
    >>> is_answer(["日時", "2026年度の感想"], [["2026/10/15 10:01", "反対"]])
    False
    """
    rows = [row for row in below if tuple(row) != tuple(cells)]
    columns = [
        _Column(cell.strip(), written(rows, place))
        for place, cell in enumerate(cells)
        if cell.strip()
    ]
    if any(column.is_alike for column in columns):
        return not any(column.has_role for column in columns)
    if any(column.has_role or column.is_above_others for column in columns):
        return False
    counted = are_counted([column.first for column in columns])
    alike = sum(column.resembles(numbers=not counted) for column in columns)
    words = sum(column.is_word for column in columns)
    return alike > words or (alike == words > 0 and any(column.is_sentence for column in columns))


def are_counted(cells: Sequence[str]) -> bool:
    """Whether the numbers among the cells go up by one, as years and grades in a header do.

    >>> are_counted(["年度", "2025", "2026"]), are_counted(["12", "5", "図書館を"])
    (True, False)
    """
    numbers = [int(cell) for cell in cells if re.fullmatch(r"\d{1,4}", cell)]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@dataclass(frozen=True, slots=True)
class _Column:
    """The cell of the first line, and those below it that are not empty."""

    first: str
    below: list[str]

    @property
    def is_alike(self) -> bool:
        """Whether the first cell is a time or a mail address, and most below are too."""
        below = self.below
        if _is_time(self.first):
            return not below or are_times(below)
        mail = MAIL.fullmatch(self.first) is not None
        return mail and (not below or mostly(below, MAIL.fullmatch))

    @property
    def has_role(self) -> bool:
        return fits(self.first, _ROLES) and self.first not in self.below

    @property
    def is_above_others(self) -> bool:
        """Whether the first cell is a word, and those below are numbers, times or addresses."""
        first, below = self.first, self.below
        if not below or are_numbers([first]) or _is_time(first) or is_private(first):
            return False
        kinds = are_numbers(below) or are_times(below) or mostly(below, MAIL.fullmatch)
        return kinds and not _NOTHING.fullmatch(first) and first not in below

    @property
    def is_word(self) -> bool:
        """Whether the first cell is one of the words that head columns."""
        short = len(self.first) <= SHORT_HEADER and not SAID.search(self.first)
        return short and fits(self.first, _WORDS) and self.first not in self.below

    def resembles(self, *, numbers: bool) -> bool:
        """Whether the first cell is like those below: again, a number, private, or a sentence."""
        if not self.below:
            return False
        if self.first in self.below or is_private(self.first):
            return True
        if are_numbers(self.below):
            return numbers and are_numbers([self.first])
        return self.is_sentence

    @property
    def is_sentence(self) -> bool:
        """Whether the first cell is a sentence by which nobody is asked, above others."""
        is_long = min(len(self.first), median(map(len, self.below or [""]))) >= LONG
        return is_long and bool(SAID.search(self.first)) and not _ASKED.search(self.first)


def _is_time(cell: str) -> bool:
    """Whether a cell is a time, and no bare number."""
    if re.fullmatch(r"\d+", cell):
        return False
    reader, _ = clock([cell], ZoneInfo("UTC"))
    return reader.read(cell) is not None or has_no_day(cell)
