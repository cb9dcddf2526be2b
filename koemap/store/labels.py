"""Names on maps that repeat a text which is no longer there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, select, update

from koemap import tables as t
from koemap.store.comments import where

JOINS, CUT = "・", "…"  # of labels
SHORTEST = 2  # characters


def unlabel(
    connection: Connection, meeting_id: str, erased: Sequence[str], shortest: int = SHORTEST
) -> None:
    """Take words of erased texts out of the maps of a meeting.

    A label of at least `shortest` characters, and every keyword as long, goes when an erased text
    has it and no text that is left does. The topic then bears its other keywords, or its id.
    """
    gone = _plain("\n".join(erased))
    if not gone:
        return

    @cache
    def left() -> str:
        texts = select(t.comments.c.text).where(*where(t.comments, meeting_id))
        return _plain("\n".join(connection.scalars(texts)))

    def is_gone(words: str) -> bool:
        plain = _plain(words.rstrip(CUT))
        return len(plain) >= shortest and plain in gone and plain not in left()

    maps = select(t.maps.c.map_id).where(t.maps.c.meeting_id == meeting_id)
    for table, name in ((t.topics, "topic_id"), (t.themes, "theme_id")):
        for row in connection.execute(select(table).where(table.c.map_id.in_(maps))).all():
            if values := _without(row, name, is_gone):
                same = table.c.map_id == row.map_id, table.c[name] == row._mapping[name]
                connection.execute(update(table).where(*same).values(values))


def _without(row: Row[Any], name: str, is_gone: Callable[[str], bool]) -> dict[str, Any]:
    """What of the label and the keywords of a topic or theme has to be written anew."""
    values: dict[str, Any] = {}
    keywords: Sequence[str] = row._mapping.get("keywords") or ()
    telling = [word for word in keywords if not is_gone(word)]
    if len(telling) < len(keywords):
        values["keywords"] = telling
    parts = row.label.split(JOINS)
    heads = [] if is_gone(row.label) else [part for part in parts if not is_gone(part)]
    if len(heads) < len(parts):
        values["label"] = JOINS.join(heads or telling[:3]) or row._mapping[name]
    return values


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
