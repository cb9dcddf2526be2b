"""Rounds of a source that is followed, in the time of a clock that a test holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from koemap.cli.following import follow
from koemap.cli.report import Report
from koemap.errors import CollectError, StoreError
from koemap.store import Store
from tests.factories import a_meeting, a_source

NOTHING_NEW = Report({"added": 0, "changed": 0, "withdrawn": 0}, ["nothing new"])


class StoppedError(Exception):
    """Somebody stopped it."""


@dataclass
class Hand:
    """A clock that notes the waits, and stops at the last."""

    n_waits: int
    waits: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime(2026, 10, 15, 9, 0, tzinfo=UTC)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if len(self.waits) == self.n_waits:
            raise StoppedError


@pytest.fixture
def broken(tmp_path: Path) -> Store:
    """A store whose file is none any more."""
    store = Store(f"sqlite:///{tmp_path / 'koemap.db'}")
    store.add_meeting(a_meeting())
    store.close()
    (tmp_path / "koemap.db").write_bytes(b"not a database" * 999)
    with pytest.raises(StoreError):
        store.healths("minamo-2")
    return store


def test_rounds_rest_also_while_the_store_fails(broken: Store) -> None:
    clock = Hand(3)
    with pytest.raises(StoppedError):
        follow(lambda: NOTHING_NEW, broken, a_source(), clock, every_seconds=60)
    assert clock.waits == [60, 60, 60]


def test_after_failures_the_rests_grow_up_to_ten_minutes(broken: Store) -> None:
    clock, n_rounds = Hand(6), iter(range(9))

    def collected() -> Report:
        if next(n_rounds):
            raise CollectError("busy")
        return NOTHING_NEW

    with pytest.raises(StoppedError):
        follow(collected, broken, a_source(), clock, every_seconds=60)
    assert clock.waits == [60, 120, 240, 480, 600, 600]


def test_a_source_that_fails_at_once_is_not_followed(broken: Store) -> None:
    def collected() -> Report:
        raise CollectError("there is no such form")

    with pytest.raises(CollectError, match="no such form"):
        follow(collected, broken, a_source(), Hand(1), every_seconds=60)
