"""Invented live chats for tests, in the form an archive has: nobody real said any of this."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

VIDEO = "koemapTest1"
OTHER_VIDEO = "koemapTest2"
STARTS_USEC = 1_792_054_800_000_000  # 2026-10-15T09:00:00Z

Json = dict[str, Any]


def a_message_id(number: int) -> str:
    """The id an archive gives the message: base64 of a field in a field around a token."""
    token = f"CTokenOfMessage{number:08d}".encode()
    inner = bytes([0x0A, len(token)]) + token
    return base64.urlsafe_b64encode(bytes([0x0A, len(inner)]) + inner).decode()


def a_channel(author: str) -> str:
    return f"UC{author:x<22}"[:24]


def a_menu(video: str = VIDEO, author: str = "owner") -> Json:
    """The context menu of a message, whose parameters name the video."""
    named = b"\x0a\x18" + a_channel(author).encode() + b"\x12\x0b" + video.encode()
    parameters = base64.urlsafe_b64encode(base64.urlsafe_b64encode(named)).decode()
    return {"liveChatItemContextMenuEndpoint": {"params": parameters}}


def a_renderer(
    number: int, text: str = "", *, author: str = "", second: float = 0.0, **more: Any
) -> Json:
    """A text message `second` seconds into the stream."""
    return {
        "message": {"runs": [{"text": text or f"{number}番目の意見です"}]},
        "authorName": {"simpleText": f"名前{author or number}さん"},
        "id": a_message_id(number),
        "timestampUsec": str(STARTS_USEC + int(second * 1e6)),
        "contextMenuEndpoint": a_menu(),
        "authorExternalChannelId": a_channel(author or f"author{number}"),
        "timestampText": {"simpleText": f"{int(second) // 60}:{int(second) % 60:02d}"},
        **more,
    }


def added(renderer: Json, kind: str = "liveChatTextMessageRenderer") -> Json:
    return {"addChatItemAction": {"item": {kind: renderer}, "clientId": "client"}}


def on_phone(model: str, number: int, content: Json, *, author: str = "") -> Json:
    """An item as phones get it: no time, and the text marked instead of in runs.

    Seen in 75ohmantenna/chat-downloader-fork, tests/fixtures/youtube/live_events/
    mobile-replay-elements.json and youtube-CH0uI-v2Cbc-mobile-element-chat.json (2026).
    """
    return {
        "elementRenderer": {
            "compatibilityOptions": {
                "liveChatId": a_message_id(number),
                "liveChatAuthorExternalChannelId": a_channel(author or f"author{number}"),
            },
            "newElement": {
                "properties": {
                    "identifierProperties": {"uniqueLoggingIdentifier": "1789485735158894512"}
                },
                "type": {"componentType": {"model": {model: content}}},
            },
        }
    }


def phone_text(number: int, content: Json | str) -> Json:
    """A text message as phones get it."""
    text = {"content": content} if isinstance(content, str) else content
    said = {"authorName": {"content": "@someone "}, "contentText": text}
    return on_phone(
        "liveChatTextMessageModel", number, {"messageData": {"attributedTextData": said}}
    )


def ticker(number: int, renderer: Json, kind: str = "liveChatPaidMessageRenderer") -> Json:
    """A paid message on the ticker, which shows it again.

    Seen in Agash/YTLiveChat, YTLiveChat.Tests/TestData/RawActionTestData.cs (2026).
    """
    endpoint = {"showLiveChatItemEndpoint": {"renderer": {kind: renderer}}}
    item = {"id": a_message_id(number), "showItemEndpoint": endpoint}
    return {
        "addLiveChatTickerItemAction": {"item": {"liveChatTickerPaidMessageItemRenderer": item}}
    }


def banner(contents: Json) -> Json:
    """A banner above the chat, such as a pinned message."""
    shown = {"contents": contents, "actionId": a_message_id(900), "targetId": "live-chat-banner"}
    return {"addBannerToLiveChatCommand": {"bannerRenderer": {"liveChatBannerRenderer": shown}}}


def live(*actions: Json, milliseconds: str = "-99000") -> Json:
    """A line as yt-dlp writes it while the stream runs: its time counts from the download.

    Seen in yt-dlp/yt-dlp, yt_dlp/downloader/youtube_live_chat.py.
    """
    outer = {"replayChatItemAction": {"actions": list(actions)}}
    return {**outer, "videoOffsetTimeMsec": milliseconds, "isLive": True}


def replayed(*actions: Json, second: float = 0.0) -> Json:
    """A line of a replay around these actions."""
    milliseconds = str(int(second * 1000))
    return {
        "clickTrackingParams": "tracking",
        "replayChatItemAction": {"actions": list(actions), "videoOffsetTimeMsec": milliseconds},
    }


def a_line(number: int, text: str = "", *, second: float = 0.0, **more: Any) -> Json:
    """One message as a line of a replay."""
    return replayed(added(a_renderer(number, text, second=second, **more)), second=second)


def second_of(line: Json) -> float:
    """The second of the video at which a line of a replay is shown."""
    return int(line["replayChatItemAction"]["videoOffsetTimeMsec"]) / 1000


def later(line: str, seconds: int) -> str:
    """The written line of a replay as if all in it had come so much later."""

    def moved(time: re.Match[str]) -> str:
        ticks = 1_000_000 if time[2] == "timestampUsec" else 1_000
        return f"{time[1]}{int(time[3]) + ticks * seconds}"

    return re.sub(r'("(timestampUsec|videoOffsetTimeMsec)":\s*")(\d+)', moved, line)


def at_once(line: str) -> str:
    """The written line of a replay as if it had come in the first second."""
    return later(line, -int(second_of(json.loads(line))))


def lines(n: int) -> list[Json]:
    """A chat of this many messages by about half as many people, ten seconds apart."""
    return [a_line(k, second=10.0 * k, author=f"author{k % (n // 2 + 1)}") for k in range(n)]


def written(path: Path, entries: Iterable[Json | str]) -> Path:
    """The file of these lines; a text is written as it is."""
    texts = (
        entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)
        for entry in entries
    )
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8", newline="")
    return path
