"""A replay gives an archived chat as it came, and goes on where it was stopped."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from collectors.driver import collect
from collectors.events import Checkpoint, Event, Past, Received, Withdrawn
from collectors.youtube_archive import YouTubeArchive
from collectors.youtube_replay import YouTubeReplay
from koemap.store import Store
from tests.collectors.chat import VIDEO, a_line, lines, written
from tests.collectors.conftest import SECRET, Desk
from tests.factories import a_meeting
from tests.google.clock import VirtualClock

MEETING = a_meeting(video_id=VIDEO)
EARLY = -30.0


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    """Twenty messages ten seconds apart, two from before the stream among them."""
    early = [a_line(100 + n, second=EARLY, author="early") for n in range(2)]
    return written(tmp_path / "chat.live_chat.json", [*early, *lines(20)])


def a_replay(chat: Path, clock: VirtualClock, speed: float = 1.0) -> YouTubeReplay:
    return YouTubeReplay(MEETING, chat, speed=speed, clock=clock)


def test_each_message_comes_at_its_second_of_the_video(chat: Path, clock: VirtualClock) -> None:
    began = clock.now()
    for event in a_replay(chat, clock).events():
        if isinstance(event, Received):
            at = (clock.now() - began).total_seconds()
            assert 0 <= at - max(event.offset_seconds or 0.0, 0.0) < 0.5


@pytest.mark.parametrize("speed", [0.5, 20.0, 1000.0])
def test_a_faster_replay_takes_that_much_less_time(
    chat: Path, clock: VirtualClock, speed: float
) -> None:
    began = clock.now()
    assert sum(isinstance(e, Received) for e in a_replay(chat, clock, speed).events()) == 22
    assert (clock.now() - began).total_seconds() == pytest.approx(190 / speed, abs=0.5)


def test_a_replay_says_what_the_archive_says(chat: Path, clock: VirtualClock) -> None:
    said = [e for e in YouTubeArchive(MEETING, chat).events() if not isinstance(e, Checkpoint)]
    replayed = [*a_replay(chat, clock, 20.0).events()]
    assert [event for event in replayed if event in said] == said


def test_messages_are_kept_within_half_a_second_of_their_coming(
    chat: Path, clock: VirtualClock
) -> None:
    came = None
    for event in a_replay(chat, clock).events():
        if isinstance(event, Received):
            came = clock.now()
        elif isinstance(event, Checkpoint) and came:
            assert clock.now() - came <= timedelta(seconds=0.5)
            came = None


@pytest.mark.parametrize("n_events", range(1, 75, 3))
def test_a_replay_stopped_anywhere_goes_on_there(
    chat: Path, clock: VirtualClock, n_events: int
) -> None:
    began = clock.now()
    first = [*islice(a_replay(chat, clock).events(), n_events)]
    kept = [n for n, event in enumerate(first) if isinstance(event, Checkpoint)]
    before = first[: kept[-1] + 1] if kept else []
    cursor = before[-1].cursor if before and isinstance(before[-1], Checkpoint) else {}
    second = [*a_replay(chat, clock).events(Past(cursor))]
    whole = texts([*a_replay(chat, clock).events()])
    assert texts(before) + texts(second) == whole
    assert (clock.now() - began).total_seconds() < 2 * 190 + 2


def test_the_second_run_after_the_end_says_nothing_new(
    desk: Desk, chat: Path, clock: VirtualClock
) -> None:
    first = desk.collect(a_replay(chat, clock, 20.0))
    at = clock.now()
    second = desk.collect(a_replay(chat, clock, 20.0))
    assert (first.added, second.added, second.known) == (22, 0, 0)
    assert clock.now() == at
    assert phase(desk.store) == "ended"


def test_another_file_begins_anew(desk: Desk, chat: Path, clock: VirtualClock) -> None:
    desk.collect(a_replay(chat, clock, 20.0))
    other = written(chat.with_name("other.live_chat.json"), [a_line(50, second=5.0)])
    assert desk.collect(a_replay(other, clock, 20.0)).added == 1


def test_a_clock_that_jumps_skips_only_seconds(chat: Path, clock: VirtualClock) -> None:
    events = a_replay(chat, clock).events()
    came = [next(e for e in events if isinstance(e, Received)) for _ in range(4)]
    clock.wait(3600)
    at = clock.now()
    later = [(e, clock.now() - at) for e in events if isinstance(e, Received)]
    assert len(came) + len(later) == 22
    assert max(waited for _, waited in later) > timedelta(seconds=150)


def test_after_a_replay_its_archive_adds_nothing(
    desk: Desk, chat: Path, clock: VirtualClock
) -> None:
    desk.collect(a_replay(chat, clock, 20.0))
    done = desk.collect(YouTubeArchive(MEETING, chat))
    assert (done.added, done.known) == (0, 22)


def test_it_tells_how_late_messages_are(desk: Desk, chat: Path, clock: VirtualClock) -> None:
    health: list[float] = []
    collect(
        desk.store,
        a_replay(chat, clock),
        SECRET,
        progress=lambda _, h: health.append(h.lag_seconds or 0.0) if h else None,
    )
    assert health
    assert max(health) < 0.5


def phase(store: Store) -> str:
    (health,) = store.healths(MEETING.meeting_id).values()
    return health.phase


def texts(events: list[Event]) -> list[str]:
    assert not any(isinstance(event, Withdrawn) for event in events)
    return [event.text for event in events if isinstance(event, Received)]
