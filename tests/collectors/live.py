"""A live collection against the fake Google, in virtual time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from collectors.events import NOTHING, Collector, Event, Notice, Past, Pulse
from collectors.google.access import Access, by_key
from collectors.google.client import Google
from collectors.google.quota import Quota
from collectors.youtube_live import YouTubeLive
from koemap.collection import Collection, Health, MissedSpan
from koemap.records import Source
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import SECRET, Desk, an_empty_store
from tests.factories import a_meeting
from tests.google.calls import Entry
from tests.google.discovery import LIST, STREAM, VIDEOS
from tests.google.fake import FakeGoogle
from tests.google.messages import Message

MEETING = a_meeting(video_id=VIDEO)
COSTS = {LIST: 5, STREAM: 5, VIDEOS: 1}

Kind = TypeVar("Kind")


def a_google(
    fake: FakeGoogle,
    store: Store,
    *,
    key: str = "",
    access: Access | None = None,
    limit: int = 10_000,
    endpoint: str = "",
    patient: bool = True,
    zone: tzinfo = UTC,
) -> Google:
    """YouTube's interface at the fake, on a ledger in the store."""
    access = access or by_key(key or fake.api_key, SECRET)
    quota = Quota(store, access.owner, limit, fake.clock)
    return Google(
        ("youtube", "v3"),
        access,
        fake.clock,
        quota=quota,
        endpoint=endpoint or fake.endpoint,
        patient=patient,
        zone=zone,
    )


def a_live_collector(
    fake: FakeGoogle,
    store: Store,
    *,
    until: datetime | None = None,
    transport: Any = "poll",
    **more: Any,
) -> YouTubeLive:
    google = a_google(fake, store, **more)
    assert google.quota is not None
    return YouTubeLive(MEETING, VIDEO, google, google.quota, until=until, transport=transport)


@contextmanager
def a_stream(
    *, minutes: float = 10, starts_in: float = 0, clock: Any = None, **more: Any
) -> Iterator[FakeGoogle]:
    """A fake with one stream that starts in so many minutes and lasts so many."""
    with FakeGoogle(clock) as fake:
        starts_at = fake.now() + timedelta(minutes=starts_in)
        more.setdefault("scheduled_start", starts_at)
        ends_at = starts_at + timedelta(minutes=minutes)
        fake.youtube.video(VIDEO, actual_start=starts_at, actual_end=ends_at, **more)
        yield fake


def chat(
    fake: FakeGoogle, n: int, *, every: float = 5.0, after: float = 1.0, start: int = 0
) -> list[str]:
    """Texts of so many messages that will be posted one after the other."""
    texts = [f"{number}番目の意見です" for number in range(start, start + n)]
    for number, text in enumerate(texts):
        when = fake.now() + timedelta(seconds=after + every * number)
        fake.post_at(when, Message(text, author=f"author{number % 7}"))
    return texts


@dataclass
class Overheard:
    """A collector whose events are kept."""

    collector: Collector
    said: list[Event] = field(default_factory=list)

    @property
    def source(self) -> Source:
        return self.collector.source

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        for event in self.collector.events(past):
            self.said.append(event)
            yield event

    def all(self, kind: type[Kind]) -> list[Kind]:
        """The events of one kind."""
        return [event for event in self.said if isinstance(event, kind)]

    @property
    def healths(self) -> list[Health]:
        return [pulse.health for pulse in self.all(Pulse)]

    @property
    def all_notices(self) -> list[str]:
        return [notice.text for notice in self.all(Notice)]

    @property
    def phases(self) -> list[str]:
        return [health.phase for health in self.healths]


def listened(desk: Desk, fake: FakeGoogle, transport: str = "stream") -> Overheard:
    """What was said while a stream was listened to, to its end."""
    collector = Overheard(a_live_collector(fake, desk.store, transport=transport))
    desk.collect(collector)
    return collector


def asked(fake: FakeGoogle, *methods: str) -> list[Entry]:
    """The requests of these methods, of pages of the chat without one."""
    return [entry for entry in fake.requests if entry.method in (methods or (LIST, STREAM))]


def waits(entries: Sequence[Entry]) -> list[float]:
    """Seconds between each request and the next."""
    return [(later.at - entry.at).total_seconds() for entry, later in pairwise(entries)]


def units(fake: FakeGoogle) -> int:
    """What all attempts cost, also those that were refused or broke."""
    return sum(COSTS[entry.method] for entry in fake.requests)


def gaps(desk: Desk) -> tuple[MissedSpan, ...]:
    return desk.store.missed(desk.meeting.meeting_id)


def health(desk: Desk, done: Collection | None = None) -> Health:
    """How the live source is, as the store has it."""
    return desk.store.healths(desk.meeting.meeting_id)[f"youtube-live-{VIDEO}"]


@contextmanager
def a_desk() -> Iterator[Desk]:
    """A new one, for each example of a test that has many."""
    with tempfile.TemporaryDirectory() as folder:
        store = an_empty_store(Path(folder) / "koemap.db")
        try:
            yield Desk(store, MEETING)
        finally:
            store.close()
