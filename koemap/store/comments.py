"""How received comments and withdrawals meet what is already stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Table,
    func,
    insert,
    select,
    update,
)

from koemap import live_tables as live
from koemap import tables as t
from koemap.live_records import DeskAct
from koemap.records import CHAT_KINDS, FILE_KINDS, Comment, RemovedAuthor, Source
from koemap.store.upsert import insert_missing, upsert

Item = TypeVar("Item")
COLUMNS = tuple(Comment.__dataclass_fields__)
BATCH = 500  # below SQLite's bound on variables in one statement
FOUND_LATER = ("author_key", "posted_at", "offset_seconds")
ERASED: Mapping[str, Any] = {"text": "", "attributes": {}}


@dataclass(frozen=True)
class Saved:
    """How many comments of one batch were new, changed, already known or taken back.

    `merged` counts the known ones that another source gave first, by that source.
    """

    added: int = 0
    changed: int = 0
    known: int = 0
    withdrawn: int = 0
    merged: Mapping[str, int] = field(default_factory=dict)


def where(table: Table, meeting_id: str, **equal: object) -> list[ColumnElement[bool]]:
    """Conditions for the rows of one meeting with these values."""
    conditions = [table.c.meeting_id == meeting_id]
    return conditions + [table.c[name] == value for name, value in equal.items()]


def next_change(meeting_id: str) -> ScalarSelect[Any]:
    """The number that `note_change` will give to what changes now."""
    own = t.meetings.c.meeting_id == meeting_id
    count = select(func.coalesce(t.meetings.c.n_changes, 0) + 1).where(own)
    return count.scalar_subquery()


def note_change(connection: Connection, meeting_id: str) -> None:
    """Count that comments of the meeting are not what they were."""
    same = t.meetings.c.meeting_id == meeting_id
    connection.execute(update(t.meetings).where(same).values(n_changes=next_change(meeting_id)))


def selected(*conditions: ColumnElement[bool]) -> Select[Any]:
    """A query for the comments that meet all conditions, with the columns of the record."""
    return select(*(t.comments.c[name] for name in COLUMNS)).where(*conditions)


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in runs that fit into one statement."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def merge(connection: Connection, source: Source, comments: Sequence[Comment]) -> Saved:
    """Insert what is new, change what was edited; withdrawn comments stay without text."""
    latest = list({comment.comment_id: comment for comment in comments}.values())
    added, changed, known = 0, 0, len(comments) - len(latest)
    merged: Counter[str] = Counter()
    for chunk in chunks(latest):
        ids = [comment.comment_id for comment in chunk]
        present = {c.comment_id: c for c in _comments_of(connection, source.meeting_id, ids)}
        fresh = [comment for comment in chunk if comment.comment_id not in present]
        _insert(connection, source, fresh)
        edits = [c for c in chunk if _edits(c, present.get(c.comment_id))]
        for comment in edits:
            _update_comment(connection, comment, present[comment.comment_id])
        _look_again(connection, [c for c in edits if _rewords(c, present[c.comment_id])])
        if source.kind not in FILE_KINDS:
            _refresh(connection, source, list(present))
        merged += _sight(connection, source, present.values())
        added, changed = added + len(fresh), changed + len(edits)
        known += len(chunk) - len(fresh) - len(edits)
    return Saved(added, changed, known, merged=dict(merged))


def _comments_of(connection: Connection, meeting_id: str, ids: list[str]) -> Iterator[Comment]:
    same = where(t.comments, meeting_id)
    rows = connection.execute(selected(*same, t.comments.c.comment_id.in_(ids)))
    return (Comment(**row._mapping) for row in rows)


def _insert(connection: Connection, source: Source, fresh: Sequence[Comment]) -> None:
    if not fresh:
        return
    gone = _reasons(connection, source.meeting_id, [comment.comment_id for comment in fresh])
    is_chat = source.kind in CHAT_KINDS
    removed = _removed(connection, source.meeting_id, fresh) if is_chat else {}
    rows = [_values(_as_withdrawn(comment, gone, removed)) for comment in fresh]
    connection.execute(insert(t.comments), rows)
    arrived = [{name: row[name] for name in ("meeting_id", "comment_id")} for row in rows]
    at = rows[0]["received_at"]
    connection.execute(insert(live.arrivals), [{**one, "at": at} for one in arrived])


def _values(comment: Comment) -> dict[str, Any]:
    values = {name: getattr(comment, name) for name in COLUMNS}
    return {**values, "attributes": dict(comment.attributes), "received_at": datetime.now(UTC)}


def _edits(comment: Comment, present: Comment | None) -> bool:
    if present is None or present.withdrawn or present.purged_at:
        return False
    if _found(comment, present):
        return True
    said = comment.text, dict(comment.attributes)
    is_own = present.source_id == comment.source_id
    return is_own and said != (present.text, present.attributes)


def _found(comment: Comment, present: Comment) -> dict[str, Any]:
    """What was not known of a comment until now, by column."""
    given = {name: getattr(comment, name) for name in FOUND_LATER}
    return {
        name: value
        for name, value in given.items()
        if value is not None and getattr(present, name) is None
    }


def _update_comment(connection: Connection, comment: Comment, present: Comment) -> None:
    same = where(t.comments, comment.meeting_id, comment_id=comment.comment_id)
    own = t.comments.c.source_id == comment.source_id
    said = {"text": comment.text, "attributes": dict(comment.attributes)}
    connection.execute(update(t.comments).where(*same, own).values(said))
    found = {**_found(comment, present), "changed": next_change(comment.meeting_id)}
    connection.execute(update(t.comments).where(*same).values(found))


def _rewords(comment: Comment, present: Comment) -> bool:
    return comment.source_id == present.source_id and comment.text != present.text


def _look_again(connection: Connection, reworded: Sequence[Comment]) -> None:
    """Take back what was let through in other words; a person has to look at it again."""
    acts = live.desk_acts.c
    for comment in reworded:
        same = where(live.desk_acts, comment.meeting_id, target=comment.comment_id)
        if connection.scalar(select(func.count(acts.number)).where(*same)):
            act = DeskAct(comment.meeting_id, "edited", comment.comment_id, "", datetime.now(UTC))
            values = asdict(act)
            del values["number"]
            connection.execute(insert(live.desk_acts).values(values))


def _refresh(connection: Connection, source: Source, ids: list[str]) -> None:
    """Let the retention of comments count anew that their platform still gives."""
    if ids:
        same = where(t.comments, source.meeting_id, source_id=source.source_id)
        given = update(t.comments).where(*same, t.comments.c.comment_id.in_(ids))
        connection.execute(given.values(received_at=datetime.now(UTC)))


def _sight(connection: Connection, source: Source, present: Iterable[Comment]) -> Counter[str]:
    """Note which comments of other sources this one gave too; how many, by source."""
    others = [comment for comment in present if comment.source_id != source.source_id]
    seen = {"meeting_id": source.meeting_id, "source_id": source.source_id}
    rows = [{**seen, "comment_id": comment.comment_id} for comment in others]
    insert_missing(connection, t.sightings, rows)
    return Counter(comment.source_id for comment in others)


def _as_withdrawn(
    comment: Comment, reasons: Mapping[str, str], removed: Mapping[str, RemovedAuthor]
) -> Comment:
    author = removed.get(comment.author_key or "")
    late = author and author.until and comment.posted_at and comment.posted_at <= author.until
    reason = reasons.get(comment.comment_id) or comment.withdrawn
    reason = reason or (author.reason if author and late else None)
    return replace(comment, text="", attributes={}, withdrawn=reason) if reason else comment


def _reasons(connection: Connection, meeting_id: str, ids: list[str]) -> dict[str, str]:
    same = where(t.withdrawals, meeting_id)
    query = select(t.withdrawals).where(*same, t.withdrawals.c.comment_id.in_(ids))
    return {row.comment_id: row.reason for row in connection.execute(query)}


def _removed(
    connection: Connection, meeting_id: str, comments: Iterable[Comment]
) -> dict[str, RemovedAuthor]:
    keys = {comment.author_key for comment in comments if comment.author_key}
    table = t.removed_authors
    query = select(table.c.author_key, table.c.reason, table.c.until)
    query = query.where(*where(table, meeting_id), table.c.author_key.in_(keys))
    return {row.author_key: RemovedAuthor(**row._mapping) for row in connection.execute(query)}


def withdraw(connection: Connection, meeting_id: str, reasons: Mapping[str, str]) -> dict[str, str]:
    """The texts that stored comments lose, by comment id; ids to come are remembered."""
    erased: dict[str, str] = {}
    for chunk in chunks(list(reasons)):
        known = _reasons(connection, meeting_id, list(chunk))
        for comment_id in (i for i in chunk if i not in known):
            reason, same = reasons[comment_id], where(t.comments, meeting_id, comment_id=comment_id)
            values = {"meeting_id": meeting_id, "comment_id": comment_id, "reason": reason}
            connection.execute(insert(t.withdrawals).values(values))
            for text in connection.scalars(select(t.comments.c.text).where(*same)):
                erased[comment_id] = text
            gone = {**ERASED, "withdrawn": reason, "changed": next_change(meeting_id)}
            connection.execute(update(t.comments).where(*same).values(gone))
    return erased


def remove_author(connection: Connection, source: Source, removed: RemovedAuthor) -> dict[str, str]:
    """The texts that messages of that author lose, by id; earlier ones to come are remembered.

    Only messages of chats do: who is removed from a chat keeps what they wrote elsewhere.
    """
    posted_at, meeting_id = t.comments.c.posted_at, source.meeting_id
    chats = select(t.sources.c.source_id).where(
        *where(t.sources, meeting_id), t.sources.c.kind.in_(CHAT_KINDS)
    )
    same = where(t.comments, meeting_id, author_key=removed.author_key)
    query = select(t.comments.c.comment_id).where(*same, t.comments.c.source_id.in_(chats))
    if removed.until is not None:
        query = query.where(posted_at.is_(None) | (posted_at <= removed.until))
        key = {"meeting_id": meeting_id, "author_key": removed.author_key}
        known = connection.scalar(
            select(t.removed_authors.c.until).where(
                *where(t.removed_authors, meeting_id, author_key=removed.author_key)
            )
        )
        until = max(known, removed.until) if known else removed.until
        upsert(connection, t.removed_authors, key, {"until": until, "reason": removed.reason})
    ids = connection.scalars(query).all()
    return withdraw(connection, meeting_id, dict.fromkeys(ids, removed.reason))
