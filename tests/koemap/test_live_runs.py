"""How a live meeting is kept is noted, and read right whatever is done to the clock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from koemap.cli.live_notes import Notes
from koemap.cli.live_supervisor import Meeting
from koemap.collection import Health
from koemap.live_records import Happening
from koemap.live_runs import FINAL
from koemap.settings import Settings
from koemap.store import Store
from tests.dashboard.live_meetings import MEETING, LiveMeeting

HOUR = timedelta(hours=1)


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    live = LiveMeeting(store)
    live.arrive("街灯を増やしてほしい", topic_id="t1")
    return live


def a_run(store: Store, now: datetime | None = None) -> Notes:
    """The notes of a supervisor that has begun, by its clock."""
    notes = Notes(store, MEETING, lambda: now or datetime.now(UTC))
    notes.keep()
    return notes


def newest(store: Store) -> Happening:
    return store.happenings(MEETING)[-1]


def test_a_meeting_that_was_killed_with_its_supervisor_says_so_when_it_is_kept_again(
    live: LiveMeeting,
) -> None:
    a_run(live.store)
    assert newest(live.store).kind == "begun"
    again = a_run(live.store)
    told = newest(live.store)
    assert "interrupted; everything was restarted" in told.en
    assert "途切れたため、すべてを起動し直しました" in told.ja
    again.end()
    a_run(live.store)
    assert newest(live.store).kind == "begun"


def test_a_meeting_that_was_left_says_so_until_it_is_kept_again(live: LiveMeeting) -> None:
    assert live.told()["left"] is False
    run = a_run(live.store)
    assert live.told()["left"] is False
    run.end()
    assert (live.told()["live"], live.told()["left"]) == (True, True)
    a_run(live.store)
    assert live.told()["left"] is False


def test_a_run_that_never_began_leaves_no_note(live: LiveMeeting) -> None:
    Notes(live.store, MEETING, lambda: datetime.now(UTC)).end()
    assert live.store.happenings(MEETING) == ()


def has_ended(live: LiveMeeting) -> bool:
    """Whether supervisor and desk take the final map to be made; they say the same."""
    meeting = Meeting(live.store, Settings(), MEETING, live.source.source_id, (), (), "")
    assert meeting.has_final_map() == live.told()["over"]
    return meeting.has_final_map()


def finish(live: LiveMeeting, at: datetime) -> None:
    """Let the chat end, and note the map of all that has arrived."""
    now = datetime.now(UTC)
    live.store.save_health(live.source, Health("ended", now, heard_at=now))
    last = live.store.heads(MEETING)[0]
    run = a_run(live.store, at)
    run.add(FINAL, "the final map is made", "最終の地図ができました", last)
    run.keep()


@pytest.mark.parametrize("set_by", [-HOUR, HOUR], ids=["back", "forward"])
def test_a_meeting_ends_once_and_goes_on_wherever_its_clock_is_set(
    live: LiveMeeting, set_by: timedelta
) -> None:
    finish(live, datetime.now(UTC) + set_by)
    assert has_ended(live)
    live.arrive("まだ終わっていません")
    assert not has_ended(live)
    finish(live, datetime.now(UTC) - set_by)
    assert has_ended(live)


def test_a_final_map_of_an_earlier_koemap_is_known_by_its_time(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'koemap.db'}"
    live = LiveMeeting(Store(address))
    live.arrive("街灯を増やしてほしい", topic_id="t1")
    finish(live, datetime.now(UTC))
    live.store.close()
    with closing(sqlite3.connect(tmp_path / "koemap.db")) as connection:
        connection.executescript(
            "ALTER TABLE happenings DROP COLUMN last_arrival;"
            "DELETE FROM migrations WHERE name = 'm011_arrivals_on_final_maps';"
        )
    live.store = Store(address)
    assert has_ended(live)
    live.arrive("まだ終わっていません")
    assert not has_ended(live)
    live.store.close()
