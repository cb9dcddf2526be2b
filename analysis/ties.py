"""The ties of a graph as a list, and communities of them.

Source: Traag et al. 2019, From Louvain to Leiden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Graph, Labels, Values

_RANDOMNESS = 0.001
_ITERATIONS = 2


@dataclass(frozen=True, slots=True)
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
    """A community for each voice; voices without ties form their own."""
    import graspologic_native

    labels = np.full(ties.n_voices, -1, np.int64)
    if len(ties.one):
        _, found = graspologic_native.leiden(
            edges=_named(ties),
            starting_communities=None,
            resolution=resolution,
            randomness=_RANDOMNESS,
            iterations=_ITERATIONS,
            use_modularity=True,
            seed=seed,
            trials=1,
        )
        labels[[int(node) for node in found]] = list(found.values())
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max(initial=-1) + 1 + np.arange(len(alone))
    return labels


def _named(ties: Ties) -> list[tuple[str, str, float]]:
    ones, others = map(str, ties.one.tolist()), map(str, ties.other.tolist())
    return list(zip(ones, others, ties.weight.tolist(), strict=True))


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
