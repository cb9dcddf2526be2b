"""Two groups topic by topic, and attributes of forms against topics."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from dashboard.address import Address
from dashboard.comparison import (
    Comparison,
    attributes,
    compare_days,
    compare_meetings,
    compare_minutes,
    compare_sources,
    cross,
    matched,
)
from dashboard.cross_csv import as_csv
from dashboard.suppression import FEWEST_PEOPLE
from dashboard.views.screen import Screen
from koemap.counting import count_people
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.factories import a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")


def adds_up(found: Comparison) -> bool:
    """Whether the rows hold every message of both sides and each side's shares make one."""
    left, right = sum(r.left for r in found.rows), sum(r.right for r in found.rows)
    shares = sum(r.left_share for r in found.rows), sum(r.right_share for r in found.rows)
    whole = left == found.left.n_messages and right == found.right.n_messages
    return whole and all(s == pytest.approx(1) for s in shares)


def test_chat_and_forms_hold_all_that_is_compared(store: Store) -> None:
    found = compare_sources(a_meeting_with_answers(store))
    assert found is not None
    assert adds_up(found)
    assert (found.left.n_messages, found.right.n_messages) == (120, 120)
    far = [(row.few, -abs(row.difference)) for row in found.rows]
    assert far == sorted(far)


def test_a_meeting_of_one_source_has_nothing_to_compare(store: Store) -> None:
    assert compare_sources(a_mapped_meeting(store)) is None


def test_before_and_after_a_minute_share_the_stream(store: Store) -> None:
    found = compare_minutes(a_mapped_meeting(store, 120), 10)
    assert found is not None
    assert adds_up(found)
    assert (found.left.n_messages, found.right.n_messages) == (30, 90)


def test_before_and_after_a_day_share_what_has_a_time(store: Store) -> None:
    found = compare_days(a_meeting_with_answers(store), date(2026, 10, 18), TOKYO)
    assert found is not None
    assert adds_up(found)
    assert found.right.n_messages == 3 * 20


def test_a_difference_of_few_messages_is_called_few(store: Store) -> None:
    found = compare_minutes(a_mapped_meeting(store, 12), 2)
    assert found is not None
    assert all(row.few for row in found.rows)


def test_topics_of_two_meetings_meet_where_their_words_do(store: Store) -> None:
    ours = a_mapped_meeting(store, 120)
    other = a_meeting_with_answers(store, meeting_id="minamo-1")
    assert matched(other, ours) == {topic_id: topic_id for topic_id in ours.topics}
    found = compare_meetings(other, ours)
    assert adds_up(found)
    alone = compare_meetings(other, ours, pairs={"t01": "t01"})
    assert adds_up(alone)
    assert {r.left_id for r in alone.rows if r.right_id is None} == set(other.topics) - {"t01"}


def test_only_columns_of_few_values_are_attributes(store: Store) -> None:
    assert attributes(a_mapped_meeting(store)) == ()
    other = a_meeting_with_answers(store, meeting_id="minamo-1")
    assert attributes(other) == ("年代",)


def test_values_of_few_people_are_put_together(store: Store) -> None:
    table = cross(a_meeting_with_answers(store), "年代")
    assert table is not None
    assert table.columns == ("30代", "40代", "=1+1", "")
    assert all("90代" not in value for value in table.columns)


def test_no_shown_cell_has_fewer_than_five_people_behind_it(store: Store) -> None:
    edition = a_meeting_with_answers(store, 600)
    table = cross(edition, "年代")
    assert table is not None
    assert not table.by_theme
    for row, cells in zip(table.rows, table.table.cells, strict=False):
        for value, n in zip(table.columns, cells, strict=False):
            behind = [
                c
                for c in edition.comments.values()
                if edition.placements[c.comment_id].topic_id == row
                and c.attributes.get("年代") == value
            ]
            if value:
                assert n is None or n == len(behind)
                assert n is None or n == 0 or count_people(behind) >= FEWEST_PEOPLE


def test_themes_stand_for_topics_where_most_cells_would_be_left_out(store: Store) -> None:
    edition = a_meeting_with_answers(store)
    table = cross(edition, "年代")
    assert table is not None
    assert table.by_theme
    assert set(table.rows) <= {"", *(theme.theme_id for theme in edition.opinion_map.themes)}


def test_one_busy_person_is_no_group(store: Store) -> None:
    edition = a_meeting_with_answers(store)
    one = {key: replace(c, author_key="the same") for key, c in edition.comments.items()}
    alone = replace(edition, comments=one)
    assert attributes(alone) == ()
    assert cross(alone, "年代") is None


def test_the_file_of_a_table_holds_no_formula_and_no_gap_as_a_number(store: Store) -> None:
    edition = a_meeting_with_answers(store)
    table = cross(edition, "年代")
    assert table is not None
    screen = Screen(edition, Address("minamo-2", attribute="年代"), TOKYO)
    lines = list(csv.reader(io.StringIO(as_csv(screen, table).decode("utf-8-sig"))))
    assert lines[0][:4] == ["テーマ", "30代", "40代", "'=1+1"]
    assert not any(cell.startswith(tuple("=+-@")) for line in lines for cell in line)
    gaps = sum(cell is None for row in table.table.cells for cell in row)
    assert sum(line[1 : len(table.columns) + 2].count("伏せた数") for line in lines[1:]) == gaps
