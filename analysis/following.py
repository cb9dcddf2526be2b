"""What follows from a new map: where arrivals are on it, and what became of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from analysis.event_lines import Talk, line, talk_line
from analysis.events import happened
from koemap.edition import Edition, Received, decide, read
from koemap.live_records import MAP_CHANGES, Arrival, Assignment, Happening
from koemap.records import Comment, OpinionMap, Placement
from koemap.store import Store

Numbered = TypeVar("Numbered", Arrival, Assignment)


def placed_on(map_id: str, one: Assignment, place: Placement | None) -> Assignment:
    """What is said with the topic and place that the map has for it; None for no place."""
    if place is None:
        return replace(one, topic_id="", strength=0.0, x=None, y=None, map_id=map_id)
    topic_id, strength = place.topic_id, place.strength or 0.0
    return replace(one, topic_id=topic_id, strength=strength, x=place.x, y=place.y, map_id=map_id)


def by_id(comments: Iterable[Comment]) -> dict[str, Comment]:
    """The comments by id."""
    return {comment.comment_id: comment for comment in comments}


def edited(
    store: Store, opinion_map: OpinionMap, comments: Mapping[str, Comment] | None = None
) -> Edition:
    """The map, saved or not, as people's decisions leave it.

    `comments` are all of the meeting by id; without them they are read.
    """
    meeting_id = opinion_map.meeting_id
    known = comments if comments is not None else by_id(store.comments(meeting_id))
    received = Received(store.meeting(meeting_id), (), (), opinion_map, known)
    return decide(received, store.decisions(meeting_id))


def adopted_on(edition: Edition) -> dict[str, tuple[str, str]]:
    """The comments of adopted candidates, with their topic and text."""
    return {
        one: (f"s{decision.decision_id:02d}", edition.comments[one].text)
        for decision in edition.stood
        if decision.act == "adopt"
        for one in decision.details["comments"]
        if one in edition.comments and edition.comments[one].text and one not in edition.hidden
    }


def became(
    store: Store,
    earlier: OpinionMap,
    later: OpinionMap,
    at: datetime,
    comments: Mapping[str, Comment] | None = None,
) -> tuple[Happening, ...]:
    """What became of the topics of the earlier map, under the names that people gave them.

    Words of texts that went since have left its names. `comments` are all of the meeting by id;
    without them they are read.
    """
    known = comments if comments is not None else by_id(store.comments(later.meeting_id))
    again = store.with_names(earlier)
    before, now = (edited(store, one, known).opinion_map for one in (again, later))
    events = (one for one in happened(before, now) if one.happening in MAP_CHANGES)
    return tuple(Happening(at, one.happening, line(one, "en"), line(one, "ja")) for one in events)


def talked(edition: Edition, talk: Mapping[str, Talk], at: datetime) -> tuple[Happening, ...]:
    """Which topics of the edition have gone quiet or are spoken of again."""
    topics = edition.topics
    labels = {one: topics[one].label for one in talk if one in topics}
    return tuple(
        Happening(
            at,
            "again" if talk[one].is_again else "quiet",
            talk_line(label, talk[one], "en"),
            talk_line(label, talk[one], "ja"),
        )
        for one, label in labels.items()
    )


def tell_places(store: Store, meeting_id: str) -> None:
    """Say of every arrival where it is on the newest map, in one go.

    It is for the end of a live meeting, when no analyst reads what arrives any more.
    """
    edition = read(store, meeting_id)
    map_id, places = edition.opinion_map.map_id, edition.placements
    said = [*all_of(store.assignments, meeting_id)]
    told = [placed_on(map_id, one, places.get(one.comment_id)) for one in said]
    changed = [new for new, one in zip(told, said, strict=True) if new != one]
    if changed:
        store.assign(meeting_id, changed)


def all_of(
    read_after: Callable[[str, int], Sequence[Numbered]], meeting_id: str
) -> Iterator[Numbered]:
    """All that is read in the order of numbers."""
    after = 0
    while more := read_after(meeting_id, after):
        yield from more
        after = more[-1].number
