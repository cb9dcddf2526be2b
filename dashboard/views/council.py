"""The council's screen: an edition and a reader's choice become the parts of one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.canvas import Canvas, Choice
from dashboard.figures import described, map_figure
from dashboard.views.comments import comments, title
from dashboard.views.ledger import ledger
from dashboard.views.masthead import masthead
from dashboard.views.opened import opened
from dashboard.views.points import points
from dashboard.views.screen import Screen
from dashboard.views.topics import topics


@dataclass(frozen=True)
class Parts:
    """What goes where on the page; `look` is "council" or "plain"."""

    look: str
    title: str
    masthead: list[Component] = field(default_factory=list)
    words: list[Component] = field(default_factory=list)
    reading: list[Component] = field(default_factory=list)
    figure: Any = field(default_factory=go.Figure)
    opened: list[Component] = field(default_factory=list)
    comments: list[Component] = field(default_factory=list)
    ledger: list[Component] = field(default_factory=list)


def council(screen: Screen, canvas: Canvas) -> Parts:
    """Everything the council's screen shows."""
    address = screen.address
    choice = Choice(address.topic if screen.topic else "", screen.hits, address.comment)
    return Parts(
        look="council",
        title=_title(screen),
        masthead=masthead(screen),
        words=[points(screen), topics(screen)],
        reading=_reading(screen, canvas),
        figure=map_figure(screen.edition, screen.language, choice=choice, canvas=canvas),
        opened=opened(screen),
        comments=comments(screen),
        ledger=ledger(screen),
    )


def _title(screen: Screen) -> str:
    """The title of the window: what is open, then the meeting."""
    meeting = screen.edition.meeting.title
    if screen.topic:
        return f"{screen.topic.label} – {meeting}"
    if screen.address.lists:
        return f"{screen.address.query or title(screen)} – {meeting}"
    return screen.say("screen_title", title=meeting)


def _reading(screen: Screen, canvas: Canvas) -> list[Component]:
    """How to read the map, before the map; its text alternative for those who do not see it."""
    head = html.Div(
        [html.H2(screen.say("map"), id="map-title"), html.P(screen.say("map_hint"))],
        className="head",
    )
    described_as = html.P(described(screen.edition, screen.language), className="unseen")
    numbers = screen.edition.opinion_map.accounting
    placed, key = numbers.in_topic + numbers.lone, [screen.say("map_key")]
    if canvas.most_dots is not None and placed > canvas.most_dots:
        n, of = (screen.quantity(n, "messages") for n in (canvas.most_dots, placed))
        key.append(screen.say("map_part", drawn=n, all=of))
    return [head, described_as, html.P(" ".join(key), className="key")]
