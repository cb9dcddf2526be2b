"""Whatever stands in a page, and whatever happens between pages, no neighbour is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from collectors.chat.messages import meaning
from collectors.events import Received, Skipped, Withdrawn
from koemap.errors import CollectError
from tests.collectors.live import a_desk, a_live_collector, a_stream, chat
from tests.collectors.test_youtube_live_kinds import item, one_of_each
from tests.google.calls import Call
from tests.google.discovery import LIST, VIDEOS
from tests.google.faults import (
    Fault,
)
from tests.google.page_faults import (
    PageFault,
)
from tests.google.replies import Answer, Reply
from tests.google.schema import Json

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

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        """The page in ASCII, which also writes what UTF-8 does not."""
        reply = super().answer(call, honest, sent_before)
        return Reply(reply.status, raw=json.dumps(reply.body).encode())

    def change(self, page: Json, sent_before: list[Json]) -> None:
        for number, other in enumerate(self.others):
            page["items"].insert(2 * number, other)


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
