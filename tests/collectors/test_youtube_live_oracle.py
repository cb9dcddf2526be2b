"""Whatever passes, and wherever the collector stops, the store is the chat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.events import NOTHING, Event, Past
from tests.collectors.conftest import Desk
from tests.collectors.live import MEETING, Overheard, a_desk, a_live_collector, a_stream, chat
from tests.google.calls import Call
from tests.google.discovery import LIST
from tests.google.fake import FakeGoogle
from tests.google.faults import (
    CutBody,
    EmptyBody,
    Fault,
    HtmlPage,
    NoItems,
    RateLimited,
    ResetAfterHeaders,
    ResetBefore,
)
from tests.google.faults import Refusal as Refused
from tests.google.page_faults import (
    MissingFields,
    MissingToken,
    PollingInterval,
    RepeatLast,
    Shuffled,
    UnknownProperty,
    UnknownType,
)
from tests.google.replies import Answer, Reply
from tests.google.schema import Json
from tests.google.wire import Wire

SLOW = 600  # units a day: a minute and more between two pages

PASSING = [
    EmptyBody(503),
    HtmlPage(500),
    HtmlPage(200),
    NoItems(),
    EmptyBody(),
    CutBody(),
    ResetBefore(),
    ResetAfterHeaders(),
    RateLimited(),
    RateLimited(retry_after=30),
    Refused(403, "rateLimitExceeded"),
    Refused(403, "liveChatEnded"),
    Refused(404, "liveChatNotFound"),
    RepeatLast(7),
    Shuffled(seed=3),
    MissingToken(),
    MissingFields(),
    PollingInterval(0),
    PollingInterval(None),
    PollingInterval(600_000),
    UnknownType(),
    UnknownProperty(),
]


class Weather(Fault):
    """A fault for some calls, by their numbers; it need not strike."""

    def __init__(self, faults: dict[int, Fault]) -> None:
        self._faults, self._now = faults, Fault()

    def __repr__(self) -> str:
        return repr(self._faults)

    @property
    def breaks_schema(self) -> bool:  # type: ignore[override]
        return self._now.breaks_schema

    @property
    def answers(self) -> bool:  # type: ignore[override]
        return self._now.answers

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        self._now = self._faults.get(call.number, Fault())
        return self._now.answer(call, honest, sent_before)

    def send(self, wire: Wire, reply: Reply) -> None:
        self._now.send(wire, reply)


class Crashing(Overheard):
    """A collector that stops dead after so many events."""

    n_events = 0

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        for number, event in enumerate(super().events(past)):
            if number == self.n_events:
                raise MemoryError
            yield event


def collected_with_crashes(desk: Desk, fake: FakeGoogle, crashes: list[int]) -> None:
    """Collect to the end, however often the run stops dead on its way."""
    for n_events in crashes:
        crashing = Crashing(a_live_collector(fake, desk.store, limit=SLOW))
        crashing.n_events = n_events
        with suppress(MemoryError):
            desk.collect(crashing)
    desk.collect(a_live_collector(fake, desk.store, limit=SLOW))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.integers(1, 16), st.sampled_from(PASSING), max_size=8),
    st.lists(st.integers(0, 40), max_size=5),
    st.integers(1, 70),
)
@example({2: UnknownProperty(), 3: RepeatLast(7)}, [], 1)
def test_whatever_passes_and_wherever_it_crashes_the_store_is_the_chat(
    faults: dict[int, Fault], crashes: list[int], n_messages: int
) -> None:
    with a_desk() as desk:
        with a_stream(minutes=10) as fake:
            texts = chat(fake, n_messages, every=500 / n_messages)
            fake.schedule_from(LIST, 1, Weather(faults))
            collected_with_crashes(desk, fake, crashes)
            posted = fake.youtube.named().chat.posted
        gaps = desk.store.missed(MEETING.meeting_id)
        stored = desk.texts
    assert len(stored) == len({*stored} & {*texts})
    lost = [one for one in posted if one.message.text not in stored]
    assert all(any(g.starts_at <= one.published_at <= g.ends_at for g in gaps) for one in lost)
    assert not gaps or {404, 403} & {getattr(one, "code", 0) for one in faults.values()}


@pytest.mark.parametrize("n_events", range(0, 60, 3))
def test_wherever_it_crashes_the_store_is_the_chat(desk: Desk, n_events: int) -> None:
    with a_stream(minutes=5) as fake:
        texts = chat(fake, 50)
        collected_with_crashes(desk, fake, [n_events] * 3)
    assert sorted(desk.texts) == sorted(texts)
