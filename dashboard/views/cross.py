"""The table of an attribute against topics on the screen, and its words for the file."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from dash import html

from dashboard.address import FOLDER
from dashboard.comparison import CrossTable
from dashboard.components import Content, aria
from dashboard.views.screen import Screen

CSV = "cross.csv"


def crossed(screen: Screen, table: CrossTable, attribute: str) -> list[Content]:
    """The table in words and as a file, with what small groups leave out of it."""
    left_out = table.table
    hint = screen.say("cross_hint", small=left_out.n_small, more=left_out.n_more)
    download = html.A(
        screen.say("cross_csv"), href=csv_href(screen, attribute), className="button small"
    )
    totals = left_out.cells[-1]
    rows = [
        _cross_row(screen, name, cells, totals)
        for name, cells in zip(row_names(screen, table), left_out.cells, strict=True)
    ]
    heads = [html.Th(row_head(screen, table), scope="col")]
    heads += [html.Th(name, scope="col") for name in column_names(screen, table)]
    whole = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)])
    region = aria(label=f"{screen.say('compare_attributes')}: {attribute}")
    return [
        html.P(hint, className="soft"),
        html.P(screen.say("cross_themes"), className="soft") if table.by_theme else "",
        html.Div(whole, className="wide cross", tabIndex="0", role="region", **region),
        html.P(download, className="more"),
    ]


def _cross_row(
    screen: Screen, name: str, cells: Sequence[int | None], totals: Sequence[int | None]
) -> html.Tr:
    numbers = [_number(screen, n, of) for n, of in zip(cells, totals, strict=True)]
    return html.Tr([html.Th(name, scope="row"), *numbers])


def _number(screen: Screen, n: int | None, of: int | None) -> html.Td:
    if n is None:
        return html.Td("–", className="num left-out", title=screen.say("cross_left_out"))
    share = html.Small(f" {percent(n, of)}%") if of else ""
    return html.Td([f"{n:,}", share], className="num")


def percent(n: int, of: int | None) -> int:
    """The share in whole percent; 0 of nothing."""
    return round(100 * n / of) if of else 0


def row_head(screen: Screen, table: CrossTable) -> str:
    """What the rows are."""
    return screen.say("cross_theme" if table.by_theme else "topic")


def row_names(screen: Screen, table: CrossTable) -> list[str]:
    """The topics or themes of the table in words, the total last."""
    names = {theme.theme_id: theme.label for theme in screen.edition.opinion_map.themes}
    if not table.by_theme:
        names = {topic.topic_id: topic.label for topic in screen.edition.topics.values()}
    lone = screen.say("lone_voices")
    return [*(names.get(row, lone) for row in table.rows), screen.say("cross_total")]


def column_names(screen: Screen, table: CrossTable) -> list[str]:
    """The values of the table, the total last."""
    rest = screen.say("cross_rest")
    return [*(value or rest for value in table.columns), screen.say("cross_total")]


def csv_href(screen: Screen, attribute: str) -> str:
    """Where the table of that attribute is to be had as a file."""
    folder = FOLDER + quote(screen.address.meeting_id, safe="")
    return f"{folder}/{CSV}?{urlencode({'lang': screen.language, 'attribute': attribute})}"
