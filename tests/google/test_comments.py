"""The real client reads threads, all replies, edits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import youtube
from tests.google.fake import FakeGoogle
from tests.google.scene import VIDEO, Scene, a_scene


@pytest.fixture
def scene() -> Iterator[Scene]:
    with FakeGoogle() as fake:
        yield a_scene(fake)


@pytest.fixture
def client(scene: Scene) -> Iterator[Any]:
    with youtube(scene.fake) as client:
        yield client


def threads(client: Any, token: str | None = None, **more: Any) -> Any:
    asked = {"part": "snippet,replies", "videoId": VIDEO, "maxResults": 30, **more}
    return client.commentThreads().list(pageToken=token, **asked).execute()


def test_threads_are_read_page_by_page_to_the_end(scene: Scene, client: Any) -> None:
    first = threads(client)
    second = threads(client, first["nextPageToken"])
    assert [len(page["items"]) for page in (first, second)] == [30, 10]
    assert "nextPageToken" not in second


def test_a_thread_shows_some_replies_and_says_how_many_there_are(client: Any) -> None:
    (thread,) = [one for one in threads(client, maxResults=100)["items"] if "replies" in one]
    assert thread["snippet"]["totalReplyCount"] == 8
    assert len(thread["replies"]["comments"]) == 5
    replies = client.comments().list(part="snippet", parentId=thread["id"]).execute()
    assert len(replies["items"]) == 8


def test_an_edited_comment_says_when(scene: Scene, client: Any) -> None:
    scene.fake.advance(60)
    scene.fake.comments.edit(scene.comments[0].id, "<直しました>")
    asked = client.comments().list(part="snippet", id=scene.comments[0].id)
    (item,) = asked.execute()["items"]
    assert item["snippet"]["textDisplay"] == "&lt;直しました&gt;"
    assert item["snippet"]["publishedAt"] < item["snippet"]["updatedAt"]


def test_a_removed_comment_is_on_no_page(scene: Scene, client: Any) -> None:
    gone = scene.comments[5].id
    scene.fake.comments.remove(gone)
    assert gone not in [one["id"] for one in threads(client, maxResults=100)["items"]]


@pytest.mark.parametrize(
    ("video", "reason"), [("another", "videoNotFound"), ("closed", "commentsDisabled")]
)
def test_a_video_without_comments_says_why(
    scene: Scene, client: Any, video: str, reason: str
) -> None:
    scene.fake.comments.open("closed", comments_on=False)
    with pytest.raises(HttpError) as refused:
        threads(client, videoId=video)
    assert refused.value.error_details[0]["reason"] == reason
