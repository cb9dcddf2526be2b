"""One live chat: what was posted, what has arrived by now, and pages of it by opaque tokens."""

from __future__ import annotations

import base64
import heapq
from datetime import datetime, timedelta
from threading import RLock

from tests.google.clock import Clock
from tests.google.messages import Message, Posted, api_id, as_json, jitter
from tests.google.replies import RefusedError, refusal
from tests.google.schema import Json

Page = tuple[list[Posted], str]


class Chat:
    """Messages in the order they arrive; one posted for later is not there yet."""

    def __init__(self, chat_id: str, clock: Clock, lock: RLock) -> None:
        self.id = chat_id
        self.first_page = 75
        self.jittered = True
        self.skew = timedelta()  # of YouTube's clock against ours
        self._clock, self._lock = clock, lock
        self._coming: list[tuple[datetime, int, Posted]] = []
        self._arrived: list[tuple[datetime, Posted]] = []
        self._tokens: dict[tuple[str, str], int] = {}
        self._opened_at = clock.now()
        self._number = 0
        self._poll: Posted | None = None

    def post(self, message: Message, at: datetime | None = None) -> Posted:
        """The message as the chat will have it, there from `at` on, at once without it."""
        with self._lock:
            number = self._number + 1 if message.number is None else message.number
            self._number = max(self._number, number)
            at = at or self._clock.now()
            published = message.published_at or self._published(at, number)
            posted = Posted(message, self.id, number, message.id or api_id(number), published)
            heapq.heappush(self._coming, (at, len(self._arrived) + len(self._coming), posted))
            return posted

    def delay(self, starts_at: datetime, ends_at: datetime) -> None:
        """What would come in between comes at the end of it: YouTube is silent so long."""
        with self._lock:
            later = [
                (ends_at if starts_at <= at < ends_at else at, order, posted)
                for at, order, posted in self._coming
            ]
            self._coming = sorted(later, key=_when)

    @property
    def posted(self) -> list[Posted]:
        """Everything ever posted, in order of arrival, what is still to come at the end."""
        with self._lock:
            return [*self.arrived(), *(posted for _, _, posted in sorted(self._coming, key=_when))]

    def arrived(self) -> list[Posted]:
        """What is there by now."""
        with self._lock:
            self._receive()
            return [posted for _, posted in self._arrived]

    def next_at(self) -> datetime | None:
        """When the next message comes; None when none is planned."""
        with self._lock:
            return self._coming[0][0] if self._coming else None

    def page(self, token: str, limit: int, method: str = "") -> Page:
        """The messages after `token`, at most so many, and the token after them.

        Without a token the last few only: what came before is out of reach. A token is good only
        with the method that it was given out with.
        """
        with self._lock:
            self._receive()
            last = max(len(self._arrived) - self.first_page, 0)
            start = self._index(token, method) if token else last
            items = [posted for _, posted in self._arrived[start : start + limit]]
            return items, self._token(start + len(items), method)

    def active_poll(self) -> Posted | None:
        """The poll that is open now; YouTube has one at a time."""
        with self._lock:
            self._receive()
        is_open = self._poll is not None and self._poll.message.details["status"] == "active"
        return self._poll if is_open else None

    def _receive(self) -> None:
        while self._coming and self._coming[0][0] <= self._clock.now():
            at, _, posted = heapq.heappop(self._coming)
            self._arrived.append((at, posted))
            if posted.message.kind == "pollEvent":
                self._poll = posted

    def _published(self, at: datetime, number: int) -> datetime:
        early = at + self.skew - (jitter(number) if self.jittered else timedelta())
        whole = timedelta(microseconds=early.microsecond % 1000 if number % 3 == 1 else 0)
        return early - whole

    def _token(self, index: int, method: str) -> str:
        """A token as YouTube's look: microseconds in two fields; the same while nothing comes."""
        at = self._arrived[index - 1][0] if index else self._opened_at
        micros = int(at.timestamp()) * 1_000_000 + at.microsecond
        wire = b"\x18" + _varint(micros) + b"\x20" + _varint(micros - index + len(method))
        token = base64.urlsafe_b64encode(wire).decode().rstrip("=")
        self._tokens[token, method] = index
        return token

    def _index(self, token: str, method: str) -> int:
        if (token, method) not in self._tokens:  # also when somebody has built one
            raise RefusedError(refusal(400, "pageTokenInvalid", "The page token is not valid."))
        return self._tokens[token, method]


def messages_of(page: list[Posted], parts: set[str]) -> list[Json]:
    return [as_json(posted, parts) for posted in page]


def _when(entry: tuple[datetime, int, Posted]) -> tuple[datetime, int]:
    return entry[0], entry[1]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
