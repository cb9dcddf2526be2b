"""Every file of real chats that we have is accounted for, action by action.

What each file holds is counted here anew, by the names in it and nothing of the collector's.
These files are not part of the project; where they are missing this file is not collected.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collectors.chat.ids import message_key
from collectors.events import Received, Skipped, Withdrawn
from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from koemap.records import Meeting
from tests.collectors.conftest import SHARED

CHATS = SHARED / "livechat"
ARCHIVE = CHATS / "ytdlp-json2csv" / "20231112_ch-name_title.live_chat.json"

EMPTY = "is a live chat without a message"
NONE = "holds no live chat"
REFUSED = {
    "LinaTsukusu-youtube-chat/test/testdata/get_live_chat.no-chat.json": EMPTY,
    "chat-downloader/chat_downloader/formatting/custom_formats.json": NONE,
    "pytchat/tests/testdata/calculator/replay_end.json": EMPTY,
    "pytchat/tests/testdata/finished_live.json": NONE,
    "pytchat/tests/testdata/jsonfile_archiver/replay_end.json": EMPTY,
    "pytchat/tests/testdata/speed/speedtest_empty.json": EMPTY,
    "synthetic-forms/forms.get.json": NONE,
    "synthetic-forms/forms.responses.list.page1.json": NONE,
    "synthetic-forms/forms_csv_export_ja.csv": NONE,
    "synthetic-forms/sheet_export_ja.cp932.csv": NONE,
    "synthetic-forms/sheet_export_ja.csv": NONE,
    "ytdlp-json2csv/20231112_ch-name_title.description": NONE,
    "ytdlp-json2csv/20231112_ch-name_title.info.min.json": NONE,
}

READ = sorted(
    str(path.relative_to(CHATS))
    for path in CHATS.rglob("*.json")
    if str(path.relative_to(CHATS)) not in REFUSED
)

WORD = {
    "liveChatPlaceholderItemRenderer": "withheld",
    "liveChatViewerEngagementMessageRenderer": "system",
    "liveChatModeChangeMessageRenderer": "system",
    "liveChatDonationAnnouncementRenderer": "system",
    "liveChatPaidStickerRenderer": "sticker",
    "liveChatMembershipItemRenderer": "membership",
    "liveChatLegacyPaidMessageRenderer": "membership",
    "addLiveChatTickerItemAction": "ticker",
    "addBannerToLiveChatCommand": "banner",
    "removeBannerForLiveChatCommand": "banner",
    "showLiveChatTooltipCommand": "system",
    "showLiveChatActionPanelAction": "poll",
    "updateLiveChatPollAction": "poll",
    "closeLiveChatActionPanelAction": "poll",
    "markChatItemAsDeletedAction": "withdrawn",
    "markChatItemsByAuthorAsDeletedAction": "withdrawn",
    "replaceChatItemAction": "withdrawn",
    "textMessageEvent": "received",
    "superChatEvent": "received",
    "newSponsorEvent": "membership",
}

# Shown again on a ticker, and written two years before the rest of that file.
HEARD_FROM_A_TICKER = {"chat-downloader/tests/youtube_actions.json": 1}

SUMS = {
    "LinaTsukusu-youtube-chat": {"received": 9, "membership": 1, "sticker": 1},
    "chat-downloader": {
        "received": 2,
        "system": 4,
        "membership": 1,
        "sticker": 1,
        "ticker": 2,
        "withdrawn": 4,
        "banner": 2,
        "poll": 3,
    },
    "pytchat": {
        "received": 992,
        "empty": 15,
        "membership": 5,
        "sticker": 3,
        "system": 1,
        "ticker": 6,
        "withheld": 4,
    },
    "ytdlp-json2csv": {
        "received": 2779,
        "paid": 5,
        "sticker": 1,
        "system": 1,
        "ticker": 2,
        "withheld": 4,
    },
}


def values(path: Path) -> list[Any]:
    text = path.read_text("utf-8")
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


def names(value: Any) -> Iterator[str]:
    """What each action or message in there is, by the innermost name that tells it."""
    if isinstance(value, list):
        for inner in value:
            yield from names(inner)
    elif isinstance(value, dict):
        if "snippet" in value:
            yield WORD[value["snippet"]["type"]]
        for name, inner in value.items():
            if name == "addChatItemAction":
                yield added(inner.get("item", inner))
            elif name in WORD:
                yield WORD[name]
            else:
                yield from names(inner)


def added(item: dict[str, Any]) -> str:
    ((name, renderer),) = item.items()
    said = [
        run.get("text") or run.get("emoji") for run in renderer.get("message", {}).get("runs", ())
    ]
    if name in ("liveChatTextMessageRenderer", "liveChatPaidMessageRenderer"):
        silent = "paid" if "Paid" in name else "empty"
        return "received" if any(said) or renderer.get("message", {}).get("simpleText") else silent
    return WORD[name]


def collected(path: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for event in YouTubeArchive(Meeting("m", "t", None, None), path).events():
        if isinstance(event, Received):
            counts["received"] += 1
        elif isinstance(event, Withdrawn):
            counts["withdrawn"] += 1
        elif isinstance(event, Skipped):
            counts[event.code] += 1
    return counts


@pytest.mark.parametrize("name", READ)
def test_every_action_of_a_file_is_accounted_for(name: str) -> None:
    found, told = collected(CHATS / name), Counter(names(values(CHATS / name)))
    shown = HEARD_FROM_A_TICKER.get(name, 0)
    told.update({"received": shown, "ticker": -shown})
    assert +found == +told
    assert not found.keys() & {"unknown", "unreadable"}


@pytest.mark.parametrize("folder", sorted(SUMS))
def test_the_files_of_a_folder_hold_what_they_held(folder: str) -> None:
    inside = [CHATS / name for name in READ if name.startswith(folder)]
    assert dict(sum((collected(path) for path in inside), Counter())) == SUMS[folder]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_that_is_no_chat_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(CollectError, match=REFUSED[name]) as refused:
        collected(CHATS / name)
    assert "\n" not in str(refused.value)


def test_the_id_of_every_real_message_wraps_what_its_writer_was_told() -> None:
    told = [action for value in values(ARCHIVE) for action in additions(value)]
    equal = [
        message_key(next(iter(action["item"].values()))["id"]) == action["clientId"]
        for action in told
        if "clientId" in action
    ]
    assert (len(equal), all(equal)) == (2789, True)


def additions(value: Any) -> Iterator[dict[str, Any]]:
    for action in value["replayChatItemAction"]["actions"]:
        if "addChatItemAction" in action:
            yield action["addChatItemAction"]
