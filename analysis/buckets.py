"""Buckets: for each band of signatures that several wordings have, which of these have entered it.

A bucket has room for the first that enter and no more, so that only few are met in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.signatures import Signatures

Places = NDArray[np.int64]
Numbers = NDArray[np.int32]

MOST_MET = 16
_NOBODY = np.iinfo(np.int32).max
_TURNS = np.arange(MOST_MET, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Entry:
    """The buckets that were entered, and how many had entered each before."""

    buckets: Numbers
    n_before: Numbers


class Buckets:
    """The buckets of wordings, each of which is known by its place; empty at first.

    >>> buckets = Buckets(np.array([[7, 1], [7, 2], [3, 2]], np.uint64))
    >>> _ = buckets.enter(np.array([0, 1]))
    >>> [found.tolist() for found in buckets.met(np.array([1, 2]))]
    [[0, 1], [0, 1]]
    """

    def __init__(self, signed: Signatures) -> None:
        self._of, n_within = _numbered(signed)
        room = np.minimum(n_within, MOST_MET)
        # The last is the bucket of those that are in none: number -1, without room.
        self._room = np.append(room, 0).astype(np.int32)
        self._n_entered = np.zeros_like(self._room)
        self._first = np.concatenate(([0], room.cumsum()))
        self._entered = np.full(self._first[-1] + MOST_MET, _NOBODY, np.int32)

    def places(self) -> Places:
        """Those that share a bucket, ascending."""
        return np.flatnonzero((self._of >= 0).any(axis=1))

    def enter(self, places: Places) -> Entry:
        """What these change when they enter their buckets in turn, as far as there is room."""
        own = self._of[places].ravel()
        order = np.argsort(own, kind="stable")
        order = order[np.searchsorted(own, 0, sorter=order) :]
        own, who = own[order], np.repeat(places, self._of.shape[1])[order]
        buckets, firsts, counts = np.unique(own, return_index=True, return_counts=True)
        before = self._n_entered[buckets]
        turns = np.arange(len(own)) + np.repeat(before - firsts, counts)
        fits = turns < self._room[own]
        self._entered[(self._first[own] + turns)[fits]] = who[fits]
        self._n_entered[buckets] = np.minimum(before + counts, self._room[buckets])
        return Entry(buckets, before)

    def undo(self, entry: Entry) -> None:
        """Lets those that entered last leave again."""
        self._n_entered[entry.buckets] = entry.n_before

    def beside(self, places: Places, others: Places) -> Places:
        """The rows of `places` that are in a bucket of one of the others."""
        theirs = np.unique(self._of[others])
        shared = np.isin(self._of[places], theirs[theirs >= 0])
        return np.flatnonzero(shared.any(axis=1))

    def met(self, places: Places) -> tuple[Places, Places]:
        """Rows of `places`, each with the places before it that have entered a bucket of it.

        Ascending, each pair once.
        """
        buckets = self._of[places]
        slots = self._first[buckets][:, :, None] + _TURNS
        there = self._n_entered[buckets][:, :, None] > _TURNS
        others = np.where(there, self._entered[slots], _NOBODY).reshape(len(places), -1)
        others[others >= places[:, None]] = _NOBODY
        others.sort(axis=1)
        once = others < _NOBODY
        once[:, 1:] &= others[:, 1:] != others[:, :-1]
        rows, columns = np.nonzero(once)
        return rows, others[rows, columns].astype(np.int64)


def _numbered(signed: Signatures) -> tuple[Numbers, Numbers]:
    """A number for each band that several wordings have, and how many have it.

    The numbers have the shape of `signed`; they are -1 for all other bands.
    """
    numbers = np.full(signed.shape, -1, np.int32)
    told = np.flatnonzero(signed.any(axis=1))
    sizes = [np.zeros(0, np.int32)]
    n_before = 0
    for band in range(signed.shape[1]):
        order, which, counts = _repeated(signed[told, band])
        numbers[told[order], band] = which + n_before
        sizes.append(counts)
        n_before += len(counts)
    return numbers, np.concatenate(sizes)


def _repeated(values: NDArray[np.uint64]) -> tuple[Places, Numbers, Numbers]:
    """Where values stand that stand somewhere else too, their numbers, and how often each does."""
    order = np.argsort(values)
    ordered = values[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    counts = np.diff(np.append(begins, len(values)))
    several = counts > 1
    which = np.repeat(np.arange(several.sum(), dtype=np.int32), counts[several])
    return order[np.repeat(several, counts)], which, counts[several].astype(np.int32)
