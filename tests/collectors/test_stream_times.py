"""Each message has its second of the video, and what the chat does not cover is said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from collectors.events import Event, Fact, Missed, Notice, Received, Started
from collectors.youtube_archive import YouTubeArchive
from tests.collectors.chat import (
    OTHER_VIDEO,
    STARTS_USEC,
    VIDEO,
    Json,
    a_line,
    a_renderer,
    added,
    lines,
    live,
    phone_text,
    replayed,
    written,
)
from tests.collectors.conftest import Desk
from tests.factories import START, a_meeting

STREAM = datetime.fromtimestamp(STARTS_USEC / 1e6, UTC)


def events(
    path: Path, *entries: Json, starts_at: datetime | None = None, meeting_start: Any = START
) -> list[Event]:
    file = written(path / "chat.live_chat.json", entries)
    meeting = replace(a_meeting(video_id=VIDEO), starts_at=meeting_start)
    return list(YouTubeArchive(meeting, file, starts_at=starts_at).events())


def offsets(found: list[Event]) -> list[float | None]:
    return [event.offset_seconds for event in found if isinstance(event, Received)]


def notices(found: list[Event]) -> list[str]:
    return [event.text for event in found if isinstance(event, Notice)]


def beside(path: Path, **told: Any) -> None:
    """What yt-dlp writes beside a chat."""
    (path / "chat.info.json").write_text(json.dumps({"id": VIDEO, "was_live": True, **told}))


def a_live_line(number: int, second: float) -> Json:
    return live(added(a_renderer(number, second=second, timestampText={})))


@pytest.mark.parametrize(
    ("shown", "seconds"), [("-0:22", -22.0), ("-1:02:03", -3723.0), ("−0:05", -5.0)]
)
def test_a_message_before_the_stream_has_a_negative_place(
    tmp_path: Path, shown: str, seconds: float
) -> None:
    line = a_line(1, timestampText={"simpleText": shown})
    assert offsets(events(tmp_path, line)) == [seconds]


def test_the_last_second_before_the_stream_is_before_the_stream(tmp_path: Path) -> None:
    found = events(tmp_path, a_line(1, timestampText={"simpleText": "-0:00"}), a_line(2))
    assert Fact("before the stream", "1 messages") in found


def test_while_live_the_place_comes_from_the_start_and_not_from_the_download(
    tmp_path: Path,
) -> None:
    start = STREAM - timedelta(seconds=30)
    found = events(tmp_path, a_live_line(1, 60.0), a_live_line(2, -40.0), starts_at=start)
    assert offsets(found) == [90.0, -10.0]


@pytest.mark.parametrize("place", ["outside", "inside"])
def test_wherever_a_line_says_that_it_is_live_its_own_count_is_not_believed(
    tmp_path: Path, place: str
) -> None:
    line: Json = replayed(added(a_renderer(1, second=60.0)), second=5.0)
    (line if place == "outside" else line["replayChatItemAction"])["isLive"] = True
    assert offsets(events(tmp_path, line, starts_at=STREAM)) == [60.0]


def test_while_live_what_tells_no_time_came_with_the_message_before_it(tmp_path: Path) -> None:
    phone = live({"addChatItemAction": {"item": phone_text(2, "時刻のない意見")}})
    found = events(tmp_path, a_live_line(1, 60.0), phone, a_live_line(3, 70.0), starts_at=STREAM)
    assert offsets(found) == [60.0, 60.0, 70.0]


@pytest.mark.parametrize("told", ["1e999", "NaN", "9" * 30, "soon", "", None, True, [5], 10**400])
def test_a_second_of_the_video_that_cannot_be_is_none(tmp_path: Path, told: Any) -> None:
    line = replayed(added(a_renderer(1, second=60.0)))
    line["replayChatItemAction"]["videoOffsetTimeMsec"] = told
    assert offsets(events(tmp_path, line, starts_at=STREAM)) == [60.0]
    undated = replayed(added({**a_renderer(1), "id": "no token", "timestampUsec": told}))
    undated["replayChatItemAction"]["videoOffsetTimeMsec"] = told
    assert offsets(events(tmp_path, undated, starts_at=STREAM)) == [None]


def test_a_replay_needs_no_start(tmp_path: Path) -> None:
    found = events(tmp_path, *lines(3), meeting_start=None)
    assert offsets(found) == [0.0, 10.0, 20.0]


def test_the_start_beside_the_file_is_taken_before_that_of_the_meeting(tmp_path: Path) -> None:
    beside(tmp_path, release_timestamp=STARTS_USEC / 1e6 + 20)
    assert offsets(events(tmp_path, a_live_line(1, 60.0))) == [40.0]
    assert offsets(events(tmp_path, a_live_line(1, 60.0), starts_at=STREAM)) == [60.0]


@pytest.mark.parametrize(
    "told",
    [
        "{broken",
        "[]",
        '{"duration": 1e12}',
        '{"release_timestamp": "soon", "duration": -5, "id": 7}',
        '{"release_timestamp": NaN, "duration": 1e999, "live_status": []}',
        "[" * 100_000,
        "",
    ],
)
def test_a_useless_file_beside_the_chat_changes_nothing(tmp_path: Path, told: str) -> None:
    without = events(tmp_path, *lines(3), a_live_line(9, 30.0))
    (tmp_path / "chat.info.json").write_text(told)
    assert events(tmp_path, *lines(3), a_live_line(9, 30.0)) == without


def test_a_start_that_is_told_later_fills_in_the_places(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "live.json", [a_live_line(1, 60.0)])
    first = desk.collect(YouTubeArchive(replace(desk.meeting, starts_at=None), file))
    assert [c.offset_seconds for c in desk.store.comments("minamo-2")] == [None]
    assert any("--starts-at" in notice for notice in first.notices)
    second = desk.collect(YouTubeArchive(desk.meeting, file))
    assert [c.offset_seconds for c in desk.store.comments("minamo-2")] == [60.0]
    assert (second.changed, second.notices) == (1, ())


def test_a_replay_tells_the_start_to_what_was_written_down_live(desk: Desk, tmp_path: Path) -> None:
    mixed = [a_live_line(9, 45.0), *lines(5), replayed(added(a_renderer(8, second=9e5)), second=50)]
    file = written(tmp_path / "mixed.json", mixed)
    meeting = replace(desk.meeting, starts_at=None)
    assert Started(STREAM) in list(YouTubeArchive(meeting, file).events())
    done = desk.collect(YouTubeArchive(meeting, file))
    places = {c.comment_id[-1]: c.offset_seconds for c in desk.store.comments("minamo-2")}
    assert places["9"] == 45.0
    assert not any("--starts-at" in notice for notice in done.notices)


def test_a_long_silence_is_noticed_and_kept_as_missed(tmp_path: Path) -> None:
    late = [a_line(50 + n, second=2000.0 + n) for n in range(5)]
    found = events(tmp_path, *lines(5), *late, meeting_start=STREAM - timedelta(minutes=10))
    assert Notice("no message between 0:40–33:20; was the archive complete?", "gap") in found
    missed = STREAM + timedelta(seconds=40), STREAM + timedelta(seconds=2000)
    assert [event for event in found if isinstance(event, Missed)] == [
        Missed(*missed, "no message in the archive")
    ]


def test_an_archive_that_stops_before_the_end_of_the_stream_is_noticed(tmp_path: Path) -> None:
    assert not notices(events(tmp_path, *lines(30)))
    beside(tmp_path, duration=3600)
    found = events(tmp_path, *lines(30))
    assert notices(found) == ["no message between 4:50–60:00; was the archive complete?"]
    assert Fact("coverage", "covered 5 of 60 min, gaps 4:50–60:00") in found


def test_without_any_start_a_silence_has_no_time_of_day(tmp_path: Path) -> None:
    told = {"id": "no token", "timestampUsec": "never"}
    seconds = 0.0, 10.0, 20.0, 2000.0
    undated = [replayed(added({**a_renderer(1), **told}), second=second) for second in seconds]
    found = events(tmp_path, *undated, meeting_start=None)
    assert any("no message between" in notice for notice in notices(found))
    assert not any(isinstance(event, Missed) for event in found)


@pytest.mark.parametrize(
    ("told", "notice"),
    [
        (
            {"id": OTHER_VIDEO},
            f"chat.info.json is of the video {OTHER_VIDEO}, the meeting of {VIDEO};"
            " is it the same?",
        ),
        (
            {"was_live": False, "live_status": "not_live"},
            "chat.info.json says that the video was no stream; check that it belongs",
        ),
        (
            {"was_live": False, "live_status": "is_live"},
            "chat.info.json says that the stream was not over when its chat was saved;"
            " save it again and collect that",
        ),
    ],
)
def test_what_the_file_beside_the_chat_makes_doubtful_is_asked(
    tmp_path: Path, told: dict[str, Any], notice: str
) -> None:
    beside(tmp_path, **told)
    assert notices(events(tmp_path, *lines(5))) == [notice]


def test_a_stream_of_another_day_than_the_meeting_is_asked_about(tmp_path: Path) -> None:
    found = events(tmp_path, *lines(5), meeting_start=STREAM - timedelta(days=30))
    assert notices(found) == [
        "the stream began on 2026-10-15, not on 2026-09-15 as given; is it the same meeting?"
    ]
