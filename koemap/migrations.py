"""Changes of the tables, in order; each runs once per database and is recorded by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, inspect, select, text

from koemap.tables import metadata, migrations

LOCK = 5_601_632  # any number, the same for every koemap process


def m001_first_tables(connection: Connection) -> None:
    """Every table of `koemap.tables`."""
    metadata.create_all(connection)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (m001_first_tables,)


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
