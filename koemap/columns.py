"""What the tables are made of: their columns and their times."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, MetaData, Text, TypeDecorator

metadata = MetaData()
"""Every table of `koemap.tables` and `koemap.live_tables`."""


class Moment(TypeDecorator[datetime]):
    """A time-zone-aware UTC time on every database; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """The value in UTC, without a zone where the database keeps none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """The stored value with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def required(name: str, type_: Any, comment: str, **more: Any) -> Column[Any]:
    """A column that is never empty."""
    return Column(name, type_, nullable=False, comment=comment, **more)


def key(name: str, comment: str) -> Column[Any]:
    """A column of text by which rows are known."""
    return Column(name, Text, primary_key=True, comment=comment)
