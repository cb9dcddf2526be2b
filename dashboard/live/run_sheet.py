"""The run sheet: which questions were asked and answered when, and which wait, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.downloads import Value, render
from dashboard.live.model import LiveModel
from dashboard.live.topic_book import Names
from dashboard.quantities import clock
from dashboard.wording import Language, called, say
from koemap.live_records import DeskVerb
from koemap.moderation import Item, in_force

COLUMNS = (
    "n",
    "state",
    "text",
    "people",
    "topic",
    "asked",
    "asked_second",
    "answered",
    "answered_second",
    "note",
    "by",
)
STATES = {
    "queued": "sheet_queued",
    "on_air": "sheet_on_air",
    "asked": "sheet_state_asked",
    "answered": "sheet_state_answered",
}


def run_sheet(model: LiveModel, names: Names, language: Language, zone: ZoneInfo) -> bytes:
    """The sheet as CSV that spreadsheets open safely: what was asked by time, then the queue."""
    times = _times(model)
    lines = (
        (n, *_line(model, names, item, times.get(item.comment_id, {}), language, zone))
        for n, item in enumerate(_in_order(model, times), start=1)
    )
    heads = [say(language, f"sheet_{name}") for name in COLUMNS]
    return render(heads, lines, ".csv")


Times = dict[DeskVerb, datetime]


def _times(model: LiveModel) -> dict[str, Times]:
    """When each comment was last put on air, asked and answered, by comment id."""
    found: dict[str, Times] = {}
    for act in in_force(model.acts):
        if act.verb in ("air", "asked", "answered"):
            found.setdefault(act.target, {})[act.verb] = act.at
    return found


def _asked(times: Times) -> datetime | None:
    return times.get("air") or times.get("asked") or times.get("answered")


def _in_order(model: LiveModel, times: dict[str, Times]) -> list[Item]:
    items = model.moderation.items
    done = [item for item in items.values() if item.state in ("on_air", "asked", "answered")]
    done.sort(key=lambda one: (_asked(times.get(one.comment_id, {})) or one.since, one.number))
    return done + [items[one] for one in model.moderation.queue]


def _line(
    model: LiveModel,
    names: Names,
    item: Item,
    times: Times,
    language: Language,
    zone: ZoneInfo,
) -> Iterator[Value]:
    one = model.entries.get(item.comment_id)
    here = one if one and not one.gone else None
    name = names.topics.get(one.topic) if one else None
    is_queued = item.state == "queued"
    asked = None if is_queued else _asked(times)
    answered = times.get("answered") if item.state == "answered" else None
    yield say(language, STATES[item.state])
    yield here.text if here else say(language, "live_gone")
    yield len(model.tallies.fold(here).people) if here else 0
    yield name.label if name else ""
    for at in (asked, answered):
        second = model.second_at(at) if at else None
        yield at.astimezone(zone).strftime("%H:%M:%S") if at else ""
        yield "" if second is None else clock(second)
    yield item.note if here else ""
    yield called(language, item.by)
