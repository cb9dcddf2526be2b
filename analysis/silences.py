"""Topics of which hardly anybody speaks any more, while people go on speaking of others.

The map keeps such a topic as it is; the record says once that it has gone quiet, and once that it
is spoken of again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from analysis.event_lines import Talk
from analysis.refits import Steady
from koemap.live_records import Assignment
from koemap.records import Comment

LATELY = timedelta(minutes=10)
CHECK_EVERY = 20.0  # seconds
FEWEST_EXPECTED = 15.0
"""A topic has gone quiet only where its share of all before would be so many messages lately."""
HARDLY = 0.1
"""It has gone quiet with no more than this share of those,"""
AGAIN, FEWEST_AGAIN = 0.3, 5
"""and is spoken of again with this share of them, and so many."""


class _Heard(NamedTuple):
    """When a message came, by the clock and by the second that the video had reached, if any."""

    comment_id: str
    at: datetime
    second: float | None

    def since(self, earlier: _Heard) -> timedelta:
        """How long after an earlier message; a replay goes by the video."""
        if self.second is not None and earlier.second is not None:
            return timedelta(seconds=self.second - earlier.second)
        return self.at - earlier.at


class Silences:
    """Which topics have gone quiet.

    What is quiet when it is first asked counts as told, since an analyst that begins again does not
    know what it said.
    """

    def __init__(self, steady: Steady) -> None:
        self._steady, self._asked = steady, float("-inf")
        self._lately = deque[_Heard]()
        self._is_long = False
        self._told: set[str] | None = None

    def hear(self, comments: Iterable[Comment], at: datetime) -> None:
        """Take up what came at that time; what is older than `LATELY` is let go."""
        for comment in comments:
            reached = self._lately[-1].second if self._lately else None
            second = reached if comment.offset_seconds is None else comment.offset_seconds
            last = _Heard(comment.comment_id, at, second)
            self._lately.append(last)
            while last.since(self._lately[0]) > LATELY:
                self._lately.popleft()
                self._is_long = True

    def noticed(self, said: Mapping[str, Assignment]) -> dict[str, Talk]:
        """What is to be told since it was last asked, by topic; `said` is of all messages."""
        if not self._is_long or self._steady() - self._asked < CHECK_EVERY:
            return {}
        self._asked = self._steady()
        found = dict(self._changes(*self._counted(said)))
        is_first, told = self._told is None, self._told or set()
        self._told = {one for one in {*told, *found} if one not in found or not found[one].is_again}
        return {} if is_first else found

    def _counted(self, said: Mapping[str, Assignment]) -> tuple[Counter[str], Counter[str]]:
        """How many messages each topic had before, and how many lately."""
        new = {one.comment_id for one in self._lately}
        before, lately = Counter[str](), Counter[str]()
        for one in said.values():
            if one.kind != "reaction":
                (lately if one.comment_id in new else before)[one.topic_id] += 1
        return before, lately

    def _changes(self, before: Counter[str], lately: Counter[str]) -> Iterator[tuple[str, Talk]]:
        """The topics that have gone quiet, or are spoken of again, with what tells so."""
        n_all, told = lately.total(), self._told or set()
        minutes = round(LATELY.total_seconds() / 60)
        for topic_id in sorted(before.keys() - {""}):
            n, expected = lately[topic_id], before[topic_id] / before.total() * n_all
            is_told = topic_id in told
            is_quiet = expected >= FEWEST_EXPECTED and n <= HARDLY * expected
            is_again = n >= max(FEWEST_AGAIN, AGAIN * expected)
            if is_again if is_told else is_quiet:
                yield topic_id, Talk(n, n_all, minutes, is_again=is_told)
