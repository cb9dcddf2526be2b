"""Topics of the map before that a free map has as well, because of what people decided of them.

The recipe names them. Their voices stay together; what is then left of a free topic goes with them
where it is the smaller part, and everything else is as on a map without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Labels
from analysis.assigning import Assigned
from analysis.communities import LEAST_VOICES, consecutive
from analysis.continuing import FIRM, UPHELD, topics_of, upheld_ids
from analysis.fitting import Fitted
from analysis.grouping import Grouping
from analysis.voices import Voice
from koemap.records import Comment, OpinionMap, Recipe


@dataclass(frozen=True)
class Upheld:
    """Per voice the place of its upheld topic among `ids`, -1 for none.

    `numbers` has the number of each on a grouping, -1 while it has none.
    """

    ids: tuple[str, ...]
    of_voices: Labels
    numbers: Labels

    @classmethod
    def of(
        cls,
        recipe: Recipe,
        earlier: OpinionMap | None,
        voices: Sequence[Voice],
        comments: Sequence[Comment],
    ) -> Upheld:
        """What the recipe upholds of the earlier map; members of voices are rows of `comments`."""
        ids = upheld_ids(recipe)
        then = topics_of(earlier) if earlier and ids else {}
        place = {one: n for n, one in enumerate(ids)}
        found = [
            place.get(_usual(then.get(comments[row].comment_id) for row in voice.members), -1)
            for voice in voices
        ]
        return cls(ids, np.array(found, np.int64), np.full(len(ids), -1, np.int64))

    def fitted(self, found: Fitted) -> tuple[Upheld, Fitted]:
        """The fit with these topics among the others, and their numbers there.

        One that no landmark speaks for is not among them.
        """
        if not self.ids:
            return self, found
        grouping, numbers = regrouped(found.grouping, self.of_voices[found.rows], len(self.ids))
        return replace(self, numbers=numbers), replace(found, grouping=grouping)

    def assigned(self, found: Assigned) -> Assigned:
        """Every voice in its topic, those of upheld ones in those."""
        if not self.ids:
            return found
        numbers = np.append(self.numbers, -1)[self.of_voices]
        return replace(found, topics=np.where(numbers >= 0, numbers, found.topics))


def regrouped(grouping: Grouping, held: Labels, n_held: int) -> tuple[Grouping, Labels]:
    """The grouping with the voices of each upheld topic as one, and the number of each of those.

    `held` is per voice its upheld topic, -1 for none. A free topic of which less than half is left,
    or too little to be one, goes with the upheld one that took most of it. The stability of upheld
    topics is nan.
    """
    held, stays, taken = _followed(grouping, held, n_held)
    there = [one for one in range(n_held) if (held == one).any()]
    numbers = np.full(n_held, -1, np.int64)
    numbers[there] = len(stays) + np.arange(len(there))
    free = np.full(len(grouping.themes) + 1, -1, np.int64)
    free[stays] = np.arange(len(stays))
    themes = [_theme(grouping, held == one, taken[:, one]) for one in there]
    made = replace(
        grouping,
        topics=np.where(held >= 0, numbers[held], free[grouping.topics]),
        themes=consecutive(np.array([*grouping.themes[stays], *themes], np.int64)),
        stability=np.append(grouping.stability[stays], np.full(len(there), np.nan)),
    )
    return made, numbers


def _followed(grouping: Grouping, held: Labels, n_held: int) -> tuple[Labels, Labels, Labels]:
    """The upheld topic of each voice with those that follow, and the free topics that stay.

    The third is how many voices of each free topic each upheld one took, shape (n_free, n_held).
    """
    topics, n_free = grouping.topics, len(grouping.themes)
    moved = (held >= 0) & (topics >= 0)
    taken = np.zeros((n_free, n_held), np.int64)
    np.add.at(taken, (topics[moved], held[moved]), 1)
    left = np.bincount(topics[(held < 0) & (topics >= 0)], minlength=n_free)
    n_taken = taken.sum(axis=1)
    ends = (n_taken > left) | ((n_taken > 0) & (left < LEAST_VOICES))
    follows = np.append(np.where(ends, taken.argmax(axis=1), -1), -1)
    return np.where(held < 0, follows[topics], held), np.flatnonzero(~ends), taken


def _theme(grouping: Grouping, mine: Labels, taken: Labels) -> int:
    """The theme of the free topic that gave most voices, else of the one that lies nearest."""
    if taken.any():
        return int(grouping.themes[taken.argmax()])
    inside = np.flatnonzero(grouping.topics >= 0)
    if not len(inside):
        return 0
    far = np.linalg.norm(grouping.points[inside] - grouping.points[mine].mean(axis=0), axis=1)
    return int(grouping.themes[grouping.topics[inside[np.round(far, 6).argmin()]]])


def _usual(topics: Iterable[str | None]) -> str:
    """The topic of most comments that have a place, the first by id of several."""
    found = Counter(topic for topic in topics if topic is not None)
    return min(found, key=lambda topic: (-found[topic], topic), default="")


def upholding(recipe: Recipe, topic_ids: Collection[str]) -> Recipe:
    """The recipe that upholds these topics of the earlier map."""
    return _naming(recipe, UPHELD, topic_ids)


def keeping_whole(recipe: Recipe, topic_ids: Collection[str]) -> Recipe:
    """The recipe by which these topics of the earlier map neither part nor go into others."""
    return _naming(recipe, FIRM, topic_ids) if topic_ids else recipe


def _naming(recipe: Recipe, parameter: str, topic_ids: Collection[str]) -> Recipe:
    parameters = dict(recipe.parameters) | {parameter: " ".join(sorted(topic_ids))}
    return replace(recipe, parameters=tuple(sorted(parameters.items())))
