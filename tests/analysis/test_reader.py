"""What the reader of a live meeting knows of comments that it read, or that were read before it."""

from __future__ import annotations

from dataclasses import replace

from analysis.reader import Reader
from tests.analysis.live import written

OLD, LAST, UNREAD = written(
    ("市長は出ていけ", "駅前の広場に木を植えてほしい", "図書館を夜まで開けてほしい")
)


def begun_again() -> Reader:
    """A reader after a restart, when of two comments only the last is looked at again."""
    before, after = Reader(), Reader()
    said = {one.comment_id: one for one in before.read([OLD, LAST])}
    after.know([LAST], said)
    return after


def test_a_comment_whose_text_is_another_has_changed() -> None:
    reader = Reader()
    reader.read([OLD, LAST])
    other = replace(LAST, text="駅前の広場に木を植えないでほしい")
    assert reader.changed([OLD, other]) == [other]


def test_after_a_restart_an_old_comment_that_was_withdrawn_or_reworded_has_changed() -> None:
    for text in ("", "市長の説明はよく分かりました"):
        other = replace(OLD, text=text)
        assert begun_again().changed([other, LAST]) == [other]


def test_a_comment_that_was_never_read_has_not_changed() -> None:
    assert begun_again().changed([UNREAD, replace(UNREAD, text="")]) == []
