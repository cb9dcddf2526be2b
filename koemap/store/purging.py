"""Erasing texts whose retention has ended; what was counted from them stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from koemap import tables as t
from koemap.records import ERASED_BY_STAFF, RETENTION_ENDED, Purge
from koemap.store.comments import ERASED, next_change, where
from koemap.store.labels import forget_words

LONG_LABEL = 12  # characters; a shorter one is a name of the topic, and stays as the numbers do


def purge(
    connection: Connection, meeting_id: str, *, source_id: str, everything: bool, dry_run: bool
) -> tuple[Purge, ...]:
    """What was erased of each source; of one when `source_id` names it.

    A text is due when its source gave it last more than the source's retention ago; `everything`
    makes all texts due. Labels that repeat a long stretch of an erased text give way, and flags.
    """
    now, done = datetime.now(UTC), []
    for source in _sources(connection, meeting_id, source_id):
        due = _due(source, now, everything)
        erased = _count(connection, due)
        if not dry_run and erased:
            texts = {row.comment_id: row.text for row in connection.execute(_texts(due))}
            over = _due(source, now, everything=False)
            _erase(connection, source, over, now, RETENTION_ENDED)
            _erase(connection, source, due, now, ERASED_BY_STAFF)
            forget_words(connection, meeting_id, texts, LONG_LABEL)
            _forget_notices(connection, source)
        done.append(_purge(connection, source, erased, dry_run))
    return tuple(done)


def _erase(
    connection: Connection,
    source: Row[Any],
    due: list[ColumnElement[bool]],
    now: datetime,
    reason: str,
) -> None:
    changed = next_change(source.meeting_id)
    gone = {**ERASED, "purged_at": now, "purged_why": reason, "changed": changed}
    connection.execute(update(t.comments).where(*due).values(gone))


def _sources(connection: Connection, meeting_id: str, source_id: str) -> Iterable[Row[Any]]:
    only = {"source_id": source_id} if source_id else {}
    query = select(t.sources).where(*where(t.sources, meeting_id, **only))
    return connection.execute(query.order_by(t.sources.c.source_id)).all()


def _present(source: Row[Any]) -> list[ColumnElement[bool]]:
    gone = t.comments.c.withdrawn.is_(None), t.comments.c.purged_at.is_(None)
    return [*where(t.comments, source.meeting_id, source_id=source.source_id), *gone]


def _due(source: Row[Any], now: datetime, everything: bool) -> list[ColumnElement[bool]]:
    days = source.retention_days
    if everything:
        return _present(source)
    oldest = now - timedelta(days=days) if days is not None else datetime(1, 1, 1, tzinfo=UTC)
    return [*_present(source), t.comments.c.received_at < oldest]


def _count(connection: Connection, conditions: list[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(t.comments).where(*conditions)
    return connection.scalar(query) or 0


def _texts(conditions: list[ColumnElement[bool]]) -> Any:
    return select(t.comments.c.comment_id, t.comments.c.text).where(*conditions)


def _purge(connection: Connection, source: Row[Any], erased: int, dry_run: bool) -> Purge:
    present = _present(source)
    kept = _count(connection, present) - (erased if dry_run else 0)
    days = source.retention_days
    oldest = select(func.min(t.comments.c.received_at)).where(*present)
    received_at = connection.scalar(oldest) if days is not None and kept else None
    due_at = received_at + timedelta(days=days) if received_at else None
    return Purge(source.source_id, erased, kept, days, due_at)


def _forget_notices(connection: Connection, source: Row[Any]) -> None:
    """Drop what the last report tells of single lines."""
    if source.report:
        same = where(t.sources, source.meeting_id, source_id=source.source_id)
        report = {**source.report, "notices": []}
        connection.execute(update(t.sources).where(*same).values(report=report))
