"""How firmly voices belong, and which of them stand alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from analysis.arrays import Graph, unit_rows
from analysis.belonging import (
    FIRM,
    MOST_LONE,
    holds_together,
    outlyingness,
    stands_alone,
    strengths,
)
from analysis.neighbours import Neighbours, nearest


def ties(*pairs: tuple[int, int, float], n: int) -> Graph:
    made = np.zeros((n, n))
    for one, other, weight in pairs:
        made[one, other] = made[other, one] = weight
    return csr_matrix(made)


def test_strength_is_the_share_of_ties_into_ones_own_topic() -> None:
    graph = ties((0, 1, 0.6), (0, 2, 0.2), (1, 2, 0.2), (2, 3, 0.5), n=5)
    found = strengths(graph, np.array([0, 0, 1, 1, -1]))
    assert found.tolist() == pytest.approx([0.75, 0.75, 0.5 / 0.9, 1.0, 0.0], abs=1e-4)


def test_a_voice_in_no_topic_belongs_to_none_whatever_its_ties() -> None:
    graph = ties((0, 1, 0.9), (1, 2, 0.9), n=3)
    assert strengths(graph, np.array([-1, -1, -1])).tolist() == [0, 0, 0]


def test_a_topic_whose_voices_are_tied_elsewhere_is_none() -> None:
    topics = np.array([0, 0, 1, 1, -1])
    held = holds_together(np.array([0.9, 0.8, 0.2, 0.3, 0.0]), topics, 2)
    assert held.tolist() == [True, False]


def test_where_no_topic_holds_together_all_are_kept() -> None:
    held = holds_together(np.array([0.1, 0.2, 0.1]), np.array([0, 0, 1]), 2)
    assert held.tolist() == [True, True]


def a_heap_and_strays(n_heap: int = 100, n_strays: int = 20) -> Neighbours:
    drawn = np.random.default_rng(1)
    heap = np.array([1.0, *[0.0] * 39]) + drawn.normal(0, 0.02, (n_heap, 40))
    return nearest(unit_rows(np.vstack([heap, drawn.normal(size=(n_strays, 40))])), 10)


def test_strays_lie_farther_outside_than_voices_in_a_heap() -> None:
    far = outlyingness(a_heap_and_strays())
    assert ((far >= 0) & (far <= 1)).all()
    assert np.median(far[100:]) > np.quantile(far[:100], 0.9)


def test_of_loosely_tied_strays_no_more_stand_alone_than_may() -> None:
    topics = np.zeros(120, np.int64)
    alone = stands_alone(a_heap_and_strays(), np.zeros(120), topics)
    assert 0 < alone.sum() <= MOST_LONE * 120
    assert set(np.flatnonzero(alone)) <= set(range(100, 120))


def test_a_firmly_tied_voice_never_stands_alone_and_one_in_no_topic_always() -> None:
    topics = np.zeros(120, np.int64)
    topics[:30] = -1
    alone = stands_alone(a_heap_and_strays(), np.full(120, FIRM), topics)
    assert alone.tolist() == [True] * 30 + [False] * 90


def test_among_very_few_voices_none_is_an_outlier() -> None:
    assert not outlyingness(nearest(unit_rows(np.eye(12)), 4)).any()
