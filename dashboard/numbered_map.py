"""The map with numbers in place of names: one picture that holds on paper without any colour.

Themes differ by the hatching of their ground, topics by their number, lone voices by being hollow.
With a palette the hues of the themes are added, for the hall.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from statistics import median

from markupsafe import Markup

from dashboard.canvas import Canvas, Frame, framed
from dashboard.lettering import Label, Lettering, letter
from dashboard.palette import Palette, colour, hue_numbers
from dashboard.picture import drawn_points
from koemap.edition import Edition
from koemap.records import Placement, Topic

INK, PAPER, DOT, GROUND = "#1a1a1c", "#ffffff", "#4d4d52", "#8a8a92"
LARGEST = 0.17  # of the height; the ground of a scattered topic would cover the others
Groups = dict[str, list[Placement]]
HATCHES = (
    "M0 0v8",
    "M0 0h8",
    "M0 8L8 0",
    "M0 0L8 8",
    "M0 0v8M0 0h8",
    "M0 8L8 0M0 0L8 8",
    "M2 2h1M6 6h1",
    "",
)
"""The lines of a tile of 8 by 8 for each theme in turn; the last ground is plain."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a numbered map is drawn: sizes in pixels, `palette` None without colours.

    `chosen` is the topic that stands out, "" for none.
    """

    width: int = 700
    height: int = 380
    palette: Palette | None = None
    number_size: float = 15.0
    chosen: str = ""

    @property
    def ink(self) -> str:
        """The colour of lines and numbers."""
        return self.palette.ink if self.palette else INK

    @property
    def paper(self) -> str:
        """The colour behind them."""
        return self.palette.paper if self.palette else PAPER


def numbers(edition: Edition) -> dict[str, int]:
    """The number of each topic by topic id, from 1: themes and topics with most people first."""
    most: dict[str, int] = defaultdict(int)
    for topic in edition.topics.values():
        most[topic.theme_id] = max(most[topic.theme_id], topic.n_people)
    order = {theme.theme_id: n for n, theme in enumerate(edition.opinion_map.themes)}

    def place(topic: Topic) -> tuple[int, int, int, int, str]:
        theme = topic.theme_id
        return -most[theme], order[theme], -topic.n_people, -topic.n_comments, topic.topic_id

    found = sorted(edition.topics.values(), key=place)
    return {topic.topic_id: n for n, topic in enumerate(found, start=1)}


def draw_numbered(edition: Edition, look: Look) -> str:
    """The map as an SVG document of its own."""
    groups, frame = _groups(edition), _frame(edition, look)
    body = [
        *_hatches(edition, look),
        *(
            _ground(edition, topic, groups[topic.topic_id], frame, look)
            for topic in _topics(edition)
        ),
        *_rings(groups[""], frame, look),
        *(_dots(edition, topic, groups[topic.topic_id], frame, look) for topic in _topics(edition)),
        *_numbers(edition, groups, frame, look),
    ]
    opening = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
    ).format(w=look.width, h=look.height)
    return "\n".join((opening, *body, "</svg>"))


def unplaced(edition: Edition, look: Look) -> tuple[int, ...]:
    """The numbers for which the map has no room, in order."""
    placed = {p.key for p in _places(edition, _groups(edition), _frame(edition, look), look)}
    return tuple(sorted(n for topic, n in numbers(edition).items() if topic not in placed))


def as_source(svg: str) -> str:
    """The document as the source of an image, which needs no other file."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _frame(edition: Edition, look: Look) -> Frame:
    return framed(drawn_points(edition), Canvas(look.width, look.height))


def _groups(edition: Edition) -> Groups:
    """The drawn points of each topic by its id, lone voices by ""."""
    groups: Groups = defaultdict(list)
    for point in drawn_points(edition):
        groups[point.topic_id if point.topic_id in edition.topics else ""].append(point)
    return groups


def _topics(edition: Edition) -> Iterable[Topic]:
    return edition.topics.values()


def _hatches(edition: Edition, look: Look) -> Iterator[str]:
    for n in range(len(edition.opinion_map.themes)):
        yield Markup(
            '<pattern id="h{n}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<path d="{d}" stroke="{ink}" stroke-width="{width}" stroke-opacity=".55" fill="none"/>'
            "</pattern>"
        ).format(n=n, d=HATCHES[n % len(HATCHES)], ink=look.ink, width=0.9)


def _ground(
    edition: Edition, topic: Topic, points: Sequence[Placement], frame: Frame, look: Look
) -> str:
    """The hatched ground of a topic, or in the hue of its theme."""
    x, y = frame.pixels(topic.x, topic.y)
    radius = max(1.3 * _reach(topic, points) * frame.scale, 14.0)
    radius = min(radius, look.height * LARGEST)
    theme = [t.theme_id for t in edition.opinion_map.themes].index(topic.theme_id)
    fill, strength = f"url(#h{theme})", 1.0
    if look.palette:
        fill, strength = _hue(edition, topic, look.palette), 0.16
    faded = bool(look.chosen and topic.topic_id != look.chosen)
    line = look.ink if topic.topic_id == look.chosen else GROUND
    return Markup(
        '<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" fill-opacity="{strength}"'
        ' stroke="{line}" stroke-width="{width}"/>'
    ).format(
        x=x,
        y=y,
        r=radius,
        fill=fill,
        strength=strength * (0.5 if faded else 1),
        line=line,
        width=2.5 if topic.topic_id == look.chosen else 0.7,
    )


def _reach(topic: Topic, points: Sequence[Placement]) -> float:
    """How far a topic's comments typically lie from its centre."""
    away = [hypot((p.x or 0.0) - topic.x, (p.y or 0.0) - topic.y) for p in points]
    return median(away or [0.0])


def _rings(points: Sequence[Placement], frame: Frame, look: Look) -> Iterator[str]:
    for p in points:
        x, y = frame.pixels(p.x or 0.0, p.y or 0.0)
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.1" fill="{look.paper}"'
            f' stroke="{look.ink}" stroke-width=".7"/>'
        )


def _dots(
    edition: Edition, topic: Topic, points: Sequence[Placement], frame: Frame, look: Look
) -> str:
    """The dots of a topic as one path of lines without length, which round ends turn into dots."""
    places = sorted(frame.pixels(p.x or 0.0, p.y or 0.0) for p in points)
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in places)
    shade = _hue(edition, topic, look.palette) if look.palette else DOT
    faded = bool(look.chosen and topic.topic_id != look.chosen)
    return (
        f'<path d="{path}" stroke="{shade}" stroke-width="3.2" stroke-linecap="round"'
        f' stroke-opacity="{0.35 if faded else 0.85}" fill="none"/>'
    )


def _numbers(edition: Edition, groups: Groups, frame: Frame, look: Look) -> Iterator[str]:
    """The numbers in circles, each at dots of its topic."""
    numbered = numbers(edition)
    for place in _places(edition, groups, frame, look):
        yield _number(place, numbered[place.key], look)


def _places(edition: Edition, groups: Groups, frame: Frame, look: Look) -> tuple[Lettering, ...]:
    """Where the numbers stand, by topic id; a topic without room is left out."""
    numbered, size = numbers(edition), 1.9 * look.number_size
    labels = []
    for topic in edition.topics.values():
        first = 1e9 if topic.topic_id == look.chosen else 0
        number, centre = str(numbered[topic.topic_id]), frame.pixels(topic.x, topic.y)
        dots = [frame.pixels(p.x or 0.0, p.y or 0.0) for p in groups[topic.topic_id]] or [centre]
        weight = first + topic.n_people
        labels.append(Label(topic.topic_id, number, *centre, size, size, weight, tuple(dots)))
    return letter(labels, look.width, look.height)


def _number(place: Lettering, number: int, look: Look) -> str:
    """A number in its circle, reversed for the topic that stands out."""
    size, on = look.number_size, place.key == look.chosen
    return Markup(
        '<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{back}" stroke="{ink}"'
        ' stroke-width="1.4"/><text x="{x:.1f}" y="{base:.1f}" text-anchor="middle"'
        ' font-family="Inter,Noto Sans JP,sans-serif" font-weight="700" font-size="{size}"'
        ' fill="{front}">{number}</text>'
    ).format(
        x=place.x,
        y=place.y,
        r=0.92 * size,
        back=look.ink if on else look.paper,
        ink=look.ink,
        base=place.y + 0.36 * size,
        size=size,
        front=look.paper if on else look.ink,
        number=number,
    )


def _hue(edition: Edition, topic: Topic, palette: Palette) -> str:
    return colour(palette, hue_numbers(edition.opinion_map.themes).get(topic.theme_id, 0))
