"""The screen in the view that its address asks for: beside the words, on paper or in the hall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dash.development.base_component import Component

from dashboard.canvas import Canvas
from dashboard.views.compare import Beside, compare
from dashboard.views.council import Parts
from dashboard.views.hall import hall
from dashboard.views.outline import outline
from dashboard.views.paper import paper
from dashboard.views.screen import Screen
from dashboard.views.switch import switch
from dashboard.views.timeline import timeline


def viewed(
    screen: Screen,
    canvas: Canvas,
    *,
    whole: Callable[[Screen], Parts],
    beside: Callable[[], Beside],
) -> Parts:
    """The parts of the screen; `whole` makes those with the map, `beside` finds other meetings."""
    title = screen.say("screen_title", title=screen.edition.meeting.title)
    if screen.address.view == "paper":
        return Parts("paper", title, words=paper(screen))
    if screen.address.view == "hall":
        return Parts("hall", title, words=hall(screen, canvas))
    ways = [switch(screen)] if screen.edition.comments or screen.address.view else []
    parts = replace(whole(screen), switch=ways)
    panel = _panel(screen, canvas, beside)
    if not panel:
        return parts
    opened = parts.opened if screen.topic or screen.address.comment else []
    look = f"{parts.look} panelled"
    return replace(parts, look=look, panels={screen.address.view: panel}, drawn=None, opened=opened)


def _panel(screen: Screen, canvas: Canvas, beside: Callable[[], Beside]) -> list[Component]:
    """What stands in the place of the map; [] when the map does."""
    if screen.address.view == "list":
        return outline(screen)
    if screen.address.view == "time":
        return timeline(screen, canvas)
    return compare(screen, beside()) if screen.address.view == "compare" else []
