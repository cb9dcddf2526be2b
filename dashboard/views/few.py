"""A meeting without a topic: what was said, in place of a map of dots without a name."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import text_link
from dashboard.listing import most_shared, open_to
from dashboard.views.edits import comment_edits
from dashboard.views.quote import copies, quote
from dashboard.views.screen import Screen
from koemap.records import Comment

MOST = 12  # voices


def few(screen: Screen) -> list[Component]:
    """The voices to read and the way to all of them; [] when there is none."""
    said = voices(screen, MOST)
    if not said:
        return []
    n = screen.edition.opinion_map.accounting.lone
    words = screen.say("few_all", n=screen.quantity(n, "messages"))
    every = text_link(words, screen.address.to(listing="lone"), reveal="comments")
    return [
        html.H2(screen.say("few_title")),
        *(quote(screen, one, [copies(screen, one), *comment_edits(screen, one)]) for one in said),
        html.P(every, className="more"),
    ]


def voices(screen: Screen, n: int) -> list[Comment]:
    """The first `n` voices that belong to no topic, those of most people first."""
    rows = open_to(screen.edition, screen.address.to(listing="lone"))
    return most_shared(screen.edition, (row.comment for row in rows), n)
