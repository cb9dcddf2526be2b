"""Nearest voices are the nearest, and their graph is the one that UMAP makes."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

from analysis.arrays import Vectors, unit_rows
from analysis.neighbours import Neighbours, distances, graph, n_nearest, nearest


def voices(n: int, *, n_same: int = 0) -> Vectors:
    """Vectors in a few loose heaps, the last of them all equal."""
    drawn = np.random.default_rng(3)
    rows = drawn.normal(size=(n, 12)) + 2 * drawn.normal(size=(5, 12))[np.arange(n) % 5]
    rows[n - n_same :] = rows[-1]
    return unit_rows(rows)


@pytest.mark.parametrize("n", [40, 700])
def test_the_nearest_are_those_that_comparing_all_finds(n: int) -> None:
    vectors = voices(n)
    found = nearest(vectors, 9)
    far = 1 - vectors.astype(np.float64) @ vectors.T.astype(np.float64)
    np.fill_diagonal(far, -1)
    expected = np.maximum(np.sort(far, axis=1)[:, :9], 0)
    np.testing.assert_allclose(found.distances, expected, atol=2e-5)
    taken = np.take_along_axis(far, found.indices.astype(np.int64), axis=1)
    np.testing.assert_allclose(np.maximum(taken, 0), found.distances, atol=2e-5)


def test_each_voice_is_its_own_first_neighbour_also_among_equals() -> None:
    found = nearest(voices(60, n_same=20), 8)
    assert (found.indices[:, 0] == np.arange(60)).all()
    assert (found.distances[:, 0] == 0).all()
    assert (np.diff(found.distances, axis=1) >= 0).all()
    assert all(len(set(row)) == 8 for row in found.indices.tolist())


@pytest.mark.parametrize("n_same", [0, 6, 30])
def test_the_weights_are_those_of_umap_learn(n_same: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from umap.umap_ import fuzzy_simplicial_set
    vectors = voices(200, n_same=n_same)
    found = nearest(vectors, 15)
    theirs = fuzzy_simplicial_set(
        vectors,
        15,
        np.random.RandomState(0),
        "cosine",
        knn_indices=found.indices.astype(np.int64),
        knn_dists=found.distances,
    )[0].toarray()
    np.testing.assert_allclose(graph(found).toarray(), theirs, atol=1e-3)
    assert theirs.max() > 0.9


def test_ties_go_both_ways_and_to_nobody_oneself() -> None:
    ties = graph(nearest(voices(90, n_same=10), 7))
    assert (ties != ties.T).nnz == 0
    assert not ties.diagonal().any()
    assert ties.data.min() > 0
    assert ties.data.max() <= 1


def test_heaps_that_no_neighbour_joins_are_one_piece_for_the_outlier_score() -> None:
    rows = np.repeat(np.eye(3), 10, axis=0) + np.random.default_rng(0).normal(0, 0.01, (30, 3))
    found = nearest(unit_rows(rows), 5)
    assert connected_components(graph(found), directed=False)[0] == 3
    assert connected_components(distances(found), directed=False)[0] == 1


def test_few_voices_have_fewer_neighbours() -> None:
    numbers = [n_nearest(n) for n in range(1, 500)]
    assert numbers == sorted(numbers)
    assert all(number <= n for n, number in enumerate(numbers, 1))
    assert numbers[-1] == 15


def test_no_voice_has_no_neighbours() -> None:
    found = nearest(np.zeros((0, 4), np.float32), 0)
    assert isinstance(found, Neighbours)
    assert len(found.indices) == len(found.distances) == 0
