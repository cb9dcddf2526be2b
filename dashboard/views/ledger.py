"""The ledger: where every received comment went, and how to read the screen."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.address import Listing
from dashboard.components import aria, counted, text_link
from dashboard.views.screen import Screen

GUIDE = ("read_near", "read_counts", "read_unnamed", "read_lone", "read_machine", "read_all")


def ledger(screen: Screen) -> list[Component]:
    """The account of all comments and the guide."""
    return [
        html.Section(
            [html.H2(screen.say("accounting"), id="ledger-title"), _sum(screen)],
            className="card ledger",
            **aria(labelledby="ledger-title"),
        ),
        html.Section(
            [
                html.H2(screen.say("how_to_read")),
                html.Ul([html.Li(screen.say(key)) for key in GUIDE]),
            ],
            id="reading",
            tabIndex="-1",
            className="card reading",
        ),
    ]


def _sum(screen: Screen) -> html.Dl:
    numbers = screen.edition.opinion_map.accounting
    parts: tuple[tuple[Listing, str, int], ...] = (
        ("all", "received", numbers.received),
        ("in_topic", "in_topic", numbers.in_topic),
        ("lone", "lone_voices", numbers.lone),
        ("reactions", "reactions", numbers.reactions),
        ("hidden", "hidden", numbers.hidden),
        ("withdrawn", "withdrawn", numbers.withdrawn),
    )
    signs = ("", "=", "+", "+", "+", "+")
    return html.Dl(
        [
            _part(screen, sign, listing, key, n)
            for sign, (listing, key, n) in zip(signs, parts, strict=True)
        ]
    )


def _part(screen: Screen, sign: str, listing: Listing, key: str, n: int) -> html.Div:
    number = counted(screen.language, n, "messages")
    linked = text_link(number, screen.address.to(listing=listing), reveal="comments", look="quiet")
    return html.Div(
        [
            html.Span(sign, className="sign", **aria(hidden="true")),
            html.Dt(screen.say(key)),
            html.Dd(linked if n else number),
        ]
    )
