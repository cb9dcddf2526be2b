"""All pages of a list of Google's, to its end; a list that has none is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collectors.events import Event, Notice
from collectors.google.client import Google, Method, Page
from collectors.google.errors import Refusal
from collectors.json_fields import text_at

RESTARTS = 3


class Pages:
    """The pages of one list, and between them how it goes; `is_complete` once all were read.

    A page token that Google knows no more begins the list anew, so a page may come twice. A token
    that comes twice would go on for ever: the list is left, with a notice.
    """

    def __init__(self, google: Google, method: Method, **parameters: Any) -> None:
        self.is_complete = False
        self._google, self._method, self._parameters = google, method, parameters
        self._n_restarts = 0

    def __iter__(self) -> Iterator[Page | Event]:
        """Pages, which are mappings, and events, which are not."""
        token, seen = "", set[str]()
        while True:
            try:
                page = yield from self._google.ask(self._method, **self._asked(token))
            except Refusal as refused:
                self._begin_anew(refused, token)
                token, seen = "", set()
                continue
            yield page
            yield self._google.pulse("collecting")
            token = text_at(page, "nextPageToken")
            if not token:
                self.is_complete = True
                return
            if token in seen:
                yield Notice(
                    "Google gave the same page again and again; what comes after is not read",
                    "pages",
                )
                return
            seen.add(token)

    def _asked(self, token: str) -> dict[str, Any]:
        return {**self._parameters, "pageToken": token} if token else self._parameters

    def _begin_anew(self, refused: Refusal, token: str) -> None:
        """Nothing, when the list may be begun anew; raises the refusal otherwise.

        Google Forms does not say which parameter of a request it refuses.
        """
        self._n_restarts += 1
        is_of_token = token and (refused.remedy == "start_anew" or refused.status == 400)
        if not is_of_token or self._n_restarts > RESTARTS:
            raise refused
