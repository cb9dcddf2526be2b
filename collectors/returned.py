"""Comments that were taken back at their source and came again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEY = "taken_back"
SIGN = "~"


class Returned:
    """How often each comment was taken back; what comes again is a comment of its own.

    What is taken back stays without text in the store, whatever comes later. So an answer emptied
    and written again, or a row deleted and put back, has another id than before.

    >>> returned = Returned({})
    >>> returned.take_back("gf:r1:q1")
    >>> returned.id_of("gf:r1:q1"), returned.id_of("gf:r1:q2")
    ('gf:r1:q1~2', 'gf:r1:q2')
    """

    def __init__(self, cursor: Mapping[str, Any]) -> None:
        kept = cursor.get(KEY)
        self._times = {
            str(own): times
            for own, times in (kept.items() if isinstance(kept, Mapping) else ())
            if isinstance(times, int)
        }

    def id_of(self, own: str) -> str:
        """The id of a comment, by the id that the source gives it."""
        times = self._times.get(own, 0)
        return f"{own}{SIGN}{times + 1}" if times else own

    def take_back(self, comment_id: str) -> None:
        """Note that the comment is gone; belongs into the checkpoint that its withdrawal is in."""
        own = own_id(comment_id)
        self._times[own] = self._times.get(own, 0) + 1

    def as_cursor(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {KEY: dict(self._times)} if self._times else {}


def own_id(comment_id: str) -> str:
    """The id that the source gives a comment, whether it came again or not."""
    return comment_id.partition(SIGN)[0]
