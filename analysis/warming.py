"""What takes a new process long and hangs on no comment, done beside the first steps.

umap-learn compiles its layout in each process; with this it is ready when it is needed.
"""

from __future__ import annotations

from threading import Thread

MANY = 2_000
"""Comments from which it pays."""


def warm_up(n_comments: int) -> None:
    """Get ready, in a thread, what a map of so many comments needs; who needs it sooner waits."""
    if n_comments >= MANY:
        Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    import numpy as np

    from analysis.layout import components, embedded
    from analysis.neighbours import graph, nearest

    drawn = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    embedded(vectors, graph(nearest(vectors, 5)), components(vectors.astype(np.float64), 2), 0)
