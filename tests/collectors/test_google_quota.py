"""The pace that makes a day's quota last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from collectors.google.quota import Pace, Quota, day, next_reset
from koemap.store import Store
from tests.google.clock import VirtualClock


class Ledger:
    """Units by day, in memory."""

    def __init__(self) -> None:
        self.units: dict[tuple[str, str], int] = {}

    def spend_quota(self, project: str, day: str, method: str, units: int) -> None:
        self.units[project, day] = self.quota_used(project, day) + units

    def quota_used(self, project: str, day: str) -> int:
        return self.units.get((project, day), 0)


def a_pace(hours: float, *, limit: int = 10_000, used: int = 0) -> Pace:
    clock = VirtualClock()
    quota = Quota(Ledger(), "project", limit, clock)
    quota.spend("list", used)
    end = clock.now() + timedelta(hours=hours)
    return Pace(quota, 5, lambda: end)


@pytest.mark.parametrize(("hours", "seconds"), [(2, 4.0), (3, 6.0), (4, 8.0), (2.5, 5.0)])
def test_a_day_is_spread_over_the_hours_left(hours: float, seconds: float) -> None:
    assert a_pace(hours).interval() == pytest.approx(seconds)


def test_what_is_spent_already_slows_down() -> None:
    assert a_pace(3, used=4_500).interval() == pytest.approx(12)


@pytest.mark.parametrize(
    ("hint", "seconds"), [(0, 2.0), (0.05, 2.0), (None, 2.0), (5, 5.0), (-3, 2.0), (600, 60.0)]
)
def test_a_hint_is_obeyed_between_a_second_and_a_minute(hint: float, seconds: float) -> None:
    assert a_pace(1).interval(hint) == pytest.approx(seconds)


def test_without_pressure_a_second_lies_between_two_questions() -> None:
    assert a_pace(0.1).interval(0) == 1.0


def test_a_quota_that_is_spent_still_allows_a_question_every_five_minutes() -> None:
    assert a_pace(3, used=9_900).interval() == 300


def test_six_empty_pages_double_what_youtube_asks_for_and_a_message_ends_it() -> None:
    pace = a_pace(1)
    for _ in range(6):
        assert pace.interval(5) == 5
        pace.heard(0)
    assert pace.interval(5) == 10
    pace.heard(1)
    assert pace.interval(5) == 5


def test_a_refusal_doubles_and_pages_bring_it_back() -> None:
    pace = a_pace(1)
    pace.refused()
    assert pace.interval(5) == 10
    for _ in range(10):
        pace.refused()
    assert pace.interval(5) == 60
    for _ in range(20):
        pace.heard(1)
    assert pace.interval(5) == 5


def test_the_pace_looks_no_further_than_the_reset() -> None:
    clock = VirtualClock(datetime(2026, 10, 16, 6, 0, tzinfo=UTC))
    quota = Quota(Ledger(), "project", 10_000, clock)
    pace = Pace(quota, 5, lambda: clock.now() + timedelta(hours=5))
    assert pace.interval() == pytest.approx(2.0)
    clock.wait(3600)
    assert pace.interval() == pytest.approx(10.0)
    assert quota.used == 0


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_begins_at_midnight_in_los_angeles(month: int) -> None:
    reset = next_reset(datetime(2026, month, 10, 20, 0, tzinfo=UTC)).astimezone(UTC)
    assert reset.hour == (8 if month in (1, 2, 11, 12) else 7)
    assert day(reset) == f"2026-{month:02d}-11"
    assert day(reset - timedelta(microseconds=1)) == f"2026-{month:02d}-10"


def test_a_call_is_written_down_for_the_next_run(store: Store) -> None:
    clock = VirtualClock()
    Quota(store, "project", 10_000, clock).spend("list", 5)
    Quota(store, "other", 10_000, clock).spend("list", 50)
    again = Quota(store, "project", 10_000, clock)
    again.spend("videos", 1)
    assert (again.used, again.left) == (6, 8_994)
    clock.wait(86_400)
    assert again.used == 0
