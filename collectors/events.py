"""What a source says while it is read: comments, withdrawals, notices, checkpoints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

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
    """Everything before this is complete; `cursor` is where a new run would go on."""

    cursor: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the source tells about itself, such as its coverage; shown, never computed with."""

    name: str
    value: str


Event = Received | Withdrawn | Skipped | Notice | Checkpoint | Fact


class Collector(Protocol):
    """One source, ready to be read."""

    @property
    def source(self) -> Source:
        """The source as the store keeps it."""
        ...

    def events(self) -> Iterator[Event]:
        """Everything the source says, once, in its own order."""
        ...
