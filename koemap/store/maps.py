"""How a map is written whole and read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, select

from koemap import tables as t
from koemap.records import Accounting, OpinionMap, Placement, Recipe, Theme, Topic

_AT_ONCE = 10_000


def digest_of(opinion_map: OpinionMap) -> str:
    """SHA-256 over everything that makes two maps the same map: not its id, time or timings."""
    hashed = hashlib.sha256()
    whole = replace(opinion_map, map_id="", created_at=None, seconds={}, placements=())
    names = [field.name for field in fields(Placement)]
    for part in (asdict(whole), *map(attrgetter(*names), opinion_map.placements)):
        text = json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        hashed.update(text.encode())
    return hashed.hexdigest()


def maps_of(meeting_id: str) -> Select[Any]:
    """A query for the maps of a meeting, the newest first."""
    query = select(t.maps).where(t.maps.c.meeting_id == meeting_id)
    return query.order_by(t.maps.c.version.desc())


def born_of(connection: Connection, meeting_id: str, map_id: str) -> dict[str, datetime]:
    """When each topic of a map came onto the maps without having left them since.

    Those of the first map were there from the beginning and are left out.
    """
    maps, topic = t.maps.c, t.topics.c
    own = select(maps.version).where(maps.meeting_id == meeting_id, maps.map_id == map_id)
    query = select(maps.version, maps.created_at, topic.topic_id)
    query = query.join_from(t.maps, t.topics, maps.map_id == topic.map_id)
    query = query.where(maps.meeting_id == meeting_id, maps.version <= own.scalar_subquery())
    rows = connection.execute(query.order_by(maps.version))
    first, since = 0, dict[str, tuple[int, datetime]]()
    for version, topics in groupby(rows, attrgetter("version")):
        here = {row.topic_id: (version, row.created_at) for row in topics}
        since = {one: since.get(one, here[one]) for one in here}
        first = first or version
    return {one: at for one, (version, at) in since.items() if version != first}


def sizes_of(connection: Connection, meeting_id: str) -> list[tuple[str, dict[str, int]]]:
    """The id of each map, the first one first, with the people of its topics in reading order."""
    maps, topic = t.maps.c, t.topics.c
    query = select(maps.map_id, topic.topic_id, topic.n_people)
    query = query.join_from(t.maps, t.topics, maps.map_id == topic.map_id)
    query = query.where(maps.meeting_id == meeting_id).order_by(maps.version, topic.position)
    return [
        (map_id, {row.topic_id: row.n_people for row in topics})
        for map_id, topics in groupby(connection.execute(query), attrgetter("map_id"))
    ]


def insert_map(connection: Connection, opinion_map: OpinionMap, version: int, digest: str) -> None:
    """Write all parts of a map that has its id and time."""
    values = {name: getattr(opinion_map, name) for name in ("map_id", "meeting_id", "created_at")}
    values |= {"version": version, "digest": digest, "seconds": dict(opinion_map.seconds)}
    values |= {"quality": dict(opinion_map.quality)}
    values |= {name: asdict(getattr(opinion_map, name)) for name in ("recipe", "accounting")}
    connection.execute(insert(t.maps).values(values))
    for table, records in (
        (t.themes, opinion_map.themes),
        (t.topics, opinion_map.topics),
        (t.placements, opinion_map.placements),
    ):
        _insert_parts(connection, table, opinion_map.map_id, records)


def _insert_parts(
    connection: Connection, table: Table, map_id: str, records: Sequence[Any]
) -> None:
    """Write the records in pieces, so that a map of many comments is never in memory twice."""
    if not records:
        return
    names = [field.name for field in fields(records[0])]
    values = attrgetter(*names)
    for start in range(0, len(records), _AT_ONCE):
        rows = [
            dict(zip(names, values(record), strict=True), map_id=map_id, **_position(table, place))
            for place, record in enumerate(records[start : start + _AT_ONCE], start)
        ]
        connection.execute(insert(table), rows)


def _position(table: Table, position: int) -> dict[str, int]:
    return {"position": position} if "position" in table.c else {}


def read_map(connection: Connection, row: Row[Any]) -> OpinionMap:
    """The map of a row of `maps`, with its parts in order."""
    recipe = {name: _tuples(value) for name, value in row.recipe.items()}
    return OpinionMap(
        meeting_id=row.meeting_id,
        recipe=Recipe(**recipe),
        themes=_themes(connection, row.map_id),
        topics=_topics(connection, row.map_id),
        placements=tuple(_placement(p) for p in _parts(connection, t.placements, row.map_id)),
        accounting=Accounting(**row.accounting),
        quality=row.quality or {},
        seconds=row.seconds,
        map_id=row.map_id,
        created_at=row.created_at,
    )


def read_names(connection: Connection, opinion_map: OpinionMap) -> OpinionMap:
    """The saved map with the topics and themes that are kept of it by now."""
    map_id = opinion_map.map_id
    topics, themes = _topics(connection, map_id), _themes(connection, map_id)
    return replace(opinion_map, topics=topics, themes=themes)


def _themes(connection: Connection, map_id: str) -> tuple[Theme, ...]:
    return tuple(Theme(**part) for part in _parts(connection, t.themes, map_id))


def _topics(connection: Connection, map_id: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(**part | {name: tuple(part[name]) for name in ("keywords", "exemplars")})
        for part in _parts(connection, t.topics, map_id)
    )


def _placement(part: dict[str, Any]) -> Placement:
    """The placement; maps of an earlier koemap tell no stance."""
    words = tuple(part.pop("stance_words") or ())
    return Placement(**part | {"stance": part["stance"] or ""}, stance_words=words)


def _parts(connection: Connection, table: Table, map_id: str) -> list[dict[str, Any]]:
    order = table.c.position if "position" in table.c else table.c.comment_id
    query = select(table).where(table.c.map_id == map_id).order_by(order)
    dropped = {"map_id", "position"}
    rows = connection.execute(query).mappings()
    return [{k: v for k, v in row.items() if k not in dropped} for row in rows]


def _tuples(value: Any) -> Any:
    return tuple(tuple(pair) for pair in value) if isinstance(value, list) else value
