"""How sources, their health and their gaps are written and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from koemap import tables as t
from koemap.collection import Collection, Health, MissedSpan
from koemap.records import Source
from koemap.store.comments import where
from koemap.store.upsert import upsert

COLUMNS = tuple(Source.__dataclass_fields__)
_MOMENTS = ("at", "heard_at", "last_message_at", "quota_until", "resumes_at", "planned_at")


def add(connection: Connection, source: Source, command: Sequence[str]) -> None:
    """Write a new source; a known one keeps its checkpoint, its retention and its authority."""
    same = where(t.sources, source.meeting_id, source_id=source.source_id)
    named = {"kind": source.kind, "name": source.name}
    again = {"command": list(command)} if command else {}
    known = update(t.sources).where(*same).values(**named, **again)
    if not connection.execute(known).rowcount:
        connection.execute(insert(t.sources).values(**asdict(source), **again))


def change(connection: Connection, source: Source, **values: Any) -> None:
    """Write these columns of a known source."""
    same = where(t.sources, source.meeting_id, source_id=source.source_id)
    connection.execute(update(t.sources).where(*same).values(values))


def column(connection: Connection, meeting_id: str, name: str) -> dict[str, Any]:
    """That column of every source of the meeting that has it, by source id."""
    query = select(t.sources.c.source_id, t.sources.c[name]).where(*where(t.sources, meeting_id))
    rows = connection.execute(query.order_by(t.sources.c.source_id)).all()
    return {row[0]: row[1] for row in rows if row[1] is not None}


def as_report(collection: Collection) -> dict[str, Any]:
    """The collection as JSON values."""
    return asdict(replace(collection, facts=dict(collection.facts), merged=dict(collection.merged)))


def from_report(report: Mapping[str, Any]) -> Collection:
    """The collection of those JSON values."""
    return Collection(**{**report, "notices": tuple(report["notices"])})


def as_json(health: Health) -> dict[str, Any]:
    """The health as JSON values, without what is not known."""
    values = {name: value for name, value in asdict(health).items() if value not in (None, "")}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def from_json(values: Mapping[str, Any]) -> Health:
    """The health of those JSON values."""
    times = {name: datetime.fromisoformat(values[name]) for name in _MOMENTS if name in values}
    return Health(**{**values, **times})


def add_missed(connection: Connection, meeting_id: str, missed: Sequence[MissedSpan]) -> None:
    """Write the spans; one that begins where a known one does takes its place."""
    for span in missed:
        key = {
            "meeting_id": meeting_id,
            "source_id": span.source_id,
            "starts_at": span.starts_at,
        }
        upsert(connection, t.gaps, key, {"ends_at": span.ends_at, "reason": span.reason})


def forget_missed(connection: Connection, source: Source, but: Iterable[datetime]) -> None:
    """Delete the spans of a source, except those that begin at these moments."""
    same = where(t.gaps, source.meeting_id, source_id=source.source_id)
    connection.execute(delete(t.gaps).where(*same, t.gaps.c.starts_at.not_in(list(but))))


def note(
    connection: Connection,
    source: Source,
    checkpoint: Mapping[str, Any] | None,
    health: Health | None,
    report: Collection | None,
) -> None:
    """Write what is given of a known source: where it stands, how it is doing, what it did."""
    state: dict[str, Any] = {}
    if checkpoint is not None:
        state["checkpoint"] = dict(checkpoint)
    if health is not None:
        state["health"] = as_json(health)
    if report is not None:
        state["report"] = as_report(report)
    if state:
        change(connection, source, **state)


def missed(connection: Connection, meeting_id: str) -> tuple[MissedSpan, ...]:
    """The spans of a meeting, by source and time."""
    table = t.gaps
    query = select(table.c.source_id, table.c.starts_at, table.c.ends_at, table.c.reason)
    query = query.where(*where(table, meeting_id)).order_by("source_id", "starts_at")
    return tuple(MissedSpan(**row._mapping) for row in connection.execute(query))
