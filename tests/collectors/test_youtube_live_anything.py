"""Whatever stands in a page, and whatever happens between pages, no neighbour is lost."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from collectors.events import NOTHING, Event, Past, Received, Skipped, Withdrawn
from collectors.youtube_messages import meaning
from koemap.errors import CollectError
from koemap.store import Store
from tests.collectors.conftest import Desk
from tests.collectors.live import MEETING, Overheard, a_live_collector, a_stream, chat
from tests.collectors.test_youtube_live_kinds import item, one_of_each
from tests.google.calls import Call
from tests.google.discovery import LIST, VIDEOS
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
    PageFault,
    PollingInterval,
    RepeatLast,
    Shuffled,
    UnknownProperty,
    UnknownType,
)
from tests.google.replies import Answer, Reply
from tests.google.schema import Json
from tests.google.wire import Wire

ANY_TEXT = st.text(st.characters(), max_size=8)  # lone surrogates and NUL among them
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
ITEMS = [item(message) for message in one_of_each().values()]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    inner: Any = value.items() if isinstance(value, dict) else ()
    for name, one in enumerate(value) if isinstance(value, list) else inner:
        yield (*path, name)
        yield from places(one, (*path, name))


def with_(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """The value with something else at that place."""
    if not path:
        return other
    copied = json.loads(json.dumps(value))
    parent = copied
    for name in path[:-1]:
        parent = parent[name]
    parent[path[-1]] = other
    return copied


@st.composite
def spoilt_items(draw: st.DrawFn) -> Json:
    whole = draw(st.sampled_from(ITEMS))
    path = draw(st.sampled_from([*places(whole)]))
    spoilt: Json = with_(whole, path, draw(ANY_JSON))
    return spoilt


@given(spoilt_items())
def test_every_item_says_one_thing_that_is_counted(spoilt: Json) -> None:
    said = [*meaning(spoilt, None)]
    counted = [event for event in said if isinstance(event, Received | Skipped | Withdrawn)]
    assert len(counted) == 1
    assert len(said) <= 2


@dataclass
class Spoilt(Fault):
    """A page with something else in one place."""

    path: tuple[Any, ...]
    other: Any
    breaks_schema = True

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        reply = honest()
        try:
            body = with_(reply.body, self.path, self.other)
        except (KeyError, IndexError, TypeError):  # the page has no such place
            body = reply.body
        return Reply(reply.status, raw=json.dumps(body).encode())


@dataclass
class Between(PageFault):
    """A page with something else between its items."""

    others: list[Any]
    breaks_schema = True

    def change(self, page: Json, sent_before: list[Json]) -> None:
        for number, other in enumerate(self.others):
            page["items"].insert(2 * number, other)


@contextmanager
def a_desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'koemap.db'}")
        try:
            yield Desk(store, MEETING)
        finally:
            store.close()


LONE_SURROGATE = "\ud800"
SLOW = 600  # units a day: a minute and more between two pages
PAGE_PLACES = [
    ("nextPageToken",),
    ("pollingIntervalMillis",),
    ("items",),
    ("items", 1),
    ("offlineAt",),
    ("activePollItem",),
    ("activePollItem", "snippet"),
    ("pageInfo",),
    ("kind",),
    (),
]


@pytest.mark.parametrize("path", PAGE_PLACES, ids=repr)
@settings(max_examples=6, deadline=None)
@given(ANY_JSON)
@example(None)
@example(LONE_SURROGATE)
def test_anything_in_any_place_of_a_page_loses_no_neighbour(
    path: tuple[Any, ...], other: Any
) -> None:
    assume(not (path == ("items",) and isinstance(other, list)))  # an honest page of other items
    with a_desk() as desk:
        with a_stream(minutes=4) as fake:
            texts = chat(fake, 40)
            fake.schedule(LIST, 3, Spoilt(path, other))
            desk.collect(a_live_collector(fake, desk.store, limit=SLOW))
        lost = set(texts) - set(desk.texts)
    assert len(lost) <= (path == ("items", 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(spoilt_items() | ANY_JSON, max_size=6))
def test_anything_between_the_items_of_a_page_loses_no_neighbour(others: list[Any]) -> None:
    harmless = [one for one in others if not takes_back(one)]
    with a_desk() as desk:
        with a_stream(minutes=4) as fake:
            texts = chat(fake, 40)
            fake.schedule(LIST, 3, Between(harmless))
            done = desk.collect(a_live_collector(fake, desk.store, limit=SLOW))
        assert set(texts) <= set(desk.texts)
    assert done.read == 40 + len(harmless)


def takes_back(one: Any) -> bool:
    """Whether it takes back what somebody wrote, ends the chat, or is one of the others again."""
    snippet = one.get("snippet") if isinstance(one, dict) else None
    kind = snippet.get("type") if isinstance(snippet, dict) else None
    is_known = isinstance(one, dict) and one.get("id") == ITEMS[0]["id"]
    return is_known or kind in ("chatEndedEvent", "tombstone", "userBannedEvent")


VIDEO_PLACES = [
    ("items",),
    ("items", 0),
    ("items", 0, "liveStreamingDetails"),
    ("items", 0, "liveStreamingDetails", "activeLiveChatId"),
    ("items", 0, "liveStreamingDetails", "actualStartTime"),
    ("items", 0, "liveStreamingDetails", "scheduledStartTime"),
]
ODD_TIMES = st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026"])


@pytest.mark.parametrize("path", VIDEO_PLACES, ids=repr)
@settings(max_examples=6, deadline=None)
@given(ANY_JSON | ODD_TIMES)
@example("9999-12-31T23:59:59-12:00")
@example(LONE_SURROGATE)
def test_anything_said_of_the_video_ends_in_a_collection_or_in_one_line(
    path: tuple[Any, ...], other: Any
) -> None:
    told = ""
    with a_desk() as desk:
        with a_stream(minutes=4) as fake:
            texts = chat(fake, 40)
            fake.schedule(VIDEOS, 1, Spoilt(path, other))
            try:
                desk.collect(a_live_collector(fake, desk.store, limit=SLOW))
            except CollectError as error:
                told = str(error)
        is_whole = set(desk.texts) == set(texts)
    assert is_whole or (
        told and "\n" not in told and path[-1] in ("items", 0, "liveStreamingDetails")
    )


# The oracle: whatever passes, and wherever the collector stops, the store is the chat.

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
