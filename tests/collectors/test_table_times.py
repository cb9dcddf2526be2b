"""Times as forms, spreadsheets and officials write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.rows.times import Clock, clock

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)  # 18:00 in Tokyo


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/11/20 12:05:00 午前 GMT+9", "2026-11-20T00:05:00+09:00"),
        ("2026/11/20 12:05:00 午後 GMT+9", "2026-11-20T12:05:00+09:00"),
        ("2026/11/20 午前12時", "2026-11-20T00:00:00+09:00"),
        ("2026/11/20 午後12時", "2026-11-20T12:00:00+09:00"),
        ("2026/11/20 午後3:05", "2026-11-20T15:05:00+09:00"),
        ("2026年11月20日 午後3時05分", "2026-11-20T15:05:00+09:00"),
        ("２０２６年１１月２０日（金）１９時０５分３０秒", "2026-11-20T19:05:30+09:00"),
        ("2026年11月20日 金曜日 19:05", "2026-11-20T19:05:00+09:00"),
        ("令和8年11月24日", "2026-11-24T00:00:00+09:00"),
        ("㋿8年11月24日 午後3時", "2026-11-24T15:00:00+09:00"),
        ("令和元年5月1日", "2019-05-01T00:00:00+09:00"),
        ("R8.11.24", "2026-11-24T00:00:00+09:00"),
        ("R8/11/24 9:30", "2026-11-24T09:30:00+09:00"),
        ("平成31年4月30日", "2019-04-30T00:00:00+09:00"),
        ("11/24/2026 3:05:00 PM", "2026-11-24T15:05:00+09:00"),
        ("11/24/26 12:51:45", "2026-11-24T12:51:45+09:00"),
        ("11/24/2026, 12:05 a.m.", "2026-11-24T00:05:00+09:00"),
        ("2026-11-24T06:05:00Z", "2026-11-24T06:05:00+00:00"),
        ("2026-11-24T06:05:00.123456+02:00", "2026-11-24T06:05:00+02:00"),
        ("2026-11-24 06:05:00 -0530", "2026-11-24T06:05:00-05:30"),
        ("2026-11-24 06:05 JST", "2026-11-24T06:05:00+09:00"),
        ("2026-11-24 06:05:00 UTC", "2026-11-24T06:05:00+00:00"),
        ("Tue, Jul 14, 2026", "2026-07-14T00:00:00+09:00"),
        ("14 July 2026 10:00", "2026-07-14T10:00:00+09:00"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24+00:00"),
        ("Mon Jun 29 2026 10:00:00 GMT+0900 (JST)", "2026-06-29T10:00:00+09:00"),
        ("1764570600", "2025-12-01T06:30:00+00:00"),
        ("1764570600000", "2025-12-01T06:30:00+00:00"),
        ("1764570600000000", "2025-12-01T06:30:00+00:00"),
        ("46346.7916666667", "2026-11-20T19:00:00+09:00"),
    ],
)
def test_a_time_is_read_as_its_writer_meant_it(written: str, meant: str) -> None:
    assert Clock(TOKYO).read(written) == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    "written", ["", "いつか", "2026/13/45", "2026/11/20 31:00", "99999999", "令和99年99月9日", "+1"]
)
def test_what_is_no_time_is_not_read(written: str) -> None:
    assert Clock(TOKYO, starts_at=START).read(written) is None


def test_a_day_above_twelve_tells_the_order_for_the_whole_column() -> None:
    reader, sure = clock(["3/4/2026", "25/4/2026"], TOKYO)
    assert sure
    assert reader.read("3/4/2026") == datetime(2026, 4, 2, 15, tzinfo=UTC)
    assert clock(["3/4/2026"], TOKYO)[1] is False


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("18:02", datetime(2026, 10, 15, 9, 2, tzinfo=UTC)),
        ("06:02:30 PM", datetime(2026, 10, 15, 9, 2, 30, tzinfo=UTC)),
        ("17:55", datetime(2026, 10, 15, 8, 55, tzinfo=UTC)),
        ("0:10", datetime(2026, 10, 15, 15, 10, tzinfo=UTC)),
        ("+0:58:04", datetime(2026, 10, 15, 9, 58, 4, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_day_is_of_the_meeting(written: str, meant: datetime) -> None:
    assert Clock(TOKYO, starts_at=START).read(written) == meant
    assert Clock(TOKYO).read(written) is None


@given(
    st.text(max_size=60) | st.from_regex(r"[0-9/:.年月日時午前後RH令和+ -]{1,30}", fullmatch=True)
)
def test_nothing_written_in_a_column_of_times_fails(text: str) -> None:
    found = Clock(TOKYO, starts_at=START).read(text)
    assert found is None or found.tzinfo is UTC
