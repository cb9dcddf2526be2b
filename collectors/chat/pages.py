"""The pages of a running live chat: asked for one by one, or listened to, whichever costs less."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any, Literal

from collectors.chat.stream import NO_PAGE, SILENT_SECONDS, Silence, listen
from collectors.events import Event, Notice
from collectors.google.client import Google, Method, Page, Trouble
from collectors.google.errors import Refusal
from collectors.google.quota import LONGEST, SHORTEST, Pace
from collectors.json_fields import Json, number_at, object_at, objects_at, text_at

Transport = Literal["auto", "poll", "stream"]

LIST = Method("liveChatMessages.list", units=5, holds="items", of=list)
PARTS = "id,snippet"  # not authorDetails: names and pictures are not even asked for
LARGEST_PAGE = 2000
SHORT_SECONDS = 3.0
ENOUGH = 3  # connections, to judge by
UNKNOWN = (404, 501)  # of a method, where the answer gives no reason


def items_of(page: Page) -> tuple[list[Json], int]:
    """The items of a page that are objects, and how many others there are."""
    items, listed = list(objects_at(page, "items")), page.get("items")
    return items, len(listed) - len(items) if isinstance(listed, list) else 0


def says_the_end(page: Page) -> bool:
    """Whether one of its items says that the chat has ended."""
    kinds = (text_at(object_at(item, "snippet"), "type") for item in items_of(page)[0])
    return "chatEndedEvent" in kinds


class ChatPages:
    """The pages of one chat, from a place on; a page costs what `pace` allows for.

    `interval_seconds` is the pause planned after the page that came last, `paused_seconds` the one
    before it.

    `auto` listens while connections last longer than the pause between two questions would be, so
    that listening saves quota, and asks otherwise. It changes over when YouTube does not know how
    to be listened to, never for want of quota, rights or a network. A connection that is silent is
    opened anew, after `silent_seconds` or as much later as the quota asks for, and says nothing of
    how long connections last.
    """

    def __init__(
        self,
        google: Google,
        pace: Pace,
        transport: Transport = "auto",
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._google, self._pace, self._transport = google, pace, transport
        self._silent_seconds = silent_seconds
        self._lasted = 0.0
        self._lifetimes: list[float] = []
        self._trouble: Trouble | None = None
        self._has_listened, self._n_unsuited = False, 0
        self.interval_seconds = self.paused_seconds = SHORTEST

    @property
    def listens(self) -> bool:
        """Whether the next pages are listened to."""
        return self._transport != "poll"

    def after(self, chat_id: str, token: str) -> Iterator[Event | Page | None]:
        """The pages that come next, one or, when listening, those of one connection.

        None says that the next has to be waited for.

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
            yield self._heard(page, n_slowed=self._google.n_slowed - n_slowed)

    def pause(self, page: Page) -> float:
        """Seconds to wait before the next question, so that the quota lasts.

        After a full page only as long as YouTube asks for: more is there already.
        """
        self.paused_seconds = self.interval_seconds
        if self.listens:
            return max(self._pace.interval() - self._lasted, 0.0)
        if len(items_of(page)[0]) >= LARGEST_PAGE:
            return min(max(_hint(page), SHORTEST), LONGEST)
        return self.interval_seconds

    def _heard(self, page: Page, *, n_slowed: int = 0) -> Page:
        """The page, which sets the pace."""
        self._pace.heard(len(items_of(page)[0]))
        for _ in range(n_slowed):
            self._pace.refused()
        if self.listens:
            self.interval_seconds = max(self._pace.interval(), self._lasted)
        else:
            self.interval_seconds = self._pace.interval(_hint(page))
        return page

    def _listened(self, parameters: dict[str, Any]) -> Iterator[Event | Page | None]:
        """What one connection gives; trouble is kept in mind until a page comes."""
        clock = self._google.clock
        began_at = clock.now()
        try:
            for page in listen(self._google, self._longest_silence(), **parameters):
                if page is None:
                    yield None
                    continue
                self._google.heard_at, self._trouble = clock.now(), None
                self._has_listened, self._n_unsuited = True, 0
                yield self._heard(page)
        except Refusal as refused:
            if refused.may_be_of_token and "pageToken" in parameters:
                raise
            yield from self._failed(refused, self._trouble or Trouble(began_at))
        except Silence:
            self._trouble = None
            self._google.heard_at = max(self._google.heard_at or began_at, began_at)
            self._lasted = (clock.now() - began_at).total_seconds()
        else:
            self._lasted = (clock.now() - began_at).total_seconds()
            yield from self._judged(self._lasted)

    def _longest_silence(self) -> float:
        """Seconds of silence after which a new connection is worth its units."""
        return max(self._silent_seconds, self._pace.interval())

    def _failed(self, refused: Refusal, trouble: Trouble) -> Iterator[Event]:
        """Bear a refusal; change over when it is listening itself that fails."""
        self._trouble = trouble
        if refused.remedy == "slow_down":
            self._pace.refused()
        if self._transport == "auto" and self._is_unsuited(refused):
            self._n_unsuited += 1
            if self._n_unsuited >= ENOUGH:
                yield from self._ask_instead("YouTube does not let koemap listen")
                return
            refused = Refusal("try_again", refused.reason)
        yield from self._google.bear(refused, trouble)

    def _is_unsuited(self, refused: Refusal) -> bool:
        """Whether listening as such is refused.

        Once it has worked, an answer that is no page is a fault on the way, which passes.
        """
        is_unknown = refused.is_without_reason and refused.status in UNKNOWN
        is_no_page = refused.reason == NO_PAGE and not self._has_listened
        return refused.remedy == "give_up" or is_unknown or is_no_page

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


def _hint(page: Page) -> float:
    """Seconds that YouTube wants to be left alone for."""
    return (number_at(page, "pollingIntervalMillis") or 0.0) / 1000
