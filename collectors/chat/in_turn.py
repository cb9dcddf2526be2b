"""The events of an archived chat in the order of their second of the video."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from collectors.events import Checkpoint, Event, Fact, Notice, Received, Withdrawn


def in_turn(read: Callable[[], Iterable[Event]]) -> Iterator[tuple[float, Event]]:
    """Each event before the checkpoint with the second at which it is due, the first one first.

    Those of one second keep the order of the file, and what came before the stream is due at its
    start. An event without a second comes with the one before it in the file, a withdrawal never
    before the comment that it takes back, and what is told of the whole chat at its end.

    The chat is read twice: of the first reading only the seconds are kept, of the second what
    stands in the file before its turn.
    """
    seconds = _seconds(_said(read()))
    early, coming = dict[int, Event](), enumerate(_said(read()))
    for place in sorted(range(len(seconds)), key=seconds.__getitem__):
        while place not in early:
            number, event = next(coming, (place, None))
            if event is None:
                return  # the file has become shorter since
            early[number] = event
        yield seconds[place], early.pop(place)


def _said(events: Iterable[Event]) -> Iterator[Event]:
    return takewhile(lambda event: not isinstance(event, Checkpoint), events)


def _seconds(events: Iterable[Event]) -> array[float]:
    """The second at which each event is due, in the order of the file."""
    seconds, of_comments, with_last = array("d"), dict[str, float](), 0.0
    for event in events:
        due = with_last
        match event:
            case Received(comment_id=comment_id, offset_seconds=second):
                due = with_last if second is None else max(second, 0.0)
                of_comments[comment_id] = with_last = due
            case Withdrawn(comment_id=str(comment_id)):
                due = max(due, of_comments.get(comment_id, 0.0))
            case Notice() | Fact():
                due = max(seconds, default=0.0)
        seconds.append(due)
    return seconds
