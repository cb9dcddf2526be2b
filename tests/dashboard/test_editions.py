from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.editions import KEPT, Editions
from koemap.errors import StoreError
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source, some_comments


def test_readers_share_one_edition_until_something_changes(store: Store) -> None:
    a_mapped_meeting(store)
    editions = Editions(store)
    assert editions.newest("minamo-2") is editions.newest("minamo-2")


def test_a_newer_map_is_noticed(store: Store) -> None:
    first = a_mapped_meeting(store, 60)
    editions = Editions(store)
    before = editions.newest("minamo-2")
    more = some_comments(80)
    store.save_comments(a_source(), more)
    store.save_map(a_map(more))
    assert before.opinion_map.map_id == first.opinion_map.map_id
    assert len(editions.newest("minamo-2").placements) == 80


def test_a_decision_and_a_withdrawal_are_noticed(store: Store) -> None:
    a_difficult_meeting(store)
    editions = Editions(store)
    assert editions.newest("minamo-2").opinion_map.accounting.hidden == 1
    store.decide(Decision("minamo-2", "hide", "yt:7", "担当者", START))
    assert editions.newest("minamo-2").opinion_map.accounting.hidden == 2
    store.save_comments(a_source(), [], withdrawn={"yt:4": "書いた人の求め"})
    assert editions.newest("minamo-2").opinion_map.accounting.withdrawn == 2
    assert HIDDEN not in {c.text for c in editions.newest("minamo-2").members["t01"]}


def test_a_text_that_its_author_changed_or_that_was_erased_is_noticed(store: Store) -> None:
    edition = a_mapped_meeting(store)
    editions = Editions(store)
    first = edition.members["t01"][0]
    assert editions.newest("minamo-2").comments[first.comment_id].text == first.text
    store.save_comments(a_source(), [replace(first, text="書きなおしました")])
    assert editions.newest("minamo-2").comments[first.comment_id].text == "書きなおしました"
    store.purge("minamo-2", everything=True)
    assert editions.newest("minamo-2").comments[first.comment_id].text == ""


def test_old_editions_leave_memory(store: Store) -> None:
    a_mapped_meeting(store)
    editions = Editions(store)
    first = editions.newest("minamo-2")
    for number in range(KEPT):
        store.decide(Decision("minamo-2", "approve", f"none-{number}", "担当者", START))
        editions.newest("minamo-2")
    assert len(editions._kept) == KEPT
    assert all(edition is not first for edition in editions._kept.values())


def test_a_meeting_without_a_map_says_what_to_run(store: Store) -> None:
    store.add_meeting(a_meeting())
    with pytest.raises(StoreError, match="koemap analyze --meeting minamo-2"):
        Editions(store).newest("minamo-2")


def test_a_decision_does_not_read_the_comments_again(store: Store) -> None:
    a_mapped_meeting(store)
    editions = Editions(store)
    before = editions.newest("minamo-2")
    store.decide(Decision("minamo-2", "hide", "yt:0001", "担当者", START, "個人情報"))
    after = editions.newest("minamo-2")
    assert after is not before
    assert after.comments is before.comments
    assert after.opinion_map.accounting.hidden == 1
    store.save_comments(a_source(), [], withdrawn={"yt:0002": "書いた人の求め"})
    assert editions.newest("minamo-2").comments["yt:0002"].withdrawn == "書いた人の求め"


def test_the_meeting_before_is_the_last_with_a_map(store: Store) -> None:
    a_mapped_meeting(store)
    editions, meeting = Editions(store), a_meeting()
    assert editions.earlier(meeting) is None
    for name, days in (("minamo-0", 20), ("minamo-1", 10)):
        at = START - timedelta(days=days)
        store.add_meeting(replace(a_meeting(name), starts_at=at, video_id=None))
    assert editions.earlier(meeting) is None
    source, comments = a_source("minamo-0"), some_comments(60, "minamo-0")
    store.add_source(source)
    store.save_comments(source, comments)
    store.save_map(a_map(comments, "minamo-0"))
    earlier = editions.earlier(meeting)
    assert earlier is not None
    assert earlier.meeting.meeting_id == "minamo-0"
    assert len(earlier.profiles) == 6
    again = editions.earlier(meeting)
    assert again is not None
    assert again.profiles is earlier.profiles
