"""Messages are pushed as they come, until YouTube ends the connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.google.clients import elements
from tests.google.discovery import STREAM
from tests.google.fake import FakeGoogle
from tests.google.messages import Message
from tests.google.schema import Json
from tests.google.youtube import Video


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        yield fake


@pytest.fixture
def video(fake: FakeGoogle) -> Video:
    video = fake.youtube.video("koemapTest1", actual_start=fake.now())
    for second in (2, 4, 14):
        fake.post_at(fake.now() + timedelta(seconds=second), Message(f"{second}秒"))
    return video


def texts(pages: list[Json]) -> list[list[str]]:
    return [[item["snippet"]["displayMessage"] for item in page["items"]] for page in pages]


def test_each_message_comes_when_it_is_posted_until_ten_seconds_are_over(
    fake: FakeGoogle, video: Video
) -> None:
    start = fake.now()
    pages = [*elements(fake, video.chat.id)]
    assert texts(pages) == [[], ["2秒"], ["4秒"], []]
    assert pages[-1]["nextPageToken"] == pages[-2]["nextPageToken"]
    assert fake.now() - start == timedelta(seconds=10)


def test_the_next_connection_goes_on_at_the_token_for_five_units_more(
    fake: FakeGoogle, video: Video
) -> None:
    token = [*elements(fake, video.chat.id)][-1]["nextPageToken"]
    assert texts([*elements(fake, video.chat.id, token)]) == [[], ["14秒"], []]
    assert (fake.calls(STREAM), fake.units()) == (2, 10)


def test_a_token_that_is_none_is_refused_before_the_stream_begins(
    fake: FakeGoogle, video: Video
) -> None:
    (only,) = elements(fake, video.chat.id, "GIAAAA")
    assert only["error"]["code"] == fake.requests[-1].status == 400


def test_a_token_of_a_page_is_none_of_a_stream(fake: FakeGoogle, video: Video) -> None:
    _, token = video.chat.page("", 10)
    (only,) = elements(fake, video.chat.id, token)
    assert only["error"]["code"] == 400
    fake.youtube.tokens_are_apart = False
    assert len([*elements(fake, video.chat.id, token)]) > 1


def test_an_ended_chat_is_refused_in_a_list_as_a_failed_precondition(
    fake: FakeGoogle, video: Video
) -> None:
    video.actual_end = fake.now()
    fake.advance(301)
    (only,) = elements(fake, video.chat.id)
    assert (only["error"]["code"], only["error"]["status"]) == (400, "FAILED_PRECONDITION")
