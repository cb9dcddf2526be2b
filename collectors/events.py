"""What a source says while it is read: comments, withdrawals, notices, checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from koemap.collection import Health
from koemap.records import Source


@dataclass(frozen=True, slots=True)
class Received:
    """One message or answer, before privacy.

    `comment_id` is derived from the source's own id. `author` is the source's id of the author,
    never stored; the driver turns it into an author key. `line` is where the source has it, for
    notices, None when the source has no lines.
    """

    comment_id: str
    text: str
    author: str | None = None
    posted_at: datetime | None = None
    offset_seconds: float | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A comment, or everything of one author so far, was taken back; exactly one is given.

    `until` says what "so far" means, so that a source read again takes back no more than before.
    """

    reason: str
    comment_id: str | None = None
    author: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line of the source that is no comment, or none that can be read.

    `code` is one word to count by. `detail` is a sentence for people and becomes a notice;
    without one the line is only counted.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something people should know about the source: a finding in one sentence, with its line.

    Of many notices with one `code` only the first few are kept, and the rest counted.
    """

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything before this is complete; `cursor` is where a new run would go on.

    `is_whole` says that the source was read from its start to its end: what earlier runs missed
    and this one did not is there now.
    """

    cursor: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the source tells about itself, such as its coverage; shown, never computed with."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A stretch of time whose messages may be missing, and why; the record keeps it."""

    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Started:
    """When the stream began; comments of the source that have no offset yet get one."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the source is now: heard from, waited for, refused; the store keeps the latest."""

    health: Health


Event = Received | Withdrawn | Skipped | Notice | Checkpoint | Fact | Missed | Started | Pulse


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs left of this source.

    `cursor` is that of the last checkpoint, empty the first time. `comment_ids` gives the ids of
    its comments in the store that still have their text, for sources that tell what is gone.
    """

    cursor: Mapping[str, Any] = field(default_factory=dict)
    comment_ids: Callable[[], frozenset[str]] = frozenset


NOTHING = Past()


class Collector(Protocol):
    """One source, ready to be read."""

    @property
    def source(self) -> Source:
        """The source as the store keeps it."""
        ...

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """What the source says, in its own order; a source read from its start ignores `past`."""
        ...
