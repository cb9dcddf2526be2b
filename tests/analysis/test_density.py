"""The classic route: dense places are topics, nobody is dropped, and a collapse is caught."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.arrays import Graph, Vectors, unit_rows
from analysis.communities import communities
from analysis.density import by_density
from analysis.neighbours import graph, n_nearest, nearest


def heaps(n_heaps: int, size: int, spread: float = 0.05) -> Vectors:
    drawn = np.random.default_rng(5)
    centres = np.eye(20)[:n_heaps].repeat(size, axis=0)
    return unit_rows(centres + drawn.normal(0, spread, (n_heaps * size, 20)))


def tied(vectors: Vectors) -> Graph:
    return graph(nearest(vectors, n_nearest(len(vectors))))


def test_no_topic_joins_two_heaps_and_no_voice_is_dropped() -> None:
    vectors = heaps(8, 40)
    found = by_density(vectors, tied(vectors), 0)
    assert (found.topics >= 0).all()
    assert set(found.topics) == set(range(len(found.themes)))
    heap = np.arange(len(vectors)) // 40
    assert all(len(set(heap[found.topics == topic])) == 1 for topic in range(len(found.themes)))


def test_heaps_reappear_when_voices_are_left_out() -> None:
    vectors = heaps(12, 25)
    found = by_density(vectors, tied(vectors), 0)
    assert len(found.stability) == len(found.themes)
    assert found.stability.mean() > 0.8


def test_the_same_voices_give_the_same_topics() -> None:
    vectors = heaps(8, 30, spread=0.2)
    one, other = (by_density(vectors, tied(vectors), 3) for _ in range(2))
    assert (one.topics == other.topics).all()
    assert (one.stability == other.stability).all()


@pytest.mark.parametrize(("n_voices", "n_dims"), [(4, 20), (11, 20), (200, 4)])
def test_too_few_voices_or_columns_for_the_route_have_communities(
    n_voices: int, n_dims: int
) -> None:
    vectors = unit_rows(np.random.default_rng(2).normal(size=(n_voices, n_dims)))
    found, expected = by_density(vectors, tied(vectors), 0), communities(tied(vectors), 0, None)
    assert (found.topics == expected.topics).all()
    assert (found.themes == expected.themes).all()
