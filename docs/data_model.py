"""Writes `docs/data-model.md` from the tables: `make docs`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Table

from koemap import live_tables, tables

PAGE = Path(__file__).with_name("data-model.md")
HEAD = """# The data model

Generated from `koemap/tables.py` and `koemap/live_tables.py` by `make docs`; do not edit. Times are
UTC. Rows of `maps` and what belongs to them, `decisions` and `publications` are only ever added.

A meeting has sources, a source has comments, a map places the comments of its meeting into topics
and themes, and people decide about comments and maps.
"""
TABLES = [
    one for of in (tables, live_tables) for one in vars(of).values() if isinstance(one, Table)
]


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(table) for table in TABLES)


def _section(table: Table) -> str:
    rows = "".join(_row(column) for column in table.columns)
    columns = f"| column | type | meaning |\n|---|---|---|\n{rows}"
    return f"\n## {table.name}\n\n{table.comment}\n\n{columns}"


def _row(column: Column[object]) -> str:
    key = " (key)" if column.primary_key else ""
    empty = ", may be empty" if column.nullable else ""
    return f"| `{column.name}`{key} | {_type(column)}{empty} | {column.comment} |\n"


def _type(column: Column[object]) -> str:
    names = {"Moment": "time", "Text": "text", "JSON": "JSON", "Integer": "integer"}
    return names.get(type(column.type).__name__, "number")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
