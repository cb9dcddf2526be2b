"""The map as a Plotly figure: pure functions from an edition to a picture, no screen, no store."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import median

import plotly.graph_objects as go

from dashboard.canvas import Canvas, Choice, Frame, drawn, framed
from dashboard.lettering import Label, Lettering, letter, text_width
from dashboard.palette import Palette, colour, hue_numbers
from dashboard.quantities import quantity
from dashboard.wording import Language, say
from koemap.edition import Edition
from koemap.records import Placement, Topic

SVG_LIMIT = 5_000  # above this, drawing each point as SVG makes a page slow; WebGL takes over
HOVER_LIMIT = 3_000  # above this, texts would be most of what is sent
HOVER_LENGTH = 72
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # reverses what follows
LINE_EMS = 12.0
FONT = '"Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic UI",system-ui,sans-serif'


def map_figure(
    edition: Edition,
    language: Language,
    *,
    choice: Choice | None = None,
    canvas: Canvas | None = None,
) -> go.Figure:
    """The map: a dot per placed comment, hues by theme, lone voices hollow, topics lettered.

    Dots carry their comment id as `customdata`, letterings their topic id as `name`.
    """
    choice, canvas = choice or Choice(), canvas or Canvas()
    placed = [p for p in edition.opinion_map.placements if p.x is not None and p.y is not None]
    frame = framed(placed, canvas)
    dots = _dots(edition, drawn(placed, choice, canvas), choice, frame)
    traces = [_grounds(edition, placed, choice, frame), *dots]
    figure = go.Figure(traces + _ring(placed, choice, frame))
    figure.update_layout(_layout(frame))
    figure.update_layout(annotations=_letterings(edition, language, placed, choice, frame))
    return figure


def _layout(frame: Frame) -> dict[str, object]:
    across, up = frame.spans()
    axis = {"visible": False, "fixedrange": True, "zeroline": False}
    palette = frame.canvas.palette
    return {
        "template": "none",
        "xaxis": {**axis, "range": across},
        "yaxis": {**axis, "range": up},
        "width": frame.canvas.width,
        "height": frame.canvas.height,
        "autosize": False,  # Plotly would widen the ranges before the page is laid out
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 16,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": palette.ink},
        "hoverlabel": _hover_look(palette),
    }


def _hover_look(palette: Palette) -> dict[str, object]:
    return {
        "bgcolor": palette.paper,
        "bordercolor": palette.line,
        "font": {"family": FONT, "size": 13, "color": palette.ink},
        "align": "left",
    }


def _grounds(
    edition: Edition, placed: Iterable[Placement], choice: Choice, frame: Frame
) -> go.Scatter:
    """Soft grounds under the topics, in the hue of their theme."""
    topics, reach = tuple(edition.topics.values()), _reach(edition, placed)
    hues = [_hue(edition, topic.theme_id, frame.canvas.palette) for topic in topics]
    faint = [bool(choice.topic and t.topic_id != choice.topic) for t in topics]
    return go.Scatter(
        x=[topic.x for topic in topics],
        y=[topic.y for topic in topics],
        mode="markers",
        hoverinfo="skip",
        marker={
            "size": [max(70.0, 4.4 * reach[t.topic_id] * frame.scale) for t in topics],
            "line": {"width": 0},
            "opacity": 1,
            "color": [_rgba(hue, 0) for hue in hues],
            "gradient": {
                "type": "radial",
                "color": [_rgba(h, 0.04 if f else 0.15) for h, f in zip(hues, faint, strict=True)],
            },
        },
    )


def _reach(edition: Edition, placed: Iterable[Placement]) -> dict[str, float]:
    """How far a topic's comments typically lie from its centre, by topic id."""
    distances: dict[str, list[float]] = defaultdict(list)
    for p in placed:
        topic = edition.topics.get(p.topic_id)
        if topic:
            across, up = (p.x or 0.0) - topic.x, (p.y or 0.0) - topic.y
            distances[topic.topic_id].append(sqrt(across * across + up * up))
    return {topic_id: median(distances[topic_id] or [0.0]) for topic_id in edition.topics}


def _dots(
    edition: Edition, placed: Sequence[Placement], choice: Choice, frame: Frame
) -> list[go.Scatter | go.Scattergl]:
    """The dots by what they look like: faded, lone, then one trace per theme."""
    palette, size = frame.canvas.palette, _dot_size(len(placed))
    groups: dict[str, list[Placement]] = defaultdict(list)
    for p in placed:
        topic = edition.topics.get(p.topic_id)
        where = topic.theme_id if topic else "lone"
        groups[where if choice.lit(p) else f"faded {'lone' if not topic else ''}"].append(p)
    grey = {"color": palette.lone, "size": size, "opacity": 0.22, "line": {"width": 0}}
    hollow = {"symbol": "circle-open", "color": palette.lone, "size": size, "line": {"width": 1}}
    looks = {
        "faded ": grey,
        "faded lone": {**hollow, "opacity": 0.3},
        "lone": {**hollow, "opacity": 0.95, "line": {"width": 1.2}},
    }
    for theme in edition.opinion_map.themes:
        hue = _hue(edition, theme.theme_id, palette)
        looks[theme.theme_id] = {"color": hue, "size": size, "opacity": 0.66, "line": {"width": 0}}
    if choice.matches is not None:
        for look in [look for key, look in looks.items() if not key.startswith("faded")]:
            look |= {"size": size + 3, "opacity": 0.95}
    many = len(placed)
    return [_scatter(edition, groups[key], look, many) for key, look in looks.items()]


def _scatter(
    edition: Edition, placed: Sequence[Placement], look: dict[str, object], many: int
) -> go.Scatter | go.Scattergl:
    kind = go.Scatter if many <= SVG_LIMIT else go.Scattergl
    told = many <= HOVER_LIMIT
    return kind(
        x=[p.x for p in placed],
        y=[p.y for p in placed],
        mode="markers",
        marker=look,
        customdata=[p.comment_id for p in placed],
        hovertext=[_hover(edition, p) for p in placed] if told else None,
        hovertemplate="%{hovertext}<extra></extra>" if told else None,
        hoverinfo=None if told else "none",
    )


def _ring(placed: Iterable[Placement], choice: Choice, frame: Frame) -> list[go.Scatter]:
    """A ring around the comment that was picked."""
    picked = [p for p in placed if choice.comment and p.comment_id == choice.comment]
    line = {"width": 2.4, "color": frame.canvas.palette.ink}
    look = {"symbol": "circle-open", "size": 15, "color": frame.canvas.palette.ink, "line": line}
    return [
        go.Scatter(x=[p.x], y=[p.y], mode="markers", marker=look, hoverinfo="skip") for p in picked
    ]


def _letterings(
    edition: Edition,
    language: Language,
    placed: Iterable[Placement],
    choice: Choice,
    frame: Frame,
) -> list[dict[str, object]]:
    """The names of the topics, as far as they found a place."""
    reach, canvas = _reach(edition, placed), frame.canvas
    labels = [
        _label(topic, reach[topic.topic_id], choice, frame) for topic in edition.topics.values()
    ]
    return [
        {
            "name": place.key,
            "text": _lettering(edition.topics[place.key], language, choice, canvas),
            **_standing(place, frame),
        }
        for place in letter(labels, canvas.width, canvas.height)
    ]


def _standing(place: Lettering, frame: Frame) -> dict[str, object]:
    (left, _), (_, top) = frame.spans()
    return {
        "x": left + place.x / frame.scale,
        "y": top - place.y / frame.scale,
        "showarrow": False,
        "captureevents": True,
        "align": "center",
    }


def _label(topic: Topic, reach: float, choice: Choice, frame: Frame) -> Label:
    """The box of a topic's name, standing above the middle of its comments."""
    lines, size = _lines(topic.label), _font_size(topic.topic_id, choice, frame.canvas)
    width = max(text_width(line, size) for line in lines) + 8
    height = (len(lines) * size + 11) * 1.32
    x, y = frame.pixels(topic.x, topic.y)
    first = 1e9 if topic.topic_id == choice.topic else 0
    return Label(
        key=topic.topic_id,
        text="".join(lines),
        x=x,
        y=y - 1.1 * reach * frame.scale - height / 2,
        width=width,
        height=height,
        weight=first + topic.n_people,
    )


def _lettering(topic: Topic, language: Language, choice: Choice, canvas: Canvas) -> str:
    size = _font_size(topic.topic_id, choice, canvas)
    soft = bool(choice.topic and choice.topic != topic.topic_id)
    ink = canvas.palette.soft_ink if soft else canvas.palette.ink
    look = f"font-size:{size}px;font-weight:{500 if soft else 700};color:{ink}"
    name = "<br>".join(html.escape(line) for line in _lines(topic.label))
    people = quantity(language, topic.n_people, "people")
    return (
        f'<span style="{look}">{name}</span>'
        f'<br><span style="font-size:11px;color:{canvas.palette.soft_ink}">{people}</span>'
    )


def _font_size(topic_id: str, choice: Choice, canvas: Canvas) -> float:
    size = 13.0 if canvas.width >= 560 else 11.5
    return size + 2 if topic_id == choice.topic else size


def _lines(label: str, ems: float = LINE_EMS) -> tuple[str, ...]:
    """The label on one line, or on two of about the same length.

    >>> _lines("学校で生成AIをどう使うか")
    ('学校で生成AIをどう使うか',)
    """
    width = text_width(label, 1.0)
    if width <= ems * 1.25:
        return (label,)
    cut = next(n for n in range(len(label)) if text_width(label[: n + 1], 1.0) >= width / 2)
    space = label.rfind(" ", 0, cut + 4)
    cut = space if space > cut / 2 else cut + 1
    return label[:cut].strip(), label[cut:].strip()


def _hover(edition: Edition, placement: Placement) -> str:
    """The beginning of the comment, escaped, on short lines."""
    text = edition.comments[placement.comment_id].text.translate(TURNING)
    text = " ".join(text.split())
    text = text if len(text) <= HOVER_LENGTH else f"{text[:HOVER_LENGTH]}…"
    pieces = [html.escape(text[at : at + 24]) for at in range(0, len(text), 24)]
    topic = edition.topics.get(placement.topic_id)
    return "<br>".join([*([f"<b>{html.escape(topic.label)}</b>"] if topic else []), *pieces])


def _dot_size(n: int) -> float:
    return max(3.0, min(8.0, 140 / sqrt(n or 1)))


def _hue(edition: Edition, theme_id: str, palette: Palette) -> str:
    return colour(palette, hue_numbers(edition.opinion_map.themes).get(theme_id, 0))


def _rgba(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def described(edition: Edition, language: Language) -> str:
    """The map in one or two sentences, for those who do not see it."""
    accounting = edition.opinion_map.accounting
    largest = max(edition.topics.values(), key=lambda topic: topic.n_people, default=None)
    return say(
        language,
        "map_described",
        topics=quantity(language, accounting.topics, "topics"),
        lone=quantity(language, accounting.lone, "messages"),
        largest=largest.label if largest else "–",
        people=quantity(language, largest.n_people if largest else 0, "people"),
    )
