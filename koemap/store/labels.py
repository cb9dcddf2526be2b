"""Words of texts that are no longer there, in what maps and live meetings keep beside the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, func, select, update

from koemap import live_tables as live
from koemap import tables as t
from koemap.live_records import MAP_CHANGES, TALK_CHANGES
from koemap.store.comments import chunks, where
from koemap.unlabelling import SHORTEST, Gone, cut, lost, without


def forget_words(
    connection: Connection, meeting_id: str, erased: Mapping[str, str], shortest: int = SHORTEST
) -> None:
    """Take words of erased comments, texts by id, out of what is kept of a meeting beside them.

    Their flags go. A label of at least `shortest` characters of a map or a candidate, and every
    keyword as long, goes when an erased text has it and no text that is left does, and from lines
    about topics with it. The topic then bears its other keywords, or its id.
    """
    _unflag(connection, meeting_id, list(erased))

    def left() -> Iterable[str]:
        return connection.scalars(
            select(t.comments.c.text).where(*where(t.comments, meeting_id))
        ).all()

    gone = Gone(erased.values(), left, shortest)
    if not gone.gone:
        return
    maps = select(t.maps.c.map_id).where(t.maps.c.meeting_id == meeting_id)
    of_meeting = live.candidates.c.meeting_id == meeting_id
    words = {
        *_unlabel(connection, t.topics, "topic_id", t.topics.c.map_id.in_(maps), gone),
        *_unlabel(connection, t.themes, "theme_id", t.themes.c.map_id.in_(maps), gone),
        *_unlabel(connection, live.candidates, "candidate_id", of_meeting, gone),
    }
    _cut_lines(connection, meeting_id, words)


def _unflag(connection: Connection, meeting_id: str, comment_ids: Sequence[str]) -> None:
    """Take the flags, which quote, off these comments; each counts as said anew."""
    own, same = live.assignments.c, where(live.assignments, meeting_id)
    for chunk in chunks(comment_ids):
        said = select(own.comment_id, own.flags).where(*same, own.comment_id.in_(chunk))
        flagged = [row.comment_id for row in connection.execute(said) if row.flags]
        last = connection.scalar(select(func.max(own.number)).where(*same)) or 0
        for number, one in enumerate(flagged, start=last + 1):
            unsaid = update(live.assignments).where(*same, own.comment_id == one)
            connection.execute(unsaid.values(flags=[], number=number))


def _unlabel(
    connection: Connection,
    table: Table,
    name: str,
    of: ColumnElement[bool],
    gone: Callable[[str], bool],
) -> set[str]:
    """The words that labels and keywords of these rows of a table lost; `name` is their id."""
    words: set[str] = set()
    for row in connection.execute(select(table).where(of)).all():
        own, keywords = row._mapping[name], tuple(row._mapping.get("keywords") or ())
        label, telling = without(row.label, keywords, own, gone)
        if (label, telling) == (row.label, keywords):
            continue
        words |= lost(row.label, keywords, gone)
        values = {"label": label, **({"keywords": list(telling)} if keywords else {})}
        same = (column == row._mapping[column.name] for column in table.primary_key)
        connection.execute(update(table).where(*same).values(values))
    return words


def _cut_lines(connection: Connection, meeting_id: str, words: set[str]) -> None:
    """Take the words out of the lines that say what happened to topics."""
    own = live.happenings.c
    query = select(own.number, own.en, own.ja).where(own.kind.in_((*MAP_CHANGES, *TALK_CHANGES)))
    told = connection.execute(query.where(own.meeting_id == meeting_id)).all() if words else ()
    for row in told:
        lines = {"en": cut(row.en, words), "ja": cut(row.ja, words)}
        if lines != {"en": row.en, "ja": row.ja}:
            connection.execute(
                update(live.happenings).where(own.number == row.number).values(lines)
            )
