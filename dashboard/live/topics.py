"""The topics of a live meeting: how many people, how lately, which rise and which wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dashboard.live.model import LiveModel
from dashboard.live.pace import has_ended
from dashboard.live.topic_book import Name, Names
from dashboard.live.windows import MINUTES, Series, is_rising

MOST_TOPICS = 60
NEW_SECONDS = 300.0


class TakenUp(NamedTuple):
    """When that was; `second` is that of the video, None where none was known."""

    second: float | None
    at: datetime


@dataclass(frozen=True)
class LiveTopic:
    """One topic now; `series` are the people of each of the last ten minutes.

    `taken_up` is each time that somebody said that the meeting spoke of it, or that a question
    about it came on air or was asked.
    """

    topic_id: str
    name: Name
    n: int
    people: int
    series: Series
    rising: bool
    new: bool
    waited: float
    taken_up: tuple[TakenUp, ...]

    @property
    def recent(self) -> int:
        """How many people spoke of it in the last ten minutes."""
        return len(set[str]().union(*self.series))


def live_topics(
    model: LiveModel, names: Names, series: dict[str, list[set[str]]], now: datetime
) -> list[LiveTopic]:
    """The topics of which anything was said, those of most people lately first; at most sixty."""
    found = list(_topics(model, names, series, now))
    found.sort(key=lambda one: (-one.recent, -one.people, one.topic_id))
    return found[:MOST_TOPICS]


def topics_of_map(names: Names) -> list[LiveTopic]:
    """The topics of the map itself, for a meeting that was never live; at most sixty."""
    quiet: Series = [set()] * MINUTES
    found = [
        LiveTopic(
            topic_id=topic_id,
            name=name,
            n=name.n,
            people=name.people,
            series=quiet,
            rising=False,
            new=False,
            waited=0.0,
            taken_up=_marked(name),
        )
        for topic_id, name in names.topics.items()
    ]
    return sorted(found, key=lambda one: (-one.people, one.topic_id))[:MOST_TOPICS]


def _topics(
    model: LiveModel, names: Names, series: dict[str, list[set[str]]], now: datetime
) -> Iterator[LiveTopic]:
    n_minutes, asked = model.tallies.n_minutes(model.second, now), _asked(model)
    goes_on = not has_ended(model.store, model.meeting_id)
    for topic_id, name in names.topics.items():
        tally = model.tallies.topics.get(topic_id)
        if tally is None or not tally.n:
            continue
        mine: Series = series.get(topic_id, [set()] * MINUTES)
        yield LiveTopic(
            topic_id=topic_id,
            name=name,
            n=tally.n,
            people=len(tally.people),
            series=mine,
            rising=goes_on and is_rising(mine, n_minutes),
            new=_is_new(name, now),
            waited=model.tallies.waited(topic_id, model.second, now),
            taken_up=(*_marked(name), *asked.get(topic_id, ())),
        )


def _marked(name: Name) -> tuple[TakenUp, ...]:
    """When somebody said so."""
    pairs = zip(name.seconds, name.taken_up, strict=True)
    return tuple(TakenUp(second, decision.at) for second, decision in pairs)


def _asked(model: LiveModel) -> dict[str, list[TakenUp]]:
    """By topic when the questions about it were first on air or asked, whatever became of them."""
    found = defaultdict[str, list[TakenUp]](list)
    for item in model.moderation.items.values():
        one = model.entries.get(item.comment_id)
        if one and one.topic and item.asked_at:
            asked = TakenUp(model.second_at(item.asked_at), item.asked_at)
            found[one.topic].append(asked)
    return found


def _is_new(name: Name, now: datetime) -> bool:
    """Whether it came onto the map, or was adopted, in the last minutes."""
    return name.born_at is not None and abs((now - name.born_at).total_seconds()) <= NEW_SECONDS
