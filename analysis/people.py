"""The people behind the voices of a live map: a topic has enough of them, and none draws it alone.

One person can send hundreds of messages while the meeting goes on. All of them are received, but
they are no topic, and only the first few of them take part in the fit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Labels
from analysis.earlier import Earlier
from analysis.naming import person
from analysis.voices import Voice
from koemap.records import Comment, Recipe

FEWEST = "people per topic, at least"
OF_ONE = "landmarks that one person alone says, at most"
MOST_OF_ONE = 30
"""More than nearly anybody writes in a meeting, and too few to bend a map of hundreds."""
BY_ONE = "share of a new topic that one person alone says, at most"
MOST_BY_ONE = 0.5
MOST = 0.5
"""A topic goes on from the earlier map when it holds more than this share of one there."""


@dataclass(frozen=True, slots=True)
class People:
    """Who says each voice, and since when, in seconds; how many people a topic needs.

    `most_of_one` is how many voices that one person alone says may be landmarks.
    """

    of_voices: tuple[frozenset[str], ...]
    since: tuple[float, ...]
    fewest: int
    most_of_one: int

    @classmethod
    def of(
        cls, recipe: Recipe, voices: Sequence[Voice], comments: Sequence[Comment]
    ) -> People | None:
        """Those of the voices, whose members are rows of `comments`; None where it is all one."""
        parameters = dict(recipe.parameters)
        if FEWEST not in parameters:
            return None
        said = [[comments[row] for row in voice.members] for voice in voices]
        return cls(
            tuple(frozenset(map(person, mine)) for mine in said),
            tuple(min(map(_second, mine)) for mine in said),
            int(parameters[FEWEST]),
            int(parameters[OF_ONE]),
        )

    def only(self, rows: Labels) -> People:
        """The people of the voices in these rows."""
        people, since = ([of[row] for row in rows] for of in (self.of_voices, self.since))
        return replace(self, of_voices=tuple(people), since=tuple(since))

    def heard(self) -> Labels:
        """The rows of the voices that may be landmarks, ascending.

        What one person alone says is heard as long as it is among their first, so that what was
        heard once is heard on the next map.
        """
        said, rows = Counter[str](), list[int]()
        for row in np.argsort(self.since, kind="stable").tolist():
            only = self.of_voices[row] if len(self.of_voices[row]) == 1 else frozenset[str]()
            said.update(only)
            if all(said[one] <= self.most_of_one for one in only):
                rows.append(row)
        return np.sort(np.array(rows, np.int64))

    def backed(self, topics: Labels, earlier: Earlier | None) -> Labels:
        """The topic of each voice without topics of too few people, or mostly of one; -1 for none.

        One that goes on from the earlier map stays whoever is left in it. Where one does not stay,
        its voices that were in another topic are in that.
        """
        before = np.full(len(topics), -1, np.int64) if earlier is None else earlier.topics
        heirs = np.zeros(0, np.int64) if earlier is None else _heirs(topics, earlier)
        found = topics.copy()
        for topic in np.setdiff1d(topics, [-1, *heirs]):
            rows = np.flatnonzero(topics == topic)
            if not self._are_enough([self.of_voices[row] for row in rows]):
                found[rows] = np.append(heirs, -1)[before[rows]]
        return found

    def _are_enough(self, of_voices: Sequence[frozenset[str]]) -> bool:
        people = frozenset[str]().union(*of_voices)
        return len(people) >= self.fewest and are_shared(of_voices)


def are_shared(of_voices: Sequence[frozenset[str]]) -> bool:
    """Whether nobody says more than half of these voices alone; each is given by its people."""
    alone = Counter(one for people in of_voices if len(people) == 1 for one in people)
    return max(alone.values(), default=0) <= MOST_BY_ONE * len(of_voices)


def stayed(topics: Labels, landmarks: Labels, earlier: Earlier) -> Labels:
    """The topic of each voice; those that are no landmarks stay with the landmarks of theirs.

    `landmarks` are rows. Only one whose topic has ended is where it was assigned.
    """
    heirs = _heirs(topics[landmarks], earlier.only(landmarks))
    known = np.append(heirs, np.full(int(earlier.topics.max(initial=-1)) + 2 - len(heirs), -1))
    there = known[earlier.topics]
    there[landmarks] = -1
    return np.where(there >= 0, there, topics)


def _second(comment: Comment) -> float:
    return comment.posted_at.timestamp() if comment.posted_at else math.inf


def _heirs(topics: Labels, earlier: Earlier) -> Labels:
    """The topic that goes on from each earlier one, by its number there; -1 for none."""
    n_before = int(earlier.topics.max(initial=-1)) + 1
    shared = np.zeros((n_before, int(topics.max(initial=-1)) + 1))
    known = (earlier.topics >= 0) & (topics >= 0)
    np.add.at(shared, (earlier.topics[known], topics[known]), earlier.sizes[known])
    inside = earlier.topics >= 0
    sizes = np.bincount(earlier.topics[inside], earlier.sizes[inside], minlength=n_before)
    if not shared.size:
        return np.full(n_before, -1, np.int64)
    goes_on = shared.max(axis=1) > MOST * sizes
    return np.where(goes_on, shared.argmax(axis=1), -1)
