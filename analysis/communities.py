"""Topics and themes: communities of one graph at two resolutions, each topic inside one theme.

Themes are found where resampling changes least, among resolutions that give a number of themes a
person can read; topics inside them, in about the number wanted. Nothing has to be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Graph, Labels, Values
from analysis.consensus import (
    MANY_VOICES,
    Run,
    agreed,
    agreement,
    at_once,
    nested,
    reappears,
    resampled,
    task,
)
from analysis.earlier import NUMBERS, STILL_FIRM, Earlier, most_like
from analysis.holding import Limits, held
from analysis.ties import Ties, leiden

THEME_RESOLUTIONS = (1.4, 1.0, 0.7, 0.5, 0.35, 0.25, 0.17, 0.12, 0.08, 0.05)
TOPIC_RESOLUTIONS = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0, 22.0, 32.0)
MOST_THEMES, LEAST_THEMES = 10, 7
AS_FIRM = 0.02
"""A finer resolution is taken when its runs agree as well as those of the firmest, but for this."""
MOST_TOPICS = 60
TOPICS_PER_ROOT = 0.8
LEAST_VOICES = 3
RUNS, FEW_RUNS = 10, 4
"""How many runs tell how firm a level is, and how many where there are many voices."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The topic of each voice, -1 for none; per topic its theme and how often it reappears."""

    topics: Labels
    themes: Labels
    stability: Values


def communities(graph: Graph, seed: int, earlier: Earlier | None = None) -> Communities:
    """At most `MOST_THEMES` themes, and in them about as many topics as `n_wanted` says.

    With an earlier map those nearest to its own are taken among the levels that still fit.
    """
    if graph.shape[0] < LEAST_VOICES or graph.nnz == 0:
        nowhere = np.full(graph.shape[0], -1, np.int64)
        return Communities(nowhere, nowhere[:0], np.zeros(0))
    free = Ties.of(graph)
    ties = earlier.pulled(free) if earlier else free
    themes, outer = themes_of(ties, seed, earlier)
    inside = ties.inside(themes)
    resolution = _near_in_number(inside, n_wanted(graph.shape[0]), seed, earlier)
    topics = _joined(inside, agreed(inside, resolution, seed), MOST_TOPICS)
    if earlier and earlier.is_held:
        fewest = NUMBERS[0] * n_wanted(graph.shape[0])
        topics, themes = held(topics, themes, earlier, Limits(fewest, MOST_TOPICS, MOST_THEMES))
    if earlier:
        inner = _unpulled(free, themes, topics, len(outer), seed)
    else:
        inner = nested(ties, outer, resolution, seed)
    return _numbered(topics, themes, inner)


def n_wanted(n_voices: int) -> int:
    """How many topics a reader can use: more among more voices, never more than `MOST_TOPICS`.

    >>> [n_wanted(n) for n in (9, 400, 10_000)]
    [2, 16, 60]
    """
    return max(1, min(MOST_TOPICS, round(TOPICS_PER_ROOT * float(np.sqrt(n_voices)))))


def themes_of(ties: Ties, seed: int, earlier: Earlier | None = None) -> tuple[Labels, list[Run]]:
    """The theme of each voice at a firm resolution, and the runs that say so."""
    fitting = _fitting(ties, seed)
    n_runs = RUNS if ties.n_voices <= MANY_VOICES else FEW_RUNS
    tried = resampled(ties, fitting, n_runs, seed)
    firmness = [agreement(runs) for runs in tried]
    least = max(firmness) - (STILL_FIRM if earlier else AS_FIRM)
    firm = [n for n, found in enumerate(firmness) if found >= least]
    chosen = most_like(tried, firm, earlier.themes) if earlier else firm[0]
    found = agreed(ties, fitting[chosen], seed)
    return _joined(ties, found, MOST_THEMES), tried[chosen]


def _fitting(ties: Ties, seed: int) -> list[float]:
    """The resolutions that give a readable number of themes; the nearest to it where none does."""
    least = min(LEAST_THEMES, n_wanted(ties.n_voices) // 3)
    tried = at_once([task(ties, resolution, seed) for resolution in THEME_RESOLUTIONS])
    counts = dict(zip(THEME_RESOLUTIONS, map(_n_large, tried), strict=True))
    fitting = [r for r, n in counts.items() if least <= n <= MOST_THEMES]
    return fitting or [min(counts, key=lambda r: abs(counts[r] - MOST_THEMES))]


def _near_in_number(ties: Ties, wanted: int, seed: int, earlier: Earlier | None = None) -> float:
    """The resolution that gives about as many topics as wanted, found by halving."""
    if earlier and (kept := _kept(ties, wanted, seed, earlier)):
        return kept
    counts: dict[float, int] = {}
    low, high = 0, len(TOPIC_RESOLUTIONS) - 1
    while low <= high:
        middle = (low + high) // 2
        resolution = TOPIC_RESOLUTIONS[middle]
        counts[resolution] = _n_large(leiden(ties, resolution, seed))
        low, high = (middle + 1, high) if counts[resolution] < wanted else (low, middle - 1)
    return min(counts, key=lambda r: (abs(counts[r] - wanted), r))


def _kept(ties: Ties, wanted: int, seed: int, earlier: Earlier) -> float | None:
    """The resolution nearest to the earlier topics, of those that give nearly as many as wanted."""
    tried = _tried(ties, TOPIC_RESOLUTIONS, seed)
    low, high = (share * wanted for share in NUMBERS)
    fitting = [n for n, (run,) in enumerate(tried) if low <= _n_large(run.groups) <= high]
    return TOPIC_RESOLUTIONS[most_like(tried, fitting, earlier.topics)] if fitting else None


def _unpulled(ties: Ties, themes: Labels, topics: Labels, n_runs: int, seed: int) -> list[Run]:
    """Runs on ties that no earlier map pulls at, on the levels most like these groups.

    How firm a topic is must not hang on its having been there before.
    """
    levels = _tried(ties, THEME_RESOLUTIONS, seed)
    outer = THEME_RESOLUTIONS[most_like(levels, range(len(levels)), themes)]
    levels = _tried(ties.inside(themes), TOPIC_RESOLUTIONS, seed)
    inner = TOPIC_RESOLUTIONS[most_like(levels, range(len(levels)), topics)]
    return nested(ties, resampled(ties, [outer], n_runs, seed)[0], inner, seed)


def _tried(ties: Ties, resolutions: Sequence[float], seed: int) -> list[list[Run]]:
    """For each resolution one run on all voices."""
    everyone = np.ones(ties.n_voices, bool)
    found = at_once([task(ties, resolution, seed) for resolution in resolutions])
    return [[Run(everyone, groups)] for groups in found]


def _n_large(groups: Labels) -> int:
    return int((np.bincount(groups) >= LEAST_VOICES).sum())


def _joined(ties: Ties, groups: Labels, most: int) -> Labels:
    """At most so many groups: the smallest join those they are tied to, as long as some are."""
    groups = groups.copy()
    while _n_large(groups) > most:
        sizes = np.bincount(groups)
        large = np.flatnonzero(sizes >= LEAST_VOICES)
        pulls = _pulls_between(ties, groups, large)
        tied = np.flatnonzero(pulls.max(axis=1) > 0)
        if not len(tied):
            break
        smallest = tied[np.lexsort((tied, sizes[large[tied]]))[0]]
        groups[groups == large[smallest]] = large[int(pulls[smallest].argmax())]
    return groups


def _pulls_between(ties: Ties, groups: Labels, large: Labels) -> Values:
    """How strongly each large group is tied to each other one, shape (n_large, n_large)."""
    number = np.full(int(groups.max()) + 1, -1)
    number[large] = np.arange(len(large))
    one, other = number[groups[ties.one]], number[groups[ties.other]]
    inside = (one >= 0) & (other >= 0)
    pulls = np.zeros((len(large), len(large)))
    np.add.at(pulls, (one[inside], other[inside]), ties.weight[inside])
    pulls = np.round(pulls + pulls.T, 6)
    np.fill_diagonal(pulls, 0)
    return pulls


def _numbered(topics: Labels, themes: Labels, runs: Sequence[Run]) -> Communities:
    """Topics numbered from 0 by their first voice; those that are too small are none."""
    numbers = numbered(topics)
    members = [numbers == topic for topic in range(int(numbers.max(initial=-1)) + 1)]
    firsts = [int(mine.argmax()) for mine in members]
    stability = np.array([reappears(mine, runs) for mine in members])
    return Communities(numbers, consecutive(themes[firsts]), stability)


def numbered(labels: Labels) -> Labels:
    """Groups numbered from 0 by their first row; those that are too small become -1."""
    sizes = np.bincount(labels)
    order = list(dict.fromkeys(label for label in labels.tolist() if sizes[label] >= LEAST_VOICES))
    number = {label: n for n, label in enumerate(order)}
    return np.array([number.get(label, -1) for label in labels.tolist()], np.int64)


def consecutive(labels: Labels) -> Labels:
    """The groups numbered from 0 by their first row."""
    number = {label: n for n, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([number[label] for label in labels.tolist()], np.int64)
