"""What a thread of comments below a YouTube video holds, and what each comment says.

Shapes: the discovery document of youtube.v3 (`CommentThread`, `Comment`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from collectors.events import Received, Skipped
from collectors.json_fields import Json, moment, number_at, object_at, objects_at, text_at

PREFIX = "ytc:"


def meaning(comment: Json) -> Received | Skipped:
    """The comment, or why it is none."""
    comment_id, snippet = text_at(comment, "id"), object_at(comment, "snippet")
    if not comment_id:
        return Skipped("unknown", "a comment without an id")
    if not text_of(comment):
        return Skipped("image" if snippet.get("imageUrl") else "empty")
    return Received(
        f"{PREFIX}{comment_id}",
        text_of(comment),
        author=text_at(object_at(snippet, "authorChannelId"), "value") or None,
        posted_at=moment(snippet.get("publishedAt")),
    )


def first(thread: Json) -> Json:
    """The comment that the others reply to."""
    return object_at(thread, "snippet", "topLevelComment")


def shown_replies(thread: Json) -> list[Json]:
    """The replies that came with the thread; there may be more."""
    return list(objects_at(object_at(thread, "replies"), "comments"))


def hides_replies(thread: Json) -> bool:
    """Whether there are more replies than came with the thread."""
    total = number_at(object_at(thread, "snippet"), "totalReplyCount") or 0
    return total > len(shown_replies(thread))


def thread_id(thread: Json) -> str:
    """The id to ask for replies by, "" when there is none."""
    return text_at(thread, "id") or text_at(first(thread), "id")


def ids_with_words(thread: Json) -> Iterator[str]:
    """Ids of the comments that came with the thread and say something."""
    for comment in (first(thread), *shown_replies(thread)):
        if isinstance(said := meaning(comment), Received):
            yield said.comment_id


def updated_at(comment: Json) -> datetime | None:
    """When the comment was edited last, or written."""
    return moment(object_at(comment, "snippet").get("updatedAt"))


def text_of(comment: Json) -> str:
    """What the comment says; its author's own text where YouTube shows it."""
    snippet = object_at(comment, "snippet")
    return (text_at(snippet, "textOriginal") or text_at(snippet, "textDisplay")).strip()
