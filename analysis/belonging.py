"""How strongly a voice belongs to its topic, and which voices stand alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Graph, Labels, Values
from analysis.neighbours import Neighbours, distances

MOST_LONE = 0.07
"""Share of the voices, the farthest from others, that may stand alone beside those in no topic."""

FIRM = 0.33
"""A voice with this share of its ties inside its theme never stands alone."""

LOOSE = 0.4
"""A topic whose voices have on average a smaller share of their ties inside it is none."""

_DENSE = 3
_FEW = 20


def strengths(graph: Graph, topics: Labels) -> Values:
    """The share of each voice's ties that lead into its own topic, in [0, 1]; 0 without topic."""
    pairs = graph.tocoo()
    inside = (topics[pairs.row] == topics[pairs.col]) & (topics[pairs.row] >= 0)
    own = np.bincount(pairs.row[inside], pairs.data[inside], minlength=len(topics))
    all_ties = np.bincount(pairs.row, pairs.data, minlength=len(topics))
    return np.round(own / np.maximum(all_ties, 1e-12), 4)


def stands_alone(neighbours: Neighbours, strength: Values, topics: Labels) -> NDArray[np.bool_]:
    """Whether each voice is a lone one: in no topic, or far from all others and loosely tied."""
    alone: NDArray[np.bool_] = topics < 0
    far = outlyingness(neighbours)
    loose = np.flatnonzero((far > 0) & (strength < FIRM) & ~alone)
    most = int(MOST_LONE * len(topics))
    alone[loose[np.argsort(-far[loose], kind="stable")][:most]] = True
    return alone


def holds_together(strength: Values, topics: Labels, n_topics: int) -> NDArray[np.bool_]:
    """Whether the voices of each topic are tied to one another rather than to other topics.

    Where no topic is, all are said to be: a loose map says more than none.
    """
    inside = topics >= 0
    sizes = np.bincount(topics[inside], minlength=n_topics)
    totals = np.bincount(topics[inside], strength[inside], minlength=n_topics)
    firm = np.asarray(totals >= LOOSE * np.maximum(sizes, 1), np.bool_)
    return firm if firm.any() else ~firm


def outlyingness(neighbours: Neighbours) -> Values:
    """How far outside every dense place each voice lies, in [0, 1]; 0 among very few voices.

    HDBSCAN's outlier score on the distances to the nearest voices. Source: Campello et al. 2015.
    """
    if len(neighbours.indices) < _FEW:
        return np.zeros(len(neighbours.indices))
    from hdbscan import HDBSCAN

    found = HDBSCAN(
        metric="precomputed", min_cluster_size=_DENSE, min_samples=_DENSE, core_dist_n_jobs=1
    ).fit(distances(neighbours))
    scores = np.nan_to_num(np.asarray(found.outlier_scores_, np.float64))
    return np.asarray(np.round(scores, 6), np.float64)
