"""Times as tables write them, read by a rule that fits the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_SECOND = r"(?:[:分](?P<second>\d{1,2})(?:\.\d+)?秒?)?分?"
_TIME = rf"(?:[T ,]+|\s*)(?P<hour>\d{{1,2}})(?::|時)(?:(?P<minute>\d{{1,2}}){_SECOND})?"
_HALF = r"(?P<half>午前|午後|AM|PM|A\.M\.|P\.M\.)"
_ZONE = r"(?P<zone>Z|(?:GMT|UTC|JST)?(?P<sign>[+-])(?P<zh>\d{1,2})(?::?(?P<zm>\d{2}))?|GMT|UTC|JST)"
_YEAR_FIRST = r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?:\([^)]*\))?"
_YEAR_LAST = r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4})"
_REST = rf"(?:(?:\s*{_HALF})?{_TIME}(?:\s*{_HALF.replace('half', 'later')})?)?\s*{_ZONE}?"
_FORMS = tuple(re.compile(form + _REST, re.IGNORECASE) for form in (_YEAR_FIRST, _YEAR_LAST))
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EXCEL_EPOCH = datetime(1899, 12, 30)
_MILLISECONDS = re.compile(r"1[0-9]{12}")
_SECONDS = re.compile(r"1[0-9]{9}")


@dataclass(frozen=True, slots=True)
class Clock:
    """How a column writes its times; `day_first` matters only where the year comes last."""

    zone: ZoneInfo
    day_first: bool = False

    def read(self, text: str) -> datetime | None:
        """The moment in UTC, None when it cannot be read.

        >>> Clock(ZoneInfo("Asia/Tokyo")).read("2026/11/20 12:05:00 午前 GMT+9").isoformat()
        '2026-11-19T15:05:00+00:00'
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        if found := _bare(plain):
            return found if found.tzinfo else self._local(found)
        for form in _FORMS:
            if parts := form.fullmatch(plain):
                return self._moment(parts.groupdict())
        return None

    def _moment(self, parts: dict[str, str | None]) -> datetime | None:
        month, day = parts.get("month"), parts.get("day")
        if month is None:
            day, month = (parts["a"], parts["b"]) if self.day_first else (parts["b"], parts["a"])
        hour = _hour(int(parts["hour"] or 0), parts.get("half") or parts.get("later"))
        minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
        date = int(parts["year"] or 0), int(month or 0), int(day or 0)
        try:
            return self._zoned(datetime(*date, hour, minute, second), parts)
        except (ValueError, OverflowError):
            return None

    def _zoned(self, naive: datetime, parts: dict[str, str | None]) -> datetime:
        zone = (parts.get("zone") or "").upper()
        if not zone:
            return self._local(naive)
        if zone == "JST":
            return naive.replace(tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
        ahead = timedelta(hours=int(parts.get("zh") or 0), minutes=int(parts.get("zm") or 0))
        offset = timezone(-ahead if parts.get("sign") == "-" else ahead)
        return naive.replace(tzinfo=offset).astimezone(UTC)

    def _local(self, naive: datetime) -> datetime:
        return naive.replace(tzinfo=self.zone).astimezone(UTC)


def clock(times: Iterable[str], zone: ZoneInfo) -> tuple[Clock, bool]:
    """The clock that reads these times, and whether day and month could be told apart.

    Where the year comes last, a first number above 12 anywhere means that the day is first.
    """
    found = (_FORMS[1].fullmatch(unicodedata.normalize("NFKC", text).strip()) for text in times)
    pairs = {(int(parts["a"]), int(parts["b"])) for parts in found if parts}
    day_first = any(a > 12 for a, _ in pairs)
    return Clock(zone, day_first), not pairs or day_first or any(b > 12 for _, b in pairs)


def _bare(text: str) -> datetime | None:
    """The moment of a number: a spreadsheet's days, or seconds or milliseconds since 1970."""
    if _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + timedelta(seconds=round(float(text) * 86_400))
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return datetime.fromtimestamp(int(text), UTC) if _SECONDS.fullmatch(text) else None


def _hour(hour: int, half: str | None) -> int:
    if not half or hour > 12:
        return hour
    afternoon = half.lower().startswith(("午後", "p"))
    return hour % 12 + (12 if afternoon else 0)
