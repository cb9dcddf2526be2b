"""A replay gives an archived chat as it came, and goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from collectors.driver import collect
from collectors.events import Checkpoint, Event, Past, Received, Withdrawn
from collectors.youtube_archive import YouTubeArchive
from collectors.youtube_replay import YouTubeReplay
from koemap.collection import Health
from koemap.store import Store
from tests.collectors.chat import VIDEO, a_line, a_message_id, lines, replayed, written
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


@pytest.fixture
def shuffled(tmp_path: Path) -> Path:
    """A chat whose third line is a paid message of much later, and others out of their order."""
    without = a_line(4, "前の分と")
    del without["replayChatItemAction"]["videoOffsetTimeMsec"]
    del without["replayChatItemAction"]["actions"][0]["addChatItemAction"]["item"][
        "liveChatTextMessageRenderer"
    ]["timestampUsec"]
    told = [(1, "先", 0.0), (2, "次", 0.0), (3, "有料", 820.0)]
    first = [a_line(n, text, second=second) for n, text, second in told]
    told = [(5, "後", 30.0), (6, "始め", 10.0), (7, "終わり", 900.0), (8, "遅れ", 20.0)]
    last = [a_line(n, text, second=second) for n, text, second in told]
    lines = [*first[:2], without, first[2], *last]
    return written(tmp_path / "shuffled.live_chat.json", lines)


def a_replay(chat: Path, clock: VirtualClock, speed: float = 1.0) -> YouTubeReplay:
    return YouTubeReplay(MEETING, chat, speed=speed, clock=clock)


def test_each_message_comes_at_its_second_of_the_video(chat: Path, clock: VirtualClock) -> None:
    began = clock.now()
    for event in a_replay(chat, clock).events():
        if isinstance(event, Received):
            at = (clock.now() - began).total_seconds()
            assert 0 <= at - max(event.offset_seconds or 0.0, 0.0) < 0.5


def test_messages_come_in_the_order_of_their_seconds_whatever_that_of_the_file(
    shuffled: Path, clock: VirtualClock
) -> None:
    began, came = clock.now(), []
    for event in a_replay(shuffled, clock).events():
        if isinstance(event, Received):
            came.append((event.text, round((clock.now() - began).total_seconds())))
    wanted = [("先", 0), ("次", 0), ("前の分と", 0), ("始め", 10), ("遅れ", 20), ("後", 30)]
    assert came == [*wanted, ("有料", 820), ("終わり", 900)]


def test_a_replay_of_a_shuffled_archive_stopped_anywhere_loses_and_doubles_nothing(
    shuffled: Path, clock: VirtualClock
) -> None:
    whole = [*a_replay(shuffled, clock, 100.0).events()]
    for n_events in range(1, len(whole)):
        first = [*islice(a_replay(shuffled, clock, 100.0).events(), n_events)]
        before, cursor = kept(first)
        second = [*a_replay(shuffled, clock, 100.0).events(Past(cursor))]
        assert texts(before) + texts(second) == texts(whole)


def test_a_message_is_withdrawn_after_it_came_whatever_the_order_of_the_file(
    desk: Desk, tmp_path: Path, clock: VirtualClock
) -> None:
    late = a_line(2, "消された", second=800.0)
    gone = replayed({"removeChatItemAction": {"targetItemId": a_message_id(2)}}, second=5.0)
    path = written(tmp_path / "gone.live_chat.json", [a_line(1), late, a_line(3), gone])
    events = [*a_replay(path, clock, 100.0).events()]
    said = [type(one) for one in events if isinstance(one, Received | Withdrawn)]
    assert said == [Received, Received, Received, Withdrawn]
    desk.collect(a_replay(path, clock, 100.0))
    assert sorted(one.text for one in desk.store.comments(MEETING.meeting_id))[0] == ""


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
    before, cursor = kept([*islice(a_replay(chat, clock).events(), n_events)])
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


def test_it_tells_how_late_messages_are_and_how_fast_it_goes(
    desk: Desk, chat: Path, clock: VirtualClock
) -> None:
    told: list[Health] = []
    collect(
        desk.store,
        a_replay(chat, clock, 20.0),
        SECRET,
        progress=lambda _, health: told.append(health) if health else None,
    )
    going = [health for health in told if health.phase == "collecting"]
    assert {health.speed for health in going} == {20.0}
    assert max(health.lag_seconds or 0.0 for health in going) < 0.5


def phase(store: Store) -> str:
    (health,) = store.healths(MEETING.meeting_id).values()
    return health.phase


def kept(events: list[Event]) -> tuple[list[Event], Mapping[str, Any]]:
    """What is in the store of them, up to the last checkpoint, and the cursor of that."""
    for n in range(len(events), 0, -1):
        last = events[n - 1]
        if isinstance(last, Checkpoint):
            return events[:n], last.cursor
    return [], {}


def texts(events: list[Event]) -> list[str]:
    assert not any(isinstance(event, Withdrawn) for event in events)
    return [event.text for event in events if isinstance(event, Received)]
