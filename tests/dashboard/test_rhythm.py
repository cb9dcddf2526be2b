from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.rhythm import MOST_STEPS, rhythm
from koemap.records import Comment
from koemap.store import Store
from tests.factories import START, a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")


def at(number: int, minute: float | None, day: int = 0, author: str | None = None) -> Comment:
    offset = None if minute is None else 60 * minute
    posted_at = START + timedelta(days=day)
    return Comment("minamo-2", f"c:{number}", "s", "声", author, posted_at, offset)


def test_five_minutes_of_the_stream_are_a_step_and_its_whole_length_is_told(store: Store) -> None:
    edition = a_mapped_meeting(store, 180)  # the last message at 0:59:40
    comments = [at(1, 0), at(2, 4.9), at(3, 5, author="a"), at(4, 9, author="a"), at(5, 22)]
    told = rhythm(edition, comments, TOKYO)
    assert told is not None
    assert (told.unit, told.width, told.n_aside, told.most) == ("minutes", 5, 0, 2)
    assert [step.start for step in told.steps] == list(range(0, 60, 5))
    assert [step.n_messages for step in told.steps][:5] == [2, 2, 0, 0, 1]
    assert [step.n_people for step in told.steps][:5] == [2, 1, 0, 0, 1]


def test_what_was_not_written_in_the_stream_is_counted_aside(store: Store) -> None:
    comments = [at(1, 1), at(2, 2), at(3, 3), at(4, None), at(5, -2)]
    told = rhythm(a_mapped_meeting(store, 60), comments, TOKYO)
    assert told is not None
    assert (told.n_aside, sum(step.n_messages for step in told.steps)) == (2, 3)


def test_forms_are_told_by_day_of_the_zone(store: Store) -> None:
    comments = [at(n, None, day) for n, day in enumerate((0, 0, 3))]
    told = rhythm(a_mapped_meeting(store, 12), comments, TOKYO)
    assert told is not None
    assert (told.unit, told.width) == ("days", 1)
    assert [step.n_messages for step in told.steps] == [2, 0, 0, 1]
    assert told.steps[0].start == START.astimezone(TOKYO).toordinal()


@pytest.mark.parametrize("days", [60, 700, 9_000])
def test_a_long_time_has_wider_steps(store: Store, days: int) -> None:
    comments = [at(n, None, day) for n, day in enumerate((0, days // 2, days))]
    told = rhythm(a_mapped_meeting(store, 12), comments, TOKYO)
    assert told is not None
    assert len(told.steps) <= MOST_STEPS
    assert sum(step.n_messages for step in told.steps) == 3


def test_too_few_comments_have_no_rhythm(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    assert rhythm(edition, [at(1, 1), at(2, 2)], TOKYO) is None
    assert rhythm(edition, [at(n, None) for n in range(5)], TOKYO) is None
    assert rhythm(edition, [], TOKYO) is None


def test_only_days_of_several_years_need_the_year(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    for days, crossing in ((3, False), (700, True)):
        told = rhythm(edition, [at(n, None, day) for n, day in enumerate((0, 1, days))], TOKYO)
        assert told is not None
        assert told.crosses_years == crossing
    minutes = rhythm(edition, [at(n, n) for n in range(4)], TOKYO)
    assert minutes is not None
    assert not minutes.crosses_years
