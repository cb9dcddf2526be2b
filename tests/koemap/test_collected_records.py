"""What sources give, take back and no longer may keep, on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from koemap.collection import Collection, Health, MissedSpan
from koemap.edition import read
from koemap.records import ERASED_BY_STAFF, RETENTION_ENDED, Comment, RemovedAuthor, Source
from koemap.store import Store
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source, some_comments

LIVE, ARCHIVE = a_source(kind="youtube-live"), a_source()


def stocked(store: Store, source: Source, comments: tuple[Comment, ...]) -> Store:
    store.add_meeting(a_meeting())
    store.add_source(source)
    store.save_comments(source, [replace(c, source_id=source.source_id) for c in comments])
    return store


def given_by(source: Source, comments: tuple[Comment, ...]) -> list[Comment]:
    return [replace(comment, source_id=source.source_id) for comment in comments]


def texts(store: Store) -> list[str]:
    return [comment.text for comment in store.comments("minamo-2")]


def test_a_message_given_by_two_sources_is_one_comment(any_store: Store) -> None:
    comments = some_comments(10)
    stocked(any_store, LIVE, comments[:7])
    any_store.add_source(ARCHIVE)
    saved = any_store.save_comments(ARCHIVE, given_by(ARCHIVE, comments[2:]))
    assert (saved.added, saved.known) == (3, 5)
    assert saved.merged == {LIVE.source_id: 5}
    assert any_store.counts("minamo-2") == {LIVE.source_id: 7, ARCHIVE.source_id: 3}


def test_what_only_the_live_chat_has_is_counted_for_the_time_of_the_archive(
    any_store: Store,
) -> None:
    comments = some_comments(10)
    stocked(any_store, LIVE, comments)
    any_store.add_source(ARCHIVE)
    any_store.save_comments(ARCHIVE, given_by(ARCHIVE, (*comments[2:4], *comments[6:8])))
    assert any_store.only_in(LIVE.source_id, ARCHIVE) == 2


def test_another_source_does_not_change_the_words_of_a_comment(any_store: Store) -> None:
    comments = some_comments(1)
    stocked(any_store, LIVE, comments)
    any_store.add_source(ARCHIVE)
    (other,) = given_by(ARCHIVE, comments)
    any_store.save_comments(ARCHIVE, [replace(other, text=":smile:")])
    assert texts(any_store) == [comments[0].text]


def test_a_removed_author_loses_what_came_before_and_arrives_later(any_store: Store) -> None:
    early, late, after = (replace(c, author_key="someone") for c in some_comments(3))
    stocked(any_store, LIVE, (early,))
    until = late.posted_at
    any_store.save_comments(LIVE, [], removed=[RemovedAuthor("someone", "removed", until)])
    any_store.save_comments(LIVE, given_by(LIVE, (late, after)))
    assert [bool(text) for text in texts(any_store)] == [False, False, True]


def test_a_ban_in_the_chat_leaves_what_the_person_wrote_elsewhere(any_store: Store) -> None:
    chat, below = (replace(c, author_key="someone") for c in some_comments(2))
    video = a_source(kind="youtube-comments")
    stocked(any_store, LIVE, (chat,))
    stocked(any_store, video, (below,))
    until = START + timedelta(hours=1)
    any_store.save_comments(LIVE, [], removed=[RemovedAuthor("someone", "removed", until)])
    late = replace(below, comment_id="ytc:late", source_id=video.source_id)
    any_store.save_comments(video, [late])
    assert sorted(texts(any_store)) == sorted(["", below.text, late.text])


def test_a_second_removal_of_an_author_reaches_further_and_never_less(any_store: Store) -> None:
    comments = tuple(replace(c, author_key="someone") for c in some_comments(3))
    stocked(any_store, LIVE, ())
    for moment in (comments[1].posted_at, comments[0].posted_at):
        any_store.save_comments(LIVE, [], removed=[RemovedAuthor("someone", "removed", moment)])
    any_store.save_comments(LIVE, given_by(LIVE, comments))
    assert [bool(text) for text in texts(any_store)] == [False, False, True]


def test_comments_get_their_second_once_the_start_of_the_stream_is_known(any_store: Store) -> None:
    undated = tuple(replace(c, offset_seconds=None) for c in some_comments(2))
    stocked(any_store, LIVE, undated)
    any_store.start_stream(LIVE, START + timedelta(seconds=5))
    assert [c.offset_seconds for c in any_store.comments("minamo-2")] == [-5.0, 15.0]


def test_the_health_of_a_source_comes_back_as_it_was_given(any_store: Store) -> None:
    stocked(any_store, LIVE, ())
    health = Health("parked", START, quota_used=9_500, resumes_at=START, problem="spent")
    any_store.save_health(LIVE, health)
    assert any_store.healths("minamo-2") == {LIVE.source_id: health}


def test_terms_that_were_chosen_stay_when_the_source_is_collected_again(any_store: Store) -> None:
    stocked(any_store, LIVE, ())
    chosen = replace(LIVE, retention_days=7, authority="市の要綱")
    any_store.settle(chosen)
    any_store.add_source(LIVE)
    assert any_store.sources("minamo-2") == (chosen,)


def test_a_stretch_that_may_be_missing_is_kept_once(any_store: Store) -> None:
    stocked(any_store, LIVE, ())
    for minutes in (1, 5):
        span = MissedSpan(LIVE.source_id, START, START + timedelta(minutes=minutes), "stopped")
        any_store.save_comments(LIVE, [], missed=[span])
    assert any_store.missed("minamo-2") == (span,)


def test_calls_spent_by_several_processes_at_once_are_all_counted(any_store: Store) -> None:
    def spend() -> None:
        for _ in range(20):
            any_store.spend_quota("project", "2026-10-15", "liveChatMessages.list", 5)

    threads = [threading.Thread(target=spend) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert any_store.quota_used("project", "2026-10-15") == 300
    assert any_store.quota_used("project", "2026-10-16") == 0


def test_nothing_is_purged_before_its_time(any_store: Store) -> None:
    a_mapped_meeting(any_store, 30)
    (done,) = any_store.purge("minamo-2")
    assert (done.erased, done.kept, done.retention_days) == (0, 30, 30)
    assert done.next_due_at is not None
    in_a_month = datetime.now(UTC) + timedelta(days=30)
    assert abs(done.next_due_at - in_a_month) < timedelta(minutes=5)
    assert all(texts(any_store))


def test_a_dry_run_says_what_would_go_and_erases_nothing(any_store: Store) -> None:
    a_mapped_meeting(any_store, 30)
    (done,) = any_store.purge("minamo-2", everything=True, dry_run=True)
    assert (done.erased, done.kept) == (30, 0)
    assert all(texts(any_store))


def test_a_purge_takes_the_texts_and_leaves_the_numbers_of_the_map(any_store: Store) -> None:
    before = a_mapped_meeting(any_store, 60).opinion_map
    any_store.purge("minamo-2", everything=True)
    after = read(any_store, "minamo-2").opinion_map
    assert not any(texts(any_store))
    assert after.accounting == before.accounting
    assert [(t.n_comments, t.n_people) for t in after.topics] == [
        (t.n_comments, t.n_people) for t in before.topics
    ]
    assert not any(topic.exemplars for topic in after.topics)


@pytest.mark.parametrize(
    ("days", "why"), [(0, RETENTION_ENDED), (30, ERASED_BY_STAFF), (None, ERASED_BY_STAFF)]
)
def test_an_erased_text_says_whether_its_time_had_ended(
    any_store: Store, days: int | None, why: str
) -> None:
    a_mapped_meeting(any_store, 6)
    any_store.settle(replace(a_source(), retention_days=days))
    any_store.purge("minamo-2", everything=True)
    assert {comment.why_gone for comment in any_store.comments("minamo-2")} == {why}


def test_a_label_that_is_a_whole_erased_text_gives_way_to_keywords(any_store: Store) -> None:
    comments = some_comments(60)
    stocked(any_store, a_source(), comments)
    made = a_map(comments)
    first, *others = made.topics
    any_store.save_map(replace(made, topics=(replace(first, label=comments[0].text), *others)))
    any_store.purge("minamo-2", everything=True)
    labels = [topic.label for topic in any_store.opinion_map("minamo-2").topics]
    assert labels == ["理由・公開・説明", *(topic.label for topic in others)]


@pytest.mark.parametrize("kind", ["youtube-archive", "youtube-comments"])
def test_only_the_platform_itself_lets_retention_count_anew(any_store: Store, kind: str) -> None:
    source, comments = a_source(kind=kind), some_comments(3)
    stocked(any_store, source, comments)
    any_store.settle(replace(source, retention_days=30))
    (before,) = any_store.purge("minamo-2", dry_run=True)
    any_store.save_comments(source, given_by(source, comments))
    (after,) = any_store.purge("minamo-2", dry_run=True)
    assert before.next_due_at is not None
    assert (after.next_due_at == before.next_due_at) == (kind == "youtube-archive")


@pytest.mark.parametrize(
    ("label", "keywords", "left"),
    [
        ("裏庭に埋めた箱", ["裏庭", "公開"], ("公開", ["公開"])),
        ("審査の理由・裏庭に埋めた箱", ["理由", "公開"], ("審査の理由", ["理由", "公開"])),
        ("裏庭に埋めた…", ["裏庭"], ("t01", [])),
        ("審査の理由", ["理由", "公開"], ("審査の理由", ["理由", "公開"])),
    ],
)
def test_what_only_a_withdrawn_text_said_leaves_the_map_with_it(
    any_store: Store, label: str, keywords: list[str], left: tuple[str, list[str]]
) -> None:
    first, *others = some_comments(60)
    told = replace(first, text="裏庭に埋めた箱のことを知っています")
    comments = (told, *others)
    stocked(any_store, a_source(), comments)
    made = a_map(comments)
    topic = replace(made.topics[0], label=label, keywords=tuple(keywords))
    any_store.save_map(replace(made, topics=(topic, *made.topics[1:])))
    any_store.save_comments(a_source(), [], {told.comment_id: "deleted"})
    changed = any_store.opinion_map("minamo-2").topics[0]
    assert (changed.label, list(changed.keywords)) == left


def test_a_long_label_cut_from_an_erased_text_goes_with_a_purge(any_store: Store) -> None:
    comments = some_comments(60)
    stocked(any_store, a_source(), comments)
    made = a_map(comments)
    cut = replace(made.topics[0], label=comments[0].text[:14])
    any_store.save_map(replace(made, topics=(cut, *made.topics[1:])))
    any_store.purge("minamo-2", everything=True)
    assert any_store.opinion_map("minamo-2").topics[0].label == "理由・公開・説明"


def test_what_a_report_tells_of_single_lines_goes_with_a_purge(any_store: Store) -> None:
    a_mapped_meeting(any_store, 30)
    report = Collection("minamo-2", a_source().source_id, read=3, notices=("line 2: …",))
    any_store.save_collection(report)
    any_store.purge("minamo-2", everything=True)
    (left,) = any_store.collections("minamo-2")
    assert left == replace(report, notices=())


def test_a_purged_comment_does_not_come_back(any_store: Store) -> None:
    comments = some_comments(5)
    stocked(any_store, a_source(), comments)
    any_store.purge("minamo-2", everything=True)
    again = any_store.save_comments(a_source(), comments)
    assert (again.added, again.changed) == (0, 0)
    assert not any(texts(any_store))


def test_only_the_named_source_is_purged(any_store: Store) -> None:
    comments = some_comments(6)
    stocked(any_store, LIVE, comments[:3])
    stocked(any_store, ARCHIVE, comments[3:])
    any_store.purge("minamo-2", source_id=LIVE.source_id, everything=True)
    assert [bool(text) for text in texts(any_store)] == [False] * 3 + [True] * 3


@pytest.mark.parametrize("act", ["withdraw", "purge", "edit"])
def test_no_byte_of_an_erased_text_stays_in_the_files(
    store: Store, tmp_path: Path, act: str
) -> None:
    secret = "この文はだれにも残してほしくありません" * 3
    comment = replace(some_comments(1)[0], text=secret)
    stocked(store, a_source(), (*some_comments(40)[1:], comment))
    assert secret.encode() in stored(tmp_path)
    if act == "withdraw":
        store.save_comments(a_source(), [], {comment.comment_id: "deleted"})
    elif act == "purge":
        store.purge("minamo-2", everything=True)
    else:
        store.save_comments(a_source(), [replace(comment, text="書き直しました")])
    assert secret.encode() not in stored(tmp_path)


def stored(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("koemap.db*"))
