"""Likeness: how much of a wording another has, as far as their signatures tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.buckets import Places
from analysis.signatures import BANDS, ROWS, Signatures, agreement

# Edits break more pieces than words; of copies, hardly any share less of their pieces than this.
_PIECES_SHARED = 0.72
_DEVIATIONS = 1.0
_N = BANDS * ROWS
_EACH_BYTE, _LAST_BYTE = np.uint64(0x0101010101010101), np.uint64(56)


class Likeness:
    """How alike wordings are by their signatures and lengths, each known by its place."""

    def __init__(self, signed: Signatures, lengths: NDArray[np.int64]) -> None:
        self._signed, self._lengths = signed, lengths
        self._bytes = np.ascontiguousarray(signed.view(np.uint8)[:, ::4])

    def likely(self, places: Places, rows: Places, others: Places) -> tuple[Places, Places]:
        """The rows and the others that share as much as copies do, the likeliest of a row first."""
        own = places[rows]
        share = self._share(own, others)
        may = np.flatnonzero(self._most(own, others) >= fewest(share))
        rows, own, others, share = rows[may], own[may], others[may], share[may]
        n_shared = agreement(self._signed[own], self._signed[others])
        overlap = n_shared / _N
        contained = overlap * (1 + share) / (share * (1 + overlap))
        order = np.lexsort((others, -contained, rows))
        order = order[(n_shared >= fewest(share))[order]]
        return rows[order], others[order]

    def _share(self, one: Places, other: Places) -> NDArray[np.float64]:
        share: NDArray[np.float64] = self._lengths[other] / self._lengths[one]
        return np.minimum(share, 1 / share)

    def _most(self, one: Places, other: Places) -> NDArray[np.uint64]:
        """How many hashes they can share at the most, as a byte of each tells.

        Eight bytes are counted at once: a product adds them up in its highest byte.
        """
        equal = (self._bytes[one] == self._bytes[other]).view(np.uint64)
        most: NDArray[np.uint64] = (equal.sum(axis=1) * _EACH_BYTE) >> _LAST_BYTE
        return most


def fewest(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The fewest hashes that copies share when one is this share of the other in length."""
    overlap = _PIECES_SHARED * share / (1 + share - _PIECES_SHARED * share)
    return _N * overlap - _DEVIATIONS * np.sqrt(_N * overlap * (1 - overlap))
