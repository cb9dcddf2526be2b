"""The real client reads the fake's YouTube: videos, pages, tokens, time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import youtube
from tests.google.discovery import LIST, VIDEOS
from tests.google.fake import FakeGoogle
from tests.google.messages import Message

VIDEO = "koemapTest1"


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        fake.youtube.video(VIDEO, actual_start=fake.now())
        yield fake


@pytest.fixture
def client(fake: FakeGoogle) -> Iterator[Any]:
    client = youtube(fake)
    yield client
    client.close()


def the_page(client: Any, token: str | None = None, size: int = 2000) -> Any:
    found = client.videos().list(part="snippet,liveStreamingDetails", id=VIDEO).execute()
    chat = found["items"][0]["liveStreamingDetails"]["activeLiveChatId"]
    listed = client.liveChatMessages().list(
        liveChatId=chat, part="id,snippet,authorDetails", maxResults=size, pageToken=token
    )
    return listed.execute()


def texts(page: Any) -> list[str]:
    return [item["snippet"]["displayMessage"] for item in page["items"]]


def test_a_page_gives_what_came_since_the_last_one(fake: FakeGoogle, client: Any) -> None:
    fake.post(Message("一"))
    first = the_page(client)
    fake.post(Message("二"))
    assert texts(first) == ["一"]
    assert texts(the_page(client, first["nextPageToken"])) == ["二"]


def test_the_first_page_holds_only_the_last_messages(fake: FakeGoogle, client: Any) -> None:
    for number in range(500):
        fake.post(Message(str(number)))
    assert texts(the_page(client)) == [str(number) for number in range(425, 500)]


def test_a_message_of_the_future_comes_when_the_clock_has_passed(
    fake: FakeGoogle, client: Any
) -> None:
    fake.post_at(fake.now() + timedelta(seconds=30), Message("後で"))
    early = the_page(client)
    fake.clock.wait(30)
    late = the_page(client, early["nextPageToken"])
    assert (texts(early), texts(late)) == ([], ["後で"])


def test_each_page_costs_five_units_and_each_video_one(fake: FakeGoogle, client: Any) -> None:
    the_page(client)
    the_page(client)
    assert (fake.units(), fake.calls(LIST)) == (12, 2)


def test_a_size_outside_the_discovery_document_is_refused(fake: FakeGoogle, client: Any) -> None:
    with pytest.raises(HttpError, match="400"):
        the_page(client, size=5)
    assert fake.refused == [f"{LIST} maxResults: '5' is no integer in [200, 2000]"]
    fake.refused.clear()


def test_a_long_history_is_read_page_by_page(fake: FakeGoogle, client: Any) -> None:
    token = the_page(client)["nextPageToken"]
    for number in range(500):
        fake.post(Message(str(number)))
    read = []
    while page := texts(answer := the_page(client, token, 200)):
        read.append(len(page))
        token = answer["nextPageToken"]
    assert read == [200, 200, 100]


def test_a_token_that_was_never_given_is_refused(fake: FakeGoogle, client: Any) -> None:
    with pytest.raises(HttpError, match="page token"):
        the_page(client, "GMDbz4HVu5cDIK7bz4HVu5cD")


def test_before_the_start_there_is_a_chat_that_cannot_be_read(
    fake: FakeGoogle, client: Any
) -> None:
    fake.youtube.named().actual_start = fake.now() + timedelta(minutes=5)
    with pytest.raises(HttpError, match="404"):
        the_page(client)
    fake.clock.wait(300)
    assert texts(the_page(client)) == []


def test_a_part_that_is_none_is_refused(fake: FakeGoogle, client: Any) -> None:
    with pytest.raises(HttpError, match="no part"):
        client.videos().list(part="snippets", id=VIDEO).execute()


def test_other_methods_are_not_found(fake: FakeGoogle, client: Any) -> None:
    with pytest.raises(HttpError, match="404"):
        client.channels().list(part="id", id="UC").execute()
    assert fake.requests == []


def test_an_action_that_fails_fails_the_test() -> None:
    fake = FakeGoogle()
    fake.youtube.video(VIDEO)
    nothing: list[str] = []
    fake.before(VIDEOS, 1, nothing.pop)
    with youtube(fake) as client:  # which asks again when nothing is answered
        client.videos().list(part="id", id=VIDEO).execute()
    fake.close()
    with pytest.raises(AssertionError, match="pop from empty list"):
        fake.check()
