"""What one action of a YouTube live chat means: a message, a withdrawal, or nothing said.

The shapes are those a browser receives. Nobody documents them, so an unknown one is named and
counted, never fatal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from collectors.events import Received, Skipped, Withdrawn
from collectors.youtube_ids import message_key, video_named_by

Json = Mapping[str, Any]

MESSAGES = frozenset({"liveChatTextMessageRenderer", "liveChatPaidMessageRenderer"})
SILENT = {
    "liveChatPlaceholderItemRenderer": "withheld",
    "liveChatViewerEngagementMessageRenderer": "system",
    "liveChatModeChangeMessageRenderer": "system",
    "liveChatPaidStickerRenderer": "sticker",
    "liveChatMembershipItemRenderer": "membership",
    "liveChatLegacyPaidMessageRenderer": "membership",
    "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer": "membership",
    "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer": "membership",
    "liveChatAutoModMessageRenderer": "withheld",
    "liveChatDonationAnnouncementRenderer": "system",
    "liveChatPurchasedProductMessageRenderer": "system",
}
QUIET = {
    "addLiveChatTickerItemAction": "ticker",
    "addBannerToLiveChatCommand": "banner",
    "removeBannerForLiveChatCommand": "banner",
    "showLiveChatActionPanelAction": "poll",
    "updateLiveChatPollAction": "poll",
    "closeLiveChatActionPanelAction": "poll",
    "showLiveChatTooltipCommand": "system",
    "showLiveChatDialogAction": "system",
    "updateToggleButtonTextAction": "system",
    "liveChatReportModerationStateCommand": "system",
    "updateViewershipAction": "system",
    "signalServiceEndpoint": "system",
}
LAST_SECOND = 0.5
"""How long before the start is meant by "-0:00", in seconds: the middle of what it can be."""
DELETIONS = ("markChatItemAsDeletedAction", "removeChatItemAction")
BANS = ("markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction")

_CLOCK = re.compile(r"-?(?:\d+:)?\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the chat: its name, its content, the second of the video it came at."""

    name: str
    content: Json
    offset_seconds: float | None


def actions(entry: Json) -> Iterator[Action]:
    """The actions of one line of an archive or of one answer of the chat, in order."""
    replay = _object(entry, "replayChatItemAction")
    if replay:
        milliseconds = _number(replay.get("videoOffsetTimeMsec"))
        offset = None if milliseconds is None else milliseconds / 1000
        for inner in _list(replay, "actions"):
            yield from _named(inner, offset)
        return
    answer = _object(entry, "response") or entry
    chat = _object(_object(answer, "continuationContents"), "liveChatContinuation")
    for inner in _list(chat, "actions") or _list(entry, "actions"):
        yield from actions(inner)
    yield from _named(entry, None)


def meaning(
    action: Action, line: int, starts_at: datetime | None
) -> Received | Withdrawn | Skipped:
    """What the action says; `starts_at` is the start of the stream, None when unknown."""
    if action.name == "addChatItemAction":
        return _added(_object(action.content, "item"), action, line, starts_at)
    if action.name == "replaceChatItemAction":
        return _replaced(action, line, starts_at)
    if action.name in DELETIONS and (target := _text(action.content, "targetItemId")):
        return Withdrawn("deleted in the chat", comment_id=_comment_id(target))
    if action.name in BANS and (author := _text(action.content, "externalChannelId")):
        return Withdrawn(
            "author removed from the chat", author=author, until=_posted_at(action.content)
        )
    if action.name in QUIET:
        return Skipped(QUIET[action.name])
    return Skipped("unknown", f"line {line:,}: unknown chat action {action.name[:60]!r}")


def named_video(action: Action) -> str:
    """The video that the message itself names; empty when it names none."""
    for renderer in _object(action.content, "item").values():
        if isinstance(renderer, Mapping):
            menu = _object(renderer, "contextMenuEndpoint")
            endpoint = _object(menu, "liveChatItemContextMenuEndpoint")
            return video_named_by(_text(endpoint, "params"))
    return ""


def _named(entry: Json, offset: float | None) -> Iterator[Action]:
    for name, content in entry.items():
        if name.endswith(("Action", "Command")) and isinstance(content, Mapping):
            yield Action(name, content, offset)


def _added(item: Json, action: Action, line: int, starts_at: datetime | None) -> Received | Skipped:
    for name, renderer in item.items():
        if not isinstance(renderer, Mapping):
            continue
        says = name in MESSAGES or (
            name == "liveChatMembershipItemRenderer" and "message" in renderer
        )
        if says:
            return _message(renderer, action, line, starts_at)
        if name in SILENT:
            return Skipped(SILENT[name])
        return Skipped("unknown", f"line {line:,}: unknown chat item {name[:60]!r}")
    return Skipped("unknown", f"line {line:,}: a chat item without content")


def _replaced(
    action: Action, line: int, starts_at: datetime | None
) -> Received | Withdrawn | Skipped:
    target = _text(action.content, "targetItemId")
    replacement = _object(action.content, "replacementItem")
    if "liveChatPlaceholderItemRenderer" in replacement and target:
        return Withdrawn("withheld in the chat", comment_id=_comment_id(target))
    return _added(replacement, action, line, starts_at)


def _message(
    renderer: Json, action: Action, line: int, starts_at: datetime | None
) -> Received | Skipped:
    if not _text(renderer, "id"):
        return Skipped("unknown", f"line {line:,}: a message without an id")
    posted_at = _posted_at(renderer)
    offset = _offset(renderer, action, posted_at, starts_at)
    if posted_at is None and starts_at is not None and offset is not None:
        posted_at = starts_at + timedelta(seconds=offset)
    amount = _text(_object(renderer, "purchaseAmountText"), "simpleText")
    return Received(
        comment_id=_comment_id(_text(renderer, "id")),
        text=_written(_object(renderer, "message")),
        author=_text(renderer, "authorExternalChannelId") or None,
        posted_at=posted_at,
        offset_seconds=offset,
        attributes={"amount": amount} if amount else {},
        line=line,
    )


def _comment_id(message_id: str) -> str:
    return f"yt:{message_key(message_id)}"


def _posted_at(renderer: Json) -> datetime | None:
    microseconds = _number(renderer.get("timestampUsec"))
    if microseconds is None or not 0 < microseconds < 4e15:
        return None
    return datetime.fromtimestamp(microseconds / 1e6, UTC)


def _offset(
    renderer: Json, action: Action, posted_at: datetime | None, starts_at: datetime | None
) -> float | None:
    """Seconds since the start; the archive says 0 for all that was written before it."""
    shown = _text(_object(renderer, "timestampText"), "simpleText").replace("−", "-")
    if not action.offset_seconds and shown.startswith("-") and _CLOCK.fullmatch(shown):
        return -max(_seconds(shown[1:]), LAST_SECOND)
    if action.offset_seconds is None and posted_at and starts_at:
        return (posted_at - starts_at).total_seconds()
    return action.offset_seconds


def _seconds(clock: str) -> float:
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return float(seconds)


def _written(message: Json) -> str:
    """The text of a message run by run, links whole, emoji as signs or shortcodes."""
    if isinstance(message.get("simpleText"), str):
        return str(message["simpleText"])
    return "".join(_run(run) for run in _list(message, "runs"))


def _run(run: Json) -> str:
    emoji = _object(run, "emoji")
    if emoji:
        shortcuts = [s for s in emoji.get("shortcuts") or () if isinstance(s, str)]
        sign = _text(emoji, "emojiId")
        custom = emoji.get("isCustomEmoji") or "/" in sign
        return (shortcuts or [""])[0] if custom or not sign else sign
    return _target(run) or _text(run, "text")


def _target(run: Json) -> str:
    """The whole address of a link, whose text the chat cuts short."""
    endpoint = _object(_object(run, "navigationEndpoint"), "urlEndpoint")
    address = urlsplit(_text(endpoint, "url"))
    if address.path == "/redirect":
        return (parse_qs(address.query).get("q") or [""])[0]
    return address.geturl() if address.scheme in ("http", "https") else ""


def _object(entry: Json, name: str) -> Json:
    found = entry.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(entry: Json, name: str) -> list[Json]:
    found = entry.get(name)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _text(entry: Json, name: str) -> str:
    found = entry.get(name)
    return found if isinstance(found, str) else ""


def _number(value: Any) -> float | None:
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None
