"""The hall: one topic at a time in large type, for a projector; nothing else."""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from dashboard.canvas import Canvas
from dashboard.components import Content, aria, carrying, swatch, text_link
from dashboard.numbered_map import Look, as_source, draw_numbered, numbers
from dashboard.views.few import voices
from dashboard.views.outline import telling
from dashboard.views.screen import Screen
from koemap.records import Topic

QUOTES = 2
LONGEST = 90  # characters of all quotes together; more cannot be read from afar
LISTED = 9


def hall(screen: Screen, canvas: Canvas) -> list[Component]:
    """The topics with people, the map, the opened topic with its words, and two ways to move."""
    order = list(numbers(screen.edition))
    if not order:
        return [_empty(screen)]
    topic = screen.topic or screen.edition.topics[order[0]]
    place = order.index(topic.topic_id)
    return [
        html.Section(
            [
                html.P(screen.edition.meeting.title, className="hall-meeting"),
                _topics(screen, order, place),
            ],
            className="hall-topics",
            **aria(label=screen.say("hall_topics")),
        ),
        html.Section(
            [_opened(screen, topic), _map(screen, topic, canvas)], className="hall-opened"
        ),
        _moves(screen, order, place),
    ]


def _empty(screen: Screen) -> html.Section:
    """A meeting without a topic: some of what was said, or that nobody wrote yet."""
    received = screen.edition.opinion_map.accounting.received
    said = [html.Blockquote(html.P(_short(c.text))) for c in voices(screen, QUOTES + 1)]
    return html.Section(
        [
            html.H1(screen.edition.meeting.title, tabIndex="-1"),
            html.P(screen.say("hall_empty" if received else "nothing_received")),
            *said,
            html.P(_leave(screen), className="hall-moves"),
        ],
        className="hall-empty hall-words",
    )


def _topics(screen: Screen, order: list[str], place: int) -> html.Ol:
    first = max(0, min(place - LISTED // 2, len(order) - LISTED))
    return html.Ol(
        [
            _entry(screen, screen.edition.topics[topic_id], n, n == place + 1)
            for n, topic_id in enumerate(order, start=1)
            if first < n <= first + LISTED
        ]
    )


def _entry(screen: Screen, topic: Topic, n: int, on: bool) -> html.Li:
    words: list[Content] = [
        html.Span(str(n), className="num hall-number"),
        html.Span([swatch(screen.hue(topic)), html.Span(topic.label)], className="hall-label"),
        html.Span(screen.quantity(topic.n_people, "people"), className="num hall-people"),
    ]
    current = aria(current="true") if on else {}
    return html.Li(
        text_link(words, screen.address.to(topic=topic.topic_id), look="quiet", **current)
    )


def _opened(screen: Screen, topic: Topic) -> html.Div:
    return html.Div(
        [
            html.H1(topic.label, tabIndex="-1"),
            html.P(
                [
                    html.B(f"{topic.n_people:,}", className="num"),
                    screen.quantity(topic.n_people, "people").removeprefix(f"{topic.n_people:,}"),
                    screen.say("apart"),
                    screen.quantity(topic.n_comments, "messages"),
                ],
                className="hall-size",
            ),
            *(html.Blockquote(html.P(text)) for text in _quotes(screen, topic)),
            html.P(screen.say("not_a_poll"), className="hall-note"),
        ],
        className="hall-words",
        **aria(live="polite"),
    )


def _quotes(screen: Screen, topic: Topic) -> list[str]:
    """Telling comments that have room together; the first alone, shortened, where none is short."""
    found = [_short(comment.text) for comment in telling(screen, topic, 2 * QUOTES)]
    chosen: list[str] = []
    for text in sorted(found, key=lambda text: len(text) > LONGEST // QUOTES):
        if not chosen or sum(map(len, [*chosen, text])) <= LONGEST:
            chosen.append(text)
    return chosen[:QUOTES]


def _short(text: str) -> str:
    """The text verbatim, or its beginning with a sign that there is more.

    >>> _short("短い声")
    '短い声'
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _map(screen: Screen, topic: Topic, canvas: Canvas) -> html.Img:
    look = Look(
        width=960,
        height=440,
        palette=canvas.palette,
        number_size=24.0,
        chosen=topic.topic_id,
    )
    source = as_source(draw_numbered(screen.edition, look))
    return html.Img(src=source, alt=screen.say("hall_map"), className="hall-map")


def _moves(screen: Screen, order: list[str], place: int) -> html.Nav:
    previous, following = order[place - 1], order[(place + 1) % len(order)]
    where = screen.say("hall_place", n=place + 1, all=len(order))
    return html.Nav(
        [
            _move(screen, previous, "previous", "←"),
            html.Span(where, className="num"),
            _move(screen, following, "next", "→"),
            html.Span(screen.say("hall_keys"), className="hall-keys"),
            _leave(screen),
        ],
        className="hall-moves",
        **carrying(order=json.dumps(order)),
    )


def _move(screen: Screen, topic_id: str, way: str, arrow: str) -> Component:
    label = screen.say(f"hall_{way}")
    sign = html.Span(arrow, **aria(hidden="true"))
    words = [sign, " ", label] if way == "previous" else [label, " ", sign]
    address = screen.address.to(topic=topic_id)
    return text_link(words, address, look="button", id=f"hall-{way}")


def _leave(screen: Screen) -> Component:
    address = screen.address.but(view="")
    return text_link(
        screen.say("hall_leave"), address, reveal="page", look="button", id="hall-leave"
    )
