"""What one message of YouTube's live chat interface means: a comment, a withdrawal, or neither.

Types and fields: the discovery document of youtube.v3 (`LiveChatMessageSnippet`). An unknown type
is named and counted, never fatal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from collectors.chat.ids import message_key
from collectors.events import Event, Fact, Notice, Received, Skipped, Withdrawn
from collectors.google.words import local
from collectors.json_fields import Json, moment, object_at, objects_at, text_at

SILENT: Mapping[str, str] = {
    "superStickerEvent": "sticker",
    "giftEvent": "gift",
    "newSponsorEvent": "membership",
    "membershipGiftingEvent": "membership",
    "giftMembershipReceivedEvent": "membership",
    "chatEndedEvent": "system",
    "invalidType": "unknown",
}
MODES: Mapping[str, str] = {
    "sponsorOnlyModeStartedEvent": "from {at} only members could write",
    "sponsorOnlyModeEndedEvent": "from {at} everybody could write again",
}
OPAQUE = re.compile("[!-~]{1,4000}")


@dataclass(frozen=True, slots=True)
class Message:
    """One item of a page, with its snippet and the start of the stream, None while unknown.

    Times in notices are told as clocks in `zone` show them.
    """

    item: Json
    snippet: Json
    starts_at: datetime | None
    zone: tzinfo

    @property
    def kind(self) -> str:
        """Its type, "" when it has none."""
        return text_at(self.snippet, "type")

    @property
    def posted_at(self) -> datetime | None:
        """When it was published, None when that cannot be read."""
        return moment(self.snippet.get("publishedAt"))


def meaning(item: Json, starts_at: datetime | None, zone: tzinfo = UTC) -> Iterator[Event]:
    """What an item of a page says; every item says one thing that is counted."""
    message = Message(item, object_at(item, "snippet"), starts_at, zone)
    read = READERS.get(message.kind, _other)
    yield from read(message)


def comment_id(message_id: str) -> str:
    """The id that the comment has whichever way its message reached us."""
    return f"yt:{message_key(message_id)}"


def opaque_at(entry: Json, name: str) -> str:
    """The id or token under the name that is to be sent back as it is; empty when it cannot be."""
    found = text_at(entry, name)
    return found if OPAQUE.fullmatch(found) else ""


def _said(message: Message) -> Iterator[Event]:
    written = object_at(message.snippet, "textMessageDetails").get("messageText")
    text = written if isinstance(written, str) else text_at(message.snippet, "displayMessage")
    yield _received(message, text) if text.strip() else Skipped("empty")


def _said_beside(details: str, code: str) -> Callable[[Message], Iterator[Event]]:
    """How to read a message that may carry a comment beside what it is about."""

    def read(message: Message) -> Iterator[Event]:
        text = text_at(object_at(message.snippet, details), "userComment")
        yield _received(message, text) if text.strip() else Skipped(code)

    return read


def _received(message: Message, text: str) -> Event:
    message_id = text_at(message.item, "id")
    if not message_id:
        return Skipped("unknown", "a message without an id")
    writer = text_at(message.snippet, "authorChannelId")
    author = writer or text_at(object_at(message.item, "authorDetails"), "channelId")
    return Received(
        comment_id=comment_id(message_id),
        text=text,
        author=author or None,
        posted_at=message.posted_at,
        offset_seconds=offset(message.posted_at, message.starts_at),
    )


def offset(posted_at: datetime | None, starts_at: datetime | None) -> float | None:
    """Seconds of the stream, negative before it; None while one of the two is unknown."""
    return (posted_at - starts_at).total_seconds() if posted_at and starts_at else None


def _tombstone(message: Message) -> Iterator[Event]:
    yield _withdrawn(text_at(message.item, "id"), "deleted in the chat")


def _taken_back(details: str, name: str, reason: str) -> Callable[[Message], Iterator[Event]]:
    """How to read a message that says that another was taken back."""

    def read(message: Message) -> Iterator[Event]:
        yield _withdrawn(text_at(object_at(message.snippet, details), name), reason)

    return read


def _withdrawn(message_id: str, reason: str) -> Event:
    if not message_id:
        return Skipped("unknown", "a deletion that does not say of what")
    return Withdrawn(reason, comment_id=comment_id(message_id))


def _banned(message: Message) -> Iterator[Event]:
    """A ban takes back what its author wrote before; a time-out takes back nothing by itself."""
    details = object_at(message.snippet, "userBannedDetails")
    author = text_at(object_at(details, "bannedUserDetails"), "channelId")
    if details.get("banType") == "temporary":
        yield Skipped("timeout")
    elif author and details.get("banType") == "permanent":
        reason = "author removed from the chat"
        yield Withdrawn(reason, author=author, until=message.posted_at)
    else:
        yield Skipped("unknown", "a ban that does not say of whom, or for how long")


def _poll(message: Message) -> Iterator[Event]:
    """A poll of the stream's host; its latest tally replaces earlier ones."""
    details = object_at(message.snippet, "pollDetails")
    metadata = object_at(details, "metadata")
    question = text_at(metadata, "questionText")
    counts = [
        f"{text_at(option, 'optionText')} {option.get('tally', 0)}"
        for option in objects_at(metadata, "options")
    ]
    yield Skipped("poll")
    if question:
        status = text_at(details, "status")
        yield Fact(f"poll “{question}”", ", ".join(counts) + (f" ({status})" if status else ""))


def _mode(message: Message) -> Iterator[Event]:
    yield Skipped("system")
    at = message.posted_at
    when = local(at, message.zone) if at else "a time not given"
    yield Notice(MODES[message.kind].format(at=when), "members only")


def _other(message: Message) -> Iterator[Event]:
    kind = message.kind
    code = SILENT.get(kind, "unknown")
    yield Skipped(code, f"unknown message type {kind[:60]!r}" if code == "unknown" else "")


READERS: Mapping[str, Callable[[Message], Iterator[Event]]] = {
    "textMessageEvent": _said,
    "superChatEvent": _said_beside("superChatDetails", "paid"),
    "fanFundingEvent": _said_beside("fanFundingEventDetails", "gift"),
    "memberMilestoneChatEvent": _said_beside("memberMilestoneChatDetails", "membership"),
    "tombstone": _tombstone,
    "messageDeletedEvent": _taken_back(
        "messageDeletedDetails", "deletedMessageId", "deleted in the chat"
    ),
    "messageRetractedEvent": _taken_back(
        "messageRetractedDetails", "retractedMessageId", "taken back by its author"
    ),
    "userBannedEvent": _banned,
    "pollEvent": _poll,
    **dict.fromkeys(MODES, _mode),
}
