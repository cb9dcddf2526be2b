"""The store: what collectors receive, analysis computes and people decide. The only SQL there is.

SQLite in WAL mode or PostgreSQL, by address. Writes of one meeting follow one another; each is one
transaction, so a crash at any point leaves either all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from koemap import tables as t
from koemap.errors import StoreError
from koemap.migrations import migrate
from koemap.records import (
    Act,
    Collection,
    Comment,
    Decision,
    Meeting,
    OpinionMap,
    Publication,
    Source,
)
from koemap.store.comments import Saved, merge, where, withdraw
from koemap.store.connection import Database, no_meeting
from koemap.store.maps import digest_of, insert_map, maps_of, read_map

__all__ = ["Saved", "Store"]


class Store:
    """One installation's records; every method is one transaction."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy address and bring its tables up to date.

        Raises
        ------
        StoreError
            The address cannot be used or the database cannot be reached.
        """
        self._database = Database(url)
        self._transaction = self._database.transaction
        with self._transaction(writing=True) as connection:
            migrate(connection)

    def close(self) -> None:
        """Give back the connections."""
        self._database.engine.dispose()

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._transaction() as connection:
            return connection.execute(query).all()

    # Meetings and sources

    def add_meeting(self, meeting: Meeting) -> bool:
        """Whether the meeting is new; a known one takes the title and the facts that are given."""
        values = {name: value for name, value in asdict(meeting).items() if value is not None}
        with self._transaction(writing=True) as connection:
            same = t.meetings.c.meeting_id == meeting.meeting_id
            if connection.execute(update(t.meetings).where(same).values(values)).rowcount:
                return False
            connection.execute(insert(t.meetings).values(values))
            return True

    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting, by id."""
        rows = self._rows(select(t.meetings).order_by(t.meetings.c.meeting_id))
        return tuple(Meeting(**row._mapping) for row in rows)

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id; StoreError when there is none."""
        rows = self._rows(select(t.meetings).where(t.meetings.c.meeting_id == meeting_id))
        if not rows:
            raise StoreError(no_meeting(meeting_id))
        return Meeting(**rows[0]._mapping)

    def add_source(self, source: Source) -> None:
        """Make the source known; a known one keeps its checkpoint."""
        values = asdict(source)
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            same = where(t.sources, source.meeting_id, source_id=source.source_id)
            if not connection.execute(update(t.sources).where(*same).values(values)).rowcount:
                connection.execute(insert(t.sources).values(values))

    def sources(self, meeting_id: str) -> tuple[Source, ...]:
        """The sources of a meeting, by id."""
        columns = [c for c in t.sources.c if c.name not in ("checkpoint", "report")]
        query = select(*columns).where(*where(t.sources, meeting_id))
        return tuple(Source(**row._mapping) for row in self._rows(query.order_by("source_id")))

    def save_collection(self, collection: Collection) -> None:
        """Keep what the last run of a collector did, for people to read."""
        same = where(t.sources, collection.meeting_id, source_id=collection.source_id)
        report = asdict(replace(collection, facts=dict(collection.facts)))
        with self._transaction(writing=True, meeting=collection.meeting_id) as connection:
            connection.execute(update(t.sources).where(*same).values(report=report))

    def collections(self, meeting_id: str) -> tuple[Collection, ...]:
        """What the last run on each source of a meeting did, by source id."""
        query = select(t.sources.c.report).where(*where(t.sources, meeting_id))
        reports = [row.report for row in self._rows(query.order_by("source_id")) if row.report]
        return tuple(Collection(**{**r, "notices": tuple(r["notices"])}) for r in reports)

    # Comments

    def save_comments(
        self,
        source: Source,
        comments: Sequence[Comment],
        withdrawn: Mapping[str, str] | None = None,
        checkpoint: Mapping[str, Any] | None = None,
    ) -> Saved:
        """Write received comments, withdrawals (id to reason) and the checkpoint as one.

        A comment known by its id changes only when its text or attributes do, or when its place in
        the video becomes known. A withdrawn one loses its text, whichever of the two arrives first.
        """
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            saved = merge(connection, source.meeting_id, comments)
            taken_back = withdraw(connection, source.meeting_id, withdrawn or {})
            if checkpoint is not None:
                same = where(t.sources, source.meeting_id, source_id=source.source_id)
                values = {"checkpoint": dict(checkpoint)}
                connection.execute(update(t.sources).where(*same).values(values))
        return replace(saved, withdrawn=taken_back)

    def comments(self, meeting_id: str) -> tuple[Comment, ...]:
        """Every comment received for a meeting, by id."""
        self.meeting(meeting_id)
        rows = self._rows(select(t.comments).where(*where(t.comments, meeting_id)))
        comments = (Comment(**row._mapping) for row in rows)
        return tuple(sorted(comments, key=attrgetter("comment_id")))

    def comments_by_author(
        self, meeting_id: str, author_key: str, until: datetime | None = None
    ) -> tuple[str, ...]:
        """Ids of the comments of one author, without those written later than `until`."""
        query = select(t.comments.c.comment_id)
        query = query.where(*where(t.comments, meeting_id, author_key=author_key))
        if until is not None:
            posted_at = t.comments.c.posted_at
            query = query.where(posted_at.is_(None) | (posted_at <= until))
        return tuple(row.comment_id for row in self._rows(query))

    # Maps

    def save_map(self, opinion_map: OpinionMap) -> OpinionMap:
        """The map as saved, with its id; one equal to the newest map is that map.

        Raises
        ------
        StoreError
            The accounting does not add up; nothing is written.
        """
        if not opinion_map.accounting.adds_up():
            raise StoreError(f"the accounting does not add up: {opinion_map.accounting}")
        digest = digest_of(opinion_map)
        with self._transaction(writing=True, meeting=opinion_map.meeting_id) as connection:
            newest = connection.execute(maps_of(opinion_map.meeting_id).limit(1)).first()
            if newest and newest.digest == digest:
                return replace(opinion_map, map_id=newest.map_id, created_at=newest.created_at)
            version = newest.version + 1 if newest else 1
            saved = replace(
                opinion_map, map_id=f"{version:04d}-{digest[:10]}", created_at=datetime.now(UTC)
            )
            insert_map(connection, saved, version, digest)
            return saved

    def map_ids(self, meeting_id: str) -> tuple[str, ...]:
        """Ids of the maps of a meeting, the newest first."""
        self.meeting(meeting_id)
        return tuple(row.map_id for row in self._rows(maps_of(meeting_id)))

    def opinion_map(self, meeting_id: str, map_id: str = "") -> OpinionMap:
        """The map of that id, the newest without one; StoreError when there is none."""
        wanted = map_id or next(iter(self.map_ids(meeting_id)), "")
        with self._transaction() as connection:
            query = maps_of(meeting_id).where(t.maps.c.map_id == wanted)
            row = connection.execute(query).first()
            if row is None:
                raise StoreError(_no_map(meeting_id, map_id))
            return read_map(connection, row)

    def state(self, meeting_id: str) -> tuple[str, int, int]:
        """What changes whenever readers should see something else.

        The newest map's id ("" without one), the last decision's number and the number of
        withdrawals.
        """
        newest = maps_of(meeting_id).limit(1)
        last = select(func.max(t.decisions.c.decision_id))
        withdrawn = select(func.count()).select_from(t.withdrawals)
        with self._transaction() as connection:
            row = connection.execute(newest).first()
            decision = connection.scalar(last.where(*where(t.decisions, meeting_id)))
            count = connection.scalar(withdrawn.where(*where(t.withdrawals, meeting_id)))
        return (row.map_id if row else "", decision or 0, count or 0)

    # Decisions and publications

    def decide(self, decision: Decision) -> Decision:
        """The decision as saved, with its number."""
        values = asdict(decision)
        del values["decision_id"]
        with self._transaction(writing=True, meeting=decision.meeting_id) as connection:
            result = connection.execute(insert(t.decisions).values(values))
            (decision_id,) = result.inserted_primary_key or (0,)
            return replace(decision, decision_id=decision_id)

    def decisions(self, meeting_id: str, act: Act | None = None) -> tuple[Decision, ...]:
        """The decisions of a meeting in the order they were made, all acts or one."""
        query = select(t.decisions).where(*where(t.decisions, meeting_id))
        if act:
            query = query.where(t.decisions.c.act == act)
        rows = self._rows(query.order_by(t.decisions.c.decision_id))
        return tuple(Decision(**row._mapping) for row in rows)

    def save_publication(self, publication: Publication) -> None:
        """Record that this approved map was published; a known publication stays as it is."""
        values = asdict(publication)
        with self._transaction(writing=True, meeting=publication.meeting_id) as connection:
            known = select(t.publications).where(
                *where(
                    t.publications,
                    publication.meeting_id,
                    map_id=publication.map_id,
                    last_decision=publication.last_decision,
                )
            )
            if connection.execute(known).first() is None:
                connection.execute(insert(t.publications).values(values))

    def publications(self, meeting_id: str) -> tuple[Publication, ...]:
        """The publications of a meeting, in the order of their decisions."""
        query = select(t.publications).where(*where(t.publications, meeting_id))
        rows = self._rows(query.order_by(t.publications.c.last_decision))
        return tuple(Publication(**row._mapping) for row in rows)


def _no_map(meeting_id: str, map_id: str) -> str:
    if map_id:
        return f"meeting {meeting_id!r} has no map {map_id!r}"
    return f"meeting {meeting_id!r} has no map yet; run: koemap analyze --meeting {meeting_id}"
