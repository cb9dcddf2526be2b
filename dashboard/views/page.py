"""The page: the fixed places that the parts of a screen go to, and the document around them."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.address import View
from dashboard.components import aria
from dashboard.wording import Language, say

DOCUMENT = """<!doctype html>
<html lang="{language}">
<head>
{metas}
<title>koemap</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
{css}
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<noscript>{needs_script}</noscript>
<div id="react-entry-point"><p class="loading" role="status">{loading}</p></div>
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


PANELS: tuple[View, ...] = ("list", "time", "compare")


def page() -> Component:
    """The empty page. The map stays mounted, so that moving on the screen does not rebuild it."""
    provider: Component = dmc.MantineProvider(
        [
            dcc.Store(id="request"),
            dcc.Store(id="said"),
            dcc.Store(id="seen"),
            dcc.Store(id="drawn"),
            dcc.Store(id="pictured"),
            html.Div([html.Header(id="masthead"), _main()], id="page", className="empty"),
        ],
        defaultColorScheme="auto",
    )
    return provider


def _main() -> html.Main:
    opened = html.Section(id="opened", tabIndex="-1")
    return html.Main(
        [
            html.Div(id="switch"),
            html.Div(id="words"),
            html.Div(html.Div([_map(), _panel(), opened], id="side"), id="beside"),
            html.Section(id="comments", tabIndex="-1"),
            html.Div(id="ledger"),
        ],
        id="main",
        tabIndex="-1",
    )


def _panel() -> html.Section:
    """The places of what is shown instead of the map, one for each view."""
    return html.Section(
        [html.Div(id=f"panel-{view}") for view in PANELS], id="panel", tabIndex="-1"
    )


def document(language: Language, pieces: dict[str, str]) -> str:
    """The HTML document that loads the page."""
    words = {key: say(language, key) for key in ("skip", "needs_script", "loading")}
    return DOCUMENT.format(language=language, **words, **pieces)


def _map() -> html.Section:
    """The place of the map; `assets/opinion_map.js` fills the picture and Dash leaves it alone."""
    return html.Section(
        [html.Div(id="reading-of-map"), html.Div(id="picture", className="opinion-map")],
        id="map-part",
        **aria(labelledby="map-title"),
    )
