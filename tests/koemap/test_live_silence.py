"""A chat that is listened to and silent: either nobody writes, or the network is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from collectors.chat.pages import ChatPages
from collectors.chat.stream import Silence, listen
from collectors.google.client import Google, Page
from collectors.google.errors import Refusal
from collectors.google.quota import Pace
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.live import a_google
from tests.google.clock import TickingClock
from tests.google.discovery import STREAM
from tests.google.fake import FakeGoogle
from tests.google.faults import Fault
from tests.google.messages import Message
from tests.google.replies import Reply
from tests.google.wire import Wire
from tests.koemap.outage import Line

SILENT = 1.0  # seconds


class Mute(Fault):
    """The connection is taken, and no page comes on it."""

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.head(reply, {"Transfer-Encoding": "chunked"})
        wire.wait_for_hang_up(60.0)
        wire.hang_up()


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


def heard(fake: FakeGoogle, google: Google) -> Iterator[Page | None]:
    """All that one connection gives."""
    chat_id = fake.youtube.named(VIDEO).chat.id
    return listen(google, silent_seconds=SILENT, liveChatId=chat_id, part="id,snippet")


def test_a_connection_on_which_nobody_writes_is_given_up_and_is_no_failure(
    fake: FakeGoogle, line: Line, store: Store
) -> None:
    found: list[Page | None] = []
    with pytest.raises(Silence):
        found.extend(heard(fake, a_google(fake, store, endpoint=line.endpoint)))
    assert [len(page["items"]) for page in found if page is not None] == [1]


def test_a_connection_without_a_first_page_is_no_failure(fake: FakeGoogle, store: Store) -> None:
    fake.schedule(STREAM, 1, Mute())
    with pytest.raises(Silence):
        list(heard(fake, a_google(fake, store)))


def test_a_connection_that_never_answers_is_a_failure(
    fake: FakeGoogle, line: Line, store: Store
) -> None:
    line.cut("silent")
    with pytest.raises(Refusal, match="no answer"):
        list(heard(fake, a_google(fake, store, endpoint=line.endpoint)))


def test_silent_connections_end_no_listening_and_cost_no_more_than_the_pace_allows(
    fake: FakeGoogle, store: Store
) -> None:
    google = a_google(fake, store, limit=200)
    assert google.quota is not None
    ends_at = fake.now() + timedelta(seconds=36)
    pace = Pace(google.quota, 5, lambda: ends_at)
    pages = ChatPages(google, pace, "auto", silent_seconds=0.1)
    chat_id, token = fake.youtube.named(VIDEO).chat.id, ""
    fake.schedule(STREAM, 2, Mute())
    for _ in range(3):
        began, allowed = fake.now(), pace.interval()
        found = [page for page in pages.after(chat_id, token) if isinstance(page, dict)]
        token = found[-1]["nextPageToken"] if found else token
        assert allowed >= SILENT
        assert (fake.now() - began).total_seconds() + pages.pause({}) >= allowed
        assert pages.pause({}) < SILENT / 2
    assert pages.listens
    assert google.heard_at
    assert began <= google.heard_at <= fake.now()
