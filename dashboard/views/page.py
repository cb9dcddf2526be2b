"""The page: the fixed places that the parts of a screen go to, and the document around them."""

from __future__ import annotations

from typing import Any, cast

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

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
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "responsive": False,
}


def page() -> Component:
    """The empty page. The map stays mounted, so that moving on the screen does not rebuild it."""
    provider: Component = dmc.MantineProvider(
        [
            dcc.Store(id="request"),
            dcc.Store(id="said"),
            dcc.Store(id="seen"),
            html.Div([html.Header(id="masthead"), _main()], id="page", className="empty"),
        ],
        defaultColorScheme="auto",
    )
    return provider


def _main() -> html.Main:
    opened = html.Section(id="opened", tabIndex="-1")
    return html.Main(
        [
            html.Div(id="words"),
            html.Div(html.Div([_map(), opened], id="side"), id="beside"),
            html.Section(id="comments", tabIndex="-1"),
            html.Div(id="ledger"),
        ],
        id="main",
        tabIndex="-1",
    )


def document(language: Language, pieces: dict[str, str]) -> str:
    """The HTML document that loads the page."""
    words = {key: say(language, key) for key in ("skip", "needs_script", "loading")}
    return DOCUMENT.format(language=language, **words, **pieces)


def _map() -> html.Section:
    picture = html.Div(
        dcc.Graph(id="map", config=cast("Any", CONFIG)), id="picture", **aria(hidden="true")
    )
    return html.Section(
        [html.Div(id="reading-of-map"), picture], id="map-part", **aria(labelledby="map-title")
    )
