"""Topics that hold from one map to the next: of what a new grouping changes, so much at once.

While a meeting is live its map is made anew every few minutes, and whoever looks at it must find
again what was there. Voices therefore stay in their topics; what came since finds its place among
those or is a new topic; and of the splits and merges that the new grouping sees, those come first
that new voices support most, until enough comments have moved. The others wait for the next map.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Labels
from analysis.earlier import Earlier

NONE = -1
SUPPORT = 1.0
"""New voices that a split or merge needs in its group for each comment that it would move, unless
topics are too few; what only regrouping sees comes and goes."""
LEAST = 3
"""Voices that a split makes a topic of, and that stay in each topic it takes from."""
MOST = 0.5
"""A topic merges into another when more than this share of its voices is there."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Voices, by row, that a group would take into a topic.

    `n_comments` of them were in another topic; `support` is how many new voices the group has for
    each of those. A split makes a topic of them.
    """

    rows: Labels
    into: int
    n_comments: int
    support: float
    is_split: bool

    @property
    def rank(self) -> tuple[float, int, int]:
        """Its place in the order: first what new voices support most, then what is largest."""
        size = self.n_comments if self.support >= SUPPORT else -self.n_comments
        return -max(self.support, SUPPORT), size, self.into


@dataclass(frozen=True, slots=True)
class Limits:
    """How many topics are too few and how many fit, and how many themes fit."""

    fewest_topics: float
    most_topics: int
    most_themes: int


def held(topics: Labels, themes: Labels, earlier: Earlier, limits: Limits) -> tuple[Labels, Labels]:
    """The topic and theme of each voice, near the earlier ones; each topic lies in one theme.

    `topics` and `themes` are those of a new grouping. No more than `earlier.most_moving` of the
    comments that were in a topic are in another one.
    """
    groups = _Groups.of(topics, earlier)
    found = _stayed(groups, earlier, limits.most_topics)
    budget = earlier.most_moving * float(earlier.sizes[earlier.topics >= 0].sum())
    for change in sorted(_changes(groups, earlier), key=lambda change: change.rank):
        n_topics = len(np.unique(found[found >= 0]))
        is_wanted = change.support >= SUPPORT or (
            change.is_split and n_topics < limits.fewest_topics
        )
        is_full = change.is_split and n_topics >= limits.most_topics
        if is_wanted and not is_full and change.n_comments <= budget:
            found[change.rows] = change.into
            budget -= change.n_comments
    found[found < 0] = found.max(initial=NONE) + 1 + np.arange((found < 0).sum())
    return found, _themes(found, themes, groups.n_before, earlier, limits.most_themes)


@dataclass(frozen=True)
class _Groups:
    """The new groups against the earlier topics.

    `main` is the earlier topic of most voices of each group, `NONE` where all are new; `same` says
    of each group whether it is also where most voices of that topic are. `new` are voices that
    were in no topic.
    """

    topics: Labels
    new: np.ndarray[tuple[int], np.dtype[np.bool_]]
    main: Labels
    same: np.ndarray[tuple[int], np.dtype[np.bool_]]
    n_before: int

    @classmethod
    def of(cls, topics: Labels, earlier: Earlier) -> _Groups:
        """The new groups, numbered from 0."""
        n_groups, n_before = (
            int(topics.max(initial=-1)) + 1,
            int(earlier.topics.max(initial=-1)) + 1,
        )
        shared = np.zeros((n_groups, n_before))
        known = (earlier.topics >= 0) & (topics >= 0)
        np.add.at(shared, (topics[known], earlier.topics[known]), 1)
        if not n_before:
            main, same = np.full(n_groups, NONE), np.zeros(n_groups, bool)
        else:
            main = np.where(shared.any(axis=1), shared.argmax(axis=1), NONE)
            same = (main >= 0) & (shared.argmax(axis=0)[main] == np.arange(n_groups))
        return cls(topics, earlier.topics < 0, main, same, n_before)

    def __iter__(self) -> Iterator[tuple[int, Labels, Labels]]:
        """Each group with the rows of its new voices and of the others."""
        for group in range(len(self.main)):
            mine = self.topics == group
            yield group, np.flatnonzero(mine & self.new), np.flatnonzero(mine & ~self.new)


def _stayed(groups: _Groups, earlier: Earlier, most_topics: int) -> Labels:
    """The topics when no voice leaves its own: new voices join an earlier one, or are one.

    A group is a new topic when most of its voices are new and most of no earlier topic is in it.
    """
    found, left = earlier.topics.copy(), most_topics - groups.n_before
    for group, new, others in sorted(groups, key=lambda one: (-len(one[1]), one[0])):
        is_topic = not groups.same[group] and len(new) > len(others) and left > 0
        left -= is_topic
        found[new] = groups.n_before + group if is_topic else groups.main[group]
    return found


def _changes(groups: _Groups, earlier: Earlier) -> Iterator[_Change]:
    """The splits and merges of the new grouping.

    Together moves all of a group that splits off, or a topic most of which is in a group. Topics
    that are firm neither part nor go into others.
    """
    for group, new, others in groups:
        if not groups.same[group]:
            is_topic = len(new) + len(others) >= LEAST
            if len(others) and is_topic and _leaves_topics(others, earlier):
                n = int(earlier.sizes[others].sum())
                rows, into = np.concatenate([new, others]), groups.n_before + group
                yield _Change(rows, into, n, len(new) / n, is_split=True)
            continue
        into = int(groups.main[group])
        for topic in np.setdiff1d(earlier.topics[others], into):
            rows = np.flatnonzero(earlier.topics == topic)
            is_there = np.isin(rows, others).sum() > MOST * len(rows)
            if is_there and not earlier.firm[rows].any():
                n = int(earlier.sizes[rows].sum())
                yield _Change(rows, into, n, len(new) / n, is_split=False)


def _leaves_topics(rows: Labels, earlier: Earlier) -> bool:
    """Whether of each topic most comments stay, and no fewer voices that say its name than go.

    Nothing leaves a topic that is firm.
    """
    if earlier.firm[rows].any():
        return False
    for topic in np.unique(earlier.topics[rows]):
        mine = earlier.topics == topic
        going = mine & np.isin(np.arange(len(mine)), rows)
        staying = mine & ~going
        if staying.sum() < LEAST or earlier.sizes[staying].sum() <= earlier.sizes[going].sum():
            return False
        if (staying & earlier.naming).sum() < (going & earlier.naming).sum():
            return False
    return True


def _themes(
    found: Labels, themes: Labels, n_before: int, earlier: Earlier, most_themes: int
) -> Labels:
    """The theme of each voice: that of its earlier topic; of a new one the earlier theme beside it.

    A new topic amid voices of no earlier theme has a theme of its own, as long as there is room.
    """
    beside = _usual_by(themes, earlier.themes)
    n_known = int(earlier.themes.max(initial=-1)) + 1
    result = np.full(len(found), NONE)
    for topic in np.unique(found[found >= 0]):
        mine = found == topic
        was = earlier.themes[mine & (earlier.topics == topic)] if topic < n_before else []
        if len(was):
            result[mine] = np.bincount(was).argmax()
            continue
        theme = int(np.bincount(themes[mine]).argmax())
        there = result[result >= 0]
        is_full = len(np.unique(there)) >= most_themes
        own = int(np.bincount(there).argmax()) if is_full else n_known + theme
        result[mine] = beside.get(theme, own)
    return result


def _usual_by(themes: Labels, before: Labels) -> dict[int, int]:
    """By each theme of now the earlier theme that most of its voices were in."""
    known = (themes >= 0) & (before >= 0)
    return {
        int(theme): int(np.bincount(before[known & (themes == theme)]).argmax())
        for theme in np.unique(themes[known])
    }
