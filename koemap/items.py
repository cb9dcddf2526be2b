"""What was acted on at the desk of a live meeting: comments, their states, what moves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from koemap.live_records import DeskAct, DeskVerb

State = Literal[
    "received", "held", "let_through", "rejected", "queued", "on_air", "asked", "answered"
]
SEEN: tuple[State, ...] = ("let_through", "queued", "on_air", "asked", "answered")
"""The states of comments that may be shown to an audience."""

MOVES: Mapping[DeskVerb, tuple[tuple[State, ...], State]] = {
    "hold": (("received",), "held"),
    "let_through": (("received", "held", "rejected"), "let_through"),
    "reject": (("received", "held", *SEEN), "rejected"),
    "queue": (("received", "held", "let_through", "asked", "answered"), "queued"),
    "air": (("let_through", "queued", "asked"), "on_air"),
    "asked": (("queued", "on_air"), "asked"),
    "answered": (("queued", "on_air", "asked"), "answered"),
    "edited": (("let_through", "queued", "on_air", "asked", "answered"), "held"),
}
"""What each act on a comment goes from and leads to.

`edited` is no person's: who wrote the comment has changed its text since it was let through. What
is noted (`note`) about a comment moves nothing.
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A comment that was acted on: its state since when, and by whom.

    `shown_from` is when it was let through, None while it is not; `asked_at` is when it was on air
    or asked first, whatever became of it. `number` is that of the act. `is_edited` tells that its
    text has changed since it was let through.
    """

    comment_id: str
    state: State
    by: str
    since: datetime
    number: int
    shown_from: datetime | None = None
    note: str = ""
    is_edited: bool = False
    asked_at: datetime | None = None


def moved(before: Item | None, act: DeskAct, state: State) -> Item:
    """The comment in the state to which that act moved it."""
    shown = (before.shown_from if before else None) or act.at
    asked = act.at if state in ("on_air", "asked", "answered") else None
    note = str(act.details.get("note", "")) or (before.note if before else "")
    return Item(
        act.target,
        state,
        act.by,
        act.at,
        act.number,
        shown if state in SEEN else None,
        note,
        is_edited=act.verb == "edited",
        asked_at=(before.asked_at if before else None) or asked,
    )


def followed(item: Item, act: DeskAct) -> Item:
    """What was on air, once that act put the next one there: whoever did so had it asked."""
    return replace(item, state="asked", by=act.by, since=act.at, number=act.number)
