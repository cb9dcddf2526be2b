"""The council's screen: an edition and a reader's choice become the parts of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dash.development.base_component import Component

from dashboard.payload import Payload
from dashboard.views.comments import comments, title
from dashboard.views.few import few
from dashboard.views.ledger import ledger
from dashboard.views.map import reading, shown
from dashboard.views.masthead import masthead
from dashboard.views.opened import opened
from dashboard.views.points import points
from dashboard.views.screen import Screen
from dashboard.views.topics import topics


@dataclass(frozen=True)
class Parts:
    """What goes where on the page; `look` is "council" or "plain", and what more it is.

    `drawn` is what the map shows, None without one; `panels` hold what stands in its place,
    by view.
    """

    look: str
    title: str
    masthead: list[Component] = field(default_factory=list)
    words: list[Component] = field(default_factory=list)
    switch: list[Component] = field(default_factory=list)
    reading: list[Component] = field(default_factory=list)
    panels: Mapping[str, list[Component]] = field(default_factory=dict)
    drawn: dict[str, Any] | None = None
    opened: list[Component] = field(default_factory=list)
    comments: list[Component] = field(default_factory=list)
    ledger: list[Component] = field(default_factory=list)


def council(screen: Screen, drawn: Payload) -> Parts:
    """Everything the council's screen shows; `drawn` is the edition for the map.

    A meeting without a topic shows what was said instead: dots without a name tell nothing.
    """
    parts = Parts(
        look="council",
        title=_title(screen),
        masthead=masthead(screen),
        words=[points(screen), topics(screen)],
        reading=reading(screen),
        drawn=shown(screen, drawn),
        opened=opened(screen),
        comments=comments(screen),
        ledger=ledger(screen),
    )
    if screen.edition.topics:
        return parts
    instead = parts.opened or few(screen)
    return replace(parts, look="council mapless", reading=[], drawn=None, opened=instead)


def _title(screen: Screen) -> str:
    """The title of the window: what is open, then the meeting."""
    meeting = screen.edition.meeting.title
    if screen.topic:
        return f"{screen.topic.label} – {meeting}"
    if screen.address.lists:
        return f"{screen.address.query or title(screen)} – {meeting}"
    return screen.say("screen_title", title=meeting)
