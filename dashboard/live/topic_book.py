"""The names of topics as people left them, read beside the polls that need them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic

from dashboard.editions import State
from dashboard.live.hues import hues
from koemap.editing import anchors
from koemap.edition import Edition, read
from koemap.errors import KoemapError
from koemap.records import Decision
from koemap.store import Store

EVERY_SECONDS = 10.0
PATIENCE_SECONDS = 1.0
"""How long a poll waits for new names; of a large meeting a later poll tells them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A topic's name and the number of its hue; `named_at` is when a person gave the name.

    `named_by` is the number of that decision, 0 without one. `born_at` is when the topic was
    adopted or came onto a map, None for those of the first one.

    By its `anchors`, ids of comments, it is found again on another map, on which `n` comments of
    `people` people are on it.
    """

    label: str
    hue: int
    named_at: datetime | None = None
    born_at: datetime | None = None
    taken_up: tuple[Decision, ...] = ()
    anchors: tuple[str, ...] = ()
    n: int = 0
    people: int = 0
    named_by: int = 0

    @property
    def seconds(self) -> list[float | None]:
        """The seconds of the video at which the meeting spoke of it, None where none was known."""
        return [decision.details.get("offset_seconds") for decision in self.taken_up]


@dataclass(frozen=True)
class Names:
    """The topics by id of the map that comments are told to be on."""

    state: State = ("", 0, 0)
    topics: Mapping[str, Name] = field(default_factory=dict)


class TopicBook:
    """The names of each meeting's topics, as new as the last reading of its map.

    Reading a map means reading all of its comments, so nothing but the names is kept of it; when
    only comments went it is read every ten seconds at most. A topic is named by the map that its
    comments were placed on: the newest one, as soon as whoever follows the chat tells of it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Names] = {}
        self._read_at: dict[str, float] = {}
        self._reading: dict[str, Future[Names]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def names(self, meeting_id: str, state: State, *, patient: bool = True) -> Names:
        """The names in that state of the meeting, or the last ones while those are being read.

        Who is patient waits a moment for them.
        No names at all while those known are of another map, whose ids may be of other topics.
        """
        if not state[0]:
            return Names()
        wanted = self._told(meeting_id, state)
        with self._lock:
            known = self._known.get(meeting_id, Names())
            if self._is_new_enough(meeting_id, known.state, wanted):
                return known
            reading = self._reading.get(meeting_id) or self._begin(meeting_id, wanted)
        if patient:
            wait([reading], PATIENCE_SECONDS)
        found = self._finished(meeting_id, reading) or known
        return found if found.state[0] == wanted[0] else Names()

    def _told(self, meeting_id: str, state: State) -> State:
        """The state with the map that comments were told of last in place of the newest."""
        return self._store.assigned_map_id(meeting_id) or state[0], *state[1:]

    def _is_new_enough(self, meeting_id: str, known: State, state: State) -> bool:
        lately = monotonic() - self._read_at.get(meeting_id, 0.0) < EVERY_SECONDS
        return known == state or (known[:2] == state[:2] and lately)

    def _begin(self, meeting_id: str, wanted: State) -> Future[Names]:
        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix="names")
        self._reading[meeting_id] = self._pool.submit(self._read, meeting_id, wanted[0])
        return self._reading[meeting_id]

    def _read(self, meeting_id: str, map_id: str) -> Names:
        state = map_id, *self._store.state(meeting_id)[1:]
        born = self._store.topics_born(meeting_id, map_id)
        edition, maps = read(self._store, meeting_id, map_id), self._store.sizes(meeting_id)
        return Names(state, named(edition, born, hues(maps, edition.decisions)))

    def _finished(self, meeting_id: str, reading: Future[Names]) -> Names | None:
        if not reading.done():
            return None
        with self._lock:
            self._reading.pop(meeting_id, None)
            try:
                self._known[meeting_id] = reading.result()
                self._read_at[meeting_id] = monotonic()
            except KoemapError:
                return None  # the next poll tries again
            return self._known[meeting_id]


def named(
    edition: Edition, born: Mapping[str, datetime], hue_of: Mapping[str, int]
) -> dict[str, Name]:
    """The names of an edition's topics by id.

    `born` is when each came onto a map, `hue_of` the number of its hue, 0 without one.
    """
    adopted = {f"s{d.decision_id:02d}": d.at for d in edition.stood if d.act == "adopt"}
    born_at = {**born, **adopted}
    return {
        topic.topic_id: Name(
            label=topic.label,
            hue=hue_of.get(topic.topic_id, 0),
            named_at=_when(edition.named.get(topic.topic_id)),
            born_at=born_at.get(topic.topic_id),
            taken_up=edition.taken_up.get(topic.topic_id, ()),
            anchors=anchors(c.comment_id for c in edition.members[topic.topic_id]),
            n=topic.n_comments,
            people=topic.n_people,
            named_by=_number(edition.named.get(topic.topic_id)),
        )
        for topic in edition.topics.values()
    }


def _when(decision: Decision | None) -> datetime | None:
    return decision.at if decision else None


def _number(decision: Decision | None) -> int:
    return decision.decision_id if decision else 0
