"""A meeting whose clock is set forward and back goes on: nothing is lost or out of order."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.live.model import LiveModel
from koemap.records import Comment
from koemap.store import Store
from tests.analysis.live import MEETING, Live, chat

REFIT = 181


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "koemap.db"


def arrive(live: Live, path: Path, comments: Sequence[Comment]) -> None:
    """Let comments arrive at the time that the meeting's clock shows."""
    live.arrive(comments)
    at = live.clock.now.strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(path)) as connection:
        ids = [(at, comment.comment_id) for comment in comments]
        connection.executemany("UPDATE arrivals SET at = ? WHERE comment_id = ?", ids)
        connection.commit()


def test_a_meeting_goes_on_when_its_clock_is_set_forward_and_back(path: Path) -> None:
    store = Store(f"sqlite:///{path}")
    live = Live(store)
    model = LiveModel(store, MEETING, live.clock)
    came: list[str] = []
    parts = (0, chat(120), 120), (1, chat(30, 120), 30), (-1, chat(30, 150), 60)
    for hours, part, most in parts:
        live.clock.now += timedelta(hours=hours)
        arrive(live, path, part)
        came += [comment.comment_id for comment in part]
        live.settle()
        model.follow()
        assert [one.comment_id for one in model.arrived_since(0)] == came[::-1]
        assert model.tallies.per_minute(None, live.clock()) <= most
        live.settle(REFIT)
    assert live.said.keys() == set(came)
    assert len(store.map_ids(MEETING)) == 3
    assert len(live.edition.placements) == len(came)
    store.close()
