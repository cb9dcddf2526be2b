"""Receipts: the short code by which someone finds again what became of their comment."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that looks like something else
SHORTEST = 8  # characters of five bits each


def receipts(comment_ids: Iterable[str]) -> Mapping[str, str]:
    """The receipt of each comment by its id, each one only once.

    A receipt hangs on the comment alone, so it is the same in every version and on every computer.
    Where two would be the same, both grow until they differ; each still begins with its old one.
    """
    whole = {comment_id: _code(comment_id) for comment_id in comment_ids}
    found: dict[str, str] = {}
    left, length = list(whole), SHORTEST
    while left:
        taken = Counter(whole[comment_id][:length] for comment_id in left)
        alone = [i for i in left if taken[whole[i][:length]] == 1]
        found |= {comment_id: whole[comment_id][:length] for comment_id in alone}
        left, length = [i for i in left if i not in found], length + 1
    return found


def spoken(receipt: str) -> str:
    """The receipt in groups of four, as people copy it.

    >>> spoken("K0ABCDEF")
    'K0AB-CDEF'
    """
    groups = [receipt[n : n + 4] for n in range(0, len(receipt), 4)]
    return "-".join(groups)


def _code(comment_id: str) -> str:
    """All 32 characters that a receipt could have."""
    text = f"koemap receipt\0{comment_id}".encode(errors="surrogatepass")
    number = int.from_bytes(hashlib.sha256(text).digest()[:20], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(155, -1, -5))
