"""Forms, sheets and comments under the faults of Google, and killed at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from collectors.events import Collector
from koemap.errors import CollectError
from tests.collectors.conftest import Desk, an_empty_store
from tests.collectors.google_desk import PASSING, google_at, killed_after, stored
from tests.collectors.google_sources import CHANGED, MEETING, SOURCES, TEXTS, GoogleSource
from tests.google.discovery import TOKEN
from tests.google.fake import FakeGoogle
from tests.google.faults import HtmlPage, InvalidGrant, PerDay429, Unauthorised

HOURLY, ALWAYS = timedelta(hours=1), timedelta(0)
PACIFIC_MIDNIGHT = "2026-10-16T07"


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        yield fake


@pytest.fixture(params=sorted(SOURCES))
def source(request: pytest.FixtureRequest, fake: FakeGoogle) -> GoogleSource:
    found = SOURCES[request.param]
    found.fill(fake)
    return found


def a_collector(
    source: GoogleSource, fake: FakeGoogle, *, sweep_every: timedelta = ALWAYS, **more: Any
) -> Collector:
    return source.made(google_at(fake, source.interface, **more), sweep_every)


def second_call(source: GoogleSource) -> int:
    """The call in the middle: a spreadsheet is read in one."""
    return 1 if source.interface == "sheets" else 2


@pytest.mark.parametrize("name", sorted(PASSING))
def test_what_passes_is_waited_for_and_nothing_is_lost_or_doubled(
    desk: Desk, fake: FakeGoogle, source: GoogleSource, name: str
) -> None:
    fake.schedule(source.method, second_call(source), PASSING[name])
    done = desk.collect(a_collector(source, fake))
    assert sorted(desk.texts) == sorted(TEXTS)
    assert (done.added, done.known) == (len(TEXTS), 0)


def test_google_s_wish_to_wait_is_honoured(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule(source.method, second_call(source), PASSING["too many questions"])
    before = fake.now()
    desk.collect(a_collector(source, fake))
    assert fake.now() - before >= timedelta(seconds=7)


def test_a_patient_run_waits_for_the_next_day_s_quota(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule(source.method, second_call(source), PerDay429())
    done = desk.collect(a_collector(source, fake, patient=True))
    assert fake.now().isoformat().startswith(PACIFIC_MIDNIGHT)
    assert (done.added, done.known) == (len(TEXTS), 0)


def test_another_run_says_in_one_line_that_the_quota_is_spent_and_goes_on_later(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule(source.method, second_call(source), PerDay429())
    with pytest.raises(CollectError, match=r"today's quota of .* is spent") as failure:
        desk.collect(a_collector(source, fake))
    assert "\n" not in str(failure.value)
    assert "利用枠" in failure.value.ja
    assert desk.collect(a_collector(source, fake)).added <= len(TEXTS)
    assert sorted(desk.texts) == sorted(TEXTS)


def test_a_server_that_stays_away_is_told_in_one_line(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule_from(source.method, second_call(source), HtmlPage(500))
    with pytest.raises(CollectError, match="Google cannot be reached") as failure:
        desk.collect(a_collector(source, fake))
    assert "\n" not in str(failure.value)


def test_an_expired_sign_in_is_renewed_once(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule(source.method, second_call(source), Unauthorised())
    assert desk.collect(a_collector(source, fake)).added == len(TEXTS)


def test_a_sign_in_that_cannot_be_renewed_is_told_in_one_line(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    fake.schedule_from(source.method, 1, Unauthorised())
    if source.interface != "youtube":
        fake.schedule(TOKEN, 2, InvalidGrant())
    with pytest.raises(CollectError, match=r"sign-in") as failure:
        desk.collect(a_collector(source, fake))
    assert "\n" not in str(failure.value)


def test_what_was_edited_deleted_and_added_is_so_in_the_store(
    desk: Desk, fake: FakeGoogle, source: GoogleSource
) -> None:
    desk.collect(a_collector(source, fake))
    source.change(fake)
    desk.collect(a_collector(source, fake))
    assert sorted(filter(None, desk.texts)) == sorted(CHANGED)
    again = desk.collect(a_collector(source, fake))
    assert (again.added, again.changed, again.withdrawn) == (0, 0, 0)


# Killed at any moment


Story = tuple[GoogleSource, timedelta]


STORIES = [(name, ALWAYS) for name in sorted(SOURCES)]
STORIES += [("google-forms", HOURLY), ("youtube-comments", HOURLY)]


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    name, sweep_every = request.param
    return SOURCES[name], sweep_every


def told(folder: Path, story: Story, kill_first: int = -1, kill_second: int = -1) -> Any:
    """The store after two runs around a change, each killed and taken up; and who was killed."""
    source, sweep_every = story
    store = an_empty_store(folder / f"{kill_first}-{kill_second}.db")
    desk, killed = Desk(store, MEETING), False
    with FakeGoogle() as fake:
        source.fill(fake)
        for n_events, before in ((kill_first, fill), (kill_second, source.change)):
            before(fake)
            fake.advance(60)
            if n_events >= 0:
                collector = a_collector(source, fake, sweep_every=sweep_every)
                killed |= killed_after(desk, collector, n_events)
            desk.collect(a_collector(source, fake, sweep_every=sweep_every))
        fake.advance(7200)
        desk.collect(a_collector(source, fake, sweep_every=sweep_every))
        found = stored(desk)
    store.close()
    return found, killed


def fill(_: FakeGoogle) -> None:
    """It is filled already."""


@pytest.mark.parametrize("which", ["kill_first", "kill_second"])
def test_killed_after_any_event_and_taken_up_the_store_is_the_same(
    tmp_path: Path, story: Story, which: str
) -> None:
    expected, _ = told(tmp_path, story)
    assert sorted(text for text, *_ in expected.values() if text) == sorted(CHANGED)
    for n_events in range(100):
        same, killed = told(tmp_path, story, **{which: n_events})
        assert same == expected, f"killed after {n_events} events"
        if not killed:
            break
    assert n_events >= 10
