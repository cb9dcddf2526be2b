"""One reading of a chat from its beginning: what each action means where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from collectors.chat.actions import Action
from collectors.chat.meaning import WITHHELD, meaning, shown_again
from collectors.chat.stream_clock import OUT_OF_ORDER, StreamClock
from collectors.events import Event, Received, Skipped, Withdrawn

_Removal = tuple[Withdrawn, float | None]


class Reading:
    """What a chat says, in order, each action counted once.

    The removal of an author mostly does not tell when it was. It is taken to have been where it
    stands in the chat, so that what the author writes afterwards, a time-out being over, stays.
    """

    def __init__(self, clock: StreamClock) -> None:
        self._clock = clock
        self._withheld: dict[str, Withdrawn] = {}
        self._again: dict[str, tuple[Received, Skipped]] = {}
        self._removals: list[_Removal] = []

    def events(self, action: Action, line: int) -> Iterator[Event]:
        """What the action says, and what earlier ones said that only now is clear."""
        again = shown_again(action, line)
        for event in meaning(action, line):
            if again and isinstance(event, Skipped):
                yield from self._shown_again(again, event)
            else:
                yield from self.settled(event, action.offset_seconds)

    def settled(self, event: Event, offset: float | None = None) -> Iterator[Event]:
        """The event in its place, seen at this second of the video if that is known."""
        if isinstance(event, Received):
            yield from self._received(event)
        elif isinstance(event, Withdrawn):
            yield from self._withdrawn(event, offset)
        else:
            yield event

    def rest(self) -> Iterator[Event]:
        """What was kept back until the end of the chat."""
        yield from self._withheld.values()
        yield from (removal for removal, _ in self._removals)
        start = self._clock.start
        for message, _ in self._again.values():
            posted_at = message.posted_at
            offset = (posted_at - start).total_seconds() if posted_at and start else None
            yield replace(message, offset_seconds=offset)

    def _shown_again(self, message: Received, otherwise: Skipped) -> Iterator[Event]:
        """Keep a message that tickers and banners show from before the chat was written down.

        Whatever is later is in the chat itself, with its place in the video.
        """
        earliest, posted_at = self._clock.earliest, message.posted_at
        is_early = posted_at is not None and (earliest is None or posted_at < earliest)
        if is_early and message.comment_id not in self._again:
            self._again[message.comment_id] = message, otherwise
        else:
            yield otherwise

    def _received(self, message: Received) -> Iterator[Event]:
        """The message in its place; having been withheld or shown before counts as nothing said."""
        if message.comment_id in self._withheld:
            del self._withheld[message.comment_id]
            yield Skipped("withheld")
        if message.comment_id in self._again:
            yield self._again.pop(message.comment_id)[1]
        posted_at, offset = self._clock.place(message.posted_at, message.offset_seconds)
        placed = replace(message, posted_at=posted_at, offset_seconds=offset)
        if posted_at and self._removals:
            yield from self._before(placed, posted_at)
        yield placed

    def _withdrawn(self, event: Withdrawn, offset: float | None) -> Iterator[Event]:
        if event.reason == WITHHELD and event.comment_id:
            if event.comment_id in self._withheld:
                yield Skipped("withheld")
            self._withheld[event.comment_id] = event
        elif event.author and event.until is None:
            until = self._clock.now(offset)
            if until is None:
                self._removals.append((event, offset))
            else:
                yield replace(event, until=until)
        else:
            yield event

    def _before(self, first: Received, posted_at: datetime) -> Iterator[Withdrawn]:
        """Removals from before the first message, by how long before it they were."""
        for removal, offset in self._removals:
            second = first.offset_seconds
            ahead = second - offset if second is not None and offset is not None else 0.0
            until = posted_at - timedelta(seconds=max(ahead, 0.0)) - OUT_OF_ORDER
            yield replace(removal, until=until)
        self._removals.clear()
