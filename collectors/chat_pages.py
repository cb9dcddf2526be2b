"""The pages of a running live chat: asked for one by one, or listened to, whichever costs less."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any, Literal

from collectors.chat_stream import listen
from collectors.events import Event, Notice
from collectors.google_client import Google, Method, Page, Trouble
from collectors.google_errors import Refusal
from collectors.json_fields import number_at
from collectors.quota import SHORTEST, Pace

Transport = Literal["auto", "poll", "stream"]

LIST = Method("liveChatMessages.list", units=5, holds="items")
PARTS = "id,snippet"  # not authorDetails: names and pictures are not even asked for
LARGEST_PAGE = 2000
SHORT_SECONDS = 3.0
ENOUGH = 3  # connections, to judge by
UNSUITED = ("give_up", "forbidden", "try_again")


class ChatPages:
    """The pages of one chat, from a place on; a page costs what `pace` allows for.

    `auto` listens while connections last longer than the pause between two questions would be, so
    that listening saves quota, and asks otherwise. It changes over when listening itself fails,
    never for want of quota or rights.
    """

    def __init__(self, google: Google, pace: Pace, transport: Transport = "auto") -> None:
        self._google, self._pace, self._transport = google, pace, transport
        self._lifetimes: list[float] = []
        self._n_failed = 0
        self.interval_seconds = SHORTEST

    @property
    def listens(self) -> bool:
        """Whether the next pages are listened to."""
        return self._transport != "poll"

    def after(self, chat_id: str, token: str) -> Iterator[Event | Page]:
        """The pages that come next, one or, when listening, those of one connection.

        Raises
        ------
        Refusal
            YouTube refuses for a reason that waiting does not mend.
        """
        parameters: dict[str, Any] = {"liveChatId": chat_id, "part": PARTS}
        if token:
            parameters["pageToken"] = token
        if self.listens:
            yield from self._listened(parameters)
        else:
            parameters["maxResults"] = LARGEST_PAGE
            n_slowed = self._google.n_slowed
            page = yield from self._google.ask(LIST, **parameters)
            for _ in range(self._google.n_slowed - n_slowed):
                self._pace.refused()
            yield from self._heard(page)

    def pause(self, page: Page) -> float:
        """Seconds to wait before the next question, so that the quota lasts."""
        hint = number_at(page, "pollingIntervalMillis")
        items = page.get("items")
        if not self.listens and isinstance(items, list) and len(items) >= LARGEST_PAGE:
            return SHORTEST
        self.interval_seconds = self._pace.interval(None if self.listens else (hint or 0) / 1000)
        used = self._lifetimes[-1] if self.listens and self._lifetimes else 0.0
        return max(self.interval_seconds - used, 0.0)

    def _heard(self, page: Page) -> Iterator[Event | Page]:
        items = page.get("items")
        self._pace.heard(len(items) if isinstance(items, list) else 0)
        yield page

    def _listened(self, parameters: dict[str, Any]) -> Iterator[Event | Page]:
        clock, trouble = self._google.clock, Trouble(self._google.clock.now())
        began_at, n_pages = clock.now(), 0
        try:
            for page in listen(self._google, **parameters):
                n_pages += 1
                self._google.heard_at = clock.now()
                yield from self._heard(page)
        except Refusal as refused:
            yield from self._failed(refused, trouble, n_pages)
            return
        self._n_failed = 0
        yield from self._judged((clock.now() - began_at).total_seconds())

    def _failed(self, refused: Refusal, trouble: Trouble, n_pages: int) -> Iterator[Event]:
        """Bear a refusal; change over when it is listening itself that fails."""
        if refused.remedy == "slow_down":
            self._pace.refused()
        if refused.remedy not in UNSUITED:
            yield from self._google.bear(refused, trouble)
            return
        self._n_failed = 0 if n_pages else self._n_failed + 1
        trouble.n_refusals = self._n_failed
        if self._transport == "auto" and self._n_failed >= ENOUGH:
            yield from self._ask_instead("YouTube does not let koemap listen")
        elif refused.remedy == "try_again" or self._transport == "auto":
            yield from self._google.bear(Refusal("try_again", refused.reason), trouble)
        else:
            raise refused

    def _judged(self, lifetime_seconds: float) -> Iterator[Event]:
        """Note how long a connection lasted; ask instead when that costs less."""
        self._lifetimes = [*self._lifetimes[1 - ENOUGH :], lifetime_seconds]
        if len(self._lifetimes) < ENOUGH or self._transport != "auto":
            if lifetime_seconds < SHORT_SECONDS:
                self._pace.refused()
            return
        usual, question = median(self._lifetimes), self._pace.interval()
        if usual < max(question, SHORT_SECONDS):
            yield from self._ask_instead(f"connections last {usual:.0f} s only")

    def _ask_instead(self, why: str) -> Iterator[Event]:
        self._transport = "poll"
        yield Notice(f"{why}; the chat is asked for page by page instead", "transport")
