"""A map with what places arrivals on it, its topics as people merged and split them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Labels
from analysis.assigning import Assigner
from analysis.embedding import Embedder
from analysis.pipeline import fit_map
from analysis.text import read_all
from koemap.records import Comment, OpinionMap, Placement, Recipe

ALONE = -1
UNLIKE = 0.1
"""Share of the comments of known topics that may wait, so that those of a new one do: a map that
has a topic for nearly everything would take these, too."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an arrival belongs: its topic, "" when it fits none, its strength and place."""

    topic_id: str
    strength: float
    x: float
    y: float


@dataclass(frozen=True)
class LiveMap:
    """A map and its landmarks, each a comment with its vector, its place and its topic's number.

    `landmarks` are their comment ids, `topic_ids` the topics by number.
    """

    opinion_map: OpinionMap
    assigner: Assigner
    landmarks: tuple[str, ...]
    topic_ids: tuple[str, ...]

    def place(self, texts: Sequence[str]) -> list[Placed]:
        """The topic and place of each text."""
        if not texts:
            return []
        found = self.assigner.assign(read_all(texts))
        rows = zip(
            found.topics.tolist(), found.strengths.tolist(), found.points.tolist(), strict=True
        )
        names = (*self.topic_ids, "")  # the last is that of ALONE
        return [Placed(names[topic], strength, x, y) for topic, strength, (x, y) in rows]

    def on(self, opinion_map: OpinionMap) -> LiveMap:
        """What places further comments on another map, by those landmarks that it has a place for.

        How near is near enough is counted anew.
        """
        placed = {p.comment_id: p for p in opinion_map.placements if p.voice_id}
        rows = [row for row, one in enumerate(self.landmarks) if one in placed]
        landmarks = tuple(self.landmarks[row] for row in rows)
        topics = [placed[one].topic_id for one in landmarks]
        ids = tuple(sorted({topic for topic in topics if topic}))
        points = np.array([(placed[one].x, placed[one].y) for one in landmarks], np.float64)
        before = self.assigner
        assigner = Assigner.among(
            before.encoder,
            before.vectors[rows],
            points.reshape(-1, 2),
            _numbers(topics, ids),
            len(ids),
            unlike=UNLIKE,
        )
        return LiveMap(opinion_map, assigner, landmarks, ids)

    def edited(
        self, placements: Iterable[Placement], more: Mapping[str, tuple[str, str]] | None = None
    ) -> LiveMap:
        """The map with the topics that people left it with; how near is near enough stays.

        `placements` are those of its edition; `more` are comments that came after the map and
        belong to a topic by decision, with that topic and their text.
        """
        late = dict(more or {})
        topic_of = {one: topic for one, (topic, _) in late.items()}
        placed = {p.comment_id: p.topic_id for p in placements}
        topic_of |= placed
        known = {*self.landmarks, *placed}
        added = {one: told for one, told in late.items() if one not in known}
        landmarks = (*self.landmarks, *added)
        topics = [topic_of.get(one, "") for one in landmarks]
        ids = tuple(sorted({topic for topic in topics if topic}))
        before = self.assigner
        vectors, points = before.vectors, before.points
        if added:
            found = before.encoder.encode(read_all([text for _, text in added.values()]))
            vectors = np.concatenate([vectors, found])
            points = np.concatenate([points, before.place(found).points])
        numbers = _numbers(topics, ids)
        assigner = Assigner.among(before.encoder, vectors, points, numbers, len(ids))
        if self.topic_ids:
            assigner = replace(assigner, near_enough=before.near_enough)
        return replace(self, assigner=assigner, landmarks=landmarks, topic_ids=ids)


def live_map(
    comments: Collection[Comment],
    recipe: Recipe,
    *,
    meeting_id: str,
    earlier: OpinionMap | None = None,
    hidden: Collection[str] = frozenset(),
    embedder: Embedder | None = None,
) -> LiveMap:
    """The map of these comments, which continues the earlier one, ready to place others.

    Raises
    ------
    AnalysisError
        As `build_map` does.
    """
    made = fit_map(
        comments, recipe, meeting_id=meeting_id, hidden=hidden, earlier=earlier, embedder=embedder
    )
    found, fitted = made.opinion_map, made.fitted
    topic_of = {p.comment_id: p.topic_id for p in found.placements}
    topics = [topic_of[one] for one in made.speakers]
    ids = tuple(topic.topic_id for topic in found.topics)
    numbers, points = _numbers(topics, ids), fitted.grouping.points
    assigner = Assigner.among(
        fitted.encoder, fitted.vectors, points, numbers, len(ids), unlike=UNLIKE
    )
    return LiveMap(found, assigner, made.speakers, ids)


def _numbers(topics: Sequence[str], ids: Sequence[str]) -> Labels:
    number = {topic_id: n for n, topic_id in enumerate(ids)}
    return np.array([number.get(topic, ALONE) for topic in topics], np.int64)
