"""Topics where voices lie densely: the classic chain of UMAP and HDBSCAN, on our own graph.

Sizes adapt to the number of voices, no voice is dropped, and where the chain would collapse to
one or two topics the communities of the graph take its place (ADR 0004).
Sources: McInnes et al. 2018, Campello et al. 2013.
"""

from __future__ import annotations

import numpy as np

from analysis.arrays import Graph, Labels, Points, Vectors
from analysis.communities import (
    FEW_RUNS,
    LEAST_VOICES,
    Communities,
    communities,
    consecutive,
    n_wanted,
    numbered,
    themes_of,
)
from analysis.consensus import Run, drawn, reappears
from analysis.earlier import Earlier
from analysis.layout import components, embedded
from analysis.ties import Ties

DIMS = 5
_ROUNDS = 10


def by_density(
    vectors: Vectors, graph: Graph, seed: int, earlier: Earlier | None = None
) -> Communities:
    """Topics that are dense in `DIMS` dimensions, or communities where there are too few.

    An earlier map pulls at themes only: where voices lie densely is found anew each time.
    """
    if len(vectors) < 4 * LEAST_VOICES or vectors.shape[1] < DIMS or graph.nnz == 0:
        return communities(graph, seed, earlier)
    start = components(vectors.astype(np.float64), DIMS)
    points = np.round(embedded(vectors, graph, start, seed), 4)
    found = _leaves(points)
    if int(found.max(initial=-1)) + 1 < max(3, n_wanted(len(vectors)) / 3):
        return communities(graph, seed, earlier)
    topics = numbered(_attached(graph, found))
    members = [topics == topic for topic in range(int(topics.max()) + 1)]
    ties = Ties.of(graph)
    themes = themes_of(earlier.pulled(ties) if earlier else ties, seed, earlier)[0]
    of_topics = np.array([np.bincount(themes[mine]).argmax() for mine in members])
    runs = [_run(points, seed, number) for number in range(FEW_RUNS)]
    stability = np.array([reappears(mine & (found >= 0), runs) for mine in members])
    return Communities(topics, consecutive(of_topics), stability)


def _run(points: Points, seed: int, number: int) -> Run:
    """The dense places among most of the voices; those in none are in groups of their own."""
    seen = drawn(len(points), seed, number)
    groups = np.full(len(points), -1, np.int64)
    groups[seen] = _leaves(points[seen])
    alone = np.flatnonzero(groups < 0)
    groups[alone] = groups.max(initial=-1) + 1 + np.arange(len(alone))
    return Run(seen, groups)


def _leaves(points: Points) -> Labels:
    from hdbscan import HDBSCAN

    n_least = max(LEAST_VOICES, round(float(np.sqrt(len(points))) / 2))
    found = HDBSCAN(
        min_cluster_size=n_least,
        min_samples=max(2, n_least // 2),
        cluster_selection_method="leaf",
        approx_min_span_tree=False,
        core_dist_n_jobs=1,
    ).fit(points)
    return np.asarray(found.labels_, np.int64)


def _attached(graph: Graph, found: Labels) -> Labels:
    """Every voice in the topic that most of its ties lead to; those tied to none on their own."""
    labels = found.copy()
    for _ in range(_ROUNDS):
        outside = np.flatnonzero(labels < 0)
        ties = graph[outside] @ _membership(labels)
        best = np.asarray(ties.argmax(axis=1)).ravel()
        reached = np.asarray(ties.max(axis=1).todense()).ravel() > 0
        if not reached.any():
            break
        labels[outside[reached]] = best[reached]
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max() + 1 + np.arange(len(alone))
    return labels


def _membership(labels: Labels) -> Graph:
    from scipy.sparse import csr_matrix

    inside = np.flatnonzero(labels >= 0)
    shape = (len(labels), int(labels.max()) + 1)
    return csr_matrix((np.ones(len(inside)), (inside, labels[inside])), shape)
