"""The labels on the axis of a timeline, and its times in words: a place, a day, a stretch."""

from __future__ import annotations

from datetime import date

from dashboard.period import day_of_month
from dashboard.timeline import DAY, Timeline
from dashboard.wording import Language, say

TICKS = 7
TICK_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)


def ticks(line: Timeline) -> list[int]:
    """The places of the labels on the axis: few, and at round numbers."""
    long = line.end - line.starts[0]
    each = next((n for n in TICK_STEPS if long / n <= TICKS), TICK_STEPS[-1])
    first = line.starts[0] if line.unit == "days" else -(-line.starts[0] // each) * each
    return list(range(first, line.end, each))


def tick_words(line: Timeline, at: int, language: Language) -> str:
    """A place on the axis in words.

    >>> tick_words(Timeline("minutes", 1, (0,), ((),)), 75, "ja")
    '1:15'
    """
    if line.unit == "minutes":
        return f"{at // 60}:{at % 60:02d}"
    if line.unit == "clock":
        return _clock_words(at) if at % DAY else day_words(at // DAY, language)
    return day_words(at, language, year=line.crosses_years)


def day_words(ordinal: int, language: Language, *, year: bool = False) -> str:
    """A day since the year 1 in words.

    >>> day_words(date(2026, 10, 15).toordinal(), "ja")
    '10月15日'
    """
    on = date.fromordinal(ordinal)
    words = day_of_month(on, language)
    return say(language, "day_of_year", year=on.year, day=words) if year else words


def _clock_words(at: int) -> str:
    return f"{at % DAY // 60}:{at % 60:02d}"


def span_words(unit: str, start: int, end: int, language: Language, *, year: bool = False) -> str:
    """A stretch of time in words; days with their `year`.

    >>> span_words("minutes", 42, 45, "ja")
    '0:42–0:45'
    """
    if unit == "minutes":
        return f"{start // 60}:{start % 60:02d}–{end // 60}:{end % 60:02d}"
    if unit == "clock":
        return f"{day_words(start // DAY, language)} {_clock_words(start)}–{_clock_words(end)}"
    first, last = (day_words(at, language, year=year) for at in (start, end - 1))
    return first if first == last else f"{first}–{last}"
