"""The map's part of the screen: how to read it, and what the component in the browser draws."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.figures import described
from dashboard.payload import PART, Payload, words
from dashboard.views.screen import Screen


def reading(screen: Screen) -> list[Component]:
    """How to read the map, before the map; its text alternative for those who do not see it."""
    head = html.Div(
        [html.H2(screen.say("map"), id="map-title"), html.P(screen.say("map_hint"))],
        className="head",
    )
    described_as = html.P(described(screen.edition, screen.language), className="unseen")
    return [head, described_as, html.P(screen.say("map_key"), className="key")]


def shown(screen: Screen, drawn: Payload) -> dict[str, Any]:
    """What `assets/council.js` draws: whose map, and what on it a reader chose.

    `points` are those that a search found, None without a search; `point` is -1 when no comment
    was picked.
    """
    hits = screen.hits
    return {
        "folder": screen.address.path,
        "version": drawn.version,
        "part": PART,
        "language": screen.language,
        "words": words(screen.language),
        "topic": screen.topic.topic_id if screen.topic else "",
        "point": drawn.points.get(screen.address.comment, -1),
        "points": None
        if hits is None
        else sorted({drawn.points[i] for i in hits & drawn.points.keys()}),
    }
