"""The JSON of the desk: what is new since it was last asked, and how everything stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from dashboard.live.audience import MOST_RISING, NOTHING, audience
from dashboard.live.ending import is_left, is_over, was_live
from dashboard.live.heads import Heads
from dashboard.live.lines import line
from dashboard.live.model import LiveModel
from dashboard.live.people import Minute
from dashboard.live.rows import changed, gone, refolded, row
from dashboard.live.topic_book import Names
from dashboard.live.topics import LiveTopic, live_topics, topics_of_map
from dashboard.live.waiting import SIFTS, Waiting, none_waiting, waiting
from dashboard.live.windows import EVERYTHING, MINUTES
from dashboard.wording import Language, told
from koemap.live_records import Candidate, DeskAct, Happening
from koemap.moderation import stop_name
from koemap.standing import standing
from koemap.store import Store

MOST_CANDIDATES, MOST_TEXTS, LONGEST_EXAMPLE = 12, 3, 120
MOST_MINUTES, MOST_HAPPENINGS = 180, 1000

Json = dict[str, Any]


def desk_state(
    store: Store, model: LiveModel, names: Names, after: Heads, now: datetime, language: Language
) -> Json:
    """All that a desk is told, after it has read up to those heads."""
    series = model.tallies.series(model.second, now)
    going, waits = _going(store, model, language), waiting(model)
    topics = live_topics(model, names, series, now) if going["live"] else topics_of_map(names)
    goes_on = going["live"] and not (going["over"] or going["left"])
    happened = model.happened.told(after, model.heads)
    return {
        "heads": str(happened.heads),
        "now": now.isoformat(),
        "second": model.second,
        **_rows(model, after),
        "counts": _counts(model, series, now) | {"waiting": _all_waiting(waits)},
        "topics": [_topic(one, waits) for one in topics],
        "candidates": [] if going["over"] else list(_candidates(store, model)),
        **_moderated(model),
        "beside": _beside(model, names, topics, now),
        "claims": _claims(store, model.meeting_id, now),
        "map": names.state[0],
        **going,
        "flow": list(_flow(model, goes_on=goes_on)),
        "happenings": [_happening(one, language) for one in happened.lines[-MOST_HAPPENINGS:]],
        "happenings_anew": happened.anew,
    }


def _rows(model: LiveModel, after: Heads) -> Json:
    """The rows that are new or changed, what is told with others now, and what went."""
    rows, gap = changed(model, after)
    return {
        "rows": [row(model, one) for one in rows],
        "refolded": refolded(model, after, rows),
        "gone": gone(model, after),
        "gap": gap,
    }


def _moderated(model: LiveModel) -> Json:
    """What people have put where an audience sees it, or stopped."""
    known = model.moderation
    return {
        "queue": list(known.queue),
        "on_air": known.on_air,
        "stopped": _stopped(model.stopped),
    }


def _beside(model: LiveModel, names: Names, topics: Iterable[LiveTopic], now: datetime) -> Json:
    """What viewers of the overlay see beside the question, of topics that were counted already."""
    if model.stopped:
        return {name: NOTHING[name] for name in ("topics", "people")}
    labels = audience(model, names).labels
    rising = [
        {"label": labels[one.topic_id], "people": one.people}
        for one in topics
        if one.rising and one.topic_id in labels
    ]
    return {"topics": rising[:MOST_RISING], "people": model.people_by(now)}


def _claims(store: Store, meeting_id: str, now: datetime) -> list[Json]:
    return [
        {"id": claim.comment_id, "by": claim.by, "desk": claim.desk, "number": claim.number}
        for claim in store.claims(meeting_id, now)
    ]


def _stopped(stop: DeskAct | None) -> Json | None:
    """Who stopped everything, and what who lifts that has to call it."""
    if stop is None:
        return None
    return {"by": stop.by, "at": stop.at.isoformat(), "name": stop_name(stop)}


def _happening(one: Happening, language: Language) -> Json:
    line = one.ja if language == "ja" else one.en
    return {"at": one.at.isoformat(), "kind": one.kind, "line": line}


# Counts and topics


def _counts(model: LiveModel, series: dict[str, list[set[str]]], now: datetime) -> Json:
    lately = series.get(EVERYTHING, [set()] * MINUTES)
    last = next(model.arrived_since(0), None)
    return {
        "received": len(model.entries),
        "last_at": _iso(last.at if last else None),
        "people": len(model.tallies.everybody.people),
        "unseen": len(model.unseen),
        "unassigned": model.tallies.n_waiting,
        "per_minute": model.tallies.per_minute(model.second, now),
        "people_per_minute": len(lately[-1]),
    }


def _all_waiting(waits: dict[str, Waiting]) -> Waiting:
    return {name: sum(one[name] for one in waits.values()) for name in SIFTS}


def _topic(one: LiveTopic, waits: dict[str, Waiting]) -> Json:
    return {
        "id": one.topic_id,
        "label": line(one.name.label, LONGEST_EXAMPLE),
        "hue": one.name.hue,
        "named": one.name.named_at is not None,
        "people": one.people,
        "n": one.n,
        "waiting": waits.get(one.topic_id) or none_waiting(),
        "series": [len(people) for people in one.series],
        "recent": one.recent,
        "rising": one.rising,
        "new": one.new,
        "waited": round(one.waited),
        "taken_up": [{"second": t.second, "at": t.at.isoformat()} for t in one.taken_up],
    }


def _candidates(store: Store, model: LiveModel) -> Iterator[Json]:
    """The candidates that nobody adopted or dismissed; nothing of what is gone is told."""
    adopted = {d.target for d in standing(model.decisions) if d.act == "adopt"}
    done = adopted | model.moderation.dismissed
    waiting = [one for one in store.candidates(model.meeting_id) if one.candidate_id not in done]
    for one in waiting[:MOST_CANDIDATES]:
        shown = _candidate(model, one)
        if shown["texts"]:
            yield shown


def _candidate(model: LiveModel, one: Candidate) -> Json:
    found = [model.entries[i] for i in one.comment_ids if i in model.entries]
    here = [entry for entry in found if not entry.gone]
    texts = [line(entry.text, LONGEST_EXAMPLE) for entry in here[:MOST_TEXTS]]
    is_whole = len(here) == len(found)
    return {
        "id": one.candidate_id,
        "label": line(one.label, LONGEST_EXAMPLE) if is_whole else "".join(texts[:1]),
        "keywords": [line(word, 40) for word in one.keywords[:8]] if is_whole else [],
        "n": len(here),
        "people": len({entry.person for entry in here}),
        "texts": texts,
    }


# How everything goes


def _going(store: Store, model: LiveModel, language: Language) -> Json:
    """Whether the meeting is live, left or over, and how its collectors and its analyst do."""
    return {
        "live": was_live(store, model),
        "left": is_left(store, model),
        "over": is_over(store, model),
        "connection": list(_connection(store, model.meeting_id, language)),
        "analyst": _analyst(store, model.meeting_id, language),
    }


def _connection(store: Store, meeting_id: str, language: Language) -> Iterator[Json]:
    names = {source.source_id: source.name for source in store.sources(meeting_id)}
    for source_id, health in store.healths(meeting_id).items():
        problem = health.problem_ja if language == "ja" else ""
        yield {
            "name": line(names.get(source_id, source_id), LONGEST_EXAMPLE),
            "phase": health.phase,
            "at": health.at.isoformat(),
            "last_message_at": _iso(health.last_message_at),
            "lag_seconds": health.lag_seconds,
            "interval_seconds": health.interval_seconds,
            "quota_until": _iso(health.quota_until),
            "resumes_at": _iso(health.resumes_at),
            "problem": problem or told(language, health.problem),
        }


def _analyst(store: Store, meeting_id: str, language: Language) -> Json | None:
    analyst = store.analyst(meeting_id)
    if analyst is None:
        return None
    problem = analyst.problem_ja if language == "ja" else analyst.problem
    return {
        "at": analyst.at.isoformat(),
        "waiting": analyst.waiting,
        "fitting": _iso(analyst.fitting_since),
        "problem": problem,
    }


def _flow(model: LiveModel, *, goes_on: bool) -> Iterator[Json]:
    """The last three hours by minute: those with messages, and of a video that goes on the last.

    Minutes are those of the video where anything has its second, else of the clock since the first
    arrival.
    """
    by_video = model.second is not None
    axis = model.tallies.video if by_video else model.tallies.clock
    told = {number: minute for number, minute in axis.minutes.items() if minute.n}
    if goes_on and model.second is not None:
        told.setdefault(int(model.second // 60), Minute())
    first = 0 if by_video or not told else _first_minute(model)
    for number in sorted(told)[-MOST_MINUTES:]:
        minute = told[number]
        yield {
            "minute": number - first,
            "n": minute.n,
            "applause": minute.applause,
            "laughter": minute.laughter,
        }


def _first_minute(model: LiveModel) -> int:
    one = next(iter(model.entries.values()))
    return int(one.at.timestamp() // 60)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
