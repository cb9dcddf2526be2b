"""What collectors write and read: meetings, sources, comments, gaps, and the quota they spend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select, update

from koemap import tables as t
from koemap.collection import Collection, Health, MissedSpan
from koemap.records import Comment, Meeting, Purge, RemovedAuthor, Source
from koemap.store import purging, sources
from koemap.store.comments import (
    Saved,
    merge,
    next_change,
    note_change,
    remove_author,
    selected,
    where,
    withdraw,
)
from koemap.store.connection import Database, no_meeting
from koemap.store.labels import forget_words
from koemap.store.upsert import upsert

_MEETING = [t.meetings.c[field.name] for field in fields(Meeting)]


class CollectedRecords:
    """The part of the store that collectors use; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._transaction = database.transaction

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._transaction() as connection:
            return connection.execute(query).all()

    def _number(self, query: Select[Any]) -> int:
        with self._transaction() as connection:
            return int(connection.scalar(query) or 0)

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
        rows = self._rows(select(*_MEETING).order_by(t.meetings.c.meeting_id))
        return tuple(Meeting(**row._mapping) for row in rows)

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id; StoreError when there is none."""
        rows = self._rows(select(*_MEETING).where(t.meetings.c.meeting_id == meeting_id))
        if not rows:
            raise no_meeting(meeting_id)
        return Meeting(**rows[0]._mapping)

    def add_source(self, source: Source, command: Sequence[str] = ()) -> None:
        """Make the source known; a known one keeps its checkpoint, retention and authority.

        `command` are the words that collect it again.
        """
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            sources.add(connection, source, command)

    def settle(self, source: Source) -> None:
        """Give a known source this retention and this authority."""
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            terms = {"retention_days": source.retention_days, "authority": source.authority}
            sources.change(connection, source, **terms)

    def sources(self, meeting_id: str) -> tuple[Source, ...]:
        """The sources of a meeting, by id."""
        query = select(*(t.sources.c[name] for name in sources.COLUMNS))
        rows = self._rows(query.where(*where(t.sources, meeting_id)).order_by("source_id"))
        return tuple(Source(**row._mapping) for row in rows)

    def _column(self, meeting_id: str, name: str) -> dict[str, Any]:
        with self._transaction() as connection:
            return sources.column(connection, meeting_id, name)

    def checkpoint(self, source: Source) -> dict[str, Any]:
        """Where the last run of the source's collector stopped; empty when there was none."""
        found = self._column(source.meeting_id, "checkpoint").get(source.source_id)
        return dict(found or {})

    def commands(self, meeting_id: str) -> dict[str, tuple[str, ...]]:
        """The words that collect each source again, by source id."""
        return {name: tuple(words) for name, words in self._column(meeting_id, "command").items()}

    def save_health(self, source: Source, health: Health) -> None:
        """Keep how the collection of a known source is going."""
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            sources.change(connection, source, health=sources.as_json(health))

    def healths(self, meeting_id: str) -> dict[str, Health]:
        """How the collection of each source is going, by source id."""
        found = self._column(meeting_id, "health")
        return {name: sources.from_json(values) for name, values in found.items()}

    def save_collection(self, collection: Collection) -> None:
        """Keep what the last run of a collector did, for people to read."""
        source = Source(collection.meeting_id, collection.source_id, "", "")
        with self._transaction(writing=True, meeting=collection.meeting_id) as connection:
            sources.change(connection, source, report=sources.as_report(collection))

    def collections(self, meeting_id: str) -> tuple[Collection, ...]:
        """What the last run on each source of a meeting did, by source id."""
        reports = self._column(meeting_id, "report").values()
        return tuple(sources.from_report(report) for report in reports)

    # Comments

    def save_comments(  # noqa: PLR0913 -- all that is written as one
        self,
        source: Source,
        comments: Sequence[Comment],
        withdrawn: Mapping[str, str] | None = None,
        checkpoint: Mapping[str, Any] | None = None,
        *,
        removed: Sequence[RemovedAuthor] = (),
        missed: Sequence[MissedSpan] = (),
        health: Health | None = None,
        report: Callable[[Saved], Collection] | None = None,
    ) -> Saved:
        """Write what a source gave and the checkpoint that covers it as one.

        `withdrawn` gives the reasons by comment id, `report` the report that counts this batch. A
        comment known by its id changes only when its text or attributes do, or when its author,
        time or place in the video becomes known. A withdrawn one loses its text, whichever of the
        two arrives first.
        """
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            saved = merge(connection, source, comments)
            erased = withdraw(connection, source.meeting_id, withdrawn or {})
            for author in removed:
                erased |= remove_author(connection, source, author)
            forget_words(connection, source.meeting_id, erased)
            saved = replace(saved, withdrawn=len(erased))
            sources.add_missed(connection, source.meeting_id, missed)
            if erased or saved.changed or missed:
                note_change(connection, source.meeting_id)
            told = report(saved) if report else None
            sources.note(connection, source, checkpoint, health, told)
        if erased or saved.changed:
            self._database.forget()
        return saved

    def start_stream(self, source: Source, starts_at: datetime) -> None:
        """Give comments of the source that have a time and no offset their second of the stream."""
        undated = t.comments.c.offset_seconds.is_(None), t.comments.c.posted_at.is_not(None)
        same = where(t.comments, source.meeting_id, source_id=source.source_id)
        query = select(t.comments.c.comment_id, t.comments.c.posted_at).where(*same, *undated)
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            for row in connection.execute(query).all():
                own = update(t.comments).where(*same, t.comments.c.comment_id == row.comment_id)
                offset = (row.posted_at - starts_at).total_seconds()
                changed = next_change(source.meeting_id)
                connection.execute(own.values(offset_seconds=offset, changed=changed))
            note_change(connection, source.meeting_id)

    def comments(self, meeting_id: str) -> tuple[Comment, ...]:
        """Every comment received for a meeting, by id."""
        self.meeting(meeting_id)
        rows = self._rows(selected(*where(t.comments, meeting_id)))
        comments = (Comment(**row._mapping) for row in rows)
        return tuple(sorted(comments, key=attrgetter("comment_id")))

    def texts_between(self, meeting_id: str, first: str, last: str) -> list[tuple[str, str]]:
        """Id and text of the comments of a meeting from one id to another, by id.

        Ids are compared by their code points, as Python does, whatever the database's locale.
        """
        of = t.comments.c
        code_points = "C" if self._database.engine.dialect.name == "postgresql" else "BINARY"
        one = of.comment_id.collate(code_points)
        between = of.meeting_id == meeting_id, one >= first, one <= last
        query = select(of.comment_id, of.text).where(*between)
        return sorted((row.comment_id, row.text) for row in self._rows(query))

    def comment_ids(self, source: Source) -> frozenset[str]:
        """Ids of the comments of a source that still have their text."""
        same = where(t.comments, source.meeting_id, source_id=source.source_id)
        here = t.comments.c.withdrawn.is_(None), t.comments.c.purged_at.is_(None)
        query = select(t.comments.c.comment_id).where(*same, *here)
        return frozenset(row.comment_id for row in self._rows(query))

    def counts(self, meeting_id: str) -> dict[str, int]:
        """How many comments each source of a meeting gave, by source id."""
        query = select(t.comments.c.source_id, func.count().label("n"))
        query = query.where(*where(t.comments, meeting_id)).group_by(t.comments.c.source_id)
        return {row.source_id: row.n for row in self._rows(query)}

    def only_in(self, source_id: str, other: Source) -> int:
        """How many comments of that source the `other` did not give, of the time it covers."""
        c, s = t.comments.c, t.sightings.c
        same = where(t.sightings, other.meeting_id, source_id=other.source_id)
        given = select(s.comment_id).where(*same)
        both = or_(c.source_id == other.source_id, c.comment_id.in_(given))
        covered = select(func.min(c.posted_at).label("first"), func.max(c.posted_at).label("last"))
        (span,) = self._rows(covered.where(*where(t.comments, other.meeting_id), both))
        own = where(t.comments, other.meeting_id, source_id=source_id)
        query = select(func.count()).select_from(t.comments).where(*own)
        seen = c.posted_at.between(span.first, span.last)
        return self._number(query.where(seen, c.comment_id.not_in(given)))

    def forget_missed(self, source: Source, but: Iterable[datetime]) -> None:
        """Drop the stretches of a source that are missing no more: all `but` those from there."""
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            sources.forget_missed(connection, source, but)
            note_change(connection, source.meeting_id)

    def missed(self, meeting_id: str) -> tuple[MissedSpan, ...]:
        """The stretches of time whose messages may be missing, by source and time."""
        with self._transaction() as connection:
            return sources.missed(connection, meeting_id)

    def purge(
        self,
        meeting_id: str,
        *,
        source_id: str = "",
        everything: bool = False,
        dry_run: bool = False,
    ) -> tuple[Purge, ...]:
        """Erase the texts that are due; what that did, or would do on a dry run, by source."""
        with self._transaction(writing=not dry_run, meeting=meeting_id) as connection:
            done = purging.purge(
                connection,
                meeting_id,
                source_id=source_id,
                everything=everything,
                dry_run=dry_run,
            )
            if any(one.erased for one in done) and not dry_run:
                note_change(connection, meeting_id)
        if not dry_run:
            self._database.forget()
        return done

    # Quota

    def spend_quota(self, project: str, day: str, method: str, units: int) -> None:
        """Note one call of that method and the units it costs."""
        key = {"project": project, "day": day, "method": method}
        calls, spent = t.quota.c.calls, t.quota.c.units
        more = {"calls": calls + 1, "units": spent + units}
        with self._transaction(writing=True) as connection:
            upsert(connection, t.quota, key, {"calls": 1, "units": units}, known=more)

    def quota_used(self, project: str, day: str) -> int:
        """Units spent on that day."""
        query = select(func.sum(t.quota.c.units))
        return self._number(query.where(t.quota.c.project == project, t.quota.c.day == day))
