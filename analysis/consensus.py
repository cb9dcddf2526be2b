"""Communities that several runs agree on, and how firm they are when voices are left out.

What one run finds hangs on chance. Here ties between voices count by the share of the runs that
put the two together, and a last run sees those. Runs on most of the voices tell how firm it is.
Source: Lancichinetti and Fortunato 2012, Consensus clustering in complex networks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Labels
from analysis.parts import n_cores
from analysis.rand_index import adjusted_rand_index
from analysis.ties import Ties, leiden, settled

VOTES, FEW_VOTES, MANY_VOICES = 5, 3, 4_000
"""How many runs agree on groups, and how many where there are many voices."""
KEPT = 0.8
"""Share of the voices that each run sees that tells how firm groups are."""
ALIKE = 0.5
"""A group reappears where a run has one that shares this much with it (Jaccard)."""

Seen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Run:
    """The voices that one run saw, and their groups."""

    seen: Seen
    groups: Labels


def resampled(ties: Ties, resolutions: Sequence[float], n_runs: int, seed: int) -> list[list[Run]]:
    """For each resolution its runs; all see the same draws of the voices."""
    draws = [drawn(ties.n_voices, seed, run) for run in range(n_runs)]
    parts = [ties.among(seen) for seen in draws]
    tasks = [task(part, r, seed + n) for r in resolutions for n, part in enumerate(parts)]
    runs = [
        Run(seen, groups)
        for seen, groups in zip(draws * len(resolutions), at_once(tasks), strict=True)
    ]
    return [runs[n : n + n_runs] for n in range(0, len(runs), n_runs)]


def nested(ties: Ties, outer: Sequence[Run], resolution: float, seed: int) -> list[Run]:
    """Runs of a finer level: each on the voices of an outer run, inside its groups."""
    parts = [ties.among(run.seen).inside(run.groups) for run in outer]
    found = at_once([task(part, resolution, seed + n) for n, part in enumerate(parts)])
    return [Run(run.seen, groups) for run, groups in zip(outer, found, strict=True)]


def at_once(tasks: Sequence[Callable[[], Labels]]) -> list[Labels]:
    """The results of the tasks in their order; Leiden lets other threads work."""
    with ThreadPoolExecutor(n_cores()) as threads:
        return list(threads.map(lambda task: task(), tasks))


def task(ties: Ties, resolution: float, seed: int) -> Callable[[], Labels]:
    """A run of Leiden to come."""
    return lambda: leiden(ties, resolution, seed)


def drawn(n_voices: int, seed: int, run: int) -> Seen:
    """The voices that a run sees."""
    return np.random.default_rng((seed, run)).random(n_voices) < KEPT


def agreed(ties: Ties, resolution: float, seed: int) -> Labels:
    """The groups where each tie counts by the share of the runs that kept it whole."""
    n_votes = VOTES if ties.n_voices <= MANY_VOICES else FEW_VOTES
    found = at_once([task(ties, resolution, seed + n) for n in range(n_votes)])
    whole = np.mean([groups[ties.one] == groups[ties.other] for groups in found], axis=0)
    return settled(ties, leiden(ties.weighed(whole), resolution, seed))


def agreement(runs: Sequence[Run]) -> float:
    """How alike the groups of two runs are, on the voices both saw: mean adjusted Rand index."""
    found = []
    for one, other in combinations(runs, 2):
        both = one.seen & other.seen
        found.append(adjusted_rand_index(one.groups[both], other.groups[both]))
    return float(np.round(np.mean(found), 6)) if found else 0.0


def reappears(members: Seen, runs: Sequence[Run]) -> float:
    """The share of the runs in which a group much like the members is found among those seen."""
    return float(np.mean([_likeness(members & run.seen, run) >= ALIKE for run in runs]))


def _likeness(members: Seen, run: Run) -> float:
    """The largest Jaccard similarity of the members with a group of the run."""
    shared = np.bincount(run.groups[members])
    if not shared.size:
        return 0.0
    sizes = np.bincount(run.groups[run.seen])[: len(shared)]
    return float((shared / (sizes + members.sum() - shared)).max())
