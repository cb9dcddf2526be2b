"""Units are counted, run out, and come back at midnight in Los Angeles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import youtube
from tests.google.clock import VirtualClock
from tests.google.discovery import LIST
from tests.google.fake import FakeGoogle
from tests.google.faults import Refusal
from tests.google.injections import LONG_DAY


def a_fake(starts_at: datetime, units_a_day: int = 10) -> FakeGoogle:
    fake = FakeGoogle(VirtualClock(starts_at), units_a_day=units_a_day)
    fake.youtube.video("koemapTest1", actual_start=fake.now())
    return fake


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with a_fake(datetime(2026, 10, 15, 6, 59, 0, tzinfo=UTC)) as fake:
        yield fake


def reasons(fake: FakeGoogle, calls: int) -> list[Any]:
    """How each of so many pages was answered."""
    with youtube(fake) as client:
        return [_reason(client, fake.youtube.named().chat.id) for _ in range(calls)]


def _reason(client: Any, chat: str) -> Any:
    try:
        client.liveChatMessages().list(liveChatId=chat, part="id").execute()
    except HttpError as error:
        return error.resp.status, error.error_details[0]["reason"]
    return 200


def test_when_the_units_are_spent_everything_is_refused(fake: FakeGoogle) -> None:
    assert reasons(fake, 3) == [200, 200, (403, "quotaExceeded")]
    assert fake.units() == 10


def test_units_come_back_at_midnight_in_los_angeles(fake: FakeGoogle) -> None:
    reasons(fake, 3)
    fake.advance(61)
    assert reasons(fake, 1) == [200]
    assert fake.units() == 5


def test_the_day_the_clock_goes_back_has_twenty_five_hours() -> None:
    with a_fake(LONG_DAY) as fake:
        fake.quota.exhaust()
        fake.advance(24 * 3600)
        before = reasons(fake, 1)
        fake.advance(1800)
        assert before + reasons(fake, 1) == [(403, "quotaExceeded"), 200]


def test_a_refused_attempt_costs_as_much_as_another(fake: FakeGoogle) -> None:
    fake.schedule(LIST, 1, Refusal(403, "rateLimitExceeded"))
    assert reasons(fake, 1) == [(403, "rateLimitExceeded")]
    assert fake.units() == 5


def test_a_minute_holds_only_so_many_requests(fake: FakeGoogle) -> None:
    fake.quota.per_minute, fake.quota.units_a_day = 2, 1000
    assert reasons(fake, 3) == [200, 200, (403, "rateLimitExceeded")]
    fake.advance(60)
    assert reasons(fake, 1) == [200]
