"""Every kind of message of a live chat means what it should, and each is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collectors.chat.messages import meaning
from tests.collectors.conftest import Desk
from tests.collectors.live import Overheard, a_live_collector, a_stream
from tests.google import messages
from tests.google.fake import FakeGoogle
from tests.google.messages import DETAILS, Message, Posted, api_id, as_json


def post(fake: FakeGoogle, *said: Message, seconds: float = 10) -> None:
    """The messages, one after the other."""
    for number, message in enumerate(said, 1):
        fake.post_at(fake.now() + timedelta(seconds=seconds * number), message)


def one_of_each() -> dict[str, Message]:
    """One message of each of the 18 kinds."""
    made = [
        Message("図書館を駅前に"),
        Message(kind="invalidType"),
        messages.super_chat("応援しています"),
        messages.super_sticker(),
        messages.fan_funding("昔の応援です"),
        messages.new_member(),
        messages.milestone("半年になりました"),
        messages.gifting(),
        messages.gift_received(api_id(8), "giver"),
        messages.gift(),
        messages.poll("賛成ですか", {"はい": 3, "いいえ": 1}, id=api_id(950)),
        messages.members_only(),
        messages.members_only(started=False),
        messages.tombstone(api_id(901)),
        messages.banned("nobody"),
        messages.deleted(api_id(902)),
        messages.retracted(api_id(903)),
        messages.chat_ended(),
    ]
    return {message.kind: message for message in made}


def test_each_of_the_eighteen_kinds_is_counted_as_what_it_is(desk: Desk) -> None:
    kinds = one_of_each()
    assert set(kinds) == set(DETAILS)
    with a_stream(minutes=10) as fake:
        post(fake, *kinds.values())
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(
        ["図書館を駅前に", "応援しています", "昔の応援です", "半年になりました"]
    )
    assert done.skipped == {
        "gift": 1,
        "membership": 3,
        "poll": 1,
        "sticker": 1,
        "system": 3,
        "unknown": 1,
        "withdrawal": 4,
    }
    assert done.read == len(kinds)
    assert done.facts["poll “賛成ですか”"] == "はい 3, いいえ 1 (active)"
    assert [notice for notice in done.notices if "only members could write" in notice]
    assert [notice for notice in done.notices if "everybody could write again" in notice]


def test_a_payment_weighs_nothing_and_is_not_kept(desk: Desk) -> None:
    with a_stream() as fake:
        post(fake, messages.super_chat("応援しています", yen=50_000), messages.super_chat())
        done = desk.collect(a_live_collector(fake, desk.store))
    (comment,) = desk.store.comments(desk.meeting.meeting_id)
    assert (comment.text, dict(comment.attributes)) == ("応援しています", {})
    assert done.skipped == {"paid": 1}


def test_a_permanent_ban_takes_back_what_came_before_and_nothing_after(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        at = fake.now() + timedelta(seconds=30)
        post(fake, Message("前の一つ", "loud"), Message("別の人", "calm"), messages.banned("loud"))
        fake.post_at(at + timedelta(minutes=1), Message("後の一つ", "loud"))
        late = Message("遅れて届く", "loud", published_at=at - timedelta(seconds=5))
        fake.post_at(at + timedelta(minutes=2), late)
        desk.collect(a_live_collector(fake, desk.store))
    assert sorted(text for text in desk.texts if text) == ["別の人", "後の一つ"]
    assert desk.texts.count("") == 2


def test_a_temporary_ban_takes_nothing_back(desk: Desk) -> None:
    with a_stream() as fake:
        post(fake, Message("前の一つ", "loud"), messages.banned("loud", seconds=300))
        done = desk.collect(a_live_collector(fake, desk.store))
    assert desk.texts == ["前の一つ"]
    assert done.skipped == {"timeout": 1}


@pytest.mark.parametrize("first", ["tombstone", "message"])
def test_a_tombstone_erases_its_message_whichever_comes_first(desk: Desk, first: str) -> None:
    said = [messages.tombstone(api_id(77)), Message("消される意見", number=77)]
    with a_stream() as fake:
        post(fake, *(said if first == "tombstone" else said[::-1]), Message("残る意見"))
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == ["", "残る意見"]
    assert done.added == 2
    assert done.skipped == {"withdrawal": 1}


def test_a_poll_keeps_its_last_tally_also_when_only_the_page_shows_it(desk: Desk) -> None:
    with a_stream() as fake:
        poll = [
            messages.poll("賛成ですか", {"はい": n, "いいえ": 2 * n}, id=api_id(5)) for n in (1, 7)
        ]
        post(fake, *poll)
        collector = Overheard(a_live_collector(fake, desk.store))
        done = desk.collect(collector)
    assert done.facts["poll “賛成ですか”"] == "はい 7, いいえ 14 (active)"
    assert done.skipped == {"poll": 2}
    assert desk.texts == []


def item(message: Message, **snippet: Any) -> dict[str, Any]:
    from tests.google.clock import STARTS_AT

    parts = {"id", "snippet", "authorDetails"}
    made = as_json(Posted(message, "chat", 1, api_id(1), STARTS_AT), parts)
    return {**made, "snippet": {**made["snippet"], **snippet}}


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_a_message_without_words_is_counted_as_empty(desk: Desk, text: str) -> None:
    with a_stream() as fake:
        post(fake, Message(text), Message("残る意見"))
        done = desk.collect(a_live_collector(fake, desk.store))
    assert (desk.texts, done.skipped, done.read) == (["残る意見"], {"empty": 1}, 2)


def test_times_are_told_as_the_clock_on_the_wall_shows_them(desk: Desk) -> None:
    with a_stream() as fake:
        post(fake, messages.members_only())
        done = desk.collect(a_live_collector(fake, desk.store, zone=ZoneInfo("Asia/Tokyo")))
    assert done.notices == ("from 18:00 only members could write",)


@pytest.mark.parametrize("kind", ["", "lifetime", None, 5])
def test_a_ban_of_unknown_length_takes_nothing_back(kind: Any) -> None:
    details = {"bannedUserDetails": {"channelId": "UC1"}, "banType": kind}
    (said,) = meaning(item(messages.banned("loud"), userBannedDetails=details), None)
    assert said.code == "unknown"


def test_a_text_only_displayed_is_a_text() -> None:
    (said,) = meaning(item(Message("見えた文"), textMessageDetails={}), None)
    assert said.text == "見えた文"
