"""The words of a collection: what a run of a collector did, what it missed, how it is going."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Phase = Literal["waiting", "collecting", "retrying", "parked", "ended", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Collection:
    """What one run of a collector did; `skipped` and `notices` count by code.

    `read` counts the lines or rows of the source. `added`, `changed` and `known` count received
    comments; `withdrawn` those taken back by their author or a moderator. `merged` counts the known
    ones that came from another source first, by that source. `notices` holds one sentence per
    finding, with line numbers; `facts` holds what else the source tells. A run that is not
    `complete` was cut short; the next one that takes up where it stopped goes on counting.
    """

    meeting_id: str
    source_id: str
    read: int = 0
    added: int = 0
    changed: int = 0
    known: int = 0
    withdrawn: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class MissedSpan:
    """A stretch of time whose messages of a source may be missing, and why."""

    source_id: str
    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """How the collection of a source is going; `heard_at` is when the source last answered.

    A source that answers without messages is healthy. `quota_used` and `quota_limit` count the
    units of the day, `quota_until` says when they will be spent at this pace; `resumes_at` is when
    a waiting collection asks again, `planned_at` when a stream to come is to begin. `speed` is how
    many times as fast as it was a replay goes. `problem` is one sentence, empty when all is well;
    `problem_ja` the same in Japanese, empty where it is a phrase that is told in both languages
    anyway.
    """

    phase: Phase
    at: datetime
    heard_at: datetime | None = None
    last_message_at: datetime | None = None
    lag_seconds: float | None = None
    interval_seconds: float | None = None
    quota_used: int | None = None
    quota_limit: int | None = None
    quota_until: datetime | None = None
    resumes_at: datetime | None = None
    planned_at: datetime | None = None
    speed: float | None = None
    problem: str = ""
    problem_ja: str = ""
