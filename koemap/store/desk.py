"""Acts at the desk of a live meeting, which are only ever added, and who looks at which row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import count
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from koemap import live_tables as live
from koemap.live_records import Claim, DeskAct
from koemap.records import Comment
from koemap.store.arrivals import arrival, arrived
from koemap.store.comments import where
from koemap.store.connection import Database

MOST_DESKS = 100


class DeskRecords:
    """The part of the store that desks use; every method is one transaction."""

    _database: Database

    def __init__(self) -> None:
        self._known_acts: dict[str, tuple[DeskAct, ...]] = {}

    def act(
        self,
        wanted: DeskAct,
        check: Callable[[Sequence[DeskAct], DeskAct], DeskAct] = lambda _, act: act,
        look: Callable[[Comment], None] | None = None,
    ) -> DeskAct:
        """The act as saved, with its number, if `check` lets it pass as things stand.

        Nobody else acts between the check and the writing. An act that `check` knows already, and
        therefore has a number, is not written again. `look` is shown the comment that the act is
        about, as it is now, and raises what forbids it.
        """
        with self._database.transaction(writing=True, meeting=wanted.meeting_id) as connection:
            act = check(self._acts(connection, wanted.meeting_id), wanted)
            if act.number:
                return act
            if look:
                query = arrived(act.meeting_id).where(live.arrivals.c.comment_id == act.target)
                for row in connection.execute(query).all():
                    look(arrival(row).comment)
            values = asdict(act)
            del values["number"]
            (number,) = connection.execute(
                insert(live.desk_acts).values(values)
            ).inserted_primary_key or (0,)
            return replace(act, number=number)

    def acts(self, meeting_id: str, after: int = 0) -> tuple[DeskAct, ...]:
        """The acts at the desk of a meeting after that number, in their order."""
        with self._database.transaction() as connection:
            acts = self._acts(connection, meeting_id)
        return acts[bisect_right(acts, after, key=attrgetter("number")) :]

    def _acts(self, connection: Connection, meeting_id: str) -> tuple[DeskAct, ...]:
        """All acts; only those that were not read before are read, since acts never change."""
        known = self._known_acts.get(meeting_id, ())
        query = select(live.desk_acts).where(*where(live.desk_acts, meeting_id))
        number = live.desk_acts.c.number
        later = query.where(number > (known[-1].number if known else 0)).order_by(number)
        if more := [DeskAct(**row._mapping) for row in connection.execute(later)]:
            self._known_acts[meeting_id] = known = (*known, *more)
        return known

    def stopped(self, meeting_id: str) -> DeskAct | None:
        """The act that stopped all outputs of a meeting, None while they run."""
        own = live.desk_acts.c
        query = select(live.desk_acts).where(*where(live.desk_acts, meeting_id))
        query = query.where(own.verb.in_(("stop", "lift"))).order_by(own.number.desc()).limit(1)
        last = [DeskAct(**row._mapping) for row in self._all(query)]
        return next((act for act in last if act.verb == "stop"), None)

    def claim(self, meeting_id: str, claim: Claim | None, desk: str, at: datetime) -> int:
        """Let that desk look at this row and at no other; what has ended is forgotten.

        A row that another desk looks at stays theirs. Comes back with the number of the desk: the
        one that the claim wants if no other desk has it, else the first that is free.
        """
        own = live.claims.c
        with self._database.transaction(writing=True, meeting=meeting_id) as connection:
            over = (own.desk == desk) | (own.until < at)
            connection.execute(delete(live.claims).where(own.meeting_id == meeting_id, over))
            if claim is None:
                return 0
            rows = connection.execute(
                select(own.comment_id, own.number).where(*where(live.claims, meeting_id))
            )
            others = {row.comment_id: row.number for row in rows}
            number = _free(claim.number, others.values())
            if claim.comment_id not in others:
                values = asdict(replace(claim, desk=desk, number=number))
                connection.execute(insert(live.claims).values({**values, "meeting_id": meeting_id}))
            return number

    def claims(self, meeting_id: str, at: datetime) -> tuple[Claim, ...]:
        """Who looks at which row at that time, by comment id."""
        own = live.claims.c
        columns = (own.comment_id, own.by, own.until, own.desk, own.number)
        query = select(*columns).where(*where(live.claims, meeting_id))
        rows = self._all(query.where(own.until >= at).order_by(own.comment_id))
        return tuple(Claim(**row._mapping) for row in rows)

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._database.transaction() as connection:
            return connection.execute(query).all()


def _free(wanted: int, taken: Collection[int]) -> int:
    """The number that is wanted if it can be had, else the first from 1 on."""
    free = (number for number in count(1) if number not in taken)
    return wanted if 0 < wanted < MOST_DESKS and wanted not in taken else next(free)
