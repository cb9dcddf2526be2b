"""Each fault reaches the real client as what it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any

import pytest
import requests
from googleapiclient.errors import HttpError

from tests.google import clients, faults, page_faults
from tests.google.discovery import LIST, STREAM, VIDEOS
from tests.google.fake import FakeGoogle
from tests.google.faults import Fault, Refusal
from tests.google.messages import Message
from tests.google.schema import Json
from tests.google.youtube import Video

VIDEO = "koemapTest1"
BREAKS = (HTTPException, OSError)


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        yield fake


@pytest.fixture
def video(fake: FakeGoogle) -> Video:
    video = fake.youtube.video(VIDEO, actual_start=fake.now())
    for number in range(10):
        fake.post(Message(f"意見{number}"))
    return video


@pytest.fixture
def client(fake: FakeGoogle) -> Iterator[Any]:
    with clients.youtube(fake, seconds=0.3) as client:
        yield client


def the_page(client: Any, video: Video, token: str | None = None) -> Any:
    asked = client.liveChatMessages().list(
        liveChatId=video.chat.id, part="id,snippet,authorDetails", pageToken=token
    )
    return asked.execute()


def refused(fake: FakeGoogle, client: Any, video: Video, fault: Fault) -> tuple[Any, Any]:
    """Status and body of the refusal."""
    fake.schedule_next(LIST, fault)
    with pytest.raises(HttpError) as error:
        the_page(client, video)
    return error.value.resp, error.value.content.decode()


@pytest.mark.parametrize("reason", ["quotaExceeded", "rateLimitExceeded", "liveChatDisabled"])
def test_a_refusal_has_its_code_and_reason(
    fake: FakeGoogle, client: Any, video: Video, reason: str
) -> None:
    fake.schedule(LIST, 1, Refusal(403, reason))
    with pytest.raises(HttpError) as error:
        the_page(client, video)
    assert (error.value.resp.status, error.value.error_details[0]["reason"]) == (403, reason)
    assert [entry.status for entry in fake.requests] == [403]


def test_a_limited_rate_says_how_long_to_wait(fake: FakeGoogle, client: Any, video: Video) -> None:
    head, body = refused(fake, client, video, faults.RateLimited(retry_after=7))
    assert (head.status, head["retry-after"]) == (429, "7")
    assert '"quota_limit": "defaultPerMinutePerProject"' in body


def test_a_limit_of_the_day_says_so_only_in_its_details(
    fake: FakeGoogle, client: Any, video: Video
) -> None:
    head, body = refused(fake, client, video, faults.PerDay429())
    assert head.status == 429
    assert '"quota_limit": "defaultPerDayPerProject"' in body
    assert '"errors"' not in body


@pytest.mark.parametrize(
    ("fault", "status", "start"),
    [
        (faults.Unauthorised(), 401, '{"error": {"code": 401'),
        (faults.InvalidPageToken(), 400, '{"error": {"code": 400'),
        (faults.HtmlPage(500), 500, "<!DOCTYPE html>"),
        (faults.EmptyBody(503), 503, ""),
        (faults.InArray(Refusal(502, "backendError")), 502, '[{"error": {"code": 502'),
    ],
)
def test_an_answer_that_fails_has_its_shape(
    fake: FakeGoogle, client: Any, video: Video, fault: Fault, status: int, start: str
) -> None:
    head, body = refused(fake, client, video, fault)
    assert head.status == status
    assert body[: len(start) or None] == start


@pytest.mark.parametrize(
    ("fault", "seen"),
    [(faults.EmptyBody(), ""), (faults.NoItems(), {})],
)
def test_a_success_may_be_none(
    fake: FakeGoogle, client: Any, video: Video, fault: Fault, seen: Any
) -> None:
    fake.schedule(LIST, 1, fault)
    assert the_page(client, video) == seen


def test_a_success_may_be_a_web_page(fake: FakeGoogle, client: Any, video: Video) -> None:
    fake.schedule(LIST, 1, faults.HtmlPage())
    assert the_page(client, video).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.CutBody(), "IncompleteRead"),
        (faults.ResetBefore(), "ConnectionResetError"),
        (faults.ResetAfterHeaders(), "ConnectionResetError"),
        (faults.Stall(5.0), "TimeoutError"),
    ],
)
def test_a_connection_may_break(fake: FakeGoogle, video: Video, fault: Fault, error: str) -> None:
    fake.schedule_from(LIST, 1, fault)  # httplib2 asks again when nothing was answered
    started = time.monotonic()
    with clients.youtube(fake, seconds=0.3) as client, pytest.raises(BREAKS) as broken:
        the_page(client, video)
    assert type(broken.value).__name__ == error
    assert time.monotonic() - started < 2


def test_after_a_broken_connection_the_next_call_is_answered(
    fake: FakeGoogle, client: Any, video: Video
) -> None:
    fake.schedule(LIST, 1, faults.CutBody())
    with pytest.raises(Exception, match="IncompleteRead"):
        the_page(client, video)
    assert len(the_page(client, video)["items"]) == 10


def changed(fake: FakeGoogle, client: Any, video: Video, fault: Fault) -> Json:
    """The second page, with the fault; two messages have come since the first."""
    token = the_page(client, video)["nextPageToken"]
    fake.post(Message("後から一", author="b"))
    fake.post(Message("後から二", author="b"))
    fake.schedule(LIST, 2, fault)
    page: Json = the_page(client, video, token)
    return page


def texts(page: Json) -> list[str]:
    return [item["snippet"].get("displayMessage") for item in page["items"]]


def test_a_page_may_repeat_the_last_messages(fake: FakeGoogle, client: Any, video: Video) -> None:
    page = changed(fake, client, video, page_faults.RepeatLast(2))
    assert texts(page) == ["意見8", "意見9", "後から一", "後から二"]


def test_a_page_may_have_no_token(fake: FakeGoogle, client: Any, video: Video) -> None:
    assert "nextPageToken" not in changed(fake, client, video, page_faults.MissingToken())


def test_a_page_may_be_out_of_order(fake: FakeGoogle, client: Any, video: Video) -> None:
    page = changed(fake, client, video, page_faults.Shuffled(seed=1, one_time=True))
    assert texts(page) == ["後から二", "後から一"]
    assert len({item["snippet"]["publishedAt"] for item in page["items"]}) == 1


def test_a_page_may_have_what_nobody_knows(fake: FakeGoogle, client: Any, video: Video) -> None:
    page = changed(fake, client, video, page_faults.UnknownType())
    assert [item["snippet"]["type"] for item in page["items"]][-1] == "hologramEvent"
    fake.schedule(LIST, 3, page_faults.UnknownProperty())
    assert "tomorrowsProperty" in the_page(client, video)


def test_a_page_may_lack_fields(fake: FakeGoogle, client: Any, video: Video) -> None:
    page = changed(fake, client, video, page_faults.MissingFields())
    assert all("authorDetails" not in item for item in page["items"])
    assert texts(page) == [None, None]


@pytest.mark.parametrize("interval", [0, 50, 600_000, None])
def test_a_page_may_ask_for_any_pause(
    fake: FakeGoogle, client: Any, video: Video, interval: int | None
) -> None:
    page = changed(fake, client, video, page_faults.PollingInterval(interval))
    assert page.get("pollingIntervalMillis") == interval


def test_a_video_may_be_gone(fake: FakeGoogle, client: Any, video: Video) -> None:
    fake.schedule(VIDEOS, 1, page_faults.VideoGone())
    assert client.videos().list(part="id", id=VIDEO).execute()["items"] == []


def test_a_stream_may_come_byte_by_byte(fake: FakeGoogle, video: Video) -> None:
    fake.schedule(STREAM, 1, faults.SplitAtEveryByte())
    whole = [*clients.elements(fake, video.chat.id)]
    assert [len(page["items"]) for page in whole] == [10, 0]
    address = f"{fake.endpoint}youtube/v3/liveChat/messages/stream?part=id"
    fake.schedule(STREAM, 2, faults.SplitAtEveryByte())
    with requests.get(
        f"{address}&liveChatId={video.chat.id}",
        headers={"x-goog-api-key": fake.api_key},
        stream=True,
        timeout=5,
    ) as answer:
        assert {len(piece) for piece in answer.iter_content(None)} == {1}


def test_a_stream_may_end_with_an_error(fake: FakeGoogle, video: Video) -> None:
    fake.schedule(STREAM, 1, faults.ErrorElement(Refusal(503, "backendError")))
    first, last = clients.elements(fake, video.chat.id)
    assert (len(first["items"]), last["error"]["code"]) == (10, 503)


def test_a_stream_may_end_in_an_element(fake: FakeGoogle, video: Video) -> None:
    fake.schedule(STREAM, 1, faults.EofInElement())
    (only,) = clients.elements(fake, video.chat.id)
    assert len(only["items"]) == 10


def test_a_fault_that_never_strikes_fails_the_test() -> None:
    fake = FakeGoogle()
    fake.schedule(LIST, 7, faults.EmptyBody())
    fake.close()
    with pytest.raises(AssertionError, match=r"call 7 of youtube\.liveChatMessages\.list"):
        fake.check()


def test_answers_may_take_their_time(fake: FakeGoogle, video: Video) -> None:
    fake.latency = 0.5
    with clients.youtube(fake, seconds=0.1) as client, pytest.raises(TimeoutError):
        the_page(client, video)
