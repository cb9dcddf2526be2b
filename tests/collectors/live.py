"""A live collection against the fake Google, in virtual time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from collectors.google_access import by_key
from collectors.google_client import Google
from collectors.quota import Quota
from collectors.youtube_live import YouTubeLive
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import SECRET
from tests.factories import a_meeting
from tests.google.fake import FakeGoogle
from tests.google.messages import Message

MEETING = a_meeting(video_id=VIDEO)


def a_live_collector(
    fake: FakeGoogle,
    store: Store,
    *,
    key: str = "",
    limit: int = 10_000,
    until: datetime | None = None,
    transport: Any = "poll",
    patient: bool = True,
) -> YouTubeLive:
    access = by_key(key or fake.api_key, SECRET)
    quota = Quota(store, access.owner, limit, fake.clock)
    google = Google(
        ("youtube", "v3"),
        access,
        fake.clock,
        quota=quota,
        endpoint=fake.endpoint,
        patient=patient,
    )
    return YouTubeLive(MEETING, VIDEO, google, quota, until=until, transport=transport)


@contextmanager
def a_stream(*, minutes: float = 10, starts_in: float = 0, **more: Any) -> Iterator[FakeGoogle]:
    """A fake with one stream that starts in so many minutes and lasts so many."""
    with FakeGoogle() as fake:
        starts_at = fake.now() + timedelta(minutes=starts_in)
        more.setdefault("scheduled_start", starts_at)
        ends_at = starts_at + timedelta(minutes=minutes)
        fake.youtube.video(VIDEO, actual_start=starts_at, actual_end=ends_at, **more)
        yield fake


def chat(fake: FakeGoogle, n: int, *, every: float = 5.0, after: float = 1.0) -> list[str]:
    """Texts of so many messages that will be posted one after the other."""
    texts = [f"{number}番目の意見です" for number in range(n)]
    for number, text in enumerate(texts):
        when = fake.now() + timedelta(seconds=after + every * number)
        fake.post_at(when, Message(text, author=f"author{number % 7}"))
    return texts
