"""One message has one id, whichever way it reached us."""

from __future__ import annotations

import base64

import pytest

from collectors.chat.actions import Action
from collectors.chat.ids import message_key, time_named_by
from collectors.chat.meaning import meaning as archived
from collectors.chat.messages import meaning as live
from collectors.events import Received
from tests.collectors.chat import Json, a_channel, a_renderer

MESSAGE = "CIqAksa1voIDFSrPwgQdLN4IPA"


def field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content


def encoded(*parts: bytes) -> str:
    return base64.urlsafe_b64encode(b"".join(parts)).decode().rstrip("=")


WRAPPED = field(1, MESSAGE.encode())
WITH_CLIENT = WRAPPED + field(2, b"CNWy4YG20u0CFYksrQYdFV0PzQ1608163")
CHAT = field(1, field(1, b"koemapTest1"))


@pytest.mark.parametrize(
    "message_id",
    [
        "ChwKGkNJcUFrc2Exdm9JREZTclB3Z1FkTE40SVBB",
        encoded(field(1, WRAPPED)),
        encoded(field(1, WITH_CLIENT)),
        encoded(field(1, WITH_CLIENT)) + "%3D%3D",
        "LCC.EhwKGkNJcUFrc2Exdm9JREZTclB3Z1FkTE40SVBB",
        "LCC." + encoded(CHAT, field(2, WRAPPED)),
        "LCC." + encoded(CHAT, field(2, WITH_CLIENT)),
    ],
)
def test_every_shape_of_an_id_names_the_message_within(message_id: str) -> None:
    assert message_key(message_id) == MESSAGE


@pytest.mark.parametrize(
    "message_id", ["", "id", "LCC.", "ChwKGk", "🙂", "A" * 100_000, "LCC.Ck7N"]
)
def test_an_id_that_wraps_nothing_is_itself(message_id: str) -> None:
    assert message_key(message_id) == message_id


def test_live_and_archived_a_message_is_one_comment() -> None:
    said, author = "窓口を残して", a_channel("someone")
    snippet: Json = {
        "type": "textMessageEvent",
        "publishedAt": "2026-10-15T09:01:23.500000Z",
        "authorChannelId": author,
        "textMessageDetails": {"messageText": said},
    }
    item = {"id": "LCC." + encoded(CHAT, field(2, WITH_CLIENT)), "snippet": snippet}
    renderer = {**a_renderer(1, said, second=83.5, author="someone")}
    renderer["id"] = encoded(field(1, WRAPPED))
    content = {"item": {"liveChatTextMessageRenderer": renderer}}
    (first,) = live(item, None)
    (second,) = archived(Action("addChatItemAction", content), 1)
    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert first.comment_id == second.comment_id == f"yt:{MESSAGE}"
    assert (first.text, first.author, first.posted_at) == (
        second.text,
        second.author,
        second.posted_at,
    )


@pytest.mark.parametrize("token", ["", "id", "CA", "CP__________", "gibberish-of-26-characters"])
def test_a_token_without_a_time_names_none_that_could_be_one(token: str) -> None:
    named = time_named_by(token)
    assert named is None or not 1.1e15 < named < 4e15
