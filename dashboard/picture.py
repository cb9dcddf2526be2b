"""The picture: the opinion map of an edition drawn as SVG, without a browser.

Colours come from the page's style sheet by class: h1 … h8 are the themes' hues, h0 any later one's.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.lettering import Label, Lettering, letter, text_width
from dashboard.palette import hue_numbers
from dashboard.quantities import quantity
from dashboard.wording import Language, say
from koemap.edition import Edition
from koemap.records import Placement, Topic

MOST_POINTS = 5000  # more make a page heavy and show nothing new
NAME_SIZE, COUNT_SIZE, LINE = 13.0, 11.0, 1.25
LONGEST_LINE = 11.0  # em
PADDING = 18.0
BREAKS_AFTER = "・、。/／ 　の"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a picture in pixels; `name` keeps the ids of two pictures on a page apart."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """From map coordinates to pixels: one scale for both axes, the map's y pointing up."""

    scale: float
    left: float
    top: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top - y * self.scale


@dataclass(frozen=True, slots=True)
class _Area:
    """One topic on the sheet: its centre, how far it spreads, its points."""

    topic: Topic
    hue: int
    x: float
    y: float
    radius: float
    points: tuple[tuple[float, float], ...]


def draw(
    edition: Edition,
    language: Language,
    sheet: Sheet,
    link: Callable[[str], str],
    most: int = MOST_POINTS,
) -> str:
    """The map as one SVG element of at most so many points.

    `link` gives the address of a topic's page by its id.
    """
    points = drawn_points(edition, most)
    frame = _fit([(p.x or 0.0, p.y or 0.0) for p in points], sheet)
    areas = _areas(edition, points, frame)
    lone = [_place(p, frame) for p in points if p.status == "lone"]
    parts: list[str] = [_opening(edition, language, sheet), _gradients(areas, sheet)]
    parts += [_ground(area, sheet) for area in areas]
    parts += _rings(lone, sheet)
    parts += [_dots(area, link) for area in areas if area.points]
    parts += _names(areas, language, sheet, link)
    return "\n".join((*parts, "</svg>"))


def placed_points(edition: Edition) -> tuple[Placement, ...]:
    """Every comment that has a place on the map, by id."""
    placed = (p for p in edition.placements.values() if p.x is not None and p.y is not None)
    return tuple(sorted(placed, key=lambda p: p.comment_id))


def drawn_points(edition: Edition, most: int = MOST_POINTS) -> tuple[Placement, ...]:
    """All points, or a sample of a large map that only the comment ids decide."""
    points = placed_points(edition)
    if len(points) <= most:
        return points
    sample = sorted(points, key=lambda p: hashlib.sha256(p.comment_id.encode()).digest())
    return tuple(sorted(sample[:most], key=lambda p: p.comment_id))


def _fit(points: Sequence[tuple[float, float]], sheet: Sheet) -> _Frame:
    if not points:
        return _Frame(1.0, 0.0, 0.0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    room_x, room_y = sheet.width - 2 * PADDING, sheet.height - 2 * PADDING
    span_x, span_y = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(room_x / (span_x or 1e-9), room_y / (span_y or 1e-9), 1e6)
    left = sheet.width / 2 - scale * (max(xs) + min(xs)) / 2
    top = sheet.height / 2 + scale * (max(ys) + min(ys)) / 2
    return _Frame(scale, left, top)


def _place(placement: Placement, frame: _Frame) -> tuple[float, float]:
    return frame.place(placement.x or 0.0, placement.y or 0.0)


def _areas(edition: Edition, points: Iterable[Placement], frame: _Frame) -> list[_Area]:
    hues = hue_numbers(edition.opinion_map.themes)
    members: dict[str, list[tuple[float, float]]] = {topic_id: [] for topic_id in edition.topics}
    for point in points:
        if point.topic_id in members:
            members[point.topic_id].append(_place(point, frame))
    return [
        _area(topic, hues.get(topic.theme_id, 0), members[topic.topic_id], frame)
        for topic in edition.topics.values()
    ]


def _area(topic: Topic, hue: int, points: list[tuple[float, float]], frame: _Frame) -> _Area:
    x, y = frame.place(topic.x, topic.y)
    squares = [(px - x) ** 2 + (py - y) ** 2 for px, py in points]
    spread = math.sqrt(sum(squares) / len(squares)) if squares else 0.0
    return _Area(topic, hue, x, y, max(spread, 8.0), tuple(sorted(points)))


def _opening(edition: Edition, language: Language, sheet: Sheet) -> str:
    counts = edition.opinion_map.accounting
    values = {
        "points": quantity(language, len(placed_points(edition)), "messages"),
        "topics": quantity(language, counts.topics, "topics"),
        "lone": quantity(language, counts.lone, "messages"),
    }
    return Markup(
        '<svg class="map {name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="group" aria-labelledby="{name}-title" aria-describedby="{name}-desc">\n'
        '<title id="{name}-title">{title}</title>\n<desc id="{name}-desc">{desc}</desc>'
    ).format(
        name=sheet.name,
        width=sheet.width,
        height=sheet.height,
        title=say(language, "site_map"),
        desc=say(language, "site_map_description", **values),
    )


def _gradients(areas: Iterable[_Area], sheet: Sheet) -> str:
    hues = sorted({area.hue for area in areas})
    return "\n".join(
        f'<radialGradient id="{sheet.name}-{hue}"><stop class="h{hue}" stop-opacity=".1"/>'
        f'<stop class="h{hue}" offset="1" stop-opacity="0"/></radialGradient>'
        for hue in hues
    )


def _ground(area: _Area, sheet: Sheet) -> str:
    radius = min(1.6 * area.radius, sheet.height / 3)
    return (
        f'<circle cx="{area.x:.1f}" cy="{area.y:.1f}" r="{radius:.1f}"'
        f' fill="url(#{sheet.name}-{area.hue})"/>'
    )


def _rings(points: list[tuple[float, float]], sheet: Sheet) -> Iterator[str]:
    if points:
        name = f"{sheet.name}-lone"
        yield f'<path id="{name}" class="ring" d="{_path(points)}"/>'
        yield f'<use class="hole" href="#{name}"/>'


def _dots(area: _Area, link: Callable[[str], str]) -> str:
    """The points as dots of one path; the names carry the link for keyboards and readers."""
    return Markup(
        '<a href="{href}" tabindex="-1" aria-hidden="true"><title>{label}</title>'
        '<path class="dots h{hue}" d="{path}"/></a>'
    ).format(
        href=link(area.topic.topic_id),
        label=area.topic.label,
        hue=area.hue,
        path=_path(area.points),
    )


def _path(points: Iterable[tuple[float, float]]) -> str:
    """A path of lines without length, which round ends turn into dots."""
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in sorted(points))


def _names(
    areas: Iterable[_Area], language: Language, sheet: Sheet, link: Callable[[str], str]
) -> Iterator[str]:
    by_key = {area.topic.topic_id: area for area in areas}
    labels = [_label(area) for area in by_key.values()]
    for lettering in letter(labels, sheet.width, sheet.height):
        topic = by_key[lettering.key].topic
        yield _name(topic, lettering, language, link(topic.topic_id))


def _label(area: _Area) -> Label:
    lines = wrapped(area.topic.label)
    width = max(text_width(line, NAME_SIZE) for line in lines) + 6
    height = len(lines) * NAME_SIZE * LINE + COUNT_SIZE * LINE
    return Label(
        area.topic.topic_id,
        area.topic.label,
        area.x,
        area.y,
        width,
        height,
        area.topic.n_people,
        area.points or ((area.x, area.y),),
    )


def _name(topic: Topic, at: Lettering, language: Language, href: str) -> str:
    lines = wrapped(topic.label)
    height = len(lines) * NAME_SIZE * LINE + COUNT_SIZE * LINE
    y = at.y - height / 2 + NAME_SIZE
    spans = [
        Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>').format(
            at.x, y + number * NAME_SIZE * LINE, line
        )
        for number, line in enumerate(lines)
    ]
    y += (len(lines) - 1) * NAME_SIZE * LINE + COUNT_SIZE * LINE + 1
    count = Markup('<tspan class="count" x="{:.1f}" y="{:.1f}">{}</tspan>').format(
        at.x, y, quantity(language, topic.n_people, "people")
    )
    return Markup('<a href="{}"><text class="name">{}{}</text></a>').format(
        href, Markup("").join(spans), count
    )


def wrapped(text: str) -> tuple[str, ...]:
    """The text on one line or two of about the same width, cut where two lines are too short.

    >>> wrapped("データセンターの電力と場所")
    ('データセンターの', '電力と場所')
    """
    if text_width(text, 1) <= LONGEST_LINE:
        return (text,)
    breaks = [n for n in range(1, len(text)) if not (_word(text[n - 1]) and _word(text[n]))]
    at = min(breaks or [len(text) // 2], key=lambda n: _unevenness(text, n))
    return _cut(text[:at].rstrip()), _cut(text[at:].lstrip())


def _word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _unevenness(text: str, at: int) -> float:
    difference = abs(text_width(text[:at], 1) - text_width(text[at:], 1))
    return difference - (5 if text[at - 1] in BREAKS_AFTER or text[at] == " " else 0)


def _cut(line: str) -> str:
    while line and text_width(line, 1) > LONGEST_LINE:
        line = line.removesuffix("…")[:-1] + "…"
    return line
