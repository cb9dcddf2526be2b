"""What a source gave since the last write, to be written as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from koemap.collection import MissedSpan
from koemap.records import Comment, RemovedAuthor


@dataclass(slots=True)
class Batch:
    """Comments, withdrawals (id to reason), removed authors, gaps, and where the next run goes on.

    `cursor` is None when no checkpoint was reached; a batch is true when it holds anything.
    """

    comments: list[Comment] = field(default_factory=list)
    withdrawn: dict[str, str] = field(default_factory=dict)
    removed: list[RemovedAuthor] = field(default_factory=list)
    missed: list[MissedSpan] = field(default_factory=list)
    cursor: Mapping[str, Any] | None = None

    def split(self) -> Batch:
        """A batch of what may be written before a checkpoint; withdrawals are left for it."""
        given = Batch(comments=self.comments, missed=self.missed)
        self.comments, self.missed = [], []
        return given

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        given = self.comments or self.withdrawn or self.removed or self.missed
        return bool(given) or self.cursor is not None
