"""What one action of a YouTube live chat means: a message, a withdrawal, or nothing said.

The shapes are those a browser or a phone receives. Nobody documents them, so an unknown one is
named and counted, never fatal.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from collectors.chat.actions import Action
from collectors.chat.ids import message_key, time_named_by, video_named_by
from collectors.chat.kinds import (
    BANNER,
    BANNERS,
    DELETIONS,
    MODELS,
    QUIET,
    REMOVALS,
    SILENT,
    SPOKEN,
)
from collectors.chat.text import FORMS, written
from collectors.events import Received, Skipped, Withdrawn
from collectors.json_fields import NONE, Json, number_at, object_at, objects_at, text_at

LAST_SECOND = 0.5
"""How long before the start is meant by "-0:00", in seconds: the middle of what it can be."""

WITHHELD = "withheld in the chat"
Meant = Received | Withdrawn | Skipped

_CLOCK = re.compile(r"-?(?:\d{1,4}:)?\d{1,2}:\d{2}", re.ASCII)
_EARLIEST, _LATEST = 1.1e15, 4e15  # in microseconds: before YouTube, and the year 2096


def meaning(action: Action, line: int) -> tuple[Meant, ...]:
    """What the action says: one event, or two where one message takes the place of another.

    Times are as the message has them: `offset_seconds` only where a replay tells it, an author's
    removal mostly without `until`.
    """
    match action.name:
        case "addChatItemAction":
            item = object_at(action.content, "item") or _bare_item(action.content)
            return (_item(item, action, line),)
        case "replaceChatItemAction":
            return _replaced(action, line)
        case name if name in DELETIONS or name in REMOVALS:
            return (_taken_back(action, line),)
        case name if name == BANNER:
            return (_banner(action.content, line),)
        case name if name in QUIET:
            return (Skipped(QUIET[name]),)
    return (_unknown(action, line),)


def shown_again(action: Action, line: int) -> Received | None:
    """The message that a ticker or a banner shows again, None when there is none.

    It has no second of the video: the action came when it was shown, not when it was written.
    """
    item = NONE
    if action.name == BANNER:
        item = object_at(action.content, "bannerRenderer", "liveChatBannerRenderer", "contents")
    elif action.name == "addLiveChatTickerItemAction":
        for ticker in object_at(action.content, "item").values():
            endpoint = object_at(ticker, "showItemEndpoint") if isinstance(ticker, dict) else NONE
            item = object_at(endpoint, "showLiveChatItemEndpoint", "renderer")
    found = _item(item, Action(action.name, action.content), line) if item else None
    return found if isinstance(found, Received) else None


def named_video(action: Action) -> str:
    """The video that the message itself names; empty when it names none."""
    for renderer in object_at(action.content, "item").values():
        if isinstance(renderer, dict):
            menu = object_at(renderer, "contextMenuEndpoint", "liveChatItemContextMenuEndpoint")
            return video_named_by(text_at(menu, "params"))
    return ""


def _taken_back(action: Action, line: int) -> Withdrawn | Skipped:
    if target := text_at(action.content, "targetItemId"):
        return Withdrawn("deleted in the chat", comment_id=_comment_id(target))
    if author := text_at(action.content, "externalChannelId"):
        reason = "author removed from the chat"
        return Withdrawn(reason, author=author, until=_timestamp(action.content))
    return _unknown(action, line)


def _unknown(action: Action, line: int) -> Skipped:
    if not action.name:
        return Skipped("unknown", f"line {line:,} holds no chat action")
    return Skipped("unknown", f"line {line:,}: unknown chat action {action.name[:60]!r}")


def _banner(content: Json, line: int) -> Skipped:
    shown = object_at(content, "bannerRenderer", "liveChatBannerRenderer", "contents")
    code = next((BANNERS[name] for name in shown if name in BANNERS), "banner")
    what = f"line {line:,}: a question shown above the chat has no author and is not read"
    return Skipped(code, what if code == "question" else "")


def _replaced(action: Action, line: int) -> tuple[Meant, ...]:
    target = text_at(action.content, "targetItemId")
    replacement = object_at(action.content, "replacementItem")
    if "liveChatPlaceholderItemRenderer" in replacement and target:
        return (Withdrawn(WITHHELD, comment_id=_comment_id(target)),)
    instead = _item(replacement, action, line)
    if isinstance(instead, Received) and target and instead.comment_id != _comment_id(target):
        return Withdrawn("replaced in the chat", comment_id=_comment_id(target)), instead
    return (instead,)


def _item(item: Json, action: Action, line: int) -> Received | Skipped:
    for own_name, content in item.items():
        if isinstance(content, dict):
            is_phone = own_name == "elementRenderer"
            name, renderer = _from_phone(content) if is_phone else (own_name, content)
            if name in SPOKEN:
                return _message(renderer, action, line, SPOKEN[name])
            if name in SILENT:
                return Skipped(SILENT[name])
            return Skipped("unknown", f"line {line:,}: unknown chat item {name[:60]!r}")
    return Skipped("unknown", f"line {line:,}: a chat item without content")


def _bare_item(content: Json) -> Json:
    """The item of an action that leaves out the wrapper."""
    return {name: inner for name, inner in content.items() if name in SPOKEN or name in SILENT}


def _from_phone(element: Json) -> tuple[str, dict[str, object]]:
    """Name and content of an item as browsers know them."""
    models = object_at(element, "newElement", "type", "componentType", "model")
    name = next(iter(models), "elementRenderer")
    model, ids = object_at(models, name), object_at(element, "compatibilityOptions")
    said = object_at(model, "messageData", "attributedTextData")
    return MODELS.get(name, name), {
        "id": ids.get("liveChatId"),
        "authorExternalChannelId": ids.get("liveChatAuthorExternalChannelId"),
        "message": said.get("contentText") or object_at(model, "paidMessageData").get("message"),
        "timestampText": {"simpleText": text_at(object_at(said, "timestamp"), "content")},
    }


def _message(renderer: Json, action: Action, line: int, wordless: str) -> Received | Skipped:
    message_id, text = text_at(renderer, "id"), _said(renderer)
    if not text:
        return _wordless(renderer, line, wordless)
    if not message_id:
        return Skipped("unknown", f"line {line:,}: a message without an id")
    key = message_key(message_id)
    return Received(
        comment_id=f"yt:{key}",
        text=text,
        author=text_at(renderer, "authorExternalChannelId") or None,
        posted_at=_timestamp(renderer) or _moment(time_named_by(key)),
        offset_seconds=_offset(renderer, action.offset_seconds),
        line=line,
    )


def _said(renderer: Json) -> str:
    """The author's own words, also where the chat shows them translated."""
    names = ("hoverMessage", "originalMessage", "message")
    texts = (
        written(object_at(renderer, name))
        for name in names[0 if "hoverMessage" in renderer and _is_translated(renderer) else 1 :]
    )
    return next(filter(None, texts), "")


def _is_translated(renderer: Json) -> bool:
    icon = object_at(renderer, "messagePrefixIcon")
    inner = [found for found in icon.values() if isinstance(found, dict)]
    buttons = (
        object_at(b, "buttonViewModel") for b in objects_at(renderer, "beforeContentButtons")
    )
    return any("TRANSLATE" in mark.values() for mark in (icon, *inner, *buttons))


def _wordless(renderer: Json, line: int, code: str) -> Skipped:
    message = renderer.get("message")
    if not message or (isinstance(message, dict) and message.keys() & FORMS):
        return Skipped(code)
    return Skipped("unknown", f"line {line:,}: a message in an unknown form")


def _comment_id(message_id: str) -> str:
    return f"yt:{message_key(message_id)}"


def _timestamp(renderer: Json) -> datetime | None:
    return _moment(number_at(renderer, "timestampUsec"))


def _moment(microseconds: float | None) -> datetime | None:
    if microseconds is None or not _EARLIEST < microseconds < _LATEST:
        return None
    return datetime.fromtimestamp(microseconds / 1e6, UTC)


def _offset(renderer: Json, offset: float | None) -> float | None:
    """The second of the video; a replay says 0 for all that was written before the start."""
    if offset:
        return offset
    shown = text_at(object_at(renderer, "timestampText"), "simpleText").replace("−", "-")
    if shown.startswith("-") and _CLOCK.fullmatch(shown):
        return -max(_seconds(shown[1:]), LAST_SECOND)
    return offset


def _seconds(clock: str) -> float:
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return float(seconds)
