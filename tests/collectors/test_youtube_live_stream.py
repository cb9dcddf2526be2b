"""Listening to a live chat instead of asking for its pages, where that costs less."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from koemap.errors import CollectError
from koemap.store import Store
from tests.collectors.conftest import Desk
from tests.collectors.live import (
    MEETING,
    a_live_collector,
    a_stream,
    asked,
    chat,
    gaps,
    health,
    listened,
    units,
    waits,
)
from tests.google.clock import VirtualClock
from tests.google.discovery import LIST, STREAM
from tests.google.faults import (
    EofInElement,
    ErrorElement,
    Fault,
    HtmlPage,
    InvalidPageToken,
    RateLimited,
    ResetAfterHeaders,
    ResetBefore,
    SplitAtEveryByte,
    Unauthorised,
)
from tests.google.faults import Refusal as Refused

RESET = datetime(2026, 10, 16, 7, 0, tzinfo=UTC)  # midnight in Los Angeles


def named(fault: Fault) -> str:
    """The fault in words that are the same in every process, as tests on all cores need."""
    return re.sub(r"<.*\.(\w+) object at .*>", r"\1()", repr(fault))


@pytest.mark.parametrize("seconds", [10, 45, 300])
def test_everything_is_heard_whatever_a_connection_lasts(desk: Desk, seconds: float) -> None:
    with a_stream(minutes=10) as fake:
        fake.youtube.stream_seconds = seconds
        texts = chat(fake, 100)
        listened(desk, fake)
        assert fake.calls(LIST) == 0
        assert fake.calls(STREAM) < 15 * 60 / seconds + 3
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    assert health(desk).phase == "ended"


@pytest.mark.parametrize(
    "fault",
    [
        SplitAtEveryByte(),
        ErrorElement(),
        ErrorElement(Refused(500, "internalError"), after=0),
        EofInElement(),
        EofInElement(after=0),
        ResetBefore(),
        ResetAfterHeaders(),
        HtmlPage(502),
        HtmlPage(200),
        RateLimited(retry_after=7),
        InvalidPageToken(),
        Unauthorised(),
    ],
    ids=named,
)
@pytest.mark.parametrize("transport", ["stream", "auto"])
def test_a_connection_that_goes_wrong_loses_and_doubles_nothing(
    desk: Desk, fault: Fault, transport: str
) -> None:
    with a_stream(minutes=5) as fake:
        fake.youtube.stream_seconds = 30
        texts = chat(fake, 60)
        fake.schedule(STREAM, 3, fault)
        listened(desk, fake, transport)
        assert fake.calls(LIST) == 0
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()


def an_hour(folder: Path, transport: str) -> tuple[int, int]:
    """Units that an hour costs when connections last a minute, and how often pages were asked."""
    store = Store(f"sqlite:///{folder / transport}.db")
    desk = Desk(store, MEETING)
    with a_stream(minutes=60) as fake:
        fake.youtube.stream_seconds = 60
        texts = chat(fake, 100, every=30)
        listened(desk, fake, transport)
    assert sorted(desk.texts) == sorted(texts)
    store.close()
    return units(fake), fake.calls(LIST)


def test_long_connections_save_quota(tmp_path: Path) -> None:
    asking, _ = an_hour(tmp_path, "poll")
    listening, questions = an_hour(tmp_path, "auto")
    assert questions == 0
    assert listening < asking / 8


def test_connections_of_ten_seconds_still_cost_less_than_asking_every_six(desk: Desk) -> None:
    with a_stream(minutes=30) as fake:
        texts = chat(fake, 100, every=15)
        collector = listened(desk, fake, "auto")
        assert fake.calls(LIST) == 0
        times = [entry.at for entry in asked(fake)]
        assert min(later - at for at, later in pairwise(times)) >= timedelta(seconds=6)
    assert sorted(desk.texts) == sorted(texts)
    seen = [h.interval_seconds for h in collector.healths if h.phase == "collecting"]
    assert set(seen[10:]) == {10.0}


def test_short_connections_are_left_for_questions(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        fake.youtube.stream_seconds = 2
        texts = chat(fake, 200)
        collector = listened(desk, fake, "auto")
        assert fake.calls(STREAM) == 3
        assert fake.calls(LIST) > 50
    assert sorted(desk.texts) == sorted(texts)
    assert [n for n in collector.all_notices if "connections last 2 s only" in n]


def test_a_forced_stream_of_short_connections_keeps_to_the_quota(desk: Desk) -> None:
    with a_stream(minutes=30) as fake:
        fake.youtube.stream_seconds = 1
        texts = chat(fake, 200)
        listened(desk, fake)
        assert fake.calls(LIST) == 0
        assert units(fake) < 2_000
    assert sorted(desk.texts) == sorted(texts)


def test_a_short_glitch_does_not_end_listening(desk: Desk) -> None:
    with a_stream(minutes=60) as fake:
        fake.youtube.stream_seconds = 600
        texts = chat(fake, 100, every=30)
        fake.schedule(STREAM, [2, 3, 4], ResetBefore())
        fake.schedule(STREAM, [6, 7, 8], HtmlPage(200))
        collector = listened(desk, fake, "auto")
        assert fake.calls(LIST) == 0
        assert units(fake) < 100
    assert sorted(desk.texts) == sorted(texts)
    assert not [n for n in collector.all_notices if "page by page" in n]


def test_a_network_that_is_not_there_yet_does_not_end_listening(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        fake.youtube.stream_seconds = 600
        texts = chat(fake, 100)
        fake.schedule(STREAM, range(1, 6), ResetBefore())
        listened(desk, fake, "auto")
        assert fake.calls(LIST) == 0
    assert sorted(desk.texts) == sorted(texts)


def test_a_right_that_is_not_there_is_said_and_does_not_end_listening(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(STREAM, 1, Refused(403, "forbidden"))
        with pytest.raises(CollectError, match="does not let these credentials read") as failure:
            desk.collect(a_live_collector(fake, desk.store, transport="auto"))
        assert (fake.calls(STREAM), fake.calls(LIST)) == (1, 0)
    assert failure.value.lasting


@pytest.mark.parametrize("apart", [True, False])
def test_asking_instead_tries_the_token_of_listening_once(desk: Desk, apart: bool) -> None:
    with a_stream(minutes=5) as fake:
        fake.youtube.tokens_are_apart = apart
        fake.youtube.named().chat.first_page = 5
        fake.youtube.stream_seconds = 2
        texts = chat(fake, 1_000, every=0.2)
        listened(desk, fake, "auto")
        last, first, second = *asked(fake, STREAM)[-1:], *asked(fake, LIST)[:2]
    assert "pageToken" in first.params
    assert (first.status, "pageToken" in second.params) == ((400, False) if apart else (200, True))
    lost = set(texts) - set(desk.texts)
    assert bool(lost) == apart
    assert len(desk.texts) + len(lost) == 1_000
    spans = gaps(desk)
    assert len(spans) == apart
    assert all(last.at < one.starts_at < one.ends_at <= second.at for one in spans)


@pytest.mark.parametrize("status", [404, 501, 400])
def test_youtube_without_listening_is_asked(desk: Desk, status: int) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        fake.schedule_from(STREAM, 1, HtmlPage(status))
        collector = listened(desk, fake, "auto")
        assert fake.calls(STREAM) == 3
    assert sorted(desk.texts) == sorted(texts)
    assert [n for n in collector.all_notices if "does not let koemap listen" in n]


@pytest.mark.parametrize(
    "fault", [RateLimited(), Refused(403, "rateLimitExceeded")], ids=["429", "403"]
)
def test_too_many_questions_do_not_end_listening(desk: Desk, fault: Fault) -> None:
    with a_stream(minutes=30) as fake:
        texts = chat(fake, 60, every=30)
        fake.youtube.stream_seconds = 60
        fake.schedule(STREAM, range(3, 8), fault)
        listened(desk, fake, "auto")
        assert fake.calls(LIST) == 0
        pauses = waits(asked(fake)[2:8])
    assert [round(pause) for pause in pauses] == [5, 10, 20, 40, 60]
    assert sorted(desk.texts) == sorted(texts)


def test_a_quota_that_is_gone_does_not_end_listening(desk: Desk) -> None:
    with a_stream(minutes=60, clock=VirtualClock(RESET - timedelta(minutes=20))) as fake:
        fake.youtube.stream_seconds = 60
        texts = chat(fake, 100, every=30)
        fake.schedule(STREAM, [3, 4], Refused(403, "quotaExceeded"))
        collector = listened(desk, fake, "auto")
        assert fake.calls(LIST) == 0
        until_reset, half_an_hour = waits(asked(fake)[2:5])
    assert until_reset > 17 * 60
    assert half_an_hour == 1800
    assert collector.phases.count("parked") == 2
    assert sorted(desk.texts) == sorted(texts)


def test_a_token_refused_for_ever_is_asked_once_more_and_then_said(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(STREAM, 2, Unauthorised())
        with pytest.raises(CollectError, match="does not accept the key"):
            desk.collect(a_live_collector(fake, desk.store, transport="auto"))
        assert (fake.calls(STREAM), fake.calls(LIST)) == (3, 0)


def test_somebody_who_waits_is_told_when_listening_stays_impossible(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(STREAM, 1, ResetBefore())
        collector = a_live_collector(fake, desk.store, transport="stream", patient=False)
        with pytest.raises(CollectError, match="cannot be reached"):
            desk.collect(collector)
        assert fake.calls(STREAM) == 6
