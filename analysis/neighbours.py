"""The nearest voices of each voice, and one graph of them for topics and layout alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Graph, Vectors
from analysis.parts import n_cores

NEAREST = 15
_BLOCK = 128
_FEW = 32
"""Rows whose order is looked for at once: it takes twice the room of what it is the order of."""
_BISECTIONS = 64
_LEAST_WIDTH = 1e-3
_LEAST_DISTANCE, _FARTHEST = 1e-6, 2.0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest rows of each row by cosine, each row its own first neighbour.

    `indices` and `distances` have shape (n_voices, k); distances ascend from 0.
    """

    indices: NDArray[np.int32]
    distances: NDArray[np.float32]


def n_nearest(n_rows: int) -> int:
    """How many neighbours: fewer among few rows, so that groups of few can stand apart.

    >>> [n_nearest(n) for n in (2, 30, 100, 10_000)]
    [2, 5, 10, 15]
    """
    return min(n_rows, max(3, min(NEAREST, int(np.sqrt(n_rows)))))


def nearest(vectors: Vectors, k: int) -> Neighbours:
    """The k exact nearest rows of each row, itself included.

    Rows equally near ascend; which of them take the last places among the k is not said, but is
    the same for the same vectors.

    Blocks of rows are compared side by side, each on one thread, so that the numbers are the same
    on any number of cores.
    """
    starts = range(0, len(vectors), _BLOCK)
    with ThreadPoolExecutor(n_cores()) as threads:
        found = list(threads.map(lambda start: _block(vectors, start, k), starts))
    indices = np.concatenate([rows for rows, _ in found] or [np.empty((0, k), np.int32)])
    distances = np.concatenate([far for _, far in found] or [np.empty((0, k), np.float32)])
    return Neighbours(indices, np.maximum(distances, 0))


def _block(vectors: Vectors, start: int, k: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    rows = np.arange(start, min(start + _BLOCK, len(vectors)))
    far = vectors[rows] @ vectors.T
    np.round(np.subtract(1, far, out=far), 5, out=far)
    far[rows - start, rows] = -1
    return _smallest(far, k)


def _smallest(far: NDArray[np.float32], k: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    few = (far[row : row + _FEW] for row in range(0, len(far), _FEW))
    chosen = np.concatenate([np.argpartition(some, k - 1, axis=1)[:, :k] for some in few])
    chosen.sort(axis=1)
    values = np.take_along_axis(far, chosen, axis=1)
    order = np.argsort(values, axis=1, kind="stable")
    found = np.take_along_axis(chosen, order, axis=1).astype(np.int32)
    return found, np.take_along_axis(values, order, axis=1)


def graph(neighbours: Neighbours) -> Graph:
    """The fuzzy union of the neighbourhoods: weights near 1 for the nearest, symmetric.

    The same numbers as umap-learn's `fuzzy_simplicial_set`, without compiling it.
    Source: McInnes et al. 2018, section 3.1.
    """
    from scipy.sparse import csr_matrix

    n_rows, k = neighbours.indices.shape
    weights = _memberships(neighbours.distances.astype(np.float64))
    weights[:, 0] = 0
    starts = np.arange(0, n_rows * k + 1, k)
    one_way = csr_matrix((weights.ravel(), neighbours.indices.ravel(), starts), (n_rows, n_rows))
    both = one_way.multiply(one_way.T)
    union = csr_matrix(one_way + one_way.T - both)
    union.data = np.round(union.data, 6)
    union.eliminate_zeros()
    union.sort_indices()
    return union


def distances(neighbours: Neighbours) -> Graph:
    """The distances between neighbours, symmetric, with far ties that make one piece of all."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n_rows, k = neighbours.indices.shape
    rows = np.repeat(np.arange(n_rows), k - 1)
    columns = neighbours.indices[:, 1:].ravel()
    far = np.maximum(neighbours.distances[:, 1:].ravel().astype(np.float64), _LEAST_DISTANCE)
    one_way = coo_matrix((far, (rows, columns)), (n_rows, n_rows)).tocsr()
    pieces = connected_components(one_way, directed=False)[1]
    firsts = np.unique(pieces, return_index=True)[1][1:]
    bridges = coo_matrix(
        (np.full(len(firsts), _FARTHEST), (np.zeros_like(firsts), firsts)), (n_rows, n_rows)
    )
    joined = one_way.maximum(bridges.tocsr())
    return joined.maximum(joined.T).tocsr()


def _memberships(far: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that fall with distance, the same sum in each row; shape as `far`."""
    positive = np.where(far > 0, far, np.inf).min(axis=1, keepdims=True)
    beyond = np.maximum(far - np.where(np.isfinite(positive), positive, 0), 0)
    width = _widths(beyond)
    least = _LEAST_WIDTH * np.where(positive < np.inf, far.mean(axis=1, keepdims=True), far.mean())
    weights: NDArray[np.float64] = np.exp(-beyond / np.maximum(np.maximum(width, least), 1e-12))
    return weights


def _widths(beyond: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per row, the width at which the weights add up to log2(k); found by bisection."""
    target = np.log2(beyond.shape[1])
    low = np.zeros((len(beyond), 1))
    high = np.full_like(low, np.inf)
    width = np.ones_like(low)
    for _ in range(_BISECTIONS):
        too_wide = np.exp(-beyond[:, 1:] / width).sum(axis=1, keepdims=True) > target
        high = np.where(too_wide, width, high)
        low = np.where(too_wide, low, width)
        width = np.where(np.isinf(high), width * 2, (low + high) / 2)
    return width
