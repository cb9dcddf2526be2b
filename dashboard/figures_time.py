"""The timeline as a Plotly figure: how much was written when, and about what.

Pure functions from an edition to a picture, no screen, no store. Bars carry the start of their step
as `customdata`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.canvas import Canvas
from dashboard.chart_style import safe, template
from dashboard.palette import Palette, colour, hue_numbers
from dashboard.quantities import quantity
from dashboard.reactions import REACTIONS
from dashboard.time_words import span_words, tick_words, ticks
from dashboard.timeline import (
    Stretch,
    Timeline,
    coarser,
    missed_minutes,
    of_topic,
    reactions_of,
)
from dashboard.wording import Language, say
from koemap.edition import Edition

BARS, GAP, LANE, TOP, FOOT = 132, 20, 46, 22, 30  # heights in pixels
LANES = 10  # topics with a band of their own; the table holds them all
FILLED = 0.56  # of a lane, the rest is its name's
POINTS = 60  # steps of a band
FEW_STEPS = 12  # of fewer the bars would be as wide as walls
WIDE_GAP = 0.25  # of the axis; so wide a gap has room for words


@dataclass(frozen=True, slots=True)
class Lane:
    """One band: its name, messages in each coarse step, and its colour."""

    name: str
    counts: tuple[int, ...]
    colour: str
    faded: bool = False


def time_figure(
    edition: Edition,
    line: Timeline,
    language: Language,
    *,
    canvas: Canvas | None = None,
    peaks: Sequence[Stretch] = (),
    topic_id: str = "",
    chosen: tuple[int, int] | None = None,
) -> go.Figure:
    """Messages and people in each step as bars, reactions and topics as bands below them.

    Peaks are numbered as they come; the stretch `chosen` is shaded, what may be missing is dotted.
    """
    palette = (canvas or Canvas()).palette
    rough = coarser(line, POINTS)
    reacting = _reaction_lanes(edition, rough, language, palette)
    topics = _topic_lanes(edition, rough, language, palette, topic_id)
    lanes = [*reacting, *topics]
    figure = go.Figure([*_bars(line, language, palette)])
    for group, first in ((reacting, 0), (topics, len(reacting))):
        highest = max((n for lane in group for n in lane.counts), default=1) or 1
        for place, lane in enumerate(group, start=first):
            figure.add_trace(_band(lane, rough, len(lanes) - 1 - place, highest))
    figure.update_layout(_layout(line, language, palette, len(lanes)))
    names = [_name(lane, len(lanes) - place, palette) for place, lane in enumerate(lanes)]
    figure.update_layout(annotations=[*names, *_numbers(peaks, line, palette)])
    figure.update_layout(shapes=_shades(chosen, palette))
    for gap in missed_minutes(edition) if line.unit == "minutes" else ():
        _mark_gap(figure, gap, line, language, palette)
    return figure


def _bars(line: Timeline, language: Language, palette: Palette) -> list[go.Bar]:
    """Messages, and in front of them the people who wrote them."""
    middles = [start + line.width / 2 for start in line.starts]
    told = [_told(line, step, language) for step in range(len(line.starts))]
    looks = ((line.messages, palette.line), (line.people, palette.soft_ink))
    return [
        go.Bar(
            x=middles,
            y=counts,
            width=[line.width * 0.86] * len(middles),
            marker={"color": shade, "line": {"width": 0}},
            customdata=list(line.starts),
            hovertext=told,
            hovertemplate="%{hovertext}<extra></extra>",
            hoverinfo="skip" if place else None,
        )
        for place, (counts, shade) in enumerate(looks)
    ]


def _told(line: Timeline, step: int, language: Language) -> str:
    start = line.starts[step]
    return say(
        language,
        "time_hover",
        when=span_words(line.unit, start, start + line.width, language, year=line.crosses_years),
        messages=quantity(language, line.messages[step], "messages"),
        people=quantity(language, line.people[step], "people"),
    )


def _reaction_lanes(
    edition: Edition, rough: Timeline, language: Language, palette: Palette
) -> list[Lane]:
    counted = [reactions_of(edition, step) for step in rough.steps]
    sorts = [name for name in REACTIONS if name != "other"]  # which would dwarf the others
    there = [name for name in sorts if any(name in counts for counts in counted)]
    return [
        _lane(
            say(language, f"reaction_{name}"),
            tuple(counts.get(name, 0) for counts in counted),
            palette.lone,
            language,
        )
        for name in there
    ]


def _topic_lanes(
    edition: Edition, rough: Timeline, language: Language, palette: Palette, topic_id: str
) -> list[Lane]:
    """The topics with most messages, in reading order; the opened one is always among them."""
    hues = hue_numbers(edition.opinion_map.themes)
    counts = {topic: of_topic(edition, rough, topic) for topic in edition.topics}
    most = sorted(counts, key=lambda topic: (topic != topic_id, -sum(counts[topic]), topic))
    kept = {topic for topic in most[:LANES] if any(counts[topic])}
    return [
        _lane(
            topic.label,
            counts[topic.topic_id],
            colour(palette, hues.get(topic.theme_id, 0)),
            language,
            faded=bool(topic_id and topic.topic_id != topic_id),
        )
        for topic in edition.topics.values()
        if topic.topic_id in kept
    ]


def _lane(
    name: str, counts: tuple[int, ...], shade: str, language: Language, *, faded: bool = False
) -> Lane:
    told = f"{safe(name)}  {quantity(language, sum(counts), 'messages')}"
    return Lane(told, counts, shade, faded)


def _band(lane: Lane, rough: Timeline, base: int, highest: int) -> go.Scatter:
    """A lane as one filled outline; `base` is the lane's place from below."""
    xs, ys = _outline(rough, [base + FILLED * n / highest for n in lane.counts], base)
    return go.Scatter(
        x=xs,
        y=ys,
        yaxis="y2",
        mode="lines",
        fill="toself",
        fillcolor=lane.colour,
        line={"width": 0.6, "color": lane.colour},
        opacity=0.3 if lane.faded else 0.85,
        hoverinfo="skip",
    )


def _outline(
    rough: Timeline, heights: Iterable[float], base: float
) -> tuple[list[float], list[float]]:
    xs, ys = [float(rough.starts[0])], [base]
    for start, height in zip(rough.starts, heights, strict=True):
        xs += [start, start + rough.width]
        ys += [height, height]
    return [*xs, float(rough.end)], [*ys, base]


def _name(lane: Lane, top: int, palette: Palette) -> dict[str, object]:
    ink = palette.soft_ink if lane.faded else palette.ink
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 2}
    place |= {"y": top, "yref": "y2", "yanchor": "top", "yshift": -1}
    return {**place, "text": lane.name, "showarrow": False, "font": {"size": 12, "color": ink}}


def _numbers(peaks: Sequence[Stretch], line: Timeline, palette: Palette) -> list[dict[str, object]]:
    """The number of each peak above its highest bar."""
    tallest = []
    for peak in peaks:
        pairs = zip(line.starts, line.messages, strict=True)
        inside = [(n, -at) for at, n in pairs if peak.start <= at < peak.end]
        n, at = max(inside)
        tallest.append((-at + line.width / 2, n))
    return [
        {
            "x": x,
            "y": y,
            "yanchor": "bottom",
            "yshift": 2,
            "text": f"<b>{number}</b>",
            "showarrow": False,
            "font": {"size": 12, "color": palette.ink},
        }
        for number, (x, y) in enumerate(tallest, start=1)
    ]


def _shades(chosen: tuple[int, int] | None, palette: Palette) -> list[dict[str, object]]:
    if chosen is None:
        return []
    start, end = chosen
    place = {"type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper"}
    look = {"fillcolor": palette.ink, "opacity": 0.1, "line": {"width": 0}, "layer": "below"}
    return [{**place, **look}]


def _mark_gap(
    figure: go.Figure,
    gap: tuple[float, float],
    line: Timeline,
    language: Language,
    palette: Palette,
) -> None:
    """A dotted frame where comments may be missing, with words where there is room."""
    start, end = gap[0], min(gap[1], line.end)
    if start >= end:
        return
    edge = {"width": 1, "color": palette.soft_ink, "dash": "dot"}
    figure.add_shape(
        type="rect",
        x0=start,
        x1=end,
        y0=0,
        y1=1,
        yref="y domain",
        line=edge,
        layer="below",
        fillcolor=palette.lone,
        opacity=0.2,
    )
    if end - start >= WIDE_GAP * (line.end - line.starts[0]):
        figure.add_annotation(
            x=(start + end) / 2,
            y=0.5,
            yref="y domain",
            text=say(language, "time_gap"),
            showarrow=False,
            font={"size": 12, "color": palette.ink},
        )


def _range(line: Timeline) -> list[float]:
    """The ends of the axis; a short time stands in its middle."""
    aside = max(0, FEW_STEPS - len(line.starts)) * line.width / 2
    return [line.starts[0] - aside, line.end + aside]


def _layout(
    line: Timeline, language: Language, palette: Palette, n_lanes: int
) -> dict[str, object]:
    below = GAP + LANE * n_lanes if n_lanes else 0
    inner = BARS + below
    places = ticks(line)
    return {
        "template": template(palette),
        "height": inner + TOP + FOOT,
        "margin": {"l": 34, "r": 6, "t": TOP, "b": FOOT},
        "barmode": "overlay",
        "hovermode": "x",
        "hoversubplots": "axis",
        "xaxis": {
            "range": _range(line),
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": palette.line,
            "tickvals": places,
            "ticktext": [tick_words(line, at, language) for at in places],
            "anchor": "y2" if n_lanes else "y",
        },
        "yaxis": {"domain": [below / inner, 1], "rangemode": "tozero", "nticks": 4},
        "yaxis2": {
            "domain": [0, (below - GAP) / inner if n_lanes else 0],
            "range": [0, n_lanes or 1],
            "showticklabels": False,
            "tickvals": list(range(n_lanes + 1)),
            "zeroline": False,
        },
    }
