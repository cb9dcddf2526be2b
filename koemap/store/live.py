"""What is kept while a meeting is live: arrivals, what is said of them, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from koemap import live_tables as live
from koemap import tables as t
from koemap.live_records import (
    MAP_CHANGES,
    Analyst,
    Arrival,
    Assignment,
    Candidate,
    Flag,
    Happening,
)
from koemap.records import OpinionMap
from koemap.store.arrivals import arrival, arrived
from koemap.store.comments import chunks, where
from koemap.store.desk import DeskRecords
from koemap.store.upsert import upsert, upsert_all

MOST = 5_000
"""Rows that are read at once."""


class LiveRecords(DeskRecords):
    """The part of the store that live meetings use; every method is one transaction."""

    def __init__(self) -> None:
        super().__init__()
        self._said_to: dict[str, int] = {}

    # Arrivals and what is said of them

    def arrivals(self, meeting_id: str, after: int = 0, most: int = MOST) -> tuple[Arrival, ...]:
        """The next arrivals after that number, in their order."""
        query = arrived(meeting_id).where(live.arrivals.c.number > after)
        rows = self._all(query.order_by(live.arrivals.c.number).limit(most))
        return tuple(map(arrival, rows))

    def arrivals_of(self, meeting_id: str, comment_ids: Sequence[str]) -> tuple[Arrival, ...]:
        """The arrivals of these comments, at most `MOST`, in their order."""
        query = arrived(meeting_id).where(live.arrivals.c.comment_id.in_(comment_ids))
        return self._in_order(query)[:MOST]

    def changed(self, meeting_id: str, after: int) -> tuple[Arrival, ...]:
        """The arrivals that changed or went since the meeting's changes were that many.

        They are in the order of arrival, and as they are now.
        """
        return self._in_order(arrived(meeting_id).where(t.comments.c.changed > after))

    def unassigned(self, meeting_id: str, most: int = MOST) -> tuple[Arrival, ...]:
        """The first arrivals of which nothing is said yet, in their order.

        Those before which something was said of all are not gone through again.
        """
        a, known = live.assignments, self._said_to.get(meeting_id, 0)
        said = select(a.c.comment_id).where(
            a.c.meeting_id == meeting_id, a.c.comment_id == live.arrivals.c.comment_id
        )
        number = live.arrivals.c.number
        query = arrived(meeting_id).where(number > known, ~said.exists())
        with self._database.transaction() as connection:
            last = connection.scalar(_last(live.arrivals, meeting_id)) or 0
            found = connection.execute(query.order_by(number).limit(most)).all()
        self._said_to[meeting_id] = found[0].number - 1 if found else last
        return tuple(map(arrival, found))

    def assign(self, meeting_id: str, assignments: Iterable[Assignment]) -> None:
        """Say this of these arrivals; each takes the next number of the meeting.

        Of one whose text is gone no flags are kept, for they would quote it.
        """
        said = list(assignments)
        with self._database.transaction(writing=True, meeting=meeting_id) as connection:
            last = connection.scalar(_last(live.assignments, meeting_id)) or 0
            gone = _gone(connection, meeting_id, [one.comment_id for one in said if one.flags])
            rows = [
                {**asdict(one), "meeting_id": meeting_id, "number": number}
                | ({"flags": []} if one.comment_id in gone else {})
                for number, one in enumerate(said, start=last + 1)
            ]
            upsert_all(connection, live.assignments, ("meeting_id", "comment_id"), rows)

    def assignments(
        self, meeting_id: str, after: int = 0, most: int = MOST
    ) -> tuple[Assignment, ...]:
        """The next of what is said of arrivals since that number, in the order of numbers."""
        own = live.assignments.c
        query = select(live.assignments).where(own.meeting_id == meeting_id, own.number > after)
        return tuple(map(_assignment, self._all(query.order_by(own.number).limit(most))))

    def assigned_map_id(self, meeting_id: str) -> str:
        """The id of the map of what was said last of an arrival, "" when it was of none."""
        own = live.assignments.c
        query = select(own.map_id).where(own.meeting_id == meeting_id)
        with self._database.transaction() as connection:
            return connection.scalar(query.order_by(own.number.desc()).limit(1)) or ""

    # Candidates

    def save_candidates(self, meeting_id: str, candidates: Iterable[Candidate]) -> None:
        """Keep these candidates and no others."""
        rows = [{**asdict(one), "meeting_id": meeting_id} for one in candidates]
        with self._database.transaction(writing=True, meeting=meeting_id) as connection:
            connection.execute(delete(live.candidates).where(*where(live.candidates, meeting_id)))
            if rows:
                connection.execute(insert(live.candidates), rows)

    def candidates(self, meeting_id: str) -> tuple[Candidate, ...]:
        """The candidates, those of most people first."""
        query = select(live.candidates).where(*where(live.candidates, meeting_id))
        found = [_candidate(row) for row in self._all(query)]
        return tuple(sorted(found, key=lambda one: (-one.n_people, one.candidate_id)))

    # What happened, and the analyst

    def note(self, meeting_id: str, happenings: Iterable[Happening]) -> None:
        """Keep what happened."""
        with self._database.transaction(writing=True, meeting=meeting_id) as connection:
            insert_happenings(connection, meeting_id, happenings)

    def happenings(
        self, meeting_id: str, after: int = 0, kinds: Sequence[str] = ()
    ) -> tuple[Happening, ...]:
        """What happened since that number, of these kinds or of any, in its order."""
        own = live.happenings.c
        columns = (own[name] for name in ("at", "kind", "en", "ja", "number"))
        last_arrival = func.coalesce(own.last_arrival, 0).label("last_arrival")
        query = select(*columns, last_arrival).where(
            own.meeting_id == meeting_id, own.number > after
        )
        query = query.where(own.kind.in_(kinds)) if kinds else query
        return tuple(Happening(**row._mapping) for row in self._all(query.order_by(own.number)))

    def changes_of(self, opinion_map: OpinionMap) -> tuple[Happening, ...]:
        """What became of topics on that map, while it is the newest of a live meeting."""
        since = opinion_map.created_at
        if since is None:
            return ()
        happened = self.happenings(opinion_map.meeting_id)
        return tuple(one for one in happened if one.kind in MAP_CHANGES and one.at >= since)

    def save_analyst(self, meeting_id: str, analyst: Analyst) -> None:
        """Keep how the analyst is doing."""
        values = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(analyst).items()
        }
        with self._database.transaction(writing=True, meeting=meeting_id) as connection:
            upsert(connection, live.analysts, {"meeting_id": meeting_id}, {"state": values})

    def analyst(self, meeting_id: str) -> Analyst | None:
        """How the analyst of the meeting is doing, None when it never had one."""
        query = select(live.analysts.c.state).where(*where(live.analysts, meeting_id))
        rows = self._all(query)
        if not rows:
            return None
        times = ("at", "fitting_since", "fitted_at")
        state: dict[str, Any] = {
            name: datetime.fromisoformat(value) if name in times and value else value
            for name, value in rows[0].state.items()
        }
        return Analyst(**state)

    def heads(self, meeting_id: str) -> tuple[int, int, int]:
        """The last numbers of arrivals, of what is said of them, and of acts; 0 where none is."""
        with self._database.transaction() as connection:
            tables = live.arrivals, live.assignments, live.desk_acts
            arrived, said, acted = (
                connection.scalar(_last(table, meeting_id)) or 0 for table in tables
            )
        return arrived, said, acted

    def _in_order(self, query: Select[Any]) -> tuple[Arrival, ...]:
        """The arrivals in their order; a database that sorts would go through all of a meeting."""
        return tuple(sorted(map(arrival, self._all(query)), key=attrgetter("number")))


def _last(table: Any, meeting_id: str) -> Select[Any]:
    return select(func.max(table.c.number)).where(table.c.meeting_id == meeting_id)


def _gone(connection: Connection, meeting_id: str, comment_ids: Sequence[str]) -> set[str]:
    """Those of the comments whose text is gone."""
    own, gone = t.comments.c.comment_id, where(t.comments, meeting_id, text="")
    queries = (select(own).where(*gone, own.in_(chunk)) for chunk in chunks(comment_ids))
    return {one for query in queries for one in connection.scalars(query)}


def insert_happenings(
    connection: Connection, meeting_id: str, happenings: Iterable[Happening]
) -> None:
    """Write what happened in a transaction that is open."""
    rows = [{**asdict(one), "meeting_id": meeting_id} for one in happenings]
    for row in rows:
        del row["number"]
    if rows:
        connection.execute(insert(live.happenings), rows)


def _assignment(row: Row[Any]) -> Assignment:
    values = dict(row._mapping)
    del values["meeting_id"]
    flags = tuple(Flag(flag["name"], tuple(flag["words"])) for flag in values["flags"])
    return Assignment(**{**values, "flags": flags})


def _candidate(row: Row[Any]) -> Candidate:
    values = dict(row._mapping)
    del values["meeting_id"]
    lists = {name: tuple(values[name]) for name in ("keywords", "comment_ids")}
    return Candidate(**{**values, **lists})
