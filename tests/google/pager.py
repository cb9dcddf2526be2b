"""Pages of a list that is read in several requests, by tokens that belong to one question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from tests.google.replies import RefusedError, refusal


class Pager:
    """Pages of ids. The list is fixed by the first page; what an id stands for may change."""

    def __init__(self, reason: str = "invalidPageToken") -> None:
        self._reason = reason
        self._rests: dict[str, tuple[object, list[str]]] = {}
        self._numbers = count(1)

    def page(
        self, ids: Sequence[str], token: str, size: int, question: object
    ) -> tuple[list[str], str]:
        """The next ids, at most so many, and the token of the page after, empty at the end."""
        asked, rest = self._rests.get(token, (None, [])) if token else (question, list(ids))
        if asked != question:
            raise RefusedError(refusal(400, self._reason, "The page token is not valid."))
        return rest[:size], self._token(rest[size:], question)

    def expire(self) -> None:
        """No token given out so far is good any more."""
        self._rests.clear()

    def _token(self, rest: list[str], question: object) -> str:
        if not rest:
            return ""
        token = f"Q{next(self._numbers):07d}AA"
        self._rests[token] = question, rest
        return token
