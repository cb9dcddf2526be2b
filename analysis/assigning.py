"""Topic and place for further voices on a map that is there: pure, one voice at a time or many.

A voice joins the topic that most of its nearest landmarks are in, and lies among those; it stands
alone when it is farther from them than landmarks in topics are from one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Labels, Points, Values, Vectors, unit_rows
from analysis.embedding import Encoder
from analysis.grouping import Grouping
from analysis.stance import Stance, stances_of
from analysis.text import Document, read_all, tells

NEAREST = 8
AT_ONCE = 500
"""Texts that are read in one go: their words take many times the room of what is told of them."""
CLOSE_TOPICS = 4
"""How many topics are looked through for the nearest landmarks, beside those in none."""
_SHARPNESS = 4


@dataclass(frozen=True, slots=True)
class Assigned:
    """Per voice its topic, -1 for a lone one, its place, its strength and its stance."""

    topics: Labels
    points: Points
    strengths: Values
    stances: Sequence[Stance] = ()


@dataclass(frozen=True)
class Assigner:
    """What is known of a map: its landmarks by topic, and how near is near enough.

    `shelves` has the landmarks to look through for voices whose nearest centre is that topic's.
    """

    encoder: Encoder
    vectors: Vectors
    topics: Labels
    points: Points
    centres: Vectors
    shelves: tuple[NDArray[np.int64], ...]
    near_enough: float = 0.0

    @classmethod
    def of(cls, encoder: Encoder, vectors: Vectors, grouping: Grouping) -> Assigner:
        """The assigner of a grouping of these landmarks; without topics all voices stand alone."""
        return cls.among(
            encoder, vectors, grouping.points, grouping.topics, n_topics=len(grouping.themes)
        )

    @classmethod
    def among(
        cls,
        encoder: Encoder,
        vectors: Vectors,
        points: Points,
        topics: Labels,
        n_topics: int,
        unlike: float = 0.0,
    ) -> Assigner:
        """The assigner of landmarks with these vectors, places and topics, numbered from 0.

        At least the share `unlike` of the landmarks in topics would not be near enough, were they
        to be assigned.
        """
        means = [vectors[topics == topic].mean(axis=0) for topic in range(n_topics)]
        centres = unit_rows(np.array(means).reshape(n_topics, vectors.shape[1]))
        shelves = tuple(_shelf(topics, centres, topic) for topic in range(n_topics))
        found = cls(encoder, vectors, topics, points, centres, shelves)
        if not n_topics:
            return found
        return replace(found, near_enough=found._threshold(unlike))

    def read(self, texts: Sequence[str]) -> Assigned:
        """The texts assigned: their words found, encoded, and placed, some at a time."""
        starts = range(0, max(1, len(texts)), AT_ONCE)
        return together([self._read(texts[n : n + AT_ONCE]) for n in starts])

    def _read(self, texts: Sequence[str]) -> Assigned:
        documents = read_all(texts)
        return replace(self.assign(documents), stances=stances_of(documents))

    def assign(self, documents: Sequence[Document]) -> Assigned:
        """The documents assigned; one without a word of a subject stands alone."""
        vectors = self.encoder.encode(documents)
        found = self.place(vectors)
        found.topics[~(tells(documents) & vectors.any(axis=1))] = -1
        found.strengths[found.topics < 0] = 0.0
        return found

    def place(self, vectors: Vectors) -> Assigned:
        """The vectors assigned, shape (n_voices, n_dims)."""
        if not self.shelves:
            n_voices = len(vectors)
            return Assigned(np.full(n_voices, -1), np.zeros((n_voices, 2)), np.zeros(n_voices))
        rows, near = self._nearest(vectors)
        weights = np.maximum(near, 0.0) ** _SHARPNESS + 1e-9
        topics, shares = _votes(self.topics[rows], weights)
        topics[near.mean(axis=1) < self.near_enough] = -1
        inside = (self.topics[rows] == topics[:, None]) | (topics < 0)[:, None]
        pulls = weights * inside
        pulls /= pulls.sum(axis=1, keepdims=True)
        points = np.einsum("vk,vkd->vd", pulls, self.points[rows])
        strengths = np.asarray(np.round(np.where(topics < 0, 0.0, shares), 4), np.float64)
        return Assigned(topics, np.round(points, 4), strengths)

    def _nearest(self, vectors: Vectors) -> tuple[NDArray[np.int64], Values]:
        """The nearest landmarks of each voice and their cosines, shape (n_voices, k)."""
        k = min(NEAREST, *map(len, self.shelves))
        rows = np.zeros((len(vectors), k), np.int64)
        near = np.zeros((len(vectors), k))
        closest = np.round(vectors @ self.centres.T, 5).argmax(axis=1)
        for topic in np.unique(closest):
            mine = np.flatnonzero(closest == topic)
            shelf = self.shelves[topic]
            alike = np.round(vectors[mine] @ self.vectors[shelf].T, 5)
            best = np.argpartition(-alike, k - 1, axis=1)[:, :k]
            rows[mine] = shelf[best]
            near[mine] = np.take_along_axis(alike, best, axis=1)
        return rows, near

    def _threshold(self, unlike: float) -> float:
        """The mean cosine below which as many landmarks in topics lie as landmarks are in none."""
        inside = self.topics >= 0
        alone = max(1 - inside.mean(), unlike)
        near = self._nearest(self.vectors[inside])[1]
        others = (near.sum(axis=1) - near.max(axis=1)) / max(1, near.shape[1] - 1)
        return float(np.round(np.quantile(others, alone), 5))


def together(parts: Sequence[Assigned]) -> Assigned:
    """The voices of all parts, one part after the other."""
    return Assigned(
        np.concatenate([part.topics for part in parts]),
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.strengths for part in parts]),
        [one for part in parts for one in part.stances],
    )


def _shelf(topics: Labels, centres: Vectors, topic: int) -> NDArray[np.int64]:
    """The landmarks of the topic, of those most like it, and of none, ascending."""
    alike = np.round(centres @ centres[topic], 5)
    close = np.argsort(-alike, kind="stable")[:CLOSE_TOPICS]
    return np.flatnonzero(np.isin(topics, [*close.tolist(), topic, -1]))


def _votes(topics: Labels, weights: Values) -> tuple[Labels, Values]:
    """The topic of most weight among the neighbours of each voice, and its share."""
    numbers = np.sort(np.unique(topics))
    totals = np.stack([(weights * (topics == number)).sum(axis=1) for number in numbers], axis=1)
    totals = np.round(totals / weights.sum(axis=1, keepdims=True), 6)
    best = totals.argmax(axis=1)
    return numbers[best].copy(), totals[np.arange(len(totals)), best]
