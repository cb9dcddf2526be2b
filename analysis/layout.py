"""Two coordinates per voice, from the graph that also gives the topics."""

from __future__ import annotations

import locale
import warnings
from functools import cache
from typing import Any

import numpy as np

from analysis.arrays import Graph, Labels, Points, Vectors

WIDTH = 20.0
MIN_DIST, SPREAD = 0.1, 1.0
_FEW, _MANY_EPOCHS, _EPOCHS = 5_000, 300, 100
_SAMPLE, _NEAR = 1_000, 15
_APART = 1e-3
"""What keeps equal starts apart; UMAP divides by the width of the start."""


def place(vectors: Vectors, graph: Graph, groups: Labels, *, seed: int) -> Points:
    """Two coordinates per voice, near when meanings are near; shape (n_voices, 2).

    Axes carry no meaning; most points lie within `WIDTH`. The start is the first two components
    of the groups' centres, so that nothing depends on a random start.
    Source: McInnes et al. 2018.
    """
    if min(vectors.shape) < 4 or graph.nnz == 0:
        return in_a_row(len(vectors))
    start = components(_drawn_together(vectors, groups), 2)
    return _scaled(embedded(vectors, graph, start, seed))


def in_a_row(n_rows: int) -> Points:
    """Points side by side, for voices too few or too unlike to make a map."""
    points = np.zeros((n_rows, 2))
    points[:, 0] = np.arange(n_rows) - (n_rows - 1) / 2
    return points


def _drawn_together(vectors: Vectors, groups: Labels) -> Points:
    """Each voice between its own place and that of its group."""
    drawn = vectors.astype(np.float64)
    for group in np.unique(groups[groups >= 0]):
        mine = groups == group
        drawn[mine] = 0.3 * drawn[mine] + 0.7 * drawn[mine].mean(axis=0)
    return drawn


def components(rows: Points, n_most: int) -> Points:
    """The first components of the rows, with fixed signs, the largest value at 10."""
    flat = rows - rows.mean(axis=0)
    axes = np.linalg.eigh(flat.T @ flat)[1][:, -n_most:]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    points = flat @ (axes * signs)
    return np.asarray(10 * points / max(np.abs(points).max(), 1e-12), np.float64)


def embedded(
    vectors: Vectors,
    graph: Graph,
    start: Points,
    seed: int,
    *,
    n_epochs: int | None = None,
    rate: float = 1.0,
) -> Points:
    """UMAP's coordinates for the graph, as many as `start` has, with ends that depend on it.

    Without `n_epochs` as many as a free layout takes; `rate` is how far the first of them moves.
    """
    find_ab_params, simplicial_set_embedding = _umap()
    drawn = np.random.RandomState(seed)
    apart = start + drawn.normal(scale=_APART, size=start.shape)
    a, b = find_ab_params(SPREAD, MIN_DIST)
    found, _ = simplicial_set_embedding(
        vectors,
        graph.tocoo(),
        n_components=start.shape[1],
        initial_alpha=rate,
        a=a,
        b=b,
        gamma=1.0,
        negative_sample_rate=5,
        n_epochs=n_epochs or (_MANY_EPOCHS if len(vectors) <= _FEW else _EPOCHS),
        init=apart.astype(np.float32),
        random_state=drawn,
        metric="cosine",
        metric_kwds={},
        densmap=False,
        densmap_kwds={},
        output_dens=False,
        parallel=False,
    )
    return np.asarray(found, np.float64)


@cache
def _umap() -> tuple[Any, Any]:
    """The two functions of umap-learn; importing it resets the numeric locale and warns.

    What it compiles for a layout is kept for other processes, as it keeps other things itself; a
    version that has no such function compiles it in each.
    """
    numeric = locale.setlocale(locale.LC_NUMERIC)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from umap import layouts
        from umap.umap_ import find_ab_params, simplicial_set_embedding
    locale.setlocale(locale.LC_NUMERIC, numeric)
    compiled = getattr(layouts, "_get_optimize_layout_euclidean_single_epoch_fn", None)
    if compiled:
        compiled(parallel=False).enable_caching()
    return find_ab_params, simplicial_set_embedding


def _scaled(points: Points) -> Points:
    """The points around the middle; what lies far outside is drawn nearer, in its direction."""
    middle = np.median(points, axis=0)
    away = points - middle
    reach = np.quantile(np.linalg.norm(away, axis=1), 0.98)
    away *= WIDTH / 2 / max(reach, 1e-12)
    far = np.linalg.norm(away, axis=1, keepdims=True)
    bound = WIDTH / 2
    beyond = np.maximum(far - bound, 0.0)
    nearer = bound + beyond / (1 + beyond / bound)
    inside = np.where(beyond > 0, away * nearer / np.maximum(far, 1e-12), away)
    return np.asarray(np.round(inside, 4), np.float64)


def quality(vectors: Vectors, points: Points) -> dict[str, float]:
    """How true the places are to the vectors, each in [0, 1], on an even sample.

    Trustworthiness falls where neighbours on the map are none among the vectors, continuity where
    neighbours among the vectors are none on the map. Source: Venna and Kaski 2001.
    """
    from sklearn.manifold import trustworthiness

    n_taken = min(_SAMPLE, len(vectors))
    k = min(_NEAR, (n_taken - 1) // 2)
    if k < 1:
        return {}
    taken = np.arange(n_taken) * len(vectors) // n_taken
    rows, places = vectors[taken], points[taken]
    return {
        "trustworthiness": round(float(trustworthiness(rows, places, n_neighbors=k)), 4),
        "continuity": round(float(trustworthiness(places, rows, n_neighbors=k)), 4),
    }
