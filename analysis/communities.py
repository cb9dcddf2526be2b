"""Topics and themes: communities of one graph at two resolutions, themes made of whole topics.

Source: Traag et al. 2019, From Louvain to Leiden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Graph, Labels

RESOLUTIONS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
MOST_TOPICS = 60
MOST_THEMES = 8
LEAST_VOICES = 3
_RANDOMNESS = 0.001
_ITERATIONS = 10


@dataclass(frozen=True, slots=True)
class Communities:
    """The topic of each voice, -1 for none, and the theme of each topic."""

    topics: Labels
    themes: Labels


def communities(graph: Graph, seed: int) -> Communities:
    """Topics of at least `LEAST_VOICES` voices, about as many as the root of the number of voices.

    A topic lies in the theme that most of its voices lie in; there are at most `MOST_THEMES`.
    """
    if graph.shape[0] < LEAST_VOICES or graph.nnz == 0:
        return Communities(np.full(graph.shape[0], -1, np.int64), np.empty(0, np.int64))
    levels = [leiden(graph, resolution, seed) for resolution in RESOLUTIONS]
    topics = _numbered(_nearest_in_number(levels, n_wanted(graph.shape[0])))
    return Communities(topics, _themes(levels, topics))


def n_wanted(n_voices: int) -> int:
    """How many topics a reader can use: more among more voices, never more than `MOST_TOPICS`.

    >>> [n_wanted(n) for n in (9, 400, 10_000)]
    [3, 20, 60]
    """
    return max(1, min(MOST_TOPICS, round(float(np.sqrt(n_voices)))))


def leiden(graph: Graph, resolution: float, seed: int) -> Labels:
    """A community for each row of the graph; rows without edges form their own."""
    import graspologic_native

    pairs = graph.tocoo()
    once = pairs.row < pairs.col
    rows, columns, weights = pairs.row[once], pairs.col[once], pairs.data[once]
    edges = [(str(a), str(b), float(w)) for a, b, w in zip(rows, columns, weights, strict=True)]
    _, found = graspologic_native.leiden(
        edges=edges,
        starting_communities=None,
        resolution=resolution,
        randomness=_RANDOMNESS,
        iterations=_ITERATIONS,
        use_modularity=True,
        seed=seed,
        trials=1,
    )
    labels = np.full(graph.shape[0], -1, np.int64)
    labels[[int(node) for node in found]] = list(found.values())
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max(initial=-1) + 1 + np.arange(len(alone))
    return labels


def _nearest_in_number(levels: list[Labels], wanted: int) -> Labels:
    return min(levels, key=lambda labels: abs(_n_large(labels) - wanted))


def _n_large(labels: Labels) -> int:
    return int((np.bincount(labels) >= LEAST_VOICES).sum())


def _numbered(labels: Labels) -> Labels:
    """Communities numbered from 0 by their first row; those that are too small become -1."""
    sizes = np.bincount(labels)
    order = list(dict.fromkeys(label for label in labels.tolist() if sizes[label] >= LEAST_VOICES))
    number = {label: n for n, label in enumerate(order)}
    return np.array([number.get(label, -1) for label in labels.tolist()], np.int64)


def _themes(levels: list[Labels], topics: Labels) -> Labels:
    """The theme of each topic, from the finest level that gives few enough themes."""
    for labels in reversed(levels):
        themes = _majorities(labels, topics)
        if len(set(themes.tolist())) <= MOST_THEMES:
            return themes
    return _largest(_majorities(levels[0], topics), topics)


def _majorities(labels: Labels, topics: Labels) -> Labels:
    n_topics = int(topics.max(initial=-1)) + 1
    inside = [np.bincount(labels[topics == topic]) for topic in range(n_topics)]
    return np.array([int(counts.argmax()) for counts in inside], np.int64)


def _largest(themes: Labels, topics: Labels) -> Labels:
    """The largest themes, and what is left as one."""
    sizes = np.bincount(themes[topics[topics >= 0]])
    kept = np.argsort(-sizes, kind="stable")[: MOST_THEMES - 1]
    return np.where(np.isin(themes, kept), themes, int(sizes.size))
