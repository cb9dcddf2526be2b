"""Changes of the tables, in order; each runs once per database and is recorded by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select, text, update
from sqlalchemy.schema import CreateColumn

from koemap.columns import metadata
from koemap.live_tables import arrivals, claims, happenings
from koemap.tables import (
    comments,
    decisions,
    maps,
    meetings,
    migrations,
    placements,
    sources,
    topics,
)

LOCK = 5_601_632  # any number, the same for every koemap process


def m001_first_tables(connection: Connection) -> None:
    """Every table of `koemap.tables` and `koemap.live_tables`."""
    metadata.create_all(connection)


def m002_unattended_collection(connection: Connection) -> None:
    """Health and command of sources, retention of comments, gaps, sightings, quota."""
    _add_columns(connection, sources, "health", "command")
    _add_columns(connection, comments, "received_at", "purged_at")
    metadata.create_all(connection)
    received = update(comments).where(comments.c.received_at.is_(None))
    at = func.coalesce(comments.c.posted_at, datetime.now(UTC))
    connection.execute(received.values(received_at=at))


def m003_how_firm_a_map_is(connection: Connection) -> None:
    """Quality of maps, stability of topics, stance of comments."""
    _add_columns(connection, maps, "quality")
    _add_columns(connection, topics, "stability")
    _add_columns(connection, placements, "stance", "stance_words")


def m004_what_people_decide(connection: Connection) -> None:
    """Decisions on topics, answers; users and who is logged in."""
    _add_columns(connection, decisions, "map_id", "details")
    metadata.create_all(connection)


def m005_ids_by_code_points(connection: Connection) -> None:
    """On PostgreSQL an index of comments by the code points of their ids, in any locale."""
    if connection.dialect.name == "postgresql":
        columns = 'meeting_id, comment_id COLLATE "C"'
        name = "comments_by_code_points"
        connection.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON comments ({columns})"))


def m006_changes_of_comments(connection: Connection) -> None:
    """How often comments of a meeting changed or went, so that screens notice it."""
    _add_columns(connection, meetings, "n_changes")


def m007_why_texts_were_erased(connection: Connection) -> None:
    """Why the text of a comment was erased: its retention had ended, or staff erased it."""
    _add_columns(connection, comments, "purged_why")


def m008_live_meetings(connection: Connection) -> None:
    """Arrivals, what is said of them, the desk; what is there has arrived as it was written."""
    metadata.create_all(connection)
    _add_columns(connection, comments, "changed")
    _add_index(connection, comments, "comments_by_change")
    columns = comments.c.meeting_id, comments.c.comment_id, comments.c.received_at
    query = select(*columns).order_by(comments.c.posted_at, comments.c.comment_id)
    names = ["meeting_id", "comment_id", "at"]
    connection.execute(insert(arrivals).from_select(names, query))


def m009_arrivals_by_comment(connection: Connection) -> None:
    """An index of arrivals by their comments, so that a change is found among many."""
    _add_index(connection, arrivals, "arrivals_by_comment")


def m010_desks_of_claims(connection: Connection) -> None:
    """Which desk looks at a row; what was looked at before the update is over by now."""
    connection.execute(delete(claims))
    _add_columns(connection, claims, "desk", "number")


def m011_arrivals_on_final_maps(connection: Connection) -> None:
    """The last arrival on a final map, by its number; of earlier ones the time tells."""
    _add_columns(connection, happenings, "last_arrival")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    m001_first_tables,
    m002_unattended_collection,
    m003_how_firm_a_map_is,
    m004_what_people_decide,
    m005_ids_by_code_points,
    m006_changes_of_comments,
    m007_why_texts_were_erased,
    m008_live_meetings,
    m009_arrivals_by_comment,
    m010_desks_of_claims,
    m011_arrivals_on_final_maps,
)


def _add_index(connection: Connection, table: Table, name: str) -> None:
    """Add that index of the table; a new database has it already."""
    next(i for i in table.indexes if i.name == name).create(connection, checkfirst=True)


def _add_columns(connection: Connection, table: Table, *names: str) -> None:
    """Add those columns that the table does not have; a new database has them already."""
    present = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for name in names:
        if name not in present:
            column = CreateColumn(table.c[name]).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column}"))


def migrate(connection: Connection) -> None:
    """Bring the tables up to date inside the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    for migration in MIGRATIONS:
        if migration.__name__ not in applied(connection):
            migration(connection)
            row = {"name": migration.__name__, "applied_at": datetime.now(UTC)}
            connection.execute(insert(migrations).values(row))


def applied(connection: Connection) -> frozenset[str]:
    """Names of the migrations this database has seen."""
    if not inspect(connection).has_table(migrations.name):
        return frozenset()
    return frozenset(connection.scalars(select(migrations.c.name)))
