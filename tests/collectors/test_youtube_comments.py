"""The comments below a video are collected: all of them, their edits and deletions."""

from __future__ import annotations

from typing import Any

import pytest

from collectors.google.access import by_key
from koemap.errors import CollectError
from tests.collectors.below_video import collected, fake, some
from tests.collectors.chat import VIDEO, a_channel
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.google_desk import Changed, SmallPages
from tests.google.comments import Comments
from tests.google.discovery import COMMENTS, THREADS
from tests.google.fake import FakeGoogle
from tests.google.faults import InvalidPageToken, Refusal

__all__ = ["fake"]  # a fixture


def texts(desk: Desk) -> list[str]:
    """The texts that are not taken back."""
    return sorted(filter(None, desk.texts))


def test_every_thread_and_reply_is_stored_once_with_its_author_and_time(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 230)
    for number in range(130):
        fake.comments.add(f"{number}番目の返信です", parent=ids[5])
    fake.comments.add("短い\n返信 <b> & です", parent=ids[6])
    done = collected(desk, fake)
    assert (done.added, done.known, len(set(desk.texts))) == (361, 0, 361)
    assert "短い\n返信 <b> & です" in desk.texts
    assert (done.facts["threads"], done.facts["replies"]) == ("230", "131")
    (first,) = (c for c in desk.store.comments("minamo-2") if c.comment_id == f"ytc:{ids[0]}")
    assert first.posted_at is not None
    assert first.posted_at.isoformat() == "2026-10-15T09:01:00+00:00"
    assert len({one.author_key for one in desk.store.comments("minamo-2")}) == 8


def test_the_units_spent_are_those_of_the_pages_and_of_long_threads(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 250)
    for number in range(6):
        fake.comments.add(f"{number}番目の返信です", parent=ids[5])
    collected(desk, fake)
    assert fake.units() == desk.store.quota_used(by_key(fake.api_key, SECRET).owner, "2026-10-15")
    assert (fake.calls(THREADS), fake.calls(COMMENTS)) == (3, 1)


def test_an_edit_of_an_old_comment_or_reply_is_found(desk: Desk, fake: FakeGoogle) -> None:
    ids = some(fake, 150)
    reply = fake.comments.add("はじめの返信", parent=ids[0]).id
    collected(desk, fake)
    fake.advance(60)
    fake.comments.edit(ids[3], "直したコメント")
    fake.comments.edit(reply, "直した返信")
    done = collected(desk, fake)
    assert (done.added, done.changed, done.withdrawn) == (0, 2, 0)
    assert {"直したコメント", "直した返信"} <= set(desk.texts)


def test_deleted_comments_are_taken_back_once_youtube_confirms_it(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 130)
    fake.comments.add("消えるスレッドの返信", parent=ids[0])
    collected(desk, fake)
    for one in ids[:60]:
        fake.comments.remove(one)
    done = collected(desk, fake)
    assert done.withdrawn == 61
    assert len(texts(desk)) == 70
    assert {one.withdrawn for one in desk.store.comments("minamo-2")} == {
        "deleted on YouTube",
        None,
    }


def test_comments_that_a_page_left_out_are_kept(desk: Desk, fake: FakeGoogle) -> None:
    some(fake, 20)
    collected(desk, fake)
    fake.schedule_next(THREADS, Changed(lambda page: page["items"].clear()))
    done = collected(desk, fake)
    assert (done.withdrawn, len(texts(desk))) == (0, 20)


def test_where_google_names_no_missing_comment_each_is_asked_for(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 6)
    collected(desk, fake)
    fake.comments.remove(ids[2])
    fake.schedule_next(THREADS, Changed(lambda page: page["items"].clear()))
    fake.schedule_next(COMMENTS, Refusal(404, "commentNotFound"))
    done = collected(desk, fake)
    assert (done.withdrawn, len(texts(desk)), fake.calls(COMMENTS)) == (1, 5, 7)


def test_a_video_that_has_gone_takes_nothing_back(desk: Desk, fake: FakeGoogle) -> None:
    ids = some(fake, 6)
    collected(desk, fake)
    fake.comments.remove(ids[2])
    fake.after(COMMENTS, 1, lambda: fake.comments.open(VIDEO, comments_on=False))
    with pytest.raises(CollectError, match="comments on YouTube koemapTest1 are turned off"):
        collected(desk, fake)
    assert len(texts(desk)) == 6


def test_a_comment_that_was_held_back_comes_again(desk: Desk, fake: FakeGoogle) -> None:
    some(fake, 3)
    collected(desk, fake)
    everything, fake.comments = fake.comments, Comments(fake.clock)
    fake.comments.open(VIDEO)
    assert collected(desk, fake).withdrawn == 3
    fake.comments = everything
    done = collected(desk, fake)
    assert (done.added, len(texts(desk))) == (3, 3)
    assert collected(desk, fake).known == 3


def test_pages_that_repeat_for_ever_end_with_a_notice(desk: Desk, fake: FakeGoogle) -> None:
    fake.comments.pager = SmallPages(4)
    some(fake, 20)
    collected(desk, fake)
    tokens: list[str] = []

    def repeat(page: Any) -> None:
        tokens.append(page["nextPageToken"])
        page["nextPageToken"] = tokens[0]

    fake.schedule(THREADS, range(6, 8), Changed(repeat))
    done = collected(desk, fake)
    assert (done.added, done.withdrawn) == (0, 0)
    assert any("same page again and again" in notice for notice in done.notices)


def test_a_page_that_comes_twice_doubles_nothing_and_loses_no_edit(
    desk: Desk, fake: FakeGoogle
) -> None:
    fake.comments.pager = SmallPages(4, "invalidPageToken")
    ids = some(fake, 10)
    fake.schedule(THREADS, 3, InvalidPageToken("invalidPageToken"))

    def edit() -> None:
        fake.advance(60)
        fake.comments.edit(ids[-1], "直したコメント")

    fake.after(THREADS, 2, edit)
    done = collected(desk, fake)
    assert (done.added, len(desk.texts)) == (10, 10)
    assert "直したコメント" in desk.texts


def test_a_thread_deleted_before_its_replies_are_asked_for_costs_nothing_else(
    desk: Desk, fake: FakeGoogle
) -> None:
    ids = some(fake, 3)
    for number in range(9):
        fake.comments.add(f"返信{number}", parent=ids[1])
    fake.after(THREADS, 1, lambda: fake.comments.remove(ids[1]))
    collected(desk, fake)
    assert {"0番目のコメントです", "2番目のコメントです"} <= set(desk.texts)
    collected(desk, fake)
    assert texts(desk) == ["0番目のコメントです", "2番目のコメントです"]


def test_a_picture_without_words_is_counted(desk: Desk, fake: FakeGoogle) -> None:
    some(fake, 2)

    def show(page: Any) -> None:
        snippet = page["items"][0]["snippet"]["topLevelComment"]["snippet"]
        snippet |= {"textDisplay": "", "imageUrl": "https://example.org/signed"}

    fake.schedule(THREADS, 1, Changed(show))
    done = collected(desk, fake)
    assert (done.added, dict(done.skipped)) == (1, {"image": 1})


@pytest.mark.parametrize(
    ("code", "reason", "said"),
    [
        (403, "commentsDisabled", "comments on YouTube koemapTest1 are turned off"),
        (404, "videoNotFound", "there is no YouTube koemapTest1, or it is private"),
        (403, "forbidden", "does not let these credentials read YouTube koemapTest1"),
    ],
)
def test_a_video_without_comments_to_read_is_told_in_one_line(
    desk: Desk, fake: FakeGoogle, code: int, reason: str, said: str
) -> None:
    fake.schedule(THREADS, 1, Refusal(code, reason))
    with pytest.raises(CollectError, match=said) as failure:
        collected(desk, fake)
    assert "\n" not in str(failure.value)
    assert failure.value.ja


def test_a_wrong_key_is_told_without_the_key(desk: Desk, fake: FakeGoogle) -> None:
    some(fake, 1)
    wrong = by_key("AIzaWrongKeyOfTheTests", SECRET)
    with pytest.raises(CollectError, match="does not accept the key") as failure:
        collected(desk, fake, access=wrong)
    assert "AIza" not in str(failure.value)


def test_a_video_without_a_comment_is_fine(desk: Desk, fake: FakeGoogle) -> None:
    done = collected(desk, fake)
    assert (done.read, done.facts["threads"]) == (0, "0")


def test_quota_gone_in_the_middle_is_waited_for(desk: Desk, fake: FakeGoogle) -> None:
    some(fake, 250)
    fake.before(THREADS, 2, fake.quota.exhaust)
    done = collected(desk, fake, patient=True)
    assert (done.added, done.known) == (250, 0)
    assert fake.now().isoformat() > "2026-10-16T07"


def test_an_author_s_channel_is_nowhere_in_the_database(
    desk: Desk, fake: FakeGoogle, tmp_path: Any
) -> None:
    some(fake, 3)
    collected(desk, fake)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert "0番目のコメントです".encode() in stored
    assert a_channel("author0").encode() not in stored
    assert b"@author0" not in stored
