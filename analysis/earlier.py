"""What an earlier map of the meeting says of the voices, and how it pulls on the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Labels, Points
from analysis.consensus import Run
from analysis.earlier_names import says
from analysis.rand_index import adjusted_rand_index
from analysis.ties import Ties
from analysis.voices import Voice
from koemap.records import Comment, OpinionMap, Placement

PULL = 2.0
"""A tie between voices of one earlier topic counts as much more, one between two earlier themes as
much less: topics do not reshuffle by chance, yet a group with ties of its own still comes apart.
A map that was continued often should end with a free one: its topics drift from that."""
STILL_FIRM = 0.05
"""The level of themes nearest to the earlier ones is taken among those that are as firm but for
this."""
NUMBERS = (0.75, 1.35)
"""The level of topics nearest to the earlier ones is taken among those with this share of the
number wanted, from and to."""
STAYS = 0.1
"""A voice that was in a topic needs this much less of its ties in its theme to stay in one."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Per voice its earlier topic and theme, -1 for none or a new voice, place and comments.

    Topics and themes are numbered in the order of their ids; the place of a new voice is nan.
    `sizes` counts the comments that were there; `naming` is whether a voice says its topic's name,
    `firm` whether that topic neither parts nor goes into another one as long as only so much moves.
    No more than the share `most_moving` of the comments in a topic may be in another one next; 1
    sets no limit.
    """

    topics: Labels
    themes: Labels
    points: Points
    sizes: Labels
    naming: NDArray[np.bool_]
    firm: NDArray[np.bool_]
    most_moving: float = 1.0

    @classmethod
    def of(
        cls,
        opinion_map: OpinionMap,
        voices: Sequence[Voice],
        comments: Sequence[Comment],
        most_moving: float = 1.0,
        firm: Collection[str] = (),
    ) -> Earlier:
        """What the map says of these voices, whose members are rows of `comments`.

        `firm` are ids of its topics.
        """
        placed = {p.comment_id: p for p in opinion_map.placements if p.voice_id}
        there = [
            [placed[i] for i in (comments[row].comment_id for row in v.members) if i in placed]
            for v in voices
        ]
        found = [_usual(placements) for placements in there]
        theme_of = {topic.topic_id: topic.theme_id for topic in opinion_map.topics}
        topics = [p.topic_id if p else "" for p in found]
        label_of = {topic.topic_id: topic.label for topic in opinion_map.topics}
        naming = [
            says(comments[voice.speaker].text, label_of.get(topic, ""))
            for voice, topic in zip(voices, topics, strict=True)
        ]
        points = [(np.nan, np.nan) if p is None else (p.x, p.y) for p in found]
        return cls(
            _numbers(topics),
            _numbers([theme_of.get(topic, "") for topic in topics]),
            np.array(points, np.float64).reshape(len(voices), 2),
            np.array([len(placements) for placements in there], np.int64),
            np.array(naming, np.bool_),
            np.array([topic in firm for topic in topics], np.bool_),
            most_moving,
        )

    @property
    def is_held(self) -> bool:
        """Whether only so much may move."""
        return self.most_moving < 1

    def only(self, rows: Labels) -> Earlier:
        """What it says of the voices in these rows."""
        return replace(
            self,
            topics=self.topics[rows],
            themes=self.themes[rows],
            points=self.points[rows],
            sizes=self.sizes[rows],
            naming=self.naming[rows],
            firm=self.firm[rows],
        )

    def pulled(self, ties: Ties) -> Ties:
        """Those inside earlier topics strengthened and those across earlier themes weakened."""
        one, other = ties.one, ties.other
        known = (self.topics[one] >= 0) & (self.topics[other] >= 0)
        together = known & (self.topics[one] == self.topics[other])
        apart = known & (self.themes[one] != self.themes[other])
        return ties.weighed(np.where(together, PULL, np.where(apart, 1 / PULL, 1.0)))


def most_like(levels: Sequence[Sequence[Run]], among: Sequence[int], groups: Labels) -> int:
    """The level whose runs are most like these groups, the first where several are."""
    alike = {n: _likeness(levels[n], groups) for n in among}
    return max(among, key=alike.__getitem__)


def _likeness(runs: Sequence[Run], groups: Labels) -> float:
    """How alike the runs are to the groups, on the voices both know: mean adjusted Rand index."""
    known = [run.seen & (groups >= 0) for run in runs]
    found = [
        adjusted_rand_index(groups[both], run.groups[both])
        for run, both in zip(runs, known, strict=True)
    ]
    return float(np.round(np.mean(found), 6))


def _usual(placements: Sequence[Placement]) -> Placement | None:
    """One placement in the topic that most are in; None where there are none."""
    if not placements:
        return None
    counts = Counter(placement.topic_id for placement in placements)
    return min(placements, key=lambda p: (-counts[p.topic_id], p.topic_id, p.comment_id))


def _numbers(ids: Sequence[str]) -> Labels:
    number = {one: n for n, one in enumerate(sorted(set(ids) - {""}))}
    return np.array([number.get(one, -1) for one in ids], np.int64)
