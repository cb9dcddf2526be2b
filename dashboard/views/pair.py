"""A pair: two groups of comments side by side, topic by topic, the largest difference first."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.comparison import Comparison, Row, Side
from dashboard.components import Content, bar, text_link
from dashboard.views.screen import Screen
from koemap.edition import Edition

SHOWN_ROWS = 10


def pair(
    screen: Screen, found: Comparison, names: tuple[str, str], other: Edition | None = None
) -> list[Content]:
    """The topics with the largest difference; the others on demand.

    `names` are those of the two groups; `other` is the edition of the left one, if not this one.
    """
    first, rest = found.rows[:SHOWN_ROWS], found.rows[SHOWN_ROWS:]
    most = max((max(r.left_share, r.right_share) for r in found.rows), default=1.0) or 1.0
    shown: list[Content] = [_rows(screen, found, names, first, most, other)]
    if rest:
        more = screen.say("more_rows", n=screen.quantity(len(rest), "topics"))
        shown.append(
            html.Details([html.Summary(more), _rows(screen, found, names, rest, most, other)])
        )
    return shown


def _rows(
    screen: Screen,
    found: Comparison,
    names: tuple[str, str],
    rows: Sequence[Row],
    most: float,
    other: Edition | None,
) -> html.Div:
    heads = [
        html.Th(screen.say("topic"), scope="col"),
        *(_side(screen, n, side) for n, side in zip(names, (found.left, found.right), strict=True)),
        html.Th(screen.say("difference"), scope="col"),
    ]
    body = html.Tbody([_row(screen, row, most, other) for row in rows])
    return html.Div(html.Table([html.Thead(html.Tr(heads)), body]), className="wide pair")


def _side(screen: Screen, name: str, side: Side) -> html.Th:
    messages = screen.quantity(side.n_messages, "messages")
    people = screen.quantity(side.n_people, "people")
    size = screen.say("side_size", messages=messages, people=people)
    return html.Th([name, html.Small(size)], scope="col")


def _row(screen: Screen, row: Row, most: float, other: Edition | None) -> html.Tr:
    return html.Tr(
        [
            html.Th(_name(screen, row, other), scope="row"),
            _cell(screen, row.left_id, row.left, row.left_share, most),
            _cell(screen, row.right_id, row.right, row.right_share, most),
            html.Td(_difference(screen, row), className="num"),
        ]
    )


def _cell(screen: Screen, topic_id: str | None, n: int, share: float, most: float) -> html.Td:
    if topic_id is None:
        return html.Td(screen.say("not_there"), className="soft")
    numbers = html.Span(
        [html.B(f"{100 * share:.0f}%"), html.Small(f" {screen.quantity(n, 'messages')}")],
        className="num",
    )
    return html.Td([numbers, bar(share / most)])


def _difference(screen: Screen, row: Row) -> Content:
    if row.few:
        return html.Span(screen.say("too_few"), className="soft", title=screen.say("too_few_title"))
    points = round(100 * row.difference)
    sign = "+" if points > 0 else "−" if points < 0 else "±"
    return screen.say("points", n=f"{sign}{abs(points)}")


def _name(screen: Screen, row: Row, other: Edition | None) -> Content:
    """The topic as a link; one of the other meeting alone leads there."""
    if row.left_id == row.right_id == "":
        return text_link(screen.say("lone_voices"), screen.address.to(listing="lone"))
    topic = screen.edition.topics.get(row.right_id or "")
    if topic:
        return text_link(topic.label, screen.address.to(topic=topic.topic_id), look="quiet")
    theirs = other.topics.get(row.left_id or "") if other else None
    return theirs.label if theirs else ""
