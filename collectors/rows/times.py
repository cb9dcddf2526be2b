"""Times as tables write them, read by a rule that fits the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_TIME = (
    r"(?:[T ,]+|\s*)(?P<hour>\d{1,2})(?::|時)"
    r"(?:(?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})(?:[.,]\d+)?秒?)?分?)?"
)
_HALF = r"(?P<half>午前|午後|AM|PM|A\.M\.|P\.M\.)"
_LATER = _HALF.replace("half", "later")
_ZONE = (
    r"(?P<zone>Z|(?:GMT|UTC|JST)?(?P<sign>[+-])(?P<zh>\d{1,2})(?::?(?P<zm>\d{2}))?|GMT|UTC|JST)"
    r"(?:\s*\([^)]*\))?"
)
_WEEKDAY = r"(?:\s*\([^)]*\)|\s*[月火水木金土日]曜日?)?"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<called>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR_FIRST = rf"(?P<year>\d{{4}})[-/.年](?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})日?{_WEEKDAY}"
_ERA = (
    r"(?P<era>令和|平成|[RH])\.?\s*(?P<of_era>\d{1,2}|元)[-/.年]"
    rf"(?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})日?{_WEEKDAY}"
)
_YEAR_LAST = r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4}|\d{2})"
_MONTH_CALLED = rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
_DAY_THEN_MONTH = rf"{_DAY_NAME}(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?P<year>\d{{4}})"
_REST = rf"(?:(?:\s*{_HALF})?{_TIME}(?:\s*{_LATER})?)?\s*(?:{_ZONE})?"
_YEAR_AT_END = (
    rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}}){_TIME}\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})"
)
_NUMBERED = re.compile(_YEAR_LAST + _REST, re.IGNORECASE)
_DAYS = (_YEAR_FIRST, _ERA, _MONTH_CALLED, _DAY_THEN_MONTH)
_FORMS = (
    *(re.compile(day + _REST, re.IGNORECASE) for day in _DAYS),
    _NUMBERED,
    re.compile(_YEAR_AT_END, re.IGNORECASE),
)
_OF_A_DAY = re.compile(rf"(?:{_HALF})?{_TIME}(?:\s*{_LATER})?", re.IGNORECASE)
_ELAPSED = re.compile(r"\+(\d{1,3}):(\d{2}):(\d{2}(?:\.\d{1,6})?)")
_MIDNIGHT = re.compile(r"(?<![\d:])(?:0?0:00(?::00)?|12:00(?::00)? ?(?:AM|A\.M\.))$", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = re.compile(r"(1\d{9})(?:\d{3}|\d{6})?(?:\.\d+)?")
_EXCEL_EPOCH = datetime(1899, 12, 30)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_NEXT_DAY = timedelta(hours=6)  # a time so long before the start is of the day after


@dataclass(frozen=True, slots=True)
class Clock:
    """How a column writes its times.

    `day_first` matters only where the year comes last, `starts_at` only for times without a day
    and for those counted from the start, written `+0:58:04`.
    """

    zone: ZoneInfo
    day_first: bool = False
    starts_at: datetime | None = None

    def read(self, text: str) -> datetime | None:
        """The moment in UTC, None when it cannot be read.

        >>> tokyo = Clock(ZoneInfo("Asia/Tokyo"))
        >>> tokyo.read("2026/11/20 12:05:00 午前 GMT+9").isoformat()
        '2026-11-19T15:05:00+00:00'
        >>> tokyo.read("令和8年11月24日（火）午後3時05分").isoformat()
        '2026-11-24T06:05:00+00:00'
        >>> tokyo.read("Tue Sep 10 00:47:02 +0000 2019").isoformat()
        '2019-09-10T00:47:02+00:00'
        """
        try:
            return self._read(_plain(text))
        except (ValueError, OverflowError):
            return None

    def offset(self, text: str) -> float | None:
        """The seconds since the start, of a time counted from it.

        >>> Clock(ZoneInfo("UTC")).offset("+0:58:04")
        3484.0
        """
        found = _ELAPSED.fullmatch(_plain(text))
        return _seconds(found) if found else None

    def _read(self, plain: str) -> datetime | None:
        if elapsed := _ELAPSED.fullmatch(plain):
            return self.starts_at and self._after_start(_seconds(elapsed))
        if found := _number(plain):
            return found if found.tzinfo else self._local(found)
        if time := _OF_A_DAY.fullmatch(plain):
            return self._on_the_day(_time_of(time.groupdict()))
        for form in _FORMS:
            if parts := form.fullmatch(plain):
                return self._moment(parts.groupdict())
        return None

    def _after_start(self, seconds: float) -> datetime | None:
        return self.starts_at and self.starts_at.astimezone(UTC) + timedelta(seconds=seconds)

    def _on_the_day(self, time: tuple[int, int, int]) -> datetime | None:
        if self.starts_at is None:
            return None
        start = self.starts_at.astimezone(self.zone).replace(tzinfo=None)
        naive = datetime(start.year, start.month, start.day, *time)
        return self._local(naive + timedelta(days=naive < start - _NEXT_DAY))

    def _moment(self, parts: dict[str, str | None]) -> datetime:
        naive = self.shown(parts)
        zone = (parts.get("zone") or "").upper()
        if not zone:
            return self._local(naive)
        if zone == "JST":
            return naive.replace(tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
        ahead = timedelta(hours=int(parts.get("zh") or 0), minutes=int(parts.get("zm") or 0))
        offset = timezone(-ahead if parts.get("sign") == "-" else ahead)
        return naive.replace(tzinfo=offset).astimezone(UTC)

    def shown(self, parts: dict[str, str | None]) -> datetime:
        """Day and time as they stand in the cell, whatever its zone."""
        return datetime(*self._date(parts), *_time_of(parts))

    def _date(self, parts: dict[str, str | None]) -> tuple[int, int, int]:
        if parts.get("a"):
            return self._numbered(int(parts["a"] or 0), int(parts["b"] or 0), parts["year"] or "")
        called = (parts.get("called") or "").lower()
        month = _MONTHS.index(called) + 1 if called else int(parts["month"] or 0)
        return _year(parts), month, int(parts["day"] or 0)

    def _numbered(self, a: int, b: int, year: str) -> tuple[int, int, int]:
        day, month = (a, b) if self.day_first else (b, a)
        day, month = (month, day) if month > 12 >= day else (day, month)
        return int(year) + (2000 if len(year) == 2 else 0), month, day

    def _local(self, naive: datetime) -> datetime:
        return naive.replace(tzinfo=self.zone).astimezone(UTC)


def as_written(text: str) -> str:
    """The day and time that a cell shows, written in one way whatever program wrote it.

    Cells of which another reading is possible stay as they are: it hangs on the other cells.

    >>> as_written("2026/08/09 12:11:00 午後 GMT+9"), as_written("46243.5076388889")
    ('2026-08-09T12:11:00', '2026-08-09T12:11:00')
    >>> as_written("3/4/2026 10:00"), as_written("8月9日ごろ")
    ('3/4/2026 10:00', '8月9日ごろ')
    """
    plain = _plain(text)
    try:
        found = _number(plain) or _shown(plain)
    except (ValueError, OverflowError):
        found = None
    return found.replace(tzinfo=None).isoformat(timespec="seconds") if found else plain


def _shown(plain: str) -> datetime | None:
    for form in _FORMS:
        if form is not _NUMBERED and (parts := form.fullmatch(plain)):
            return Clock(ZoneInfo("UTC")).shown(parts.groupdict())
    return None


def is_moment(written: str) -> bool:
    """Whether a time has a day and a time of that day; midnight counts as none.

    >>> [is_moment(as_written(text)) for text in ("2026/10/15 9:12", "2026/10/15", "9:12", "")]
    [True, False, False, False]
    >>> [is_moment(f"3/4/2026 {time}") for time in ("10:00:00", "0:00:00", "12:00:00 AM")]
    [True, False, False]
    """
    of_day = re.search(r"\d:\d\d", written) is not None
    return of_day and not has_no_day(written) and not _MIDNIGHT.search(written)


def clock(
    times: Iterable[str], zone: ZoneInfo, starts_at: datetime | None = None
) -> tuple[Clock, bool]:
    """The clock that reads these times, and whether day and month could be told apart.

    Where the year comes last, a first number above 12 anywhere means that the day is first.
    """
    found = (_NUMBERED.fullmatch(_plain(text)) for text in times)
    pairs = {(int(parts["a"]), int(parts["b"])) for parts in found if parts}
    day_first = any(a > 12 for a, _ in pairs)
    reader = Clock(zone, day_first, starts_at)
    return reader, not pairs or day_first or any(b > 12 for _, b in pairs)


def has_no_day(text: str) -> bool:
    """Whether a time says no day, so that only the start of the meeting tells which.

    >>> has_no_day("14:02"), has_no_day("+0:14:02"), has_no_day("2026-10-15 14:02")
    (True, True, False)
    """
    plain = _plain(text)
    return bool(_OF_A_DAY.fullmatch(plain) or _ELAPSED.fullmatch(plain))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:100]).split())


def _seconds(elapsed: re.Match[str]) -> float:
    return int(elapsed[1]) * 3600 + int(elapsed[2]) * 60 + float(elapsed[3])


def _number(text: str) -> datetime | None:
    """The moment of a number: a spreadsheet's days, or seconds, ms or µs since 1970."""
    if _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + timedelta(seconds=round(float(text) * 86_400))
    found = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _year(parts: dict[str, str | None]) -> int:
    of_era = parts.get("of_era")
    if not of_era:
        return int(parts["year"] or 0)
    return _ERAS[(parts["era"] or "").upper()] + (1 if of_era == "元" else int(of_era))


def _time_of(parts: dict[str, str | None]) -> tuple[int, int, int]:
    half = parts.get("half") or parts.get("later")
    hour = _hour(int(parts["hour"] or 0), half)
    return hour, int(parts["minute"] or 0), int(parts["second"] or 0)


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day; twelve in the morning is midnight, twelve in the afternoon noon."""
    if not half or hour > 12:
        return hour
    afternoon = half.lower().startswith(("午後", "p"))
    return hour % 12 + (12 if afternoon else 0)
