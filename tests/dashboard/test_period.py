from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.period import day, moment, period
from koemap.records import Comment

TOKYO = ZoneInfo("Asia/Tokyo")
EVENING = datetime(2026, 12, 31, 14, 59, tzinfo=UTC)


def a_comment(at: datetime | None) -> Comment:
    return Comment("m", "c", "s", "声", posted_at=at)


def test_midnight_falls_in_the_readers_zone() -> None:
    assert day(EVENING, "ja", TOKYO) == "12月31日"
    assert day(EVENING + timedelta(minutes=1), "en", TOKYO, year=True) == "1 Jan 2027"
    assert moment(EVENING, "ja", TOKYO) == "12月31日 23:59"


def test_a_period_within_a_day_tells_the_hours() -> None:
    comments = [a_comment(EVENING), a_comment(None), a_comment(EVENING - timedelta(hours=2))]
    assert period(comments, "ja", TOKYO) == "2026年12月31日 21:59–23:59"


def test_a_period_names_the_year_once_unless_it_changes() -> None:
    week = [a_comment(EVENING - timedelta(days=7)), a_comment(EVENING)]
    assert period(week, "ja", TOKYO) == "2026年12月24日–12月31日"
    assert period(week, "en", TOKYO) == "24 Dec 2026 – 31 Dec 2026"
    later = [a_comment(EVENING), a_comment(EVENING + timedelta(days=1))]
    assert period(later, "ja", TOKYO) == "2026年12月31日 – 2027年1月1日"


def test_comments_without_a_time_have_no_period() -> None:
    assert period([a_comment(None)], "ja", TOKYO) == ""
