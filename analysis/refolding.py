"""Near-identical comments as they arrive: each joins the first that says nearly the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.copies import same_voice
from analysis.signatures import BANDS, ROWS, Signatures, agreement

LOOKED_BACK = 2_000
"""Wordings that an arrival is compared with; equal ones are found however long ago they came."""
ALIKE_FROM = BANDS * ROWS // 4
MOST_COMPARED = 5


class Folder:
    """The wordings that arrived, each with the comment that said it first."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._keys: list[str] = []
        self._signed: Signatures = np.zeros((LOOKED_BACK, BANDS), np.uint64)

    def fold(self, comment_id: str, key: str, signed: Signatures) -> str:
        """The first comment that says nearly the same, the comment itself when none does.

        `key` and `signed`, shape (BANDS,), are its wording and the signature of that.
        """
        if key in self._first:
            return self._first[key]
        leader = self._alike(key, signed)
        self._first[key] = self._first[leader] if leader else comment_id
        if not leader:
            self._keep(key, signed)
        return self._first[key]

    def know(self, key: str, signed: Signatures, first: str) -> None:
        """Remember a wording that was folded before, as after a restart."""
        if key not in self._first:
            self._first[key] = first
            self._keep(key, signed)

    def _alike(self, key: str, signed: Signatures) -> str:
        n = min(len(self._keys), LOOKED_BACK)
        if not n or not signed.any():
            return ""
        shared = agreement(signed[None, :], self._signed[:n])
        near: Sequence[int] = np.argsort(-shared, kind="stable")[:MOST_COMPARED].tolist()
        for place in near:
            other = self._keys[self._number(place)]
            shorter, longer = sorted((key, other), key=len)
            if shared[place] >= ALIKE_FROM and same_voice(shorter, longer):
                return other
        return ""

    def _keep(self, key: str, signed: Signatures) -> None:
        self._signed[len(self._keys) % LOOKED_BACK] = signed
        self._keys.append(key)

    def _number(self, place: int) -> int:
        """The number of the wording whose signature is kept in that place."""
        last = len(self._keys) - 1
        return last - (last - place) % LOOKED_BACK
