"""The rows of the desk: which of them somebody has to be told, and what each tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from dashboard.live.entries import Entry, text_key
from dashboard.live.heads import Heads
from dashboard.live.lines import line
from dashboard.live.model import LiveModel

MOST_ROWS, MOST_ACTED, MOST_COPIES = 800, 400, 5

Json = dict[str, Any]


def changed(model: LiveModel, after: Heads) -> tuple[list[Entry], int]:
    """The rows to tell, oldest first, at most `MOST_ROWS`, and where the others begin.

    All that waits to be looked at and is left out came before the number given second, 0 when
    nothing is: from there on who was told less asks for what is older.

    To who has read nothing: what was acted on, and the newest that wait to be looked at. To others
    first what was acted on or went, then what arrived, then of what more is said now. Of the last
    only the newest are told when all comments were said of anew, as after a new map.
    """
    is_fresh = not after.arrivals or not model.knows(after)
    since = _first_rows(model) if is_fresh else _next_rows(model, after)
    found: dict[str, Entry] = {}
    for comment_id in since:
        found.setdefault(comment_id, model.entries[comment_id])
        if len(found) >= MOST_ROWS:
            break
    rest = model.unseen if is_fresh else since
    left = {one for one in rest if one in model.unseen} - found.keys()
    gap = max((model.entries[one].number + 1 for one in left), default=0)
    return sorted(found.values(), key=lambda one: one.number), gap


def gone(model: LiveModel, after: Heads) -> list[str]:
    """The ids of all that went since, of which nobody may keep a text; there may be any number.

    All that ever went, for who read before this process knew what changes.
    """
    if not after.arrivals:
        return []
    known = model.by_change.since(after.changes) if model.knows(after) else model.entries
    return [one for one in known if one in model.entries and model.entries[one].gone]


def refolded(model: LiveModel, after: Heads, rows: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """What was told with others, or as a reaction, since, and is in none of these rows.

    Each as id, fold and kind, for who may have been told of it before; there may be any number.
    """
    told = {one.comment_id for one in rows}
    others = (model.entries[i] for i in model.by_fold.since(after.said) if i not in told)
    return [(o.comment_id, o.folded, o.kind) for o in others if o.number <= after.arrivals]


def _first_rows(model: LiveModel) -> Iterator[str]:
    standing = (*model.moderation.queue, model.moderation.on_air)
    yield from (one for one in standing if one in model.entries)
    acted = (one for one in model.by_act.since(0) if one in model.moderation.items)
    yield from islice(_arrived(model, acted), MOST_ACTED)
    yield from _new_rows(model, 0)


def _next_rows(model: LiveModel, after: Heads) -> Iterator[str]:
    yield from _arrived(model, model.by_act.since(after.acts))
    yield from _arrived(model, model.by_change.since(after.changes))
    yield from _new_heads(model, after)
    yield from _new_rows(model, after.arrivals)
    for comment_id in model.by_said.since(after.said):
        if model.entries[comment_id].number <= after.arrivals:
            yield comment_id


def _new_heads(model: LiveModel, after: Heads) -> Iterator[str]:
    """What stands for others now that were told alone before."""
    joined = (model.entries[one].folded for one in model.by_fold.since(after.said))
    folds = (model.tallies.folds.get(one) for one in dict.fromkeys(joined))
    yield from _arrived(model, (fold.head for fold in folds if fold))


def _new_rows(model: LiveModel, after: int) -> Iterator[str]:
    """What arrived and somebody has to look at; of many copies the first few are told."""
    for one in model.arrived_since(after):
        if one.wanted and not one.gone and _is_told(model, one):
            yield one.comment_id


def _is_told(model: LiveModel, one: Entry) -> bool:
    fold = model.tallies.folds.get(one.folded)
    first = fold.members[:MOST_COPIES] if fold else ()
    return model.is_head(one) or (one.number, one.comment_id) in first


def _arrived(model: LiveModel, comment_ids: Iterator[str]) -> Iterator[str]:
    return (one for one in comment_ids if one in model.entries)


def row(model: LiveModel, one: Entry) -> Json:
    """A row of the desk; what is gone keeps its place and loses its text, its note too."""
    item, fold = model.moderation.items.get(one.comment_id), model.tallies.fold(one)
    return {
        "id": one.comment_id,
        "n": one.number,
        "at": one.at.isoformat(),
        "second": one.second,
        "text": "" if one.gone else one.text,
        "text_key": "" if one.gone else text_key(one.text),
        "kind": one.kind,
        "folded": one.folded,
        "copies": fold.n,
        "people": len(fold.people),
        "topic": one.topic,
        "flags": []
        if one.gone
        else [{"name": f.name, "words": [line(w, 60) for w in f.words]} for f in one.flags],
        "state": item.state if item else "received",
        "by": item.by if item else "",
        "since": item.since.isoformat() if item else None,
        "note": item.note if item and not one.gone else "",
        "gone": one.gone,
        "who": one.who,
        "nth": one.nth,
        "edited": bool(item and item.is_edited),
    }
