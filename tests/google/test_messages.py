"""All kinds of messages, in the forms the Data API gives them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from collectors.chat.ids import message_key
from tests.collectors.chat import a_message_id
from tests.google import messages
from tests.google.discovery import document
from tests.google.fake import FakeGoogle
from tests.google.messages import Message
from tests.google.schema import problems

PARTS = {"id", "snippet", "authorDetails"}
ONE_OF_EACH = [
    Message("意見"),
    Message(kind="invalidType"),
    messages.super_chat("賛成"),
    messages.super_sticker(),
    messages.fan_funding("応援"),
    messages.new_member(),
    messages.milestone("半年です"),
    messages.gifting(),
    messages.gift_received("LCC.x", "giver"),
    messages.gift(),
    messages.poll("問い", {"はい": 3}, id=messages.api_id(1)),
    messages.members_only(),
    messages.members_only(started=False),
    messages.tombstone(messages.api_id(2)),
    messages.banned("somebody", seconds=300),
    messages.deleted(messages.api_id(3)),
    messages.retracted(messages.api_id(4)),
    messages.chat_ended(),
]


def test_there_is_a_message_of_each_kind_of_the_discovery_document() -> None:
    schemas = document("youtube.v3")["schemas"]
    kinds = schemas["LiveChatMessageSnippet"]["properties"]["type"]["enum"]
    assert {one.kind for one in ONE_OF_EACH} == set(kinds) == set(messages.DETAILS)


@pytest.mark.parametrize("message", ONE_OF_EACH, ids=lambda one: one.kind)
def test_every_kind_is_as_the_discovery_document_says(message: Message) -> None:
    with FakeGoogle() as fake:
        fake.youtube.video("koemapTest1")
        shown = messages.as_json(fake.post(message), PARTS)
    schemas = document("youtube.v3")["schemas"]
    assert list(problems(shown, schemas["LiveChatMessage"], schemas)) == []
    assert shown["snippet"]["type"] == message.kind


def test_the_id_of_a_message_holds_the_token_its_archive_has() -> None:
    assert message_key(messages.api_id(7)) == message_key(a_message_id(7)) != a_message_id(7)
    assert messages.api_id(7).startswith("LCC.E")


def test_times_are_written_in_three_ways_and_some_are_out_of_order() -> None:
    with FakeGoogle() as fake:
        video = fake.youtube.video("koemapTest1")
        for number in range(60):
            fake.post_at(fake.now() + timedelta(milliseconds=50 * number), Message("意見"))
        posted = video.chat.posted
    texts = [messages.as_json(one, PARTS)["snippet"]["publishedAt"] for one in posted]
    assert {(len(text), text[-1]) for text in texts} == {(27, "Z"), (24, "Z"), (32, "0")}
    times = [one.published_at for one in posted]
    inversions = sum(later < earlier for earlier, later in pairwise(times))
    assert 1 <= inversions <= 6
