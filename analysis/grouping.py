"""The grouping of voices: topics, themes, places and strengths, by the chosen clusterer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Graph, Labels, Points, Values, Vectors
from analysis.belonging import holds_together, stands_alone, strengths
from analysis.communities import LEAST_VOICES, Communities, communities, consecutive
from analysis.density import by_density
from analysis.earlier import STAYS, Earlier
from analysis.layout import in_a_row, place, quality
from analysis.neighbours import graph, n_nearest, nearest
from analysis.staying import calmed, place_again
from koemap.records import Recipe

if TYPE_CHECKING:
    from analysis.people import People

Clusterer = Callable[[Vectors, Graph, int, Earlier | None], Communities]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Per voice its topic (-1 for a lone voice), place and strength; per topic theme and stability.

    The stability of a topic is the share of resamplings in which it reappears, in [0, 1]; `quality`
    says how true the layout is to the vectors.
    """

    topics: Labels
    points: Points
    strengths: Values
    themes: Labels
    stability: Values
    quality: Mapping[str, float] = field(default_factory=dict)


def group(
    vectors: Vectors,
    telling: NDArray[np.bool_],
    recipe: Recipe,
    progress: Callable[[str], None],
    earlier: Earlier | None = None,
    people: People | None = None,
) -> Grouping:
    """The grouping of all voices, on one graph of their nearest neighbours.

    A voice that holds no word of a subject is not `telling`: it stands alone, as does one that
    the embedder cannot read. With an earlier map topics and places go on from that; with `people`
    a topic has enough of them.
    """
    progress("neighbours")
    if len(vectors) <= LEAST_VOICES:
        return _alone(len(vectors))
    neighbours = nearest(vectors, n_nearest(len(vectors)))
    ties = graph(neighbours)
    progress("topics")
    found = CLUSTERERS[recipe.clusterer](vectors, ties, recipe.seed, earlier)
    found.topics[~(telling & vectors.any(axis=1))] = -1
    progress("layout")
    points = _places(vectors, ties, found.topics, recipe.seed, earlier)
    progress("lone voices")
    of_voices = np.where(found.topics < 0, -1, np.append(found.themes, -1)[found.topics])
    firm = strengths(ties, of_voices) + _staying(found.topics, earlier)
    alone = stands_alone(neighbours, firm, found.topics)
    inside = np.where(alone, -1, found.topics)
    backed = people.backed(inside, earlier) if people else inside
    strength = strengths(ties, np.where(alone, found.topics, backed))
    topics, kept = _kept(backed, strength, len(found.themes), earlier)
    return Grouping(
        topics,
        points,
        np.where(topics < 0, 0.0, strength),
        consecutive(found.themes[kept]),
        found.stability[kept],
        quality(vectors, points),
    )


def _by_ties(vectors: Vectors, ties: Graph, seed: int, earlier: Earlier | None) -> Communities:
    return communities(ties, seed, earlier)


CLUSTERERS: Mapping[str, Clusterer] = {"leiden": _by_ties, "hdbscan": by_density}


def _places(
    vectors: Vectors, ties: Graph, topics: Labels, seed: int, earlier: Earlier | None
) -> Points:
    if earlier is None:
        return place(vectors, ties, topics, seed=seed)
    points = place_again(vectors, ties, topics, earlier.points, seed=seed)
    return calmed(points, earlier.points) if earlier.is_held else points


def _staying(topics: Labels, earlier: Earlier | None) -> Values:
    """What a voice is given that was in a topic before, lest it leave for a trifle."""
    if earlier is None:
        return np.zeros(len(topics))
    return np.where(earlier.topics >= 0, 1.0 if earlier.is_held else STAYS, 0.0)


def _alone(n_voices: int) -> Grouping:
    nowhere = np.full(n_voices, -1, np.int64)
    return Grouping(nowhere, in_a_row(n_voices), np.zeros(n_voices), nowhere[:0], np.zeros(0))


def _kept(
    topics: Labels, strength: Values, n_topics: int, earlier: Earlier | None
) -> tuple[Labels, list[int]]:
    """Topics numbered anew without those too small or too loose to be one, and which were kept.

    Where only so much may move, a topic that was there is one however loose it has become.
    """
    sizes = np.bincount(topics[topics >= 0], minlength=n_topics)
    firm = holds_together(strength, topics, n_topics)
    if earlier and earlier.is_held:
        firm[np.unique(topics[(topics >= 0) & (earlier.topics >= 0)])] = True
    kept = [topic for topic in range(n_topics) if sizes[topic] >= LEAST_VOICES and firm[topic]]
    number = {topic: n for n, topic in enumerate(kept)}
    return np.array([number.get(topic, -1) for topic in topics.tolist()], np.int64), kept
