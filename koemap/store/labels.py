"""Names on maps that repeat a text which is no longer there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, update

from koemap import tables as t
from koemap.store.comments import where
from koemap.unlabelling import SHORTEST, Gone, without


def unlabel(
    connection: Connection, meeting_id: str, erased: Sequence[str], shortest: int = SHORTEST
) -> None:
    """Take words of erased texts out of the maps of a meeting.

    A label of at least `shortest` characters, and every keyword as long, goes when an erased text
    has it and no text that is left does. The topic then bears its other keywords, or its id.
    """

    def left() -> Iterable[str]:
        return connection.scalars(
            select(t.comments.c.text).where(*where(t.comments, meeting_id))
        ).all()

    gone = Gone(erased, left, shortest)
    if not gone.gone:
        return
    maps = select(t.maps.c.map_id).where(t.maps.c.meeting_id == meeting_id)
    for table, name in ((t.topics, "topic_id"), (t.themes, "theme_id")):
        for row in connection.execute(select(table).where(table.c.map_id.in_(maps))).all():
            own, keywords = row._mapping[name], tuple(row._mapping.get("keywords") or ())
            label, telling = without(row.label, keywords, own, gone)
            if (label, telling) == (row.label, keywords):
                continue
            values = {"label": label, **({"keywords": list(telling)} if keywords else {})}
            same = table.c.map_id == row.map_id, table.c[name] == own
            connection.execute(update(table).where(*same).values(values))
