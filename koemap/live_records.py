"""The words of a live meeting: what arrives, what is said of it, what a desk does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from koemap.records import Comment, Kind

DeskVerb = Literal[
    "hold",
    "let_through",
    "reject",
    "queue",
    "order",
    "air",
    "asked",
    "answered",
    "dismiss",
    "note",
    "stop",
    "lift",
    "undo",
    "edited",
]
FlagName = Literal["distress", "personal", "attack", "link"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A comment as it reached the store: `number` grows by arrival, `at` is when."""

    number: int
    at: datetime
    comment: Comment


@dataclass(frozen=True, slots=True)
class Flag:
    """What somebody should look at before others see it, with the words that told."""

    name: FlagName
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the analyst says of one arrival on the map that is there.

    `folded` is the id of the first comment that says nearly the same, its own when none does.
    `topic_id` is "" as long as it fits no topic. `number` grows whenever this changes, 0 until the
    store has saved it.
    """

    comment_id: str
    kind: Kind
    language: str
    folded: str
    topic_id: str = ""
    strength: float = 0.0
    x: float | None = None
    y: float | None = None
    flags: tuple[Flag, ...] = ()
    map_id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Comments that fit no topic and may be one of their own; a person adopts or dismisses it.

    `keywords` are words of its comments, `comment_ids` the most telling first; it is named after
    the first that came.
    """

    candidate_id: str
    label: str
    keywords: tuple[str, ...]
    comment_ids: tuple[str, ...]
    n_people: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act at the desk, append-only.

    `target` is a comment id, a candidate id (dismiss), the number of an act (undo), or "" (order,
    stop, lift). `key` is a random word of whoever sent it, by which an act sent twice is known.
    `details` holds a `note`, empty when it was taken out again; `from`, the state in which a
    comment was seen; the `ids` of an order; `stop`, the name of the stop that is lifted; `adopted`,
    where a candidate is dismissed since it became a topic.
    """

    meeting_id: str
    verb: DeskVerb
    target: str
    by: str
    at: datetime
    key: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that somebody at a desk is looking at, until then.

    `by` is empty without log-in. `desk` is the random word of the window in which the desk is open,
    `number` tells it apart from other desks: 1, 2, 3 …, 0 until it is saved.
    """

    comment_id: str
    by: str
    until: datetime
    desk: str = ""
    number: int = 0


MAP_CHANGES = ("merged", "split", "upheld", "new", "gone", "renamed")
"""What happens to topics when a new map takes the place of the one before, in listed order."""
TALK_CHANGES = ("quiet", "again")
"""What happens to a topic between maps: hardly anybody speaks of it any more, people do again."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened while a meeting was live, in one line of each language.

    `kind` is one of `MAP_CHANGES`, of `TALK_CHANGES`, of the kinds in `koemap.live_runs`, or which
    process failed. Of a final map `last_arrival` is the number of the last arrival on it, else 0.
    """

    at: datetime
    kind: str
    en: str
    ja: str
    last_arrival: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Analyst:
    """How the analyst of a live meeting is doing.

    `waiting` are arrivals it has not read yet. `fitting_since` is when it began to make a new map,
    None while it makes none. `problem` is one sentence, empty when all is well.
    """

    at: datetime
    waiting: int = 0
    fitting_since: datetime | None = None
    fitted_at: datetime | None = None
    problem: str = ""
    problem_ja: str = ""
