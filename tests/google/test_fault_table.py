"""Every case of the 27 faults changes what a reader sees, and breaks no discovery document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from tests.google import clients, injections
from tests.google.clock import STARTS_AT, VirtualClock
from tests.google.fake import FakeGoogle
from tests.google.fault_table import CASES, FAULTS, Case
from tests.google.scene import FORM, SHEET, VIDEO, Scene, a_scene

# These change nothing, or nothing for a reader who puts the pieces of a stream together.
THE_SAME = ("offlineAt, then ended", "it ends every ten seconds", "byte by byte")
CHANGES = [case for number, case in CASES if number != 27 and case.name not in THE_SAME]


def seen(case: Case) -> list[str]:
    """What a simple reader of the case's source sees, refusals and broken connections included."""
    with FakeGoogle(VirtualClock(case.starts_at)) as fake:
        scene = a_scene(fake)
        case.inject(scene)
        read = {"chat": chat, "stream": stream, "form": form, "sheet": sheet}[case.source]
        return [*read(scene)]


@cache
def seen_without(source: str, starts_at: datetime) -> list[str]:
    """What the reader sees when nothing goes wrong."""
    return seen(Case("nothing", injections.as_it_is, source, starts_at))


def chat(scene: Scene) -> Iterator[str]:
    """The video and a page every four minutes, the last at the end of the stream."""
    token = None
    with clients.youtube(scene.fake, seconds=0.2) as client:
        for _ in range(6):
            parts = "snippet,liveStreamingDetails,status"
            yield tried(client.videos().list(part=parts, id=VIDEO))
            asked = client.liveChatMessages().list(
                liveChatId=scene.video.chat.id, part="id,snippet,authorDetails", pageToken=token
            )
            page, text = told(asked)
            token = page.get("nextPageToken", token)
            yield text
            scene.fake.clock.wait(240)


def stream(scene: Scene) -> Iterator[str]:
    token = ""
    for _ in range(3):
        for element in clients.elements(scene.fake, scene.video.chat.id, token):
            token = element.get("nextPageToken", token)
            yield str(element)
        yield f"closed at {scene.fake.requests[-1].status}"


def form(scene: Scene) -> Iterator[str]:
    token = None
    with clients.forms(scene.fake) as client:
        yield tried(client.forms().get(formId=FORM))
        for _ in range(3):
            asked = client.forms().responses().list(formId=FORM, pageSize=5, pageToken=token)
            page, text = told(asked)
            token = page.get("nextPageToken")
            yield text


def sheet(scene: Scene) -> Iterator[str]:
    name = next(iter(scene.sheet.tabs))
    with clients.sheets(scene.fake) as client:
        yield tried(client.spreadsheets().values().get(spreadsheetId=SHEET, range=name))


def tried(request: Any) -> str:
    return told(request)[1]


def told(request: Any) -> tuple[dict[str, Any], str]:
    """The page, empty when there is none, and all that was seen of it."""
    try:
        page = request.execute()
    except Exception as error:
        return {}, repr(error)
    return (page if isinstance(page, dict) else {}), repr(page)


def test_there_are_twenty_seven() -> None:
    assert sorted(FAULTS) == list(range(1, 28))


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case.name)
def test_a_reader_sees_the_difference(case: Case) -> None:
    assert seen(case) != seen_without(case.source, case.starts_at)


def test_a_stream_closes_every_ten_seconds_with_an_empty_page() -> None:
    found = seen_without("stream", STARTS_AT)
    closing = [before for before, line in pairwise(found) if "closed" in line]
    assert len(closing) == 3
    assert all("'items': []" in page for page in closing)


def test_for_ten_minutes_nothing_comes_and_the_token_stays() -> None:
    (silent,) = FAULTS[6]
    pages = seen(silent)[1::2]
    assert ["'items': []" in page for page in pages] == [True, False, True, True, False, False]
    assert pages[2] == pages[3]


def test_after_the_end_a_page_says_so_and_the_next_is_refused() -> None:
    with FakeGoogle() as fake:
        scene = a_scene(fake)
        fake.clock.wait(20 * 60)
        early = [*chat(scene)]
    assert "offlineAt" in early[1]
    assert "liveChatEnded" in early[-1]


@pytest.mark.parametrize("case", FAULTS[27], ids=lambda case: case.name)
def test_a_collector_dies_at_the_planned_moment(case: Case) -> None:
    deaths: list[int] = []
    with FakeGoogle() as fake:
        scene = a_scene(fake)
        scene.kill = lambda: deaths.append(len(fake.requests))
        case.inject(scene)
        assert len([*chat(scene)]) == 12
    assert len(deaths) == 1
