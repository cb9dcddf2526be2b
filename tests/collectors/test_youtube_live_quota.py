"""The day's quota lasts for the meeting, is remembered, and when it is gone is waited for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from collectors.google.access import by_key
from collectors.google.quota import day
from koemap.errors import CollectError
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.live import (
    Overheard,
    a_live_collector,
    a_stream,
    asked,
    chat,
    gaps,
    health,
    units,
)
from tests.google.clock import VirtualClock
from tests.google.discovery import LIST
from tests.google.fake import FakeGoogle

RESET = datetime(2026, 10, 16, 7, 0, tzinfo=UTC)  # midnight in Los Angeles


def spent(desk: Desk, fake: FakeGoogle, at: datetime) -> int:
    return desk.store.quota_used(by_key(fake.api_key, SECRET).owner, day(at))


def test_three_hours_cost_no_more_than_the_day_has_without_its_reserve(desk: Desk) -> None:
    with a_stream(minutes=180) as fake:
        start, end = fake.now(), fake.now() + timedelta(hours=3)
        texts = chat(fake, 900, every=12)
        collector = Overheard(a_live_collector(fake, desk.store, until=end))
        desk.collect(collector)
        during = [entry for entry in asked(fake) if entry.at <= end]
        assert 8_500 < 5 * len(during) <= 9_000
        assert units(fake) == spent(desk, fake, start) < 9_500
    assert sorted(desk.texts) == sorted(texts)
    pauses = [(later.at - entry.at).total_seconds() for entry, later in pairwise(during)]
    assert {round(pause, 1) for pause in pauses} == {6.0}


def test_the_forecast_says_when_the_quota_will_be_spent_at_this_pace(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        until = fake.now() + timedelta(hours=2)
        collector = Overheard(a_live_collector(fake, desk.store, limit=2_000, until=until))
        desk.collect(collector)
        start = fake.youtube.named().actual_start
    for seen in collector.healths[:-1]:
        if seen.at < start + timedelta(minutes=20):
            assert seen.quota_until is not None
            assert abs(seen.quota_until - until) < timedelta(seconds=seen.interval_seconds + 1)
            left = 2_000 * 0.9 - seen.quota_used
            lasts = timedelta(seconds=left / 5 * seen.interval_seconds)
            assert abs(seen.quota_until - (seen.at + lasts)) < timedelta(seconds=20)


def test_a_quota_that_outlasts_the_day_needs_no_forecast(desk: Desk) -> None:
    clock = VirtualClock(RESET - timedelta(minutes=30))
    with a_stream(minutes=10, clock=clock) as fake:
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
    assert {seen.quota_until for seen in collector.healths} == {None}


def test_a_meeting_across_the_pacific_midnight_has_two_days_of_quota(desk: Desk) -> None:
    clock = VirtualClock(RESET - timedelta(hours=1))
    with a_stream(minutes=180, clock=clock) as fake:
        until = fake.now() + timedelta(hours=3)
        texts = chat(fake, 200, every=50)
        desk.collect(a_live_collector(fake, desk.store, limit=1_200, until=until))
        before = [entry for entry in asked(fake) if entry.at < RESET]
        first, second = (spent(desk, fake, at) for at in (before[0].at, RESET))
        assert len(before) * 5 < first <= 1_100
        assert 900 < second <= 1_200
    assert max(waits_of(before)) == pytest.approx(60 * 60 * 5 / 1080, abs=1)
    assert sorted(desk.texts) == sorted(texts)


def waits_of(entries: list) -> list[float]:  # type: ignore[type-arg]
    return [(later.at - entry.at).total_seconds() for entry, later in pairwise(entries)]


def test_a_restart_remembers_what_was_spent(desk: Desk) -> None:
    with a_stream(minutes=60) as fake:
        chat(fake, 100)
        first = a_live_collector(fake, desk.store, until=fake.now() + timedelta(hours=1))
        stop_after(first, desk, n_pages=50)
        before = spent(desk, fake, fake.now())
        assert before == units(fake) == 251
        second = Overheard(a_live_collector(fake, desk.store, limit=1_000))
        desk.collect(second)
        assert second.healths[0].quota_used == before + 6
        assert spent(desk, fake, fake.now()) == units(fake)


def stop_after(collector: object, desk: Desk, n_pages: int) -> None:
    """Collect so many pages, then stop as Ctrl-C does."""
    from collectors.events import Checkpoint

    class Stopping(Overheard):
        def events(self, past):  # type: ignore[no-untyped-def]
            for event in super().events(past):
                yield event
                if isinstance(event, Checkpoint) and len(self.all(Checkpoint)) == n_pages:
                    raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.collect(Stopping(collector))  # type: ignore[arg-type]


def test_a_quota_gone_before_the_start_is_waited_for(desk: Desk) -> None:
    clock = VirtualClock(RESET - timedelta(minutes=30))
    with a_stream(minutes=60, clock=clock) as fake:
        fake.youtube.named().chat.first_page = 2_000
        texts = chat(fake, 300, every=10)
        fake.quota.exhaust()
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
        assert not [e for e in fake.requests[1:] if e.at < RESET]
    assert collector.phases[0] == "parked"
    assert sorted(desk.texts) == sorted(texts)


def test_a_quota_gone_in_the_middle_is_waited_for_and_then_everything_is_there(desk: Desk) -> None:
    clock = VirtualClock(RESET - timedelta(minutes=30))
    with a_stream(minutes=60, clock=clock) as fake:
        texts = chat(fake, 700)
        fake.before(LIST, 20, fake.quota.exhaust)
        collector = Overheard(a_live_collector(fake, desk.store))
        done = desk.collect(collector)
        refused, after = asked(fake)[19:21]
        assert refused.at < RESET < after.at < RESET + timedelta(minutes=2.1)
        assert after.params["pageToken"] == refused.params["pageToken"]
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    assert ["went on from where" in notice for notice in done.notices] == [True]
    assert health(desk).phase == "ended"


def test_a_second_refusal_after_the_reset_is_asked_again_every_half_hour(desk: Desk) -> None:
    clock = VirtualClock(RESET - timedelta(minutes=30))
    with a_stream(minutes=120, clock=clock) as fake:
        texts = chat(fake, 200, every=30)
        fake.before(LIST, 20, fake.quota.exhaust)
        fake.before(LIST, 21, fake.quota.exhaust)
        fake.before(LIST, 22, fake.quota.exhaust)
        fake.before(LIST, 23, lambda: setattr(fake.quota, "units_a_day", 50_000))
        desk.collect(a_live_collector(fake, desk.store))
        pauses = waits_of(asked(fake)[20:23])
    assert pauses == [1800, 1800]
    assert sorted(desk.texts) == sorted(texts)


def test_somebody_who_waits_is_told_at_once_that_the_quota_is_gone(desk: Desk) -> None:
    with a_stream() as fake:
        fake.quota.exhaust()
        with pytest.raises(CollectError, match="is spent; it is renewed") as failure:
            desk.collect(a_live_collector(fake, desk.store, patient=False))
        assert len(fake.requests) == 1
    assert "16時か17時" in failure.value.ja
