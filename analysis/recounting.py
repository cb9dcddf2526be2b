"""Topics counted anew with the voices that joined after the fit, in reading order again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from koemap.counting import count_people
from koemap.records import Comment, Placement, Theme, Topic

Counted = tuple[tuple[Theme, ...], tuple[Topic, ...], tuple[Placement, ...]]


def recounted(
    themes: Iterable[Theme],
    topics: Iterable[Topic],
    placements: Sequence[Placement],
    received: Sequence[Comment],
) -> Counted:
    """The same with all comments counted, and numbered so that those of most people come first."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for row, placement in enumerate(placements):
        if placement.topic_id:
            members[placement.topic_id].append(row)
    counted = [_counted(t, members[t.topic_id], placements, received) for t in topics]
    counted.sort(key=lambda t: (-t.n_people, -t.n_comments, t.topic_id))
    topic_ids = {t.topic_id: f"t{place:02d}" for place, t in enumerate(counted, start=1)}
    theme_ids = _theme_ids(counted, members, received)
    renamed = [replace(theme, theme_id=theme_ids[theme.theme_id]) for theme in themes]
    return (
        tuple(sorted(renamed, key=lambda theme: int(theme.theme_id[1:]))),
        tuple(
            replace(t, topic_id=topic_ids[t.topic_id], theme_id=theme_ids[t.theme_id])
            for t in counted
        ),
        tuple(_renamed(placement, topic_ids) for placement in placements),
    )


def _theme_ids(
    topics: Iterable[Topic], members: Mapping[str, list[int]], received: Sequence[Comment]
) -> dict[str, str]:
    """The new id of each theme by its old one; those of most people come first."""
    inside: defaultdict[str, list[int]] = defaultdict(list)
    for topic in topics:
        inside[topic.theme_id] += members[topic.topic_id]
    people = {theme: count_people(received[row] for row in rows) for theme, rows in inside.items()}
    ranked = sorted(inside, key=lambda theme: (-people[theme], -len(inside[theme]), theme))
    return {theme: f"T{place}" for place, theme in enumerate(ranked, start=1)}


def _counted(
    topic: Topic, rows: list[int], placements: Sequence[Placement], received: Sequence[Comment]
) -> Topic:
    return replace(
        topic,
        n_comments=len(rows),
        n_people=count_people(received[row] for row in rows),
        n_voices=len({placements[row].voice_id for row in rows}),
    )


def _renamed(placement: Placement, topic_ids: Mapping[str, str]) -> Placement:
    new = topic_ids.get(placement.topic_id, "")
    return placement if new == placement.topic_id else replace(placement, topic_id=new)
