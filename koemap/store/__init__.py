"""The store: what collectors receive, analysis computes and people decide. The only SQL there is.

SQLite in WAL mode or PostgreSQL, by address. Writes of one meeting follow one another; each is one
transaction, so a crash at any point leaves either all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select

from koemap import tables as t
from koemap.errors import StoreError
from koemap.live_records import Happening
from koemap.migrations import migrate
from koemap.records import Act, Decision, OpinionMap, Publication
from koemap.store.collected import CollectedRecords
from koemap.store.comments import Saved, where
from koemap.store.connection import Database
from koemap.store.live import LiveRecords, insert_happenings
from koemap.store.maps import (
    born_of,
    digest_of,
    insert_map,
    maps_of,
    read_map,
    read_names,
    sizes_of,
)
from koemap.store.users import UserRecords

__all__ = ["Saved", "Store"]


class Store(CollectedRecords, LiveRecords, UserRecords):
    """One installation's records; every method is one transaction."""

    def __init__(self, url: str) -> None:
        """Open the store at a SQLAlchemy address and bring its tables up to date.

        Raises
        ------
        StoreError
            The address cannot be used or the database cannot be reached.
        """
        super().__init__(Database(url))
        with self._transaction(writing=True) as connection:
            migrate(connection)

    def close(self) -> None:
        """Give back the connections."""
        self._database.engine.dispose()

    # Maps

    def save_map(self, opinion_map: OpinionMap, changes: Sequence[Happening] = ()) -> OpinionMap:
        """The map as saved, with its id; one equal to the newest map is that map.

        What became of topics on it is noted with it, at the time of the map.

        Raises
        ------
        StoreError
            The accounting does not add up; nothing is written.
        """
        if not opinion_map.accounting.adds_up():
            raise StoreError(
                f"the accounting does not add up: {opinion_map.accounting}",
                ja=f"届いた声の内訳の合計が合いません: {opinion_map.accounting}",
            )
        digest = digest_of(opinion_map)
        with self._transaction(writing=True, meeting=opinion_map.meeting_id) as connection:
            newest = connection.execute(maps_of(opinion_map.meeting_id).limit(1)).first()
            if newest and newest.digest == digest:
                return replace(opinion_map, map_id=newest.map_id, created_at=newest.created_at)
            version, at = newest.version + 1 if newest else 1, datetime.now(UTC)
            saved = replace(opinion_map, map_id=f"{version:04d}-{digest[:10]}", created_at=at)
            insert_map(connection, saved, version, digest)
            insert_happenings(connection, saved.meeting_id, (replace(c, at=at) for c in changes))
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
                raise _no_map(meeting_id, map_id)
            return read_map(connection, row)

    def with_names(self, opinion_map: OpinionMap) -> OpinionMap:
        """The saved map with the names of its topics and themes as they are by now.

        Words of texts that were erased since it was read have left them.
        """
        with self._transaction() as connection:
            return read_names(connection, opinion_map)

    def topics_born(self, meeting_id: str, map_id: str) -> dict[str, datetime]:
        """When each topic of that map came onto the maps to stay; not those of the first map."""
        with self._transaction() as connection:
            return born_of(connection, meeting_id, map_id)

    def sizes(self, meeting_id: str) -> list[tuple[str, dict[str, int]]]:
        """The people of each topic on every map of a meeting, the first one first, with its id."""
        with self._transaction() as connection:
            return sizes_of(connection, meeting_id)

    def state(self, meeting_id: str) -> tuple[str, int, int]:
        """What changes whenever readers should see something else.

        The newest map's id ("" without one), the last decision's number, and how often comments
        changed or went.
        """
        newest = maps_of(meeting_id).limit(1)
        last = select(func.max(t.decisions.c.decision_id))
        changes = select(t.meetings.c.n_changes).where(t.meetings.c.meeting_id == meeting_id)
        with self._transaction() as connection:
            row = connection.execute(newest).first()
            decision = connection.scalar(last.where(*where(t.decisions, meeting_id)))
            count = connection.scalar(changes)
        return (row.map_id if row else "", decision or 0, count or 0)

    # Decisions and publications

    def decide(
        self,
        wanted: Decision,
        check: Callable[[Sequence[Decision], Decision], Decision] | None = None,
    ) -> Decision:
        """The decision as saved, with its number, if `check` lets it pass as things stand.

        Nobody else decides between the check and the writing. A decision that `check` knows
        already, and therefore has a number, is not written again.
        """
        meeting_id = wanted.meeting_id
        with self._transaction(writing=True, meeting=meeting_id) as connection:
            if check:
                rows = connection.execute(_decided(meeting_id)).all()
                wanted = check([_decision(row) for row in rows], wanted)
                if wanted.decision_id:
                    return wanted
            values = asdict(wanted)
            del values["decision_id"]
            result = connection.execute(insert(t.decisions).values(values))
            (decision_id,) = result.inserted_primary_key or (0,)
            return replace(wanted, decision_id=decision_id)

    def decisions(self, meeting_id: str, act: Act | None = None) -> tuple[Decision, ...]:
        """The decisions of a meeting in the order they were made, all acts or one."""
        query = _decided(meeting_id)
        if act:
            query = query.where(t.decisions.c.act == act)
        return tuple(_decision(row) for row in self._rows(query))

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


def _decided(meeting_id: str) -> Select[Any]:
    query = select(t.decisions).where(*where(t.decisions, meeting_id))
    return query.order_by(t.decisions.c.decision_id)


def _decision(row: Row[Any]) -> Decision:
    """The decision; those of an earlier koemap name no map and have no details."""
    values = dict(row._mapping)
    return Decision(**values | {"map_id": row.map_id or "", "details": row.details or {}})


def _no_map(meeting_id: str, map_id: str) -> StoreError:
    if map_id:
        return StoreError(
            f"meeting {meeting_id!r} has no map {map_id!r}",
            ja=f"会議「{meeting_id}」に「{map_id}」という地図はありません",
        )
    command = f"koemap analyze --meeting {meeting_id}"
    return StoreError(
        f"meeting {meeting_id!r} has no map yet; run: {command}",
        ja=f"会議「{meeting_id}」の地図はまだありません。次を実行してください: {command}",
    )
