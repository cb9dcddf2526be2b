"""The switch: the ways to look at a map, as a map, as a list, over time, side by side."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.address import View
from dashboard.components import aria, desk_link, text_link
from dashboard.views.screen import Screen

VIEWS: tuple[tuple[View, str], ...] = (
    ("", ""),
    ("list", "view_list"),
    ("time", "view_time"),
    ("compare", "view_compare"),
)


def switch(screen: Screen) -> Component:
    """The ways, the one in use marked; without a topic there is no map but what was said."""
    first = "view_map" if screen.edition.topics else "few_title"
    ways = [_way(screen, view, key or first) for view, key in VIEWS]
    ways += [html.Li(desk_link(screen.address, "way"))] if screen.is_live else []
    return html.Nav(html.Ul(ways), className="switch", **aria(label=screen.say("switch")))


def _way(screen: Screen, view: View, key: str) -> html.Li:
    """A link to the view; from one large view to another it loads the page anew.

    Dash tells every part of a screen of every new part, which takes seconds where both are many.
    """
    current = aria(current="true") if screen.address.view == view else {}
    address = screen.address.but(view=view, comment="")
    if screen.address.view and view:
        return html.Li(html.A(screen.say(key), href=address.href(), className="way", **current))
    return html.Li(text_link(screen.say(key), address, reveal="beside", look="way", **current))
