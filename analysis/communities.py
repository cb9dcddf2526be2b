"""Topics and themes: communities of one graph at two resolutions, themes made of whole topics.

Source: Traag et al. 2019, From Louvain to Leiden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Graph, Labels

RESOLUTIONS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
MOST_TOPICS = 60
TOPICS_PER_ROOT = 0.8
MOST_THEMES = 8
LEAST_VOICES = 3
_RANDOMNESS = 0.001
_ITERATIONS = 3
_TRIALS = 1


Levels = list[Labels]
Edge = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Communities:
    """The topic of each voice, -1 for none, and the theme of each topic."""

    topics: Labels
    themes: Labels


def communities(graph: Graph, seed: int) -> Communities:
    """Topics of at least `LEAST_VOICES` voices, in number about what `n_wanted` says."""
    if graph.shape[0] < LEAST_VOICES or graph.nnz == 0:
        return Communities(np.full(graph.shape[0], -1, np.int64), np.empty(0, np.int64))
    found = levels(graph, seed)
    topics = numbered(_nearest_in_number(found, n_wanted(graph.shape[0])))
    return Communities(topics, themes(found, topics))


def levels(graph: Graph, seed: int) -> Levels:
    """The communities of the graph at each of `RESOLUTIONS`, from few to many."""
    pairs = graph.tocoo()
    once = pairs.row < pairs.col
    rows, columns = map(str, pairs.row[once].tolist()), map(str, pairs.col[once].tolist())
    edges = list(zip(rows, columns, pairs.data[once].tolist(), strict=True))
    return [_leiden(edges, graph.shape[0], resolution, seed) for resolution in RESOLUTIONS]


def n_wanted(n_voices: int) -> int:
    """How many topics a reader can use: more among more voices, never more than `MOST_TOPICS`.

    >>> [n_wanted(n) for n in (9, 400, 10_000)]
    [2, 16, 60]
    """
    return max(1, min(MOST_TOPICS, round(TOPICS_PER_ROOT * float(np.sqrt(n_voices)))))


def _leiden(edges: list[Edge], n_rows: int, resolution: float, seed: int) -> Labels:
    """A community for each row of the graph; rows without edges form their own."""
    import graspologic_native

    _, found = graspologic_native.leiden(
        edges=edges,
        starting_communities=None,
        resolution=resolution,
        randomness=_RANDOMNESS,
        iterations=_ITERATIONS,
        use_modularity=True,
        seed=seed,
        trials=_TRIALS,
    )
    labels = np.full(n_rows, -1, np.int64)
    labels[[int(node) for node in found]] = list(found.values())
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max(initial=-1) + 1 + np.arange(len(alone))
    return labels


def _nearest_in_number(found: Levels, wanted: int) -> Labels:
    return min(found, key=lambda labels: abs(_n_large(labels) - wanted))


def _n_large(labels: Labels) -> int:
    return int((np.bincount(labels) >= LEAST_VOICES).sum())


def numbered(labels: Labels) -> Labels:
    """Communities numbered from 0 by their first row; those that are too small become -1."""
    sizes = np.bincount(labels)
    order = list(dict.fromkeys(label for label in labels.tolist() if sizes[label] >= LEAST_VOICES))
    number = {label: n for n, label in enumerate(order)}
    return np.array([number.get(label, -1) for label in labels.tolist()], np.int64)


def themes(found: Levels, topics: Labels) -> Labels:
    """The theme of each topic: where most of its voices lie, at the finest level with few enough.

    There are at most `MOST_THEMES`.
    """
    for labels in reversed(found):
        chosen = _majorities(labels, topics)
        if len(set(chosen.tolist())) <= MOST_THEMES:
            return chosen
    return _largest(_majorities(found[0], topics), topics)


def _majorities(labels: Labels, topics: Labels) -> Labels:
    n_topics = int(topics.max(initial=-1)) + 1
    inside = [np.bincount(labels[topics == topic]) for topic in range(n_topics)]
    return np.array([int(counts.argmax()) for counts in inside], np.int64)


def _largest(chosen: Labels, topics: Labels) -> Labels:
    """The largest themes, and what is left as one."""
    sizes = np.bincount(chosen[topics[topics >= 0]])
    kept = np.argsort(-sizes, kind="stable")[: MOST_THEMES - 1]
    return np.where(np.isin(chosen, kept), chosen, int(sizes.size))
