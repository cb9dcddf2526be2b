"""Responses that were read and have no comment in the store, so that none is read for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

KEY = "seen"
DIGITS = 8  # of a digest: of 10,000 responses hardly two have the same
MOST = 10_000


class Seen:
    """The responses that gave no comment, or whose comments have been purged.

    A cursor holds them as one text of short digests; more than `MOST` are forgotten and read again.

    >>> seen = Seen({})
    >>> seen.add("ACYDBN")
    >>> "ACYDBN" in Seen(seen.as_cursor()), "another" in seen
    (True, False)
    """

    def __init__(self, cursor: Mapping[str, Any]) -> None:
        kept = cursor.get(KEY)
        text = kept if isinstance(kept, str) else ""
        self._digests = {text[at : at + DIGITS] for at in range(0, len(text), DIGITS)}

    def __contains__(self, response_id: str) -> bool:
        return _digest(response_id) in self._digests

    def add(self, response_id: str) -> None:
        """Note that the response was read."""
        self._digests.add(_digest(response_id))

    def keep(self, response_ids: Iterable[str]) -> None:
        """Forget all but these, which the form still has."""
        self._digests &= set(map(_digest, response_ids))

    def as_cursor(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {KEY: "".join(sorted(self._digests)[:MOST])} if self._digests else {}


def _digest(response_id: str) -> str:
    return hashlib.sha256(response_id.encode(errors="replace")).hexdigest()[:DIGITS]
