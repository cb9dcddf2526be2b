"""How strongly a voice belongs to its topic, and which voices stand alone."""

from __future__ import annotations

import numpy as np

from analysis.arrays import Graph, Labels, Points, Values

MOST_LONE = 0.15
WEAK = 0.5


def strengths(graph: Graph, topics: Labels) -> Values:
    """The share of each voice's ties that lead into its own topic, in [0, 1]; 0 without topic."""
    pairs = graph.tocoo()
    inside = (topics[pairs.row] == topics[pairs.col]) & (topics[pairs.row] >= 0)
    own = np.bincount(pairs.row[inside], pairs.data[inside], minlength=len(topics))
    all_ties = np.bincount(pairs.row, pairs.data, minlength=len(topics))
    return np.round(own / np.maximum(all_ties, 1e-12), 4)


def stands_alone(points: Points, strength: Values, topics: Labels) -> np.ndarray:
    """Whether each voice is a lone one: in no topic, or weakly tied and in no dense place.

    HDBSCAN says what a dense place is; never more than `MOST_LONE` of all voices stand alone
    beside those without a topic. Source: Campello et al. 2013.
    """
    alone = topics < 0
    weak = _sparse(points) & (strength < WEAK) & ~alone
    rows = np.flatnonzero(weak)
    most = int(MOST_LONE * len(topics))
    chosen = rows[np.argsort(strength[rows], kind="stable")][:most]
    alone[chosen] = True
    return alone


def _sparse(points: Points) -> np.ndarray:
    n_least = max(5, int(np.sqrt(len(points)) / 2))
    if len(points) < 4 * n_least:
        return np.zeros(len(points), bool)
    from hdbscan import HDBSCAN

    found = HDBSCAN(
        min_cluster_size=n_least,
        min_samples=max(3, n_least // 2),
        cluster_selection_method="leaf",
        core_dist_n_jobs=1,
    ).fit(points)
    return np.asarray(found.labels_ < 0)
