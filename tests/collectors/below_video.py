"""Comments below a video of the fake Google, and how they are collected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from collectors.youtube_comments import YouTubeComments
from koemap.collection import Collection
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import google_at
from tests.factories import a_meeting
from tests.google.fake import FakeGoogle


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        fake.comments.open(VIDEO)
        yield fake


def some(fake: FakeGoogle, n: int) -> list[str]:
    """Ids of so many comments, the oldest first, a minute apart."""
    ids = []
    for number in range(n):
        fake.advance(60)
        text = f"{number}番目のコメントです"
        ids.append(fake.comments.add(text, f"author{number % 7}", video=VIDEO).id)
    return ids


def collected(
    desk: Desk, fake: FakeGoogle, *, sweep_every: timedelta = timedelta(0), **more: Any
) -> Collection:
    """A collection of the comments below the video, at Google as `more` says."""
    google = google_at(fake, "youtube", store=desk.store, **more)
    return desk.collect(YouTubeComments(a_meeting(), VIDEO, google, sweep_every=sweep_every))
