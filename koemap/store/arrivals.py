"""How arrivals are read: each with its comment as it is now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select

from koemap import live_tables as live
from koemap import tables as t
from koemap.live_records import Arrival
from koemap.records import Comment
from koemap.store.comments import COLUMNS


def arrived(meeting_id: str) -> Select[Any]:
    """A query for the arrivals of a meeting with their comments, in no order."""
    a, c = live.arrivals, t.comments
    own = (a.c.meeting_id == c.c.meeting_id) & (a.c.comment_id == c.c.comment_id)
    columns = (c.c[name] for name in COLUMNS)
    query = select(a.c.number, a.c.at, *columns).select_from(a.join(c, own))
    return query.where(a.c.meeting_id == meeting_id)


def arrival(row: Row[Any]) -> Arrival:
    """The arrival of a row of that query."""
    values = dict(row._mapping)
    number, at = values.pop("number"), values.pop("at")
    return Arrival(number, at, Comment(**values))
