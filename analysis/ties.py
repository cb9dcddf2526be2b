"""The ties of a graph as a list, and communities of them.

Source: Traag et al. 2019, From Louvain to Leiden.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Graph, Labels, Values

_RANDOMNESS = 0.001
_ITERATIONS = 2


@dataclass(frozen=True)
class Ties:
    """The ties of a graph once each: two voices and a weight."""

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    weight: Values
    n_voices: int

    @classmethod
    def of(cls, graph: Graph) -> Ties:
        """Those of a symmetric graph."""
        pairs = graph.tocoo()
        once = pairs.row < pairs.col
        return cls(pairs.row[once], pairs.col[once], pairs.data[once], graph.shape[0])

    @cached_property
    def both_ways(self) -> Graph:
        """The ties as a symmetric graph."""
        from scipy.sparse import csr_matrix

        rows = np.concatenate([self.one, self.other])
        columns = np.concatenate([self.other, self.one])
        weights = np.concatenate([self.weight, self.weight])
        graph = csr_matrix((weights, (rows, columns)), (self.n_voices, self.n_voices))
        graph.sort_indices()
        return graph

    def only(self, chosen: NDArray[np.bool_]) -> Ties:
        """Those that are chosen."""
        return Ties(self.one[chosen], self.other[chosen], self.weight[chosen], self.n_voices)

    def among(self, voices: NDArray[np.bool_]) -> Ties:
        """Those between these voices."""
        return self.only(voices[self.one] & voices[self.other])

    def inside(self, groups: Labels) -> Ties:
        """Those between voices of one group; -1 is none."""
        return self.only((groups[self.one] == groups[self.other]) & (groups[self.one] >= 0))

    def weighed(self, by: Values) -> Ties:
        """Those that keep some weight when multiplied."""
        return Ties(self.one, self.other, self.weight * by, self.n_voices).only(by > 0)


def leiden(ties: Ties, resolution: float, seed: int) -> Labels:
    """A community for each voice; voices without ties form their own. Other threads can work."""
    import graspologic_native

    if not len(ties.one):
        return np.arange(ties.n_voices)
    both = ties.both_ways
    _, found = graspologic_native.leiden_csr(
        both.indptr.astype(np.int64),
        both.indices.astype(np.int32),
        both.data,
        ties.n_voices,
        resolution=resolution,
        randomness=_RANDOMNESS,
        iterations=_ITERATIONS,
        use_modularity=True,
        seed=seed,
        trials=1,
    )
    return np.array([found[voice] for voice in range(ties.n_voices)], np.int64)


def settled(ties: Ties, groups: Labels) -> Labels:
    """Each voice in the group that most of its ties lead to, its own where that is as many."""
    pulls = pulls_of(ties, groups)
    own = np.asarray(pulls[np.arange(ties.n_voices), groups]).ravel()
    best, most = np.asarray(pulls.argmax(axis=1)).ravel(), pulls.max(axis=1).toarray().ravel()
    return np.where(most > own, best, groups)


def pulls_of(ties: Ties, groups: Labels) -> Graph:
    """How strongly each voice is tied to each group, shape (n_voices, n_groups); -1 is none."""
    from scipy.sparse import csr_matrix

    rows = np.concatenate([ties.one, ties.other])
    toward = groups[np.concatenate([ties.other, ties.one])]
    weights = np.concatenate([ties.weight, ties.weight])
    in_one = toward >= 0
    shape = (ties.n_voices, int(groups.max(initial=-1)) + 1)
    pulls = csr_matrix((weights[in_one], (rows[in_one], toward[in_one])), shape)
    pulls.data = np.round(pulls.data, 6)
    return pulls
