"""Days and times as readers of each language write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dashboard.wording import Language, say
from koemap.records import Comment


def day(at: datetime, language: Language, zone: ZoneInfo, *, year: bool = False) -> str:
    """The day in that zone.

    >>> day(datetime.fromisoformat("2026-10-15T09:00:00Z"), "ja", ZoneInfo("Asia/Tokyo"))
    '10月15日'
    """
    local = at.astimezone(zone)
    words = day_of_month(local, language)
    return say(language, "day_of_year", year=local.year, day=words) if year else words


def day_of_month(on: date, language: Language) -> str:
    """The day without its year.

    >>> day_of_month(date(2026, 10, 15), "ja"), day_of_month(date(2026, 10, 15), "en")
    ('10月15日', '15 Oct')
    """
    month = say(language, f"month_{on.month}")
    return say(language, "day_of_month", month=month, day=on.day)


def time(at: datetime, zone: ZoneInfo) -> str:
    """Hours and minutes in that zone."""
    return at.astimezone(zone).strftime("%H:%M")


def moment(at: datetime, language: Language, zone: ZoneInfo) -> str:
    """Day and time in that zone."""
    return f"{day(at, language, zone)} {time(at, zone)}"


def period(comments: Iterable[Comment], language: Language, zone: ZoneInfo) -> str:
    """From the first comment to the last; "" when none has a time."""
    times = [comment.posted_at for comment in comments if comment.posted_at]
    if not times:
        return ""
    first, last = min(times), max(times)
    start, end = day(first, language, zone, year=True), day(last, language, zone, year=True)
    if start == end:
        return f"{start} {time(first, zone)}–{time(last, zone)}"
    if language == "ja" and start[:5] == end[:5]:
        return f"{start}–{end[5:]}"
    return f"{start} – {end}"
