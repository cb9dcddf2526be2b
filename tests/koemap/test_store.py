"""The store keeps its promises on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from koemap.collection import Collection
from koemap.edition import read
from koemap.errors import StoreError
from koemap.records import Comment, Decision, Meeting, Publication
from koemap.store import Store
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source, some_comments

TOKYO = timezone(timedelta(hours=9))


def a_stocked_store(store: Store, comments: tuple[Comment, ...] = ()) -> Store:
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), comments)
    return store


def test_a_meeting_comes_back_as_it_was_given(any_store: Store) -> None:
    meeting = replace(a_meeting(), starts_at=datetime(2026, 10, 15, 18, tzinfo=TOKYO))
    assert any_store.add_meeting(meeting)
    assert any_store.meetings() == (meeting,)


def test_a_known_meeting_keeps_what_is_not_given_again(any_store: Store) -> None:
    any_store.add_meeting(a_meeting())
    assert not any_store.add_meeting(Meeting("minamo-2", "新しい題"))
    assert any_store.meeting("minamo-2") == replace(a_meeting(), title="新しい題")


def test_receiving_comments_twice_changes_nothing(any_store: Store) -> None:
    comments = some_comments(1200)
    a_stocked_store(any_store, comments)
    again = any_store.save_comments(a_source(), comments)
    assert (again.added, again.changed, again.known) == (0, 0, 1200)
    assert any_store.comments("minamo-2") == comments


def test_an_edited_comment_takes_its_new_text(any_store: Store) -> None:
    first, *_ = comments = some_comments(3)
    a_stocked_store(any_store, comments)
    edited = replace(first, text="書き直しました", attributes={"年代": "30代"})
    assert any_store.save_comments(a_source(), [edited]).changed == 1
    assert any_store.comments("minamo-2")[0] == edited


@pytest.mark.parametrize("early", [True, False])
def test_a_withdrawn_comment_loses_its_text_whichever_comes_first(
    any_store: Store, early: bool
) -> None:
    comments = some_comments(3)
    a_stocked_store(any_store, () if early else comments)
    any_store.save_comments(a_source(), comments if not early else (), {"yt:0001": "deleted"})
    any_store.save_comments(a_source(), comments)
    withdrawn = any_store.comments("minamo-2")[1]
    assert (withdrawn.text, withdrawn.withdrawn) == ("", "deleted")
    assert [bool(c.text) for c in any_store.comments("minamo-2")] == [True, False, True]


def test_the_same_comment_may_belong_to_two_meetings(any_store: Store) -> None:
    a_stocked_store(any_store, some_comments(5))
    any_store.add_meeting(a_meeting("other"))
    any_store.add_source(a_source("other"))
    any_store.save_comments(a_source("other"), some_comments(5, "other"))
    assert len(any_store.comments("minamo-2")) == len(any_store.comments("other")) == 5


def test_a_map_comes_back_as_it_was_saved(any_store: Store) -> None:
    edition = a_mapped_meeting(any_store, 700)
    saved = any_store.save_map(a_map(some_comments(700)))
    assert any_store.opinion_map("minamo-2") == replace(saved, map_id=edition.opinion_map.map_id)


def test_an_equal_map_is_the_same_version(any_store: Store) -> None:
    edition = a_mapped_meeting(any_store)
    again = any_store.save_map(replace(a_map(some_comments(60)), seconds={"total": 9.0}))
    assert again.map_id == edition.opinion_map.map_id
    assert any_store.map_ids("minamo-2") == (again.map_id,)


def test_a_new_map_is_a_new_version_and_the_old_one_stays(any_store: Store) -> None:
    first = a_mapped_meeting(any_store).opinion_map
    recipe = replace(first.recipe, seed=1)
    second = any_store.save_map(replace(a_map(some_comments(60)), recipe=recipe))
    assert any_store.map_ids("minamo-2") == (second.map_id, first.map_id)
    assert any_store.opinion_map("minamo-2", first.map_id).recipe == first.recipe


def test_a_map_whose_accounting_does_not_add_up_is_refused(any_store: Store) -> None:
    a_stocked_store(any_store, some_comments(60))
    good = a_map(some_comments(60))
    with pytest.raises(StoreError, match="does not add up"):
        any_store.save_map(replace(good, accounting=replace(good.accounting, lone=0)))
    assert any_store.map_ids("minamo-2") == ()


def test_a_map_is_written_whole_or_not_at_all(any_store: Store) -> None:
    a_stocked_store(any_store, some_comments(60))
    good = a_map(some_comments(60))
    broken = replace(good, placements=(*good.placements, good.placements[0]))
    with pytest.raises(StoreError):
        any_store.save_map(
            replace(broken, accounting=replace(good.accounting, received=61, in_topic=53))
        )
    assert any_store.map_ids("minamo-2") == ()


def test_decisions_are_numbered_in_the_order_they_are_made(any_store: Store) -> None:
    any_store.add_meeting(a_meeting())
    made = [
        any_store.decide(Decision("minamo-2", "hide", f"yt:{n}", "山田", START, "攻撃"))
        for n in range(3)
    ]
    assert any_store.decisions("minamo-2") == tuple(made)
    assert [d.decision_id for d in made] == sorted(d.decision_id for d in made)


def test_a_publication_is_recorded_once(any_store: Store) -> None:
    edition = a_mapped_meeting(any_store)
    publication = Publication("minamo-2", edition.opinion_map.map_id, 1, "山田", START)
    any_store.save_publication(publication)
    any_store.save_publication(replace(publication, note="二度目"))
    assert any_store.publications("minamo-2") == (publication,)


def test_a_collection_report_comes_back(any_store: Store) -> None:
    a_stocked_store(any_store)
    source = a_source()
    done = Collection("minamo-2", source.source_id, 3, 2, 0, 0, 0, {"system": 1}, ("行 2",))
    any_store.save_collection(done)
    assert any_store.collections("minamo-2") == (done,)


def test_the_state_changes_with_maps_decisions_and_withdrawals(any_store: Store) -> None:
    edition = a_mapped_meeting(any_store)
    states = [any_store.state("minamo-2")]
    any_store.decide(Decision("minamo-2", "hide", "yt:0001", "山田", START))
    states.append(any_store.state("minamo-2"))
    any_store.save_comments(a_source(), (), {"yt:0002": "deleted"})
    states.append(any_store.state("minamo-2"))
    assert len(set(states)) == 3
    assert states[0] == (edition.opinion_map.map_id, 0, 0)


def test_two_writers_at_once_lose_and_double_nothing(any_store: Store) -> None:
    a_stocked_store(any_store)
    comments = some_comments(900)

    def write() -> None:
        for start in range(0, 900, 100):
            any_store.save_comments(a_source(), comments[start : start + 100])

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert any_store.comments("minamo-2") == comments


def test_what_is_not_there_is_named_with_what_to_do(any_store: Store) -> None:
    with pytest.raises(StoreError, match="koemap meeting add nowhere"):
        any_store.comments("nowhere")
    any_store.add_meeting(a_meeting())
    with pytest.raises(StoreError, match="koemap analyze --meeting minamo-2"):
        read(any_store, "minamo-2")
    with pytest.raises(StoreError, match="no map '0009-x'"):
        read(any_store, "minamo-2", "0009-x")


def test_opening_a_store_twice_applies_migrations_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'koemap.db'}"
    first, second = Store(url), Store(url)
    first.add_meeting(a_meeting())
    assert second.meetings() == (a_meeting(),)
    first.close()
    second.close()


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "koemap.db"
    path.write_text("これはデータベースではありません。" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "sqlite:////proc/nowhere/koemap.db"])
def test_an_address_that_cannot_be_used_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(StoreError, match=r"KOEMAP_DATABASE_URL|unable to open"):
        Store(url)


def test_a_password_is_never_shown(postgres_url: str) -> None:
    wrong = postgres_url.replace("koemap@", "nobody:hunter2@")
    with pytest.raises(StoreError) as caught:
        Store(wrong)
    assert "hunter2" not in str(caught.value)
