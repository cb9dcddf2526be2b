"""The timeline's part of the screen: charts, what their peaks say, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.canvas import Canvas
from dashboard.chart_style import CONFIG
from dashboard.components import Content, aria, text_link
from dashboard.figures_time import LANES, time_figure
from dashboard.quantities import clock
from dashboard.time_words import day_words, span_words
from dashboard.timeline import (
    Stretch,
    Timeline,
    by_clock,
    by_day,
    by_minute,
    coarser,
    missed_minutes,
    peaks,
    reactions_of,
    stretch,
    undated,
)
from dashboard.video import watch
from dashboard.views.quote import quote, topic_link
from dashboard.views.screen import Screen

ROWS = 40  # of a table; each cell costs the browser time at every change of the screen


def timeline(screen: Screen, canvas: Canvas) -> list[Component]:
    """Minutes of the stream, then when the rest was written, each with its peaks."""
    edition, zone = screen.edition, screen.zone
    found = (by_minute(edition), by_clock(edition, zone) or by_day(edition, zone))
    lines = [line for line in found if line]
    head = html.H2(screen.say("time_title"), id="panel-title")
    if not lines:
        return [head, html.P(screen.say("time_none"), className="soft none")]
    parts: list[Component] = [head]
    for line in lines:
        parts.append(_line(screen, line, canvas))
    return [*parts, _notes(screen, lines), _rules(screen)]


def chosen(screen: Screen, line: Timeline) -> tuple[int, int] | None:
    """The stretch of the stream that a reader chose, None without one."""
    address = screen.address
    if line.unit != "minutes" or not address.minutes:
        return None
    start = line.starts[0] if address.from_minute is None else address.from_minute
    end = line.end if address.to_minute is None else address.to_minute
    start, end = max(start, line.starts[0]), min(end, line.end)
    return (start, end) if start < end else None


def _line(screen: Screen, line: Timeline, canvas: Canvas) -> Component:
    tall, picked = peaks(screen.edition, line), chosen(screen, line)
    return html.Section(
        [
            html.H3(screen.say(f"time_{line.unit}")),
            html.P(_hint(screen, line), className="soft"),
            *_gaps(screen, line),
            html.P(_described(screen, line), className="unseen"),
            _chart(screen, line, canvas, tall, picked),
            *_picked(screen, line, picked),
            *_peaks(screen, line, tall),
            _table(screen, line),
        ],
        className="line",
    )


def _hint(screen: Screen, line: Timeline) -> str:
    width = screen.quantity(line.width, "days" if line.unit == "days" else "minutes")
    words = [screen.say("time_hint", width=width)]
    if line.unit == "minutes":
        words.append(screen.say("time_click"))
    if len(screen.edition.topics) > LANES:
        words.append(screen.say("time_fewer", n=LANES))
    return ("" if screen.language == "ja" else " ").join(words)


def _gaps(screen: Screen, line: Timeline) -> list[Component]:
    """From when to when comments of the stream may be missing."""
    found = missed_minutes(screen.edition) if line.unit == "minutes" else ()
    spans = [f"{clock(60 * start)}–{clock(60 * end)}" for start, end in found]
    words = screen.say("time_gaps", spans=screen.say("listed").join(spans))
    return [html.P(words, className="soft")] if spans else []


def _described(screen: Screen, line: Timeline) -> str:
    n, at = max((n, -at) for at, n in zip(line.starts, line.messages, strict=True))
    whole = stretch(screen.edition, line, line.starts[0], line.end)
    return screen.say(
        "time_described",
        span=_span(screen, line, line.starts[0], line.end),
        messages=screen.quantity(whole.n_messages, "messages"),
        people=screen.quantity(whole.n_people, "people"),
        peak=_span(screen, line, -at, -at + line.width),
        n=screen.quantity(n, "messages"),
    )


def _span(screen: Screen, line: Timeline, start: int, end: int) -> str:
    return span_words(line.unit, start, end, screen.language, year=line.crosses_years)


def _chart(
    screen: Screen,
    line: Timeline,
    canvas: Canvas,
    tall: Sequence[Stretch],
    picked: tuple[int, int] | None,
) -> Component:
    figure = time_figure(
        screen.edition,
        line,
        screen.language,
        canvas=canvas,
        peaks=tall,
        topic_id=screen.topic.topic_id if screen.topic else "",
        chosen=picked,
    )
    height = {"height": f"{figure.layout.height}px"}
    config, name = cast("Any", CONFIG), f"chart-{line.unit}"
    graph = dcc.Graph(id=name, figure=figure, config=config, style=height)
    return html.Div(graph, className="chart", style=height, **aria(hidden="true"))


def _picked(screen: Screen, line: Timeline, picked: tuple[int, int] | None) -> list[Component]:
    if picked is None:
        return []
    told = stretch(screen.edition, line, *picked)
    let_go = text_link(
        screen.say("let_go"),
        screen.address.but(from_minute=None, to_minute=None),
        look="button small",
    )
    head = html.Div([html.H4(screen.say("chosen_time")), let_go], className="head")
    return [html.Div([head, *_told(screen, line, told)], className="chosen", role="status")]


def _peaks(screen: Screen, line: Timeline, tall: Sequence[Stretch]) -> list[Component]:
    title = html.H4(screen.say("peaks"))
    if not tall:
        return [title, html.P(screen.say("peaks_none"), className="soft")]
    hint = screen.say("peaks_hint" if line.unit == "minutes" else f"peaks_hint_{line.unit}")
    items = [html.Li(_told(screen, line, peak)) for peak in tall]
    return [title, html.P(hint, className="soft"), html.Ol(items, className="peaks")]


def _told(screen: Screen, line: Timeline, told: Stretch) -> list[Component]:
    """What was said in a stretch: when, how much, about what, in which words."""
    counts = (
        screen.quantity(told.n_messages, "messages"),
        screen.quantity(told.n_people, "people"),
    )
    when = _span(screen, line, told.start, told.end)
    words: list[Content] = [
        html.B(when, className="num"),
        screen.say("side_size", messages=counts[0], people=counts[1]),
    ]
    if line.unit == "minutes":
        address = screen.address.to(from_minute=told.start, to_minute=told.end)
        read = screen.say("read_stretch", n=counts[0])
        words += [_video(screen, told.start), text_link(read, address, reveal="comments")]
    quotes = [quote(screen, screen.edition.comments[i]) for i in told.quotes]
    return [
        html.P([html.Span(word) for word in words if word], className="when"),
        html.P(_about(screen, told), className="about"),
        *quotes,
    ]


def _about(screen: Screen, told: Stretch) -> list[Content]:
    topics: list[Content] = []
    for topic_id, n in told.topics:
        joint = screen.say("listed") if topics else ""
        topics += [joint, topic_link(screen, topic_id), f" {screen.quantity(n, 'messages')}"]
    about = [screen.say("stretch_topics"), *topics] if topics else [screen.say("stretch_quiet")]
    named = [
        f"{screen.say(f'reaction_{name}')} {screen.quantity(n, 'messages')}"
        for name, n in told.reactions.items()
    ]
    reactions = screen.say("joint").join(named)
    return (
        [html.Span(about), html.Span([screen.say("stretch_reactions"), reactions])]
        if named
        else about
    )


def _video(screen: Screen, minute: int) -> Content:
    address = watch(screen.edition.meeting.video_id, 60.0 * minute)
    if not address:
        return ""
    words = screen.say("at_video", clock=clock(60.0 * minute))
    label = screen.say("at_second", clock=clock(60.0 * minute))
    outside = {"target": "_blank", "rel": "noopener noreferrer", **aria(label=label)}
    return html.A(words, href=address, **outside)


def _table(screen: Screen, line: Timeline) -> Component:
    line = coarser(line, ROWS)
    written = [step for step, n in enumerate(line.messages) if n]
    names = ["time_date" if line.unit == "days" else "time_when", "messages", "people"]
    heads = [screen.say(name) for name in (*names, "reactions", "time_top_topic")]
    rows = [_row(screen, line, step) for step in written]
    return html.Details(
        [
            html.Summary(screen.say("time_table", n=len(rows))),
            html.Div(
                html.Table(
                    [
                        html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                        html.Tbody(rows),
                    ],
                    className="by-time",
                ),
                className="wide",
                tabIndex="0",
                role="region",
                **aria(label=screen.say(f"time_{line.unit}")),
            ),
        ],
        className="numbers-of-time",
    )


def _row(screen: Screen, line: Timeline, step: int) -> html.Tr:
    start, end = line.starts[step], line.starts[step] + line.width
    told = stretch(screen.edition, line, start, end)
    reactions = sum(reactions_of(screen.edition, line.steps[step]).values())
    top: Content = [topic_link(screen, topic_id) for topic_id, _ in told.topics[:1]] or "–"
    return html.Tr(
        [
            html.Th(_when(screen, line, start), scope="row", className="num"),
            html.Td(_messages(screen, line, told), className="num"),
            html.Td(f"{told.n_people:,}", className="num"),
            html.Td(f"{reactions:,}", className="num"),
            html.Td(top),
        ]
    )


def _when(screen: Screen, line: Timeline, start: int) -> Content:
    """When the step begins; a link to that second where there is a video."""
    if line.unit == "days":
        return day_words(start, screen.language, year=line.crosses_years)
    if line.unit == "clock":
        return _span(screen, line, start, start + line.width)
    address = watch(screen.edition.meeting.video_id, 60.0 * start)
    words = clock(60.0 * start)
    if not address:
        return words
    label = screen.say("at_second", clock=words)
    outside = {"target": "_blank", "rel": "noopener noreferrer", **aria(label=label)}
    return html.A(words, href=address, **outside)


def _messages(screen: Screen, line: Timeline, told: Stretch) -> Content:
    """The number of messages, which leads to them where an address can name their time."""
    number = f"{told.n_messages:,}"
    if line.unit != "minutes":
        return number
    here = screen.address.to(from_minute=told.start, to_minute=told.end)
    label = screen.say("read_stretch", n=screen.quantity(told.n_messages, "messages"))
    return text_link(number, here, reveal="comments", look="quiet", title=label)


def _notes(screen: Screen, lines: Sequence[Timeline]) -> Component:
    before, without = sum(line.n_before for line in lines), undated(screen.edition)
    notes = [
        screen.say(key, n=screen.quantity(n, "messages"))
        for key, n in (("time_before", before), ("time_undated", without))
        if n
    ]
    told = missed_minutes(screen.edition)
    notes += [screen.say("time_missed")] * (len(screen.edition.missed) > len(told))
    return html.Ul([html.Li(note) for note in notes], className="soft notes")


def _rules(screen: Screen) -> Component:
    words = html.P(screen.say("rules_words"), className="soft")
    return html.Details([html.Summary(screen.say("rules")), words])
