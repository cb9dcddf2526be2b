"""A store with a meeting, to be collected into."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from collectors.driver import collect
from collectors.events import Collector
from koemap.collection import Collection
from koemap.records import Meeting
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.factories import a_meeting

SECRET = b"the secret of the tests"
SHARED = Path(__file__).parents[3] / "shared" / "data"

# Real chats are not part of the project: their tests run only where they are.
REAL = [
    "test_livechat_fixtures.py",
    "test_privacy_real.py",
    "test_real_archive.py",
    "test_table_real.py",
    "test_told_in_japanese_real.py",
]
collect_ignore = [] if SHARED.exists() else REAL


@cache
def _new_database() -> bytes:
    """A database with all tables and nothing in them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "koemap.db"
        Store(f"sqlite:///{path}").close()
        return path.read_bytes()


def an_empty_store(path: Path) -> Store:
    """A new store in that file, for each of the many examples of a test."""
    path.write_bytes(_new_database())
    return Store(f"sqlite:///{path}")


class Desk:
    """A store that can be collected into."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self.store, self.meeting = store, meeting
        store.add_meeting(meeting)

    def collect(self, collector: Collector) -> Collection:
        return collect(self.store, collector, SECRET)

    @property
    def texts(self) -> list[str]:
        return [comment.text for comment in self.store.comments(self.meeting.meeting_id)]


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, a_meeting(video_id=VIDEO))
