"""The store: what collectors receive, analysis computes and people decide. The only SQL there is.

SQLite in WAL mode or PostgreSQL, by address. Writes of one meeting follow one another; each is one
transaction, so a crash at any point leaves either all of it or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    create_engine,
    event,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from koemap import tables as t
from koemap.errors import StoreError
from koemap.migrations import migrate
from koemap.records import (
    Accounting,
    Act,
    Collection,
    Comment,
    Decision,
    Meeting,
    OpinionMap,
    Placement,
    Publication,
    Recipe,
    Source,
    Theme,
    Topic,
)

Item = TypeVar("Item")
BATCH = 500  # below SQLite's bound on variables in one statement


@dataclass(frozen=True)
class Saved:
    """How many comments of one batch were new, changed, already known or taken back."""

    added: int = 0
    changed: int = 0
    known: int = 0
    withdrawn: int = 0


class Store:
    """One installation's records; every method is one transaction."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy address and bring its tables up to date.

        Raises
        ------
        StoreError
            The address cannot be used or the database cannot be reached.
        """
        try:
            address = make_url(url)
            if address.drivername == "postgresql":
                address = address.set(drivername="postgresql+psycopg")
            self._shown = address.render_as_string(hide_password=True)
            if address.get_backend_name() == "sqlite" and address.database:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(address)
        except (ArgumentError, NoSuchModuleError, ImportError, OSError) as error:
            message = f"the store's address cannot be used ({_first_line(error)})"
            raise StoreError(f"{message}; check KOEMAP_HOME and KOEMAP_DATABASE_URL") from error
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        with self._transaction(writing=True) as connection:
            migrate(connection)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writing: bool = False, meeting: str = "") -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection.execution_options(koemap_writing=writing)
                with connection.begin():
                    if meeting:
                        _lock_meeting(connection, meeting)
                    yield connection
        except SQLAlchemyError as error:
            reason = _first_line(getattr(error, "orig", None) or error)
            raise StoreError(f"the store at {self._shown} failed: {reason}") from error

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._transaction() as connection:
            return connection.execute(query).all()

    # Meetings and sources

    def add_meeting(self, meeting: Meeting) -> bool:
        """Whether the meeting is new; one that is already there takes the new title and facts."""
        values = asdict(meeting)
        with self._transaction(writing=True) as connection:
            where = t.meetings.c.meeting_id == meeting.meeting_id
            if connection.execute(update(t.meetings).where(where).values(values)).rowcount:
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
            raise StoreError(_no_meeting(meeting_id))
        return Meeting(**rows[0]._mapping)

    def add_source(self, source: Source) -> None:
        """Make the source known; a known one keeps its checkpoint."""
        values = asdict(source)
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            where = _where(t.sources, source.meeting_id, source_id=source.source_id)
            if not connection.execute(update(t.sources).where(*where).values(values)).rowcount:
                connection.execute(insert(t.sources).values(values))

    def sources(self, meeting_id: str) -> tuple[Source, ...]:
        """The sources of a meeting, by id."""
        columns = [c for c in t.sources.c if c.name not in ("checkpoint", "report")]
        query = select(*columns).where(*_where(t.sources, meeting_id))
        return tuple(Source(**row._mapping) for row in self._rows(query.order_by("source_id")))

    def save_collection(self, collection: Collection) -> None:
        """Keep what the last run of a collector did, for people to read."""
        where = _where(t.sources, collection.meeting_id, source_id=collection.source_id)
        report = asdict(replace(collection, facts=dict(collection.facts)))
        with self._transaction(writing=True, meeting=collection.meeting_id) as connection:
            connection.execute(update(t.sources).where(*where).values(report=report))

    def collections(self, meeting_id: str) -> tuple[Collection, ...]:
        """What the last run on each source of a meeting did, by source id."""
        query = select(t.sources.c.report).where(*_where(t.sources, meeting_id))
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

        A comment known by its id changes only when its text or attributes do. A withdrawn one
        loses its text, whichever of the two arrives first.
        """
        with self._transaction(writing=True, meeting=source.meeting_id) as connection:
            saved = _merge_comments(connection, source.meeting_id, comments)
            taken_back = _withdraw(connection, source.meeting_id, withdrawn or {})
            if checkpoint is not None:
                where = _where(t.sources, source.meeting_id, source_id=source.source_id)
                values = {"checkpoint": dict(checkpoint)}
                connection.execute(update(t.sources).where(*where).values(values))
        return replace(saved, withdrawn=taken_back)

    def comments(self, meeting_id: str) -> tuple[Comment, ...]:
        """Every comment received for a meeting, by id."""
        self.meeting(meeting_id)
        rows = self._rows(select(t.comments).where(*_where(t.comments, meeting_id)))
        return tuple(sorted((Comment(**row._mapping) for row in rows), key=_comment_id))

    def comments_by_author(self, meeting_id: str, author_key: str) -> tuple[str, ...]:
        """Ids of the comments of one author."""
        query = select(t.comments.c.comment_id)
        rows = self._rows(query.where(*_where(t.comments, meeting_id, author_key=author_key)))
        return tuple(row.comment_id for row in rows)

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
        digest = map_digest(opinion_map)
        with self._transaction(writing=True, meeting=opinion_map.meeting_id) as connection:
            newest = connection.execute(_maps(opinion_map.meeting_id).limit(1)).first()
            if newest and newest.digest == digest:
                return replace(opinion_map, map_id=newest.map_id, created_at=newest.created_at)
            version = newest.version + 1 if newest else 1
            saved = replace(
                opinion_map, map_id=f"{version:04d}-{digest[:10]}", created_at=datetime.now(UTC)
            )
            _insert_map(connection, saved, version, digest)
            return saved

    def map_ids(self, meeting_id: str) -> tuple[str, ...]:
        """Ids of the maps of a meeting, the newest first."""
        self.meeting(meeting_id)
        return tuple(row.map_id for row in self._rows(_maps(meeting_id)))

    def opinion_map(self, meeting_id: str, map_id: str = "") -> OpinionMap:
        """The map of that id, the newest without one; StoreError when there is none."""
        wanted = map_id or next(iter(self.map_ids(meeting_id)), "")
        with self._transaction() as connection:
            query = _maps(meeting_id).where(t.maps.c.map_id == wanted)
            row = connection.execute(query).first()
            if row is None:
                raise StoreError(_no_map(meeting_id, map_id))
            return _read_map(connection, row)

    # Decisions and publications

    def decide(self, decision: Decision) -> Decision:
        """The decision as saved, with its number."""
        values = asdict(decision)
        del values["decision_id"]
        with self._transaction(writing=True, meeting=decision.meeting_id) as connection:
            result = connection.execute(insert(t.decisions).values(values))
            return replace(decision, decision_id=result.inserted_primary_key[0])

    def decisions(self, meeting_id: str, act: Act | None = None) -> tuple[Decision, ...]:
        """The decisions of a meeting in the order they were made, all acts or one."""
        query = select(t.decisions).where(*_where(t.decisions, meeting_id))
        if act:
            query = query.where(t.decisions.c.act == act)
        rows = self._rows(query.order_by(t.decisions.c.decision_id))
        return tuple(Decision(**row._mapping) for row in rows)

    def save_publication(self, publication: Publication) -> None:
        """Record that this approved map was published; a known publication stays as it is."""
        values = asdict(publication)
        with self._transaction(writing=True, meeting=publication.meeting_id) as connection:
            known = select(t.publications).where(
                *_where(
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
        query = select(t.publications).where(*_where(t.publications, meeting_id))
        rows = self._rows(query.order_by(t.publications.c.last_decision))
        return tuple(Publication(**row._mapping) for row in rows)


def map_digest(opinion_map: OpinionMap) -> str:
    """SHA-256 over everything that makes two maps the same map: not its id, time or timings."""
    content = asdict(replace(opinion_map, map_id="", created_at=None, seconds={}))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("koemap_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _lock_meeting(connection: Connection, meeting_id: str) -> None:
    where = t.meetings.c.meeting_id == meeting_id
    if connection.execute(select(t.meetings).where(where).with_for_update()).first() is None:
        raise StoreError(_no_meeting(meeting_id))


def _no_meeting(meeting_id: str) -> str:
    return f"there is no meeting {meeting_id!r}; add it with: koemap meeting add {meeting_id}"


def _no_map(meeting_id: str, map_id: str) -> str:
    if map_id:
        return f"meeting {meeting_id!r} has no map {map_id!r}"
    return f"meeting {meeting_id!r} has no map yet; run: koemap analyze --meeting {meeting_id}"


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _comment_id(comment: Comment) -> str:
    return comment.comment_id


def _where(table: Table, meeting_id: str, **equal: object) -> list[ColumnElement[bool]]:
    conditions = [table.c.meeting_id == meeting_id]
    return conditions + [table.c[name] == value for name, value in equal.items()]


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _merge_comments(connection: Connection, meeting_id: str, comments: Sequence[Comment]) -> Saved:
    added = changed = known = 0
    for chunk in _chunks(list({c.comment_id: c for c in comments}.values())):
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
    where = _where(t.comments, meeting_id)
    rows = connection.execute(select(t.comments).where(*where, t.comments.c.comment_id.in_(ids)))
    return (Comment(**row._mapping) for row in rows)


def _comment_values(comment: Comment) -> dict[str, Any]:
    values = {name: getattr(comment, name) for name in t.comments.c.keys()}
    return {**values, "attributes": dict(comment.attributes)}


def _edits(comment: Comment, present: Comment | None) -> bool:
    if present is None or present.withdrawn:
        return False
    return (comment.text, dict(comment.attributes)) != (present.text, present.attributes)


def _update_comment(connection: Connection, comment: Comment) -> None:
    where = _where(t.comments, comment.meeting_id, comment_id=comment.comment_id)
    values = {"text": comment.text, "attributes": dict(comment.attributes)}
    connection.execute(update(t.comments).where(*where).values(values))


def _as_withdrawn(comment: Comment, reasons: Mapping[str, str]) -> Comment:
    reason = reasons.get(comment.comment_id) or comment.withdrawn
    return replace(comment, text="", attributes={}, withdrawn=reason) if reason else comment


def _reasons(connection: Connection, meeting_id: str, ids: list[str]) -> dict[str, str]:
    where = _where(t.withdrawals, meeting_id)
    query = select(t.withdrawals).where(*where, t.withdrawals.c.comment_id.in_(ids))
    return {row.comment_id: row.reason for row in connection.execute(query)}


def _withdraw(connection: Connection, meeting_id: str, reasons: Mapping[str, str]) -> int:
    taken_back = 0
    for chunk in _chunks(list(reasons)):
        known = _reasons(connection, meeting_id, list(chunk))
        for comment_id in (i for i in chunk if i not in known):
            values = {"meeting_id": meeting_id, "comment_id": comment_id}
            connection.execute(insert(t.withdrawals).values(**values, reason=reasons[comment_id]))
            where = _where(t.comments, meeting_id, comment_id=comment_id)
            gone = {"text": "", "attributes": {}, "withdrawn": reasons[comment_id]}
            done = connection.execute(update(t.comments).where(*where).values(gone))
            taken_back += done.rowcount
    return taken_back


def _maps(meeting_id: str) -> Select[Any]:
    query = select(t.maps).where(t.maps.c.meeting_id == meeting_id)
    return query.order_by(t.maps.c.version.desc())


def _insert_map(connection: Connection, opinion_map: OpinionMap, version: int, digest: str) -> None:
    values = {name: getattr(opinion_map, name) for name in ("map_id", "meeting_id", "created_at")}
    values |= {"version": version, "digest": digest, "seconds": dict(opinion_map.seconds)}
    values |= {name: asdict(getattr(opinion_map, name)) for name in ("recipe", "accounting")}
    connection.execute(insert(t.maps).values(values))
    for table, records in (
        (t.themes, opinion_map.themes),
        (t.topics, opinion_map.topics),
        (t.placements, opinion_map.placements),
    ):
        _insert_parts(connection, table, opinion_map.map_id, records)


def _insert_parts(
    connection: Connection, table: Table, map_id: str, records: Iterable[Any]
) -> None:
    rows = [
        {"map_id": map_id, **asdict(record), **_position(table, position)}
        for position, record in enumerate(records)
    ]
    if rows:
        connection.execute(insert(table), rows)


def _position(table: Table, position: int) -> dict[str, int]:
    return {"position": position} if "position" in table.c else {}


def _read_map(connection: Connection, row: Row[Any]) -> OpinionMap:
    topics = [
        {**part, "keywords": tuple(part["keywords"]), "exemplars": tuple(part["exemplars"])}
        for part in _parts(connection, t.topics, row.map_id)
    ]
    recipe = {name: _tuples(value) for name, value in row.recipe.items()}
    return OpinionMap(
        meeting_id=row.meeting_id,
        recipe=Recipe(**recipe),
        themes=tuple(Theme(**part) for part in _parts(connection, t.themes, row.map_id)),
        topics=tuple(Topic(**part) for part in topics),
        placements=tuple(Placement(**p) for p in _parts(connection, t.placements, row.map_id)),
        accounting=Accounting(**row.accounting),
        seconds=row.seconds,
        map_id=row.map_id,
        created_at=row.created_at,
    )


def _parts(connection: Connection, table: Table, map_id: str) -> list[dict[str, Any]]:
    order = table.c.position if "position" in table.c else table.c.comment_id
    query = select(table).where(table.c.map_id == map_id).order_by(order)
    dropped = {"map_id", "position"}
    rows = connection.execute(query).mappings()
    return [{k: v for k, v in row.items() if k not in dropped} for row in rows]


def _tuples(value: Any) -> Any:
    return tuple(tuple(pair) for pair in value) if isinstance(value, list) else value
