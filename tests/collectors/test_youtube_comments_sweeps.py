"""Between two sweeps of all comments below a video only what is new is read, and all of that."""

from __future__ import annotations

from datetime import timedelta

from collectors.youtube_comments import YouTubeComments
from tests.collectors.below_video import collected, fake, some
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import SmallPages, google_at, killed_after
from tests.factories import a_meeting
from tests.google.discovery import THREADS
from tests.google.fake import FakeGoogle

__all__ = ["fake"]  # a fixture

HOURLY = timedelta(hours=1)


def test_a_run_soon_after_a_sweep_costs_one_unit_when_nothing_is_new(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 320)
    for number in range(9):
        fake.comments.add(f"{number}番目の返信です", parent=ids[-1])
    collected(desk, fake, sweep_every=HOURLY)
    before = fake.units()
    done = collected(desk, fake, sweep_every=HOURLY)
    assert (fake.units() - before, done.added, done.withdrawn) == (1, 0, 0)


def test_a_run_soon_after_a_sweep_reads_as_far_as_there_is_something_new(
    desk: Desk, fake: FakeGoogle
) -> None:
    some(fake, 20)
    collected(desk, fake, sweep_every=HOURLY)
    fake.comments.pager = SmallPages(4)
    ids = some(fake, 11)
    for number in range(9):
        fake.comments.add(f"新しい返信{number}", parent=ids[0])
    assert collected(desk, fake, sweep_every=HOURLY).added == 20
    assert fake.calls(THREADS) == 1 + 4


def test_new_comments_whose_reading_was_cut_short_are_not_lost(
    desk: Desk, fake: FakeGoogle
) -> None:
    some(fake, 20)
    collected(desk, fake, sweep_every=HOURLY)
    fake.comments.pager = SmallPages(4)
    some(fake, 11)
    google = google_at(fake, "youtube")
    collector = YouTubeComments(a_meeting(), VIDEO, google, sweep_every=HOURLY)
    assert killed_after(desk, collector, 6)
    assert len(desk.texts) == 24
    assert collected(desk, fake, sweep_every=HOURLY).added == 4 + 7
    assert len(desk.texts) == 31


def test_a_new_reply_to_a_thread_on_the_first_page_is_found_at_once(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 20)
    collected(desk, fake, sweep_every=HOURLY)
    for number in range(7):
        fake.comments.add(f"新しい返信{number}", parent=ids[0])
    assert collected(desk, fake, sweep_every=HOURLY).added == 7


def test_an_hour_after_a_sweep_comes_the_next(desk: Desk, fake: FakeGoogle) -> None:
    fake.comments.pager = SmallPages(4)
    ids = some(fake, 20)
    collected(desk, fake, sweep_every=HOURLY)
    fake.comments.edit(ids[0], "直したコメント")
    fake.advance(3599)
    assert collected(desk, fake, sweep_every=HOURLY).changed == 0
    fake.advance(2)
    assert collected(desk, fake, sweep_every=HOURLY).changed == 1
