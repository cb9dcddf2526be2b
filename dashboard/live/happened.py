"""What happened at a live meeting, as it is told: anew only when earlier lines read otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from dashboard.live.heads import Heads
from koemap.live_records import Happening
from koemap.store import Store


class Told(NamedTuple):
    """What to tell who read up to there, whether in place of all they have, and how far that is."""

    lines: Sequence[Happening]
    anew: bool
    heads: Heads


class Happened:
    """The lines of one meeting, each with a number that stands for it and all before it.

    The number is another one, as good as always, when words were taken out of any of those lines;
    all processes have the same.
    """

    def __init__(self, store: Store, meeting_id: str) -> None:
        self._store, self._meeting_id = store, meeting_id
        self._lines: list[Happening] = []
        self._sums = {0: 0}
        self._changes = -1

    def told(self, after: Heads, heads: Heads) -> Told:
        """The lines that are new to who has read up to `after`; `heads` with how far these are.

        Raises
        ------
        StoreError
            The store cannot be read.
        """
        self._follow(heads.changes)
        last = self._lines[-1].number if self._lines else 0
        reached = heads._replace(happenings=last, lines=self._sums[last])
        is_anew = self._sums.get(after.happenings) != after.lines
        known = 0 if is_anew else after.happenings
        return Told([one for one in self._lines if one.number > known], is_anew, reached)

    def _follow(self, changes: int) -> None:
        """Read what is new, or all of it when words may have gone since it was read."""
        if changes != self._changes:
            self._lines, self._sums = [], {0: 0}
        last = self._lines[-1].number if self._lines else 0
        for one in self._store.happenings(self._meeting_id, last):
            self._sums[one.number] = crc32(f"{one.en}\0{one.ja}\0".encode(), self._sums[last])
            self._lines.append(one)
            last = one.number
        self._changes = changes
