"""Each kind of item and action of a chat is received, taken back, or counted by a word of its own.

Where the newer kinds were seen: 75ohmantenna/chat-downloader-fork (tests/fixtures/youtube/
live_events, tests/test_youtube_parsing_actions_unit.py), Agash/YTLiveChat (YTLiveChat.Tests/
TestData, YTLiveChat.Tools/WatchMode.cs), LuanRT/YouTube.js (src/parser/classes/livechat),
chatenhancer/youtube-chat-qol, sigvt/masterchat; all as of 2026.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collectors.chat.kinds import QUIET, SILENT, SPOKEN
from collectors.events import Event, Received, Skipped
from collectors.youtube_archive import YouTubeArchive
from tests.collectors.chat import (
    VIDEO,
    Json,
    a_line,
    a_message_id,
    a_renderer,
    added,
    banner,
    live,
    on_phone,
    phone_text,
    replayed,
    ticker,
    written,
)
from tests.factories import a_meeting


def events(path: Path, *entries: Json) -> list[Event]:
    file = written(path / "chat.live_chat.json", entries)
    return list(YouTubeArchive(a_meeting(video_id=VIDEO), file).events())


def said(path: Path, *entries: Json) -> list[str]:
    return [event.text for event in events(path, *entries) if isinstance(event, Received)]


def skipped(path: Path, *entries: Json) -> list[Skipped]:
    return [event for event in events(path, *entries) if isinstance(event, Skipped)]


@pytest.mark.parametrize(("kind", "code"), sorted(SILENT.items()))
def test_an_item_that_says_nothing_is_counted_by_its_kind(
    tmp_path: Path, kind: str, code: str
) -> None:
    item = {"id": a_message_id(1), "message": {"runs": [{"text": "words of YouTube's own"}]}}
    assert events(tmp_path, replayed(added(item, kind)))[0] == Skipped(code)


@pytest.mark.parametrize(("kind", "code"), sorted(SPOKEN.items()))
def test_an_item_with_words_of_its_author_is_heard_and_counted_without_them(
    tmp_path: Path, kind: str, code: str
) -> None:
    wordless = a_renderer(2, message={})
    entries = (
        replayed(added(a_renderer(1, "ここに住んで十年です"), kind)),
        replayed(added(wordless, kind)),
    )
    assert said(tmp_path, *entries) == ["ここに住んで十年です"]
    assert skipped(tmp_path, *entries) == [Skipped(code)]


@pytest.mark.parametrize(
    ("action", "code"), sorted(pair for pair in QUIET.items() if "Tracking" not in pair[0])
)
def test_an_action_that_says_nothing_is_counted_by_its_kind(
    tmp_path: Path, action: str, code: str
) -> None:
    entry = {action: {"item": {}}, "clickTrackingParams": "tracking"}
    assert skipped(tmp_path, a_line(1), replayed(entry)) == [Skipped(code)]


def test_an_action_of_tracking_alone_is_no_riddle(tmp_path: Path) -> None:
    entry = {"clickTrackingParams": "CAEQl98BIhMI"}
    assert skipped(tmp_path, a_line(1), entry) == [Skipped("system")]


@pytest.mark.parametrize("paid", ["¥370", "￥10,000", "$5.00"])
def test_money_never_weighs_an_opinion(tmp_path: Path, paid: str) -> None:
    renderer = a_renderer(1, "応援します", purchaseAmountText={"simpleText": paid})
    kind = "liveChatPaidMessageRenderer"
    (message, *_) = events(tmp_path, replayed(added(renderer, kind)))
    assert isinstance(message, Received)
    assert (message.text, message.attributes) == ("応援します", {})
    assert paid not in repr(message)


def test_a_jewel_is_no_message(tmp_path: Path) -> None:
    gift = {
        "id": a_message_id(1),
        "authorName": {"content": "@someone "},
        "text": {"content": "sent Heart for 50 Jewels"},
    }
    item = {"addChatItemAction": {"item": {"giftMessageViewModel": gift}}}
    assert skipped(tmp_path, a_line(2), live(item)) == [Skipped("gift")]


def test_a_summary_by_a_machine_never_becomes_a_comment(tmp_path: Path) -> None:
    runs = [{"text": "Chat summary", "bold": True}, {"text": "\n"}, {"text": "Viewers agree."}]
    summary = {"liveChatSummaryId": "x_1", "chatSummary": {"runs": runs}}
    line = replayed(banner({"liveChatBannerChatSummaryRenderer": summary}))
    assert said(tmp_path, a_line(1, "人が書いた意見"), line) == ["人が書いた意見"]
    assert skipped(tmp_path, a_line(1), line) == [Skipped("summary")]


@pytest.mark.parametrize(
    "contents",
    [
        {"liveChatCallForQuestionsRenderer": {"questionMessage": {"runs": [{"text": "質問は？"}]}}},
        {"liveChatBannerRedirectRenderer": {"bannerMessage": {"runs": [{"text": "@host"}]}}},
        {"liveChatBannerPollRenderer": {"pollQuestion": {"runs": [{"text": "どちら？"}]}}},
        {"liveChatProductItemRenderer": {"title": "本"}},
        {},
    ],
)
def test_other_banners_are_counted(tmp_path: Path, contents: Json) -> None:
    assert skipped(tmp_path, a_line(1), replayed(banner(contents))) == [Skipped("banner")]


def test_a_question_that_the_channel_shows_is_pointed_out(tmp_path: Path) -> None:
    question = {"questionText": {"runs": [{"text": "窓口は残りますか"}]}}
    line = replayed(banner({"liveChatCreatorAnswersQuestionsRenderer": question}))
    (found,) = skipped(tmp_path, a_line(1), line)
    assert found.code == "question"
    assert found.detail.startswith("line 2: a question shown above the chat has no author")


def test_a_message_shown_again_is_one_message(tmp_path: Path) -> None:
    paid = a_renderer(2, "二番目の意見", second=30.0)
    kind = "liveChatPaidMessageRenderer"
    entries = (
        a_line(1, "最初の意見", second=10.0),
        replayed(added(paid, kind), second=30.0),
        replayed(ticker(2, paid), second=30.0),
        replayed(banner({kind: paid}), second=400.0),
    )
    assert said(tmp_path, *entries) == ["最初の意見", "二番目の意見"]
    assert skipped(tmp_path, *entries) == [Skipped("ticker"), Skipped("banner")]


def test_what_was_written_before_the_download_began_is_heard_from_ticker_and_banner(
    tmp_path: Path,
) -> None:
    paid, pinned = a_renderer(1, "早い応援", second=20.0), a_renderer(2, "固定", second=40.0)
    entries = (
        live(ticker(1, paid)),
        live(added(a_renderer(3, "途中から", second=900.0))),
        live(banner({"liveChatTextMessageRenderer": pinned})),
        live(ticker(1, paid)),
    )
    heard = [event for event in events(tmp_path, *entries) if isinstance(event, Received)]
    assert [(event.text, event.offset_seconds) for event in heard] == [
        ("途中から", 900.0),
        ("早い応援", 20.0),
        ("固定", 40.0),
    ]
    assert skipped(tmp_path, *entries) == [Skipped("ticker")]


def test_a_message_shown_before_it_came_is_heard_in_its_place(tmp_path: Path) -> None:
    paid = a_renderer(1, "応援", second=20.0)
    kind = "liveChatPaidMessageRenderer"
    entries = replayed(ticker(1, paid), second=20.0), replayed(added(paid, kind), second=20.5)
    (heard,) = (event for event in events(tmp_path, *entries) if isinstance(event, Received))
    assert heard.offset_seconds == 20.5
    assert skipped(tmp_path, *entries) == [Skipped("ticker")]


def test_messages_for_phones_are_heard(tmp_path: Path) -> None:
    item = {"addChatItemAction": {"item": phone_text(1, "電話の窓口を残して")}}
    (heard,) = (
        event
        for event in events(tmp_path, replayed(item, second=83.5))
        if isinstance(event, Received)
    )
    assert (heard.text, heard.comment_id) == ("電話の窓口を残して", "yt:CTokenOfMessage00000001")
    assert (heard.author, heard.offset_seconds) == ("UCauthor1xxxxxxxxxxxxxxx", 83.5)


@pytest.mark.parametrize(
    ("model", "content", "found"),
    [
        ("superChatItemModel", {"paidMessageData": {"message": {"content": "応援"}}}, "応援"),
        ("superChatItemModel", {"paidMessageData": {"message": {}}}, Skipped("paid")),
        ("liveChatPaidStickerModel", {"liveChatPaidSticker": {}}, Skipped("sticker")),
        ("viewerEngagementMessageModel", {"data": {}}, Skipped("system")),
        (
            "futureModel",
            {},
            Skipped("unknown", "line 2: unknown chat item 'futureModel'"),
        ),
    ],
)
def test_other_items_for_phones_are_told_apart(
    tmp_path: Path, model: str, content: Json, found: Any
) -> None:
    item = {"addChatItemAction": {"item": on_phone(model, 2, content)}}
    event = events(tmp_path, a_line(1), replayed(item))[1]
    assert (event.text if isinstance(event, Received) else event) == found


def test_a_message_whose_form_is_new_is_named(tmp_path: Path) -> None:
    future = added(a_renderer(2, message={"segments": ["a", "b"]}))
    detail = "line 2: a message in an unknown form"
    assert skipped(tmp_path, a_line(1), replayed(future)) == [Skipped("unknown", detail)]


def test_each_action_is_counted_once(tmp_path: Path) -> None:
    two = replayed(added(a_renderer(1)), added(a_renderer(2)), second=5.0)
    broken = {"replayChatItemAction": {"actions": [None, 5, {}], "videoOffsetTimeMsec": "1"}}
    page = {"continuationContents": {"liveChatContinuation": {"actions": [two, None, broken]}}}
    counted = [e for e in events(tmp_path, page) if isinstance(e, Received | Skipped)]
    assert [type(event) for event in counted] == [Received, Received, *4 * [Skipped]]
