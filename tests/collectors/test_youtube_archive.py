"""The chat of an archived stream: every message is received, everything else counted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collectors.events import Fact, Notice, Received, Skipped
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Collection
from tests.collectors.chat import (
    OTHER_VIDEO,
    VIDEO,
    Json,
    a_line,
    a_menu,
    a_renderer,
    added,
    lines,
    replayed,
    written,
)
from tests.collectors.conftest import Desk
from tests.factories import START, a_meeting

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


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("liveChatPlaceholderItemRenderer", "withheld"),
        ("liveChatAutoModMessageRenderer", "withheld"),
        ("liveChatViewerEngagementMessageRenderer", "system"),
        ("liveChatModeChangeMessageRenderer", "system"),
        ("liveChatPaidStickerRenderer", "sticker"),
        ("liveChatSponsorshipsGiftPurchaseAnnouncementRenderer", "membership"),
        ("liveChatSponsorshipsGiftRedemptionAnnouncementRenderer", "membership"),
        ("liveChatLegacyPaidMessageRenderer", "membership"),
        ("liveChatDonationAnnouncementRenderer", "system"),
    ],
)
def test_what_is_no_message_is_counted_by_its_kind(tmp_path: Path, kind: str, code: str) -> None:
    first, *_ = events(tmp_path, replayed(added({"id": "x"}, kind)))
    assert first == Skipped(code)


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("addLiveChatTickerItemAction", "ticker"),
        ("addBannerToLiveChatCommand", "banner"),
        ("removeBannerForLiveChatCommand", "banner"),
        ("showLiveChatActionPanelAction", "poll"),
        ("updateLiveChatPollAction", "poll"),
        ("closeLiveChatActionPanelAction", "poll"),
        ("showLiveChatTooltipCommand", "system"),
        ("liveChatReportModerationStateCommand", "system"),
    ],
)
def test_an_action_that_says_nothing_is_counted_by_its_kind(
    tmp_path: Path, action: str, code: str
) -> None:
    first, *_ = events(tmp_path, replayed({action: {"item": {}}}))
    assert first == Skipped(code)


def test_what_nobody_knows_yet_is_named_with_its_line(tmp_path: Path) -> None:
    done = events(
        tmp_path,
        a_line(1),
        replayed(added({"id": "x"}, "liveChatFutureRenderer")),
        replayed({"beamLiveChatAction": {}}),
        {"something": "else"},
        replayed(added({"message": {}})),
    )
    assert [event for event in done if isinstance(event, Skipped)] == [
        Skipped("unknown", "line 2: unknown chat item 'liveChatFutureRenderer'"),
        Skipped("unknown", "line 3: unknown chat action 'beamLiveChatAction'"),
        Skipped("unknown", "line 4 holds no chat action"),
        Skipped("unknown", "line 5: a message without an id"),
    ]


def test_a_paid_message_keeps_its_amount(tmp_path: Path) -> None:
    paid = a_renderer(1, "応援します", purchaseAmountText={"simpleText": "¥370"})
    (message,) = received(tmp_path, replayed(added(paid, "liveChatPaidMessageRenderer")))
    assert (message.text, message.attributes) == ("応援します", {"amount": "¥370"})


def test_a_member_who_writes_is_heard(tmp_path: Path) -> None:
    silent = a_renderer(2)
    del silent["message"]
    kind = "liveChatMembershipItemRenderer"
    found = events(
        tmp_path,
        replayed(added(a_renderer(1, "一年になります"), kind)),
        replayed(added(silent, kind)),
    )
    assert [event.text for event in found if isinstance(event, Received)] == ["一年になります"]
    assert Skipped("membership") in found


RUNS = [
    {"text": "資料は"},
    {
        "text": "https://example.jp/a...",
        "navigationEndpoint": {
            "urlEndpoint": {
                "url": "https://www.youtube.com/redirect?q=https%3A%2F%2Fexample.jp%2Fai%3Fpage%3D2"
            }
        },
    },
    {
        "text": "https://example.jp/b...",
        "navigationEndpoint": {"urlEndpoint": {"url": "https://example.jp/b/long"}},
    },
    {"text": "#AI", "navigationEndpoint": {"urlEndpoint": {"url": "/hashtag/ai"}}},
    {"emoji": {"emojiId": "🤞", "shortcuts": [":crossed_fingers:"]}},
    {"emoji": {"emojiId": "UCx/abc", "shortcuts": [":minamo:"], "isCustomEmoji": True}},
    {"emoji": {"emojiId": "UCx/none", "isCustomEmoji": True}},
]


def test_links_are_whole_and_emoji_are_signs_or_shortcodes(tmp_path: Path) -> None:
    (message,) = received(tmp_path, replayed(added(a_renderer(1, message={"runs": RUNS}))))
    assert message.text == (
        "資料はhttps://example.jp/ai?page=2https://example.jp/b/long#AI🤞:minamo:"
    )


@pytest.mark.parametrize(
    ("shown", "seconds"), [("-0:22", -22.0), ("-1:02:03", -3723.0), ("−0:05", -5.0)]
)
def test_a_message_before_the_stream_has_a_negative_place(
    tmp_path: Path, shown: str, seconds: float
) -> None:
    (message,) = received(tmp_path, a_line(1, timestampText={"simpleText": shown}))
    assert message.offset_seconds == seconds


def test_the_last_second_before_the_stream_is_before_the_stream(tmp_path: Path) -> None:
    found = events(tmp_path, a_line(1, timestampText={"simpleText": "-0:00"}), a_line(2))
    assert Fact("before the stream", "1 messages") in found


def live(*actions: Json) -> Json:
    """A line as it is written while the stream runs: its time counts from the download."""
    outer = {"replayChatItemAction": {"actions": list(actions)}}
    return {**outer, "videoOffsetTimeMsec": "-99000", "isLive": True}


def test_while_live_the_place_in_the_video_comes_from_the_start_of_the_stream(
    tmp_path: Path,
) -> None:
    line = live(added(a_renderer(1, second=60.0)))
    start = START - timedelta(seconds=30)
    messages = [
        event for event in events(tmp_path, line, starts_at=start) if isinstance(event, Received)
    ]
    assert [message.offset_seconds for message in messages] == [90.0]


def test_a_start_that_is_told_later_fills_in_the_places(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "live.json", [live(added(a_renderer(1, second=60.0)))])
    first = desk.collect(YouTubeArchive(replace(desk.meeting, starts_at=None), file))
    assert [c.offset_seconds for c in desk.store.comments("minamo-2")] == [None]
    assert any("--starts-at" in notice for notice in first.notices)
    second = desk.collect(YouTubeArchive(desk.meeting, file))
    assert [c.offset_seconds for c in desk.store.comments("minamo-2")] == [60.0]
    assert (second.changed, second.notices) == (1, ())


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


def test_a_long_silence_is_noticed(tmp_path: Path) -> None:
    late = [a_line(50 + n, second=2000.0 + n) for n in range(5)]
    found = events(tmp_path, *lines(5), *late)
    assert Notice("no message between 0:40–33:20; was the archive complete?", "gap") in found


def test_the_files_of_one_video_are_one_source(desk: Desk, tmp_path: Path) -> None:
    for name, entries in (("first", lines(5)), ("second", lines(8))):
        file = written(tmp_path / name, entries)
        desk.collect(YouTubeArchive(desk.meeting, file))
    assert len(desk.store.sources("minamo-2")) == 1
    assert len(desk.texts) == 8
