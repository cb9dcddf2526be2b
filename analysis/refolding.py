"""Near-identical comments as they arrive: each joins the first that says nearly the same."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

import numpy as np

from analysis.copies import same_voice
from analysis.signatures import BANDS, ROWS, Signatures, agreement

LOOKED_BACK = 2_000
"""Wordings that an arrival is compared with; equal ones are found however long ago they came."""
ALIKE_FROM = BANDS * ROWS // 4
MOST_COMPARED = 5


class Folder:
    """The wordings that arrived, each with the comment that said it first.

    Of a wording its digest is kept, and its text only while arrivals are compared with it. Only a
    wording that joined none is compared with others, so that no chain of small differences leads
    from one text to another.
    """

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}
        self._kept: list[tuple[bytes, str]] = [(b"", "")] * LOOKED_BACK
        self._signed: Signatures = np.zeros((LOOKED_BACK, BANDS), np.uint64)
        self._n_kept = 0

    def fold(self, comment_id: str, key: str, signed: Signatures) -> str:
        """The first comment that says nearly the same, the comment itself when none does.

        `key` and `signed`, shape (BANDS,), are its wording and the signature of that.
        """
        digest = _digest(key)
        if digest not in self._first:
            alike = self._alike(key, signed)
            self._first[digest] = alike or comment_id
            if not alike:
                self._keep(digest, key, signed)
        return self._first[digest]

    def know(self, comment_id: str, key: str, signed: Signatures, first: str) -> None:
        """Remember that a comment of this wording was folded under that first one."""
        digest = _digest(key)
        if digest not in self._first:
            self._first[digest] = first
            if comment_id == first:
                self._keep(digest, key, signed)

    def replace(self, instead: Mapping[str, str]) -> None:
        """Let others stand first in place of these; with "" their wordings are forgotten."""
        moved = ((digest, instead.get(first, first)) for digest, first in self._first.items())
        self._first = {digest: first for digest, first in moved if first}
        self._kept = [one if one[0] in self._first else (b"", "") for one in self._kept]

    def _alike(self, key: str, signed: Signatures) -> str:
        """The first comment of the kept wording most like this one, "" when none is a copy."""
        if not signed.any():
            return ""
        shared = agreement(signed[None, :], self._signed)
        near = np.argsort(-shared, kind="stable")[:MOST_COMPARED]
        for place in near[shared[near] >= ALIKE_FROM].tolist():
            digest, other = self._kept[place]
            if digest in self._first and same_voice(*sorted((key, other), key=len)):
                return self._first[digest]
        return ""

    def _keep(self, digest: bytes, key: str, signed: Signatures) -> None:
        """Keep the wording in place of the oldest."""
        place = self._n_kept % LOOKED_BACK
        self._signed[place], self._kept[place] = signed, (digest, key)
        self._n_kept += 1


def _digest(key: str) -> bytes:
    """What a wording is known by; two have the same one only when they are equal."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
