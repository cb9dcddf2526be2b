"""The chat of an archived stream: every message is received, everything else counted."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from collectors.events import Fact, Notice, Received, Skipped
from collectors.youtube_archive import YouTubeArchive
from koemap.collection import Collection
from tests.collectors.chat import (
    OTHER_VIDEO,
    VIDEO,
    Json,
    a_line,
    a_menu,
    added,
    lines,
    replayed,
    written,
)
from tests.collectors.conftest import Desk
from tests.factories import a_meeting

SAMPLE = Path(__file__).parents[2] / "koemap" / "sample" / "minamo-2.live_chat.json"


def events(path: Path, *entries: Json | str, starts_at: datetime | None = None) -> list[object]:
    file = written(path / "chat.live_chat.json", entries)
    meeting = a_meeting(video_id=VIDEO)
    return list(YouTubeArchive(meeting, file, starts_at=starts_at).events())


def received(path: Path, *entries: Json | str) -> list[Received]:
    return [event for event in events(path, *entries) if isinstance(event, Received)]


def collected(desk: Desk, path: Path, *entries: Json | str) -> Collection:
    file = written(path / "chat.live_chat.json", entries)
    return desk.collect(YouTubeArchive(desk.meeting, file))


def test_the_sample_is_received_and_accounted_for(desk: Desk) -> None:
    done = desk.collect(YouTubeArchive(desk.meeting, SAMPLE))
    assert (done.added, done.withdrawn) == (402, 2)
    assert done.read == 402 + sum(done.skipped.values())
    kinds = Counter(
        name for line in SAMPLE.read_text("utf-8").splitlines() for name in _kinds(json.loads(line))
    )
    assert done.added == kinds["liveChatTextMessageRenderer"] + kinds["liveChatPaidMessageRenderer"]
    assert "unknown" not in done.skipped


def _kinds(entry: Json) -> list[str]:
    actions = entry.get("replayChatItemAction", {"actions": [entry]})["actions"]
    return [
        kind
        for action in actions
        for kind in action.get("addChatItemAction", {}).get("item", {})
        if "addChatItemAction" in action
    ]


def test_a_message_has_its_text_time_author_and_place_in_the_video(tmp_path: Path) -> None:
    (message,) = received(tmp_path, a_line(7, "窓口を残して", second=83.5, author="someone"))
    assert message.text == "窓口を残して"
    assert message.comment_id == "yt:CTokenOfMessage00000007"
    assert message.author == "UCsomeonexxxxxxxxxxxxxxx"
    assert message.posted_at == datetime(2026, 10, 15, 9, 1, 23, 500_000, tzinfo=UTC)
    assert message.offset_seconds == 83.5
    assert message.line == 1


def test_what_nobody_knows_yet_is_named_with_its_line(tmp_path: Path) -> None:
    done = events(
        tmp_path,
        a_line(1),
        replayed(added({"id": "x"}, "liveChatFutureRenderer")),
        replayed({"beamLiveChatAction": {}}),
        {"something": "else"},
        replayed(added({"message": {"simpleText": "誰かの意見"}})),
    )
    assert [event for event in done if isinstance(event, Skipped)] == [
        Skipped("unknown", "line 2: unknown chat item 'liveChatFutureRenderer'"),
        Skipped("unknown", "line 3: unknown chat action 'beamLiveChatAction'"),
        Skipped("unknown", "line 4 holds no chat action"),
        Skipped("unknown", "line 5: a message without an id"),
    ]


def test_a_message_named_by_another_video_is_kept_and_noticed(tmp_path: Path) -> None:
    foreign = a_line(9, second=20.0, contextMenuEndpoint=a_menu(OTHER_VIDEO))
    found = events(tmp_path, *lines(3), foreign)
    assert sum(isinstance(event, Received) for event in found) == 4
    text = f"line 4 names another video ({OTHER_VIDEO}) and is kept; check that it belongs here"
    assert Notice(text, "foreign") in found
    assert Fact("video", VIDEO) in found


def test_an_archive_of_another_video_is_noticed(tmp_path: Path) -> None:
    entries = [a_line(n, contextMenuEndpoint=a_menu(OTHER_VIDEO)) for n in range(3)]
    notices = [event.text for event in events(tmp_path, *entries) if isinstance(event, Notice)]
    assert notices == [
        f"the messages name the video {OTHER_VIDEO}, the meeting {VIDEO}; is it the same?"
    ]


def test_the_files_of_one_video_are_one_source(desk: Desk, tmp_path: Path) -> None:
    for name, entries in (("first", lines(5)), ("second", lines(8))):
        file = written(tmp_path / name, entries)
        desk.collect(YouTubeArchive(desk.meeting, file))
    assert len(desk.store.sources("minamo-2")) == 1
    assert len(desk.texts) == 8
