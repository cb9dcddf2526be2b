"""Messages of a live chat, of all 18 kinds, and how the Data API shows them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.collectors.chat import a_channel
from tests.google.schema import Json

# The property that holds what is particular to a kind; the kinds without one have none.
DETAILS = {
    "invalidType": "",
    "textMessageEvent": "textMessageDetails",
    "tombstone": "",
    "fanFundingEvent": "fanFundingEventDetails",
    "chatEndedEvent": "",
    "sponsorOnlyModeStartedEvent": "",
    "sponsorOnlyModeEndedEvent": "",
    "newSponsorEvent": "newSponsorDetails",
    "memberMilestoneChatEvent": "memberMilestoneChatDetails",
    "membershipGiftingEvent": "membershipGiftingDetails",
    "giftMembershipReceivedEvent": "giftMembershipReceivedDetails",
    "messageDeletedEvent": "messageDeletedDetails",
    "messageRetractedEvent": "messageRetractedDetails",
    "userBannedEvent": "userBannedDetails",
    "superChatEvent": "superChatDetails",
    "superStickerEvent": "superStickerDetails",
    "pollEvent": "pollDetails",
    "giftEvent": "giftDetails",
}
_SILENT = {"tombstone", "chatEndedEvent", "invalidType", "userBannedEvent"}


@dataclass(frozen=True)
class Message:
    """One message to be posted; without an `id` the chat gives it one, from its number."""

    text: str = ""
    author: str = "author"
    kind: str = "textMessageEvent"
    details: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    published_at: datetime | None = None
    number: int | None = None

    @property
    def channel(self) -> str:
        return a_channel(self.author)


@dataclass(frozen=True)
class Posted:
    """A message as the chat has it."""

    message: Message
    chat_id: str
    number: int
    id: str
    published_at: datetime


def super_chat(text: str = "", author: str = "author", *, yen: int = 500) -> Message:
    amount = _amount(yen)
    details = {**amount, "tier": 2, **({"userComment": text} if text else {})}
    shown = f"{amount['amountDisplayString']} from {author}" + (f': "{text}"' if text else "")
    return Message(shown, author, "superChatEvent", details)


def super_sticker(author: str = "author", *, yen: int = 200) -> Message:
    sticker = {"stickerId": "sticker_1", "altText": "拍手する犬", "altTextLanguage": "ja"}
    details = {**_amount(yen), "tier": 1, "superStickerMetadata": sticker}
    return Message("拍手する犬", author, "superStickerEvent", details)


def fan_funding(text: str = "", author: str = "author", *, yen: int = 300) -> Message:
    return Message(text, author, "fanFundingEvent", {**_amount(yen), "userComment": text})


def new_member(author: str = "author", *, is_upgrade: bool = False) -> Message:
    details = {"memberLevelName": "市民サポーター", "isUpgrade": is_upgrade}
    return Message("新しいメンバー", author, "newSponsorEvent", details)


def milestone(text: str = "", author: str = "author", *, months: int = 6) -> Message:
    details = {"userComment": text, "memberMonth": months, "memberLevelName": "市民サポーター"}
    return Message(text, author, "memberMilestoneChatEvent", details)


def gifting(author: str = "author", *, count: int = 5) -> Message:
    details = {"giftMembershipsCount": count, "giftMembershipsLevelName": "市民サポーター"}
    return Message("メンバーシップギフト", author, "membershipGiftingEvent", details)


def gift_received(gifting_id: str, giver: str, author: str = "author") -> Message:
    details = {
        "memberLevelName": "市民サポーター",
        "gifterChannelId": a_channel(giver),
        "associatedMembershipGiftingMessageId": gifting_id,
    }
    return Message("ギフトを受け取りました", author, "giftMembershipReceivedEvent", details)


def gift(author: str = "author") -> Message:
    details = {"giftName": "heart", "altText": "ハート", "jewelsAmount": 10, "giftDuration": "3.5s"}
    return Message("ハート", author, "giftEvent", details)


def poll(question: str, tallies: Mapping[str, int], *, closed: bool = False, id: str) -> Message:
    """A poll; posted again with the same `id` it is the same poll later."""
    options = [{"optionText": text, "tally": str(tally)} for text, tally in tallies.items()]
    metadata = {"questionText": question, "options": options}
    details = {"metadata": metadata, "status": "closed" if closed else "active"}
    return Message(question, "owner", "pollEvent", details, id)


def members_only(*, started: bool = True) -> Message:
    kind = "sponsorOnlyModeStartedEvent" if started else "sponsorOnlyModeEndedEvent"
    return Message("メンバー限定モード", "owner", kind)


def tombstone(message_id: str) -> Message:
    """What is left of a message that was taken away: its id."""
    return Message(kind="tombstone", id=message_id)


def banned(author: str, *, seconds: int | None = None) -> Message:
    """The ban of an author, for ever without `seconds`."""
    how = {"banType": "permanent" if seconds is None else "temporary"}
    length = {} if seconds is None else {"banDurationSeconds": str(seconds)}
    details = {"bannedUserDetails": _profile(author), **how, **length}
    return Message(author="owner", kind="userBannedEvent", details=details)


def deleted(message_id: str) -> Message:
    return Message("", "owner", "messageDeletedEvent", {"deletedMessageId": message_id})


def retracted(message_id: str, author: str = "author") -> Message:
    return Message("", author, "messageRetractedEvent", {"retractedMessageId": message_id})


def chat_ended() -> Message:
    return Message(author="owner", kind="chatEndedEvent")


def api_id(number: int) -> str:
    """The Data API's id of a message whose id in an archive is `chat.a_message_id(number)`."""
    token = f"CTokenOfMessage{number:08d}".encode()
    inner = bytes([0x0A, len(token)]) + token
    wrapped = base64.urlsafe_b64encode(bytes([0x12, len(inner)]) + inner)
    return f"LCC.{wrapped.decode().rstrip('=')}"


def as_json(posted: Posted, parts: set[str]) -> Json:
    """The message as a page has it, with these parts."""
    known: Json = {"id": posted.id, "snippet": _snippet(posted)}
    if posted.message.kind not in ("tombstone", "chatEndedEvent"):
        known["authorDetails"] = _author(posted.message.author)
    shown = {name: value for name, value in known.items() if name in parts}
    return {"kind": "youtube#liveChatMessage", "etag": f"etag-{posted.number}", **shown}


def written(at: datetime, number: int) -> str:
    """The time in one of the three ways YouTube has been seen to write it, in turn."""
    if number % 3 == 1 and at.microsecond % 1000 == 0:
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}{'+00:00' if number % 3 == 2 else 'Z'}"


def jitter(number: int) -> timedelta:
    """How much before its arrival a message was published: a real page has such inversions."""
    return timedelta(milliseconds={0: 112, 13: 7}.get(number % 25, 0))


def _snippet(posted: Posted) -> Json:
    message = posted.message
    snippet: Json = {
        "type": message.kind,
        "liveChatId": posted.chat_id,
        "publishedAt": written(posted.published_at, posted.number),
        "hasDisplayContent": message.kind not in _SILENT,
    }
    if message.kind not in ("tombstone", "chatEndedEvent"):
        snippet["authorChannelId"] = message.channel
    if message.kind not in _SILENT:
        snippet["displayMessage"] = message.text
    details = message.details
    if message.kind == "textMessageEvent":
        details = {"messageText": message.text, **details}
    name = DETAILS.get(message.kind)
    return {**snippet, name: dict(details)} if name else snippet


def _author(author: str) -> Json:
    profile = _profile(author)
    flags = {"isVerified": False, "isChatOwner": author == "owner"}
    return {**profile, **flags, "isChatSponsor": False, "isChatModerator": False}


def _profile(author: str) -> Json:
    channel = a_channel(author)
    return {
        "channelId": channel,
        "channelUrl": f"http://www.youtube.com/channel/{channel}",
        "displayName": f"名前{author}さん",
        "profileImageUrl": "https://yt3.ggpht.com/fake/photo.jpg",
    }


def _amount(yen: int) -> Json:
    micros = str(yen * 1_000_000)
    return {"amountMicros": micros, "currency": "JPY", "amountDisplayString": f"¥{yen}"}
