"""A chat that is listened to and silent: either nobody writes, or the network is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from collectors.chat.stream import listen
from collectors.google.client import Google
from collectors.google.errors import Refusal
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.live import a_google
from tests.google.clock import TickingClock
from tests.google.fake import FakeGoogle
from tests.google.messages import Message
from tests.koemap.outage import Line

SILENT = 1.5  # seconds


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    """A stream with one message, on which nobody writes any more, listened to without end."""
    with FakeGoogle(TickingClock(datetime.now(UTC))) as fake:
        fake.youtube.stream_seconds = 3600.0
        fake.youtube.video(VIDEO, actual_start=fake.now() - timedelta(seconds=5))
        fake.post(Message("最初の意見です"))
        yield fake


@pytest.fixture
def line(fake: FakeGoogle) -> Iterator[Line]:
    line = Line(int(urlsplit(fake.endpoint).port or 0))
    yield line
    line.close()


def heard(fake: FakeGoogle, google: Google) -> list[Any]:
    """All that one connection gives."""
    chat_id = fake.youtube.named(VIDEO).chat.id
    return [*listen(google, silent_seconds=SILENT, liveChatId=chat_id, part="id,snippet")]


def test_a_connection_on_which_nobody_writes_ends_and_is_no_failure(
    fake: FakeGoogle, line: Line, store: Store
) -> None:
    found = heard(fake, a_google(fake, store, endpoint=line.endpoint))
    assert [len(page["items"]) for page in found if page is not None] == [1]


def test_a_connection_that_never_answers_is_a_failure(
    fake: FakeGoogle, line: Line, store: Store
) -> None:
    line.cut("silent")
    with pytest.raises(Refusal, match="no answer"):
        heard(fake, a_google(fake, store, endpoint=line.endpoint))
