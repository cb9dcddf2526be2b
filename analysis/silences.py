"""Topics of which hardly anybody speaks any more, while people go on speaking of others.

The map keeps such a topic as it is; the record says once that it has gone quiet, and once that it
is spoken of again.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from analysis.event_lines import Talk
from analysis.naming import person
from analysis.refits import Steady
from koemap.live_records import Arrival, Assignment

LATELY = timedelta(minutes=10)
CHECK_EVERY = 20.0  # seconds
FEWEST_EXPECTED = 15.0
"""A topic has gone quiet only where its share of all before would be so much lately."""
HARDLY = 0.1
"""It has gone quiet with no more than this share of those,"""
AGAIN, FEWEST_AGAIN = 0.3, 5
"""and is spoken of again with this share of them, and so many."""


class _Heard(NamedTuple):
    """When a message was sent, and the second that the video had reached by then, if any."""

    comment_id: str
    at: datetime
    second: float | None

    def since(self, earlier: _Heard) -> timedelta:
        """How long after an earlier message; a replay goes by the video."""
        if self.second is not None and earlier.second is not None:
            return timedelta(seconds=self.second - earlier.second)
        return self.at - earlier.at


@dataclass
class _Spoken:
    """What was said of each topic in a while: in how many messages, by whom, in which wordings."""

    messages: Counter[str] = field(default_factory=Counter)
    people: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    wordings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, one: Assignment, who: str) -> None:
        """Count a message of that person."""
        self.messages[one.topic_id] += 1
        self.people[one.topic_id].add(who)
        self.wordings[one.topic_id].add(one.folded)

    def amounts(self) -> Counter[str]:
        """How much was said of each topic; nobody who floods, and no campaign, is much of it."""
        sets = ((one, people, self.wordings[one]) for one, people in self.people.items())
        return Counter({one: min(len(people), len(said)) for one, people, said in sets})


class Silences:
    """Which topics have gone quiet.

    What is quiet when it is first asked counts as told, since an analyst that begins again does not
    know what it said.
    """

    def __init__(self, steady: Steady) -> None:
        self._steady, self._asked = steady, float("-inf")
        self._lately = deque[_Heard]()
        self._who: dict[str, str] = {}
        self._is_long = False
        self._told: set[str] | None = None
        self._found: dict[str, Talk] = {}

    def hear(self, arrivals: Iterable[Arrival]) -> None:
        """Take up what came; what was sent more than `LATELY` before it is no longer of late."""
        for arrival in arrivals:
            comment, at = arrival.comment, arrival.comment.posted_at or arrival.at
            reached = self._lately[-1].second if self._lately else None
            second = reached if comment.offset_seconds is None else comment.offset_seconds
            last = _Heard(comment.comment_id, at, second)
            self._lately.append(last)
            self._who[comment.comment_id] = person(comment)
            while last.since(self._lately[0]) > LATELY:
                self._lately.popleft()
                self._is_long = True

    def noticed(self, said: Mapping[str, Assignment]) -> dict[str, Talk]:
        """What is to be told now, by topic, until it `was_told`; `said` is of all messages."""
        if not self._is_long or self._steady() - self._asked < CHECK_EVERY:
            return {}
        self._asked = self._steady()
        found = dict(self._changes(*self._counted(said)))
        if self._told is None:
            self._told, found = {*found}, {}
        self._found = found
        return found

    def was_told(self) -> None:
        """Note that what was noticed last is written down; until then it is noticed again."""
        if self._told is not None:
            self._told ^= self._found.keys()
        self._found = {}

    def _counted(self, said: Mapping[str, Assignment]) -> tuple[_Spoken, _Spoken]:
        """What was said of each topic before, and what lately."""
        new = {one.comment_id for one in self._lately}
        before, lately = _Spoken(), _Spoken()
        for one in said.values():
            if one.kind != "reaction":
                spoken = lately if one.comment_id in new else before
                spoken.add(one, self._who.get(one.comment_id, one.comment_id))
        return before, lately

    def _changes(self, before: _Spoken, lately: _Spoken) -> Iterator[tuple[str, Talk]]:
        """The topics that have gone quiet, or are spoken of again, with what tells so."""
        then, now, told = before.amounts(), lately.amounts(), self._told or set()
        minutes = round(LATELY.total_seconds() / 60)
        for topic_id in sorted(then.keys() - {""}):
            expected = then[topic_id] / then.total() * now.total()
            is_told = topic_id in told
            is_quiet = expected >= FEWEST_EXPECTED and now[topic_id] <= HARDLY * expected
            is_again = now[topic_id] >= max(FEWEST_AGAIN, AGAIN * expected)
            if is_again if is_told else is_quiet:
                n, n_all = lately.messages[topic_id], lately.messages.total()
                yield topic_id, Talk(n, n_all, minutes, is_again=is_told)
