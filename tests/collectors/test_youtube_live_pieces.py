"""A stream in pieces: each page as soon as it is whole, kept before the next is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from threading import Event

import pytest

from collectors.chat.stream import elements
from collectors.events import Checkpoint, Received
from collectors.google.errors import Refusal
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import killed_after
from tests.collectors.live import Overheard, a_live_collector, a_stream, chat, gaps, listened
from tests.google.calls import Call
from tests.google.clock import VirtualClock
from tests.google.discovery import STREAM
from tests.google.faults import Fault
from tests.google.replies import Answer, Reply
from tests.google.schema import Json


def test_a_burst_is_kept_every_second_and_not_message_by_message(desk: Desk) -> None:
    with a_stream(minutes=2) as fake:
        fake.youtube.stream_seconds = 60
        texts = chat(fake, 400, every=0.01)
        collector = listened(desk, fake)
    assert sorted(desk.texts) == sorted(texts)
    assert len(collector.all(Checkpoint)) < 100


@dataclass
class Held(Fault):
    """A stream that goes on after two messages when they are kept; `was_kept` tells whether."""

    kept: Event = field(default_factory=Event)
    was_kept: bool = False

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        reply = honest()
        assert reply.elements is not None
        return Reply(elements=self._held(reply.elements))

    def _held(self, elements: Iterator[Json]) -> Iterator[Json]:
        yield from islice(elements, 3)  # the first is empty
        self.was_kept = self.kept.wait(10)
        yield from elements


def test_before_a_silence_what_came_is_kept(desk: Desk) -> None:
    held = Held()
    with a_stream(minutes=2) as fake:
        fake.youtube.stream_seconds = 60
        chat(fake, 3, every=0.1)
        fake.schedule(STREAM, 1, held)
        collector = Overheard(a_live_collector(fake, desk.store, transport="stream"))
        for event in collector.events():
            if isinstance(event, Checkpoint) and len(collector.all(Received)) == 2:
                held.kept.set()
    assert held.was_kept


@dataclass
class Quiet(Held):
    """A stream that is silent for a minute after two messages, or until a sign of life is kept."""

    clock: VirtualClock = field(default_factory=VirtualClock)
    sign: Event = field(default_factory=Event)
    was_signed: bool = False

    def _held(self, elements: Iterator[Json]) -> Iterator[Json]:
        yield from islice(elements, 3)
        self.kept.wait(10)
        self.clock.advance(60)
        self.was_signed = self.sign.wait(10)
        yield from elements


def test_whoever_listens_to_a_quiet_chat_gives_signs_of_life(desk: Desk) -> None:
    with a_stream(minutes=4) as fake:
        fake.youtube.stream_seconds = 60
        chat(fake, 3, every=0.1)
        quiet = Quiet(clock=fake.clock)
        fake.schedule(STREAM, 1, quiet)
        collector = Overheard(a_live_collector(fake, desk.store, transport="stream"))
        for event in collector.events():
            if isinstance(event, Checkpoint) and len(collector.all(Received)) == 2:
                (quiet.sign if quiet.kept.is_set() else quiet.kept).set()
    assert quiet.was_signed


@pytest.mark.parametrize("n_events", [50, 130, 250, 390])
def test_death_in_a_burst_loses_and_doubles_nothing(desk: Desk, n_events: int) -> None:
    with a_stream(minutes=2) as fake:
        fake.youtube.stream_seconds = 60
        texts = chat(fake, 400, every=0.01)
        assert killed_after(desk, a_live_collector(fake, desk.store, transport="stream"), n_events)
        listened(desk, fake)
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()


def test_elements_come_as_soon_as_they_are_whole() -> None:
    body = '[{"a": "図書館"},\r\n{"b": [1, {"c": "]}"}]}]'.encode()
    given: list[int] = []

    def one_by_one():  # type: ignore[no-untyped-def]
        for number in range(len(body)):
            given.append(number)
            yield body[number : number + 1]

    found = elements(one_by_one())
    assert next(found) == {"a": "図書館"}
    assert len(given) == body.index(b"}") + 1
    assert list(found) == [{"b": [1, {"c": "]}"}]}]


@pytest.mark.parametrize("body", [b"<html>", b"[1, x", b'[{"a": 1}, "', b"\xff\xfe"])
def test_what_is_no_array_of_pages_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal, match="no page"):
        list(elements(iter([body])))
