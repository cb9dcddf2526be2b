"""Bodies are held to the discovery documents, and a wrong one is found."""

from __future__ import annotations

import pytest

from tests.google.clients import youtube
from tests.google.discovery import LIST, methods
from tests.google.fake import FakeGoogle
from tests.google.page_faults import PageFault
from tests.google.schema import Json


def snippet(**properties: object) -> Json:
    return {"items": [{"snippet": properties}]}


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ({"itmes": []}, "body.itmes: not in the discovery document"),
        ({"items": {}}, "body.items: {} is no array"),
        ({"pollingIntervalMillis": "5000"}, "body.pollingIntervalMillis: '5000' is no integer"),
        ({"pollingIntervalMillis": True}, "body.pollingIntervalMillis: True is no integer"),
        ({"pollingIntervalMillis": -1}, "body.pollingIntervalMillis: -1 is no uint32"),
        ({"offlineAt": "2026-10-15 09:00"}, "body.offlineAt: '2026-10-15 09:00' is no date-time"),
        (
            snippet(type="newEvent"),
            "body.items[0].snippet.type: 'newEvent' is none of the enum",
        ),
        (
            snippet(superChatDetails={"amountMicros": 500_000_000}),
            "body.items[0].snippet.superChatDetails.amountMicros: 500000000 is no string",
        ),
        (
            snippet(superChatDetails={"amountMicros": "¥500"}),
            "body.items[0].snippet.superChatDetails.amountMicros: '¥500' is no uint64",
        ),
    ],
)
def test_a_body_outside_the_discovery_document_is_found(body: Json, finding: str) -> None:
    assert methods()[LIST].problems(body) == [f"{LIST} {finding}"]


class Misspelt(PageFault):
    """A page as a careless fake would send it."""

    def change(self, page: Json, sent_before: list[Json]) -> None:
        page["nextpageToken"] = page.pop("nextPageToken")


def test_a_fake_that_sends_a_wrong_body_fails_the_test() -> None:
    fake = FakeGoogle()
    video = fake.youtube.video("koemapTest1", actual_start=fake.now())
    fake.schedule(LIST, 1, Misspelt())
    client = youtube(fake)
    client.liveChatMessages().list(liveChatId=video.chat.id, part="id").execute()
    client.close()
    fake.close()
    with pytest.raises(AssertionError, match="nextpageToken: not in the discovery document"):
        fake.check()
