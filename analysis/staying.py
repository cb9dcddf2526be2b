"""Places that stay: a layout that goes on from an earlier one and lies as it lay."""

from __future__ import annotations

import numpy as np

from analysis.arrays import Graph, Labels, Points, Vectors
from analysis.layout import WIDTH, embedded, place

EPOCHS, RATE = 40, 0.05
"""How often, and at first how far, voices move from where they begin: enough for new ones to find
their places, too little to move the others."""
ENOUGH = 0.5
"""Share of the voices that must have an earlier place for the layout to go on from those."""
STEADY = 0.04
"""Share of the map's width that half of the voices may move where only so much may change."""
_FEW = 15
_ROUNDS = 10
_FITTING, _TRIMMED = 5, 0.75


def place_again(
    vectors: Vectors, graph: Graph, groups: Labels, before: Points, *, seed: int
) -> Points:
    """Two coordinates per voice, near the earlier ones in `before`; shape (n_voices, 2).

    A voice without an earlier place, whose row is nan, begins amid its neighbours. Where most have
    none the layout is a free one, turned and scaled to lie like the earlier one.
    """
    known = ~np.isnan(before[:, 0])
    if known.sum() < max(_FEW, ENOUGH * len(vectors)) or graph.nnz == 0:
        points = place(vectors, graph, groups, seed=seed)
    else:
        start = beginnings(vectors, graph, before)
        found = embedded(vectors, graph, start, seed, n_epochs=EPOCHS, rate=RATE)
        # UMAP stretches each axis of its start to one width.
        points = found * np.ptp(start, axis=0) / max(np.ptp(start, axis=0).max(), 1e-12)
    there = registered(points, before)
    far = np.linalg.norm(there, axis=1, keepdims=True)
    return np.asarray(np.round(there * np.minimum(1, WIDTH / np.maximum(far, 1e-12)), 4), float)


def beginnings(vectors: Vectors, graph: Graph, before: Points) -> Points:
    """The earlier places, and for other voices the mean of their neighbours by their ties.

    One that no tie leads to begins at the voice most like it.
    """
    found = before.copy()
    for _ in range(_ROUNDS):
        known = ~np.isnan(found[:, 0])
        ties = graph[~known][:, known]
        total = np.asarray(ties.sum(axis=1)).reshape(-1, 1)
        near = np.where(total > 0, ties @ found[known] / np.maximum(total, 1e-12), np.nan)
        found[~known] = near
        if np.isnan(near[:, 0]).all():
            break
    placed = np.flatnonzero(~np.isnan(found[:, 0]))
    for row in np.flatnonzero(np.isnan(found[:, 0])):
        found[row] = found[placed[np.round(vectors[placed] @ vectors[row], 5).argmax()]]
    return np.round(found, 6)


def calmed(points: Points, before: Points) -> Points:
    """The points, those with an earlier place so near to it that half move `STEADY` at most."""
    known = ~np.isnan(before[:, 0])
    if not known.any():
        return points
    moves = points[known] - before[known]
    far = float(np.median(np.linalg.norm(moves, axis=1)))
    share = min(1.0, STEADY * float(np.ptp(before[known], axis=0).max()) / max(far, 1e-12))
    found = points.copy()
    found[known] = np.round(before[known] + share * moves, 4)
    return found


def registered(points: Points, before: Points) -> Points:
    """The points turned, mirrored, scaled and shifted as one onto the earlier ones.

    By least squares on the voices that moved least, found in a few rounds, so that those that
    rightly moved far turn nothing. Source: Umeyama 1991.
    """
    shared = np.flatnonzero(~np.isnan(before[:, 0]))
    if not len(shared):
        return points
    chosen, moved = shared, points
    for _ in range(_FITTING):
        moved = _onto(points, points[chosen], before[chosen])
        far = np.round(np.linalg.norm(moved[shared] - before[shared], axis=1), 6)
        chosen = shared[far <= np.quantile(far, _TRIMMED)]
    return moved


def _onto(points: Points, these: Points, those: Points) -> Points:
    """The points by the similarity that brings these nearest to those."""
    middle, other = these.mean(axis=0), those.mean(axis=0)
    spread = float(((these - middle) ** 2).sum())
    if spread < 1e-9 or float(((those - other) ** 2).sum()) < 1e-9:
        return np.asarray(points - middle + other, np.float64)
    left, sizes, right = np.linalg.svd((these - middle).T @ (those - other))
    return np.asarray(sizes.sum() / spread * (points - middle) @ (left @ right) + other, np.float64)
