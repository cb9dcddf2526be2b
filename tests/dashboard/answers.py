"""A meeting with a chat and a form whose answers have attributes; invented like all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from koemap.edition import Edition, read
from koemap.records import Comment
from koemap.store import Store
from tests.factories import START, a_map, a_meeting, a_source, some_comments

FORM = "table-sample"
AGES = ("30代", "30代", "40代", "40代", "=1+1")


def a_meeting_with_answers(store: Store, n: int = 240, meeting_id: str = "minamo-2") -> Edition:
    """Every other comment answers a form, over six days; one age in five looks like a formula.

    The last three answers give an age that nobody else has, one in ten gives none.
    """
    meeting = a_meeting(meeting_id)
    sources = a_source(meeting_id), a_source(meeting_id, kind="table")
    comments = tuple(_answer(k, c, n) for k, c in enumerate(some_comments(n, meeting_id)))
    store.add_meeting(meeting)
    for source in sources:
        store.add_source(source)
        mine = [c for c in comments if c.source_id == source.source_id]
        store.save_comments(source, mine)
    store.save_map(a_map(comments, meeting_id))
    return read(store, meeting_id)


def _answer(number: int, comment: Comment, n: int) -> Comment:
    if number % 2 == 0:
        return comment
    answer = number // 2
    rare = answer >= n // 2 - 3
    age = "90代" if rare else AGES[(answer // 3) % len(AGES)] if answer % 10 else ""
    return replace(
        comment,
        source_id=FORM,
        author_key=f"answering-{answer}",
        offset_seconds=None,
        posted_at=START + timedelta(days=answer % 6),
        attributes={
            "年代": age,
            "ひとこと": f"自由な文 {answer}",
        },
    )
