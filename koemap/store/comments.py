"""How received comments and withdrawals meet what is already stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from koemap import tables as t
from koemap.records import Comment

Item = TypeVar("Item")
COLUMNS = tuple(column.name for column in t.comments.columns)
BATCH = 500  # below SQLite's bound on variables in one statement


@dataclass(frozen=True)
class Saved:
    """How many comments of one batch were new, changed, already known or taken back."""

    added: int = 0
    changed: int = 0
    known: int = 0
    withdrawn: int = 0


def where(table: Table, meeting_id: str, **equal: object) -> list[ColumnElement[bool]]:
    """Conditions for the rows of one meeting with these values."""
    conditions = [table.c.meeting_id == meeting_id]
    return conditions + [table.c[name] == value for name, value in equal.items()]


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def merge(connection: Connection, meeting_id: str, comments: Sequence[Comment]) -> Saved:
    """Insert what is new, change what was edited; withdrawn comments stay without text."""
    latest = list({comment.comment_id: comment for comment in comments}.values())
    added, changed, known = 0, 0, len(comments) - len(latest)
    for chunk in _chunks(latest):
        ids = [comment.comment_id for comment in chunk]
        present = {c.comment_id: c for c in _comments_of(connection, meeting_id, ids)}
        gone = _reasons(connection, meeting_id, ids)
        fresh = [_as_withdrawn(c, gone) for c in chunk if c.comment_id not in present]
        if fresh:
            connection.execute(insert(t.comments), [_comment_values(c) for c in fresh])
        edits = [c for c in chunk if _edits(c, present.get(c.comment_id))]
        for comment in edits:
            _update_comment(connection, comment)
        added, changed = added + len(fresh), changed + len(edits)
        known += len(chunk) - len(fresh) - len(edits)
    return Saved(added, changed, known)


def _comments_of(connection: Connection, meeting_id: str, ids: list[str]) -> Iterator[Comment]:
    same = where(t.comments, meeting_id)
    rows = connection.execute(select(t.comments).where(*same, t.comments.c.comment_id.in_(ids)))
    return (Comment(**row._mapping) for row in rows)


def _comment_values(comment: Comment) -> dict[str, Any]:
    values = {name: getattr(comment, name) for name in COLUMNS}
    return {**values, "attributes": dict(comment.attributes)}


def _edits(comment: Comment, present: Comment | None) -> bool:
    if present is None or present.withdrawn:
        return False
    dated = present.offset_seconds is None and comment.offset_seconds is not None
    return dated or (comment.text, dict(comment.attributes)) != (present.text, present.attributes)


def _update_comment(connection: Connection, comment: Comment) -> None:
    same = where(t.comments, comment.meeting_id, comment_id=comment.comment_id)
    values: dict[str, Any] = {"text": comment.text, "attributes": dict(comment.attributes)}
    if comment.offset_seconds is not None:
        values["offset_seconds"] = comment.offset_seconds
    connection.execute(update(t.comments).where(*same).values(values))


def _as_withdrawn(comment: Comment, reasons: Mapping[str, str]) -> Comment:
    reason = reasons.get(comment.comment_id) or comment.withdrawn
    return replace(comment, text="", attributes={}, withdrawn=reason) if reason else comment


def _reasons(connection: Connection, meeting_id: str, ids: list[str]) -> dict[str, str]:
    same = where(t.withdrawals, meeting_id)
    query = select(t.withdrawals).where(*same, t.withdrawals.c.comment_id.in_(ids))
    return {row.comment_id: row.reason for row in connection.execute(query)}


def withdraw(connection: Connection, meeting_id: str, reasons: Mapping[str, str]) -> int:
    """How many stored comments lose their text; ids to come are remembered."""
    taken_back = 0
    for chunk in _chunks(list(reasons)):
        known = _reasons(connection, meeting_id, list(chunk))
        for comment_id in (i for i in chunk if i not in known):
            values = {"meeting_id": meeting_id, "comment_id": comment_id}
            connection.execute(insert(t.withdrawals).values(**values, reason=reasons[comment_id]))
            same = where(t.comments, meeting_id, comment_id=comment_id)
            gone = {"text": "", "attributes": {}, "withdrawn": reasons[comment_id]}
            done = connection.execute(update(t.comments).where(*same).values(gone))
            taken_back += done.rowcount
    return taken_back
