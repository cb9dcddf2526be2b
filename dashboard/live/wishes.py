"""What somebody at the desk wants to do, read from a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dashboard.acting import RefusedError
from dashboard.live.lines import line
from koemap.live_records import DeskVerb
from koemap.moderation import State

LONGEST_ID, LONGEST_KEY, MOST_IDS = 500, 100, 500
LAST_SECOND = 1_000_000
LATE_SECONDS = 30
NO_PERSONS = ("edited",)  # nobody asks for that
SOON = ("air", "lift")
"""What shows something at once, and is asked for again when it comes `LATE_SECONDS` later."""
VERBS = ({*get_args(DeskVerb)} - {*NO_PERSONS}) | {"adopt", "take_up"}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do: the verb, what to, and the random word of the one who sent it."""

    verb: str
    target: str
    key: str
    details: Mapping[str, Any]

    def text(self, name: str, longest: int) -> str:
        """That detail as one line, "" without one; RefusedError when it is too long or no text."""
        given = self.details.get(name, "")
        if not isinstance(given, str) or len(given) > longest:
            raise RefusedError("act_not_understood", name)
        return line(given, longest)

    def state(self) -> str:
        """The state of the comment that was seen, "" without one; RefusedError for no state."""
        given = self.text("from", LONGEST_ID)
        if given and given not in get_args(State):
            raise RefusedError("act_not_understood", "from")
        return given

    def shown(self) -> str:
        """What stands for the text that was seen, "" without it; RefusedError for no text."""
        return self.text("text_key", LONGEST_KEY)

    def second(self) -> float | None:
        """The second of the video, None without one; RefusedError for what no video has."""
        given = self.details.get("second")
        if given is None:
            return None
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        if not is_number or not 0 <= given <= LAST_SECOND:  # which NaN is not, either
            raise RefusedError("act_not_understood", "second")
        return float(given)

    def is_late(self) -> bool:
        """Whether it was meant for what was then: long ago by the clock of who sent it."""
        age = self.details.get("age", 0)
        if not isinstance(age, int | float) or isinstance(age, bool):
            raise RefusedError("act_not_understood", "age")
        return self.verb in SOON and not age <= LATE_SECONDS  # which NaN is, too

    def stop(self) -> str:
        """What the stop is called that it lifts; RefusedError without one."""
        if name := self.text("stop", LONGEST_KEY):
            return name
        raise RefusedError("act_not_understood", "stop")

    def ids(self, name: str = "ids") -> list[str]:
        """The ids of an order; RefusedError when they are none, or too many."""
        given = self.details.get(name)
        if not isinstance(given, list) or len(given) > MOST_IDS or not all(map(is_id, given)):
            raise RefusedError("act_not_understood", name)
        return given


@dataclass(frozen=True)
class Look:
    """The row that a desk looks at, "" for none; `number` is the one it had until now, 0 for none.

    `desk` is the random word of its window.
    """

    comment_id: str
    desk: str
    number: int


def wished(body: object) -> Wish:
    """The request in its parts, each of the right kind; RefusedError when one is not."""
    if not isinstance(body, dict):
        raise RefusedError("act_not_understood")
    verb, target, key = (body.get(name, "") for name in ("verb", "target", "key"))
    details = body.get("details") or {}
    if not isinstance(verb, str) or verb not in VERBS:
        raise RefusedError("act_unknown")
    is_key = isinstance(key, str) and len(key) <= LONGEST_KEY and key.isprintable()
    if not (is_id(target) and is_key and isinstance(details, dict)):
        raise RefusedError("act_not_understood")
    if verb in ("stop", "lift", "order"):
        target = ""
    return Wish(verb, target, key, details)


def looked(body: object) -> Look:
    """The row that is looked at, and at which desk; RefusedError when it is neither."""
    given = body if isinstance(body, dict) else {"id": ""}
    comment_id, desk, number = given.get("id", ""), given.get("desk", ""), given.get("number", 0)
    if not (comment_id is None or (comment_id and is_id(comment_id))):
        raise RefusedError("act_not_understood", "id")
    is_desk = isinstance(desk, str) and len(desk) <= LONGEST_KEY and desk.isprintable()
    if not is_desk or not isinstance(number, int):
        raise RefusedError("act_not_understood", "desk")
    return Look(comment_id or "", desk, number)


def is_id(given: object) -> bool:
    """Whether that can be the id of anything."""
    return isinstance(given, str) and len(given) <= LONGEST_ID and given.isprintable()


def number_of(text: str) -> int:
    """The number written so; RefusedError when it is none."""
    if not (text.isascii() and text.isdecimal() and len(text) < 18):
        raise RefusedError("act_not_understood", "target")
    return int(text)
