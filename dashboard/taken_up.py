"""What a meeting spoke of: the topics that a facilitator marked, in the order of the video."""

from __future__ import annotations

from dataclasses import dataclass

from koemap.edition import Edition
from koemap.records import Topic


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A topic that the meeting spoke of from that second of its video on, None without a video."""

    topic: Topic
    second: float | None


def taken_up(edition: Edition) -> tuple[TakenUp, ...]:
    """Each time a topic was taken up; those without a second last, in the order they were said."""
    given = [(one, topic) for topic, several in edition.taken_up.items() for one in several]
    told = [
        TakenUp(edition.topics[topic], one.details.get("offset_seconds"))
        for one, topic in sorted(given, key=lambda pair: pair[0].decision_id)
    ]
    return tuple(sorted(told, key=_place))


def _place(one: TakenUp) -> tuple[bool, float]:
    return one.second is None, one.second or 0.0
