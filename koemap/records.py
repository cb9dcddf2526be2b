"""The words of koemap as frozen records; `docs/glossary.md` explains each one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Kind = Literal["opinion", "question", "reaction"]
Status = Literal["in_topic", "lone", "reaction", "hidden", "withdrawn"]
Act = Literal[
    "hide",
    "show",
    "approve",
    "rename",
    "merge",
    "split",
    "pin",
    "unpin",
    "confirm",
    "answer",
    "adopt",
    "take_up",
    "undo",
]
AnswerStatus = Literal["noted", "examining", "adopted", "declined", "done"]
Role = Literal["viewer", "editor", "admin"]
Stance = Literal["", "for", "against", "conditional", "wish_for", "wish_against"]

CHAT_KINDS = ("youtube-archive", "youtube-live", "youtube-replay")
FILE_KINDS = ("table", "youtube-archive", "youtube-replay")
RETENTION_ENDED = "the time its text may be kept has ended"
ERASED_BY_STAFF = "staff erased its text"
STATUSES: tuple[Status, ...] = ("in_topic", "lone", "reaction", "hidden", "withdrawn")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One open meeting or consultation; `meeting_id` is a slug chosen by the operator."""

    meeting_id: str
    title: str
    starts_at: datetime | None = None
    video_id: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where comments of a meeting come from: one stream's chat, one form, one file.

    `retention_days` is None when the texts may be kept without limit; `authority` says in words
    by what right the comments are used.
    """

    meeting_id: str
    source_id: str
    kind: str
    name: str
    retention_days: int | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One message or form answer as received, after privacy.

    `comment_id` is derived from the source's own id, so receiving it twice changes nothing.
    `author_key` is a keyed hash, None when the source names no author. `offset_seconds` counts
    from the start of the video and is negative before it. `attributes` are the other columns of a
    form. A withdrawn comment keeps its row and loses its text; `withdrawn` then says why. One whose
    text was erased at `purged_at` keeps its place on earlier maps; `purged_why` says why, None
    where an earlier koemap erased it.
    """

    meeting_id: str
    comment_id: str
    source_id: str
    text: str
    author_key: str | None = None
    posted_at: datetime | None = None
    offset_seconds: float | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: str | None = None
    purged_at: datetime | None = None
    purged_why: str | None = None

    @property
    def why_gone(self) -> str:
        """Why its text is not there; "" when it is, or when nobody gave a reason."""
        return self.withdrawn or (self.purged_at and (self.purged_why or RETENTION_ENDED)) or ""


@dataclass(frozen=True, slots=True)
class RemovedAuthor:
    """An author who was removed from a chat: what they wrote up to `until` is taken back.

    Without `until` that is everything received before.
    """

    author_key: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Purge:
    """Texts of one source that were, or on a dry run would be, erased.

    `kept` counts the texts that stay; `next_due_at` is when the first of them falls due, None when
    the source has no limit or no text.
    """

    source_id: str
    erased: int
    kept: int
    retention_days: int | None
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every choice that determines a map; `parameters` and `versions` are sorted pairs."""

    embedder: str
    clusterer: str
    seed: int
    parameters: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of topics; a map has at most about ten."""

    theme_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Comments about one thing.

    `exemplars` are comment ids, the most telling first. `n_comments` counts messages, `n_people`
    distinct authors, `n_voices` groups of near-identical comments. `x` and `y` are its centre.
    `stability` is the share of resamplings in which the topic reappears, in [0, 1]; None when that
    was not tried.
    """

    topic_id: str
    theme_id: str
    label: str
    keywords: tuple[str, ...]
    exemplars: tuple[str, ...]
    n_comments: int
    n_people: int
    n_voices: int
    x: float
    y: float
    stability: float | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one received comment lies on a map.

    `x`, `y` and `strength` are None and `voice_id` is "" unless the comment is in a topic or a
    lone voice. `topic_id` is "" outside topics. `strength` is in [0, 1]. `stance` is towards what
    the comment itself speaks of, "" where it is unclear; `stance_words` are pieces of its text.
    """

    comment_id: str
    status: Status
    kind: Kind
    language: str
    voice_id: str = ""
    topic_id: str = ""
    x: float | None = None
    y: float | None = None
    strength: float | None = None
    stance: Stance = ""
    stance_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where every received comment went; the five statuses add up to `received`."""

    received: int
    in_topic: int
    lone: int
    reactions: int
    hidden: int
    withdrawn: int
    people: int
    voices: int
    topics: int
    themes: int

    def adds_up(self) -> bool:
        """Whether every received comment is accounted for exactly once."""
        placed = self.in_topic + self.lone
        return self.received == placed + self.reactions + self.hidden + self.withdrawn


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """One computed version of the map of a meeting; immutable.

    `map_id` is empty until the store has saved the map. `quality` says how true the layout is to
    the likeness of the comments (trustworthiness and continuity, in [0, 1]). `seconds` are timings
    by step and do not belong to the map's identity.
    """

    meeting_id: str
    recipe: Recipe
    themes: tuple[Theme, ...]
    topics: tuple[Topic, ...]
    placements: tuple[Placement, ...]
    accounting: Accounting
    quality: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)
    map_id: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An act of a person, append-only.

    `target` is a comment id (hide, show, pin, unpin), a map id (approve), a topic id (rename,
    merge, split, answer, take_up), the id of a candidate (adopt), the name of a finding (confirm)
    or the number of a decision (undo). `map_id` is the map that the person saw. A hide may name
    several comments in its details. `details` holds what the act needs beside its target;
    an act on a topic names some of its comments there, by which it is found again on another map.
    """

    meeting_id: str
    act: Act
    target: str
    by: str
    at: datetime
    why: str = ""
    decision_id: int = 0
    map_id: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the council answers to a topic; `on` is the day it holds from, `link` a web address."""

    topic_id: str
    status: AnswerStatus
    text: str
    department: str
    on: date | None
    link: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class User:
    """Someone of the staff who may log in; viewers read, editors decide, admins add users."""

    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One approved map with the decisions made on it, up to the one numbered `last_decision`."""

    meeting_id: str
    map_id: str
    last_decision: int
    approved_by: str
    approved_at: datetime
    note: str = ""
