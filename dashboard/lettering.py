"""Lettering: where the names of topics stand on a picture of the map."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 4.0  # pixels kept free between two boxes, so that names stay apart
WIDE, NARROW = 1.0, 0.56  # em, measured on Noto Sans JP
STEPS = (0.0, 0.6, 1.1, 1.7)  # distances tried, in boxes; farther away a name misleads
DIRECTIONS = ((0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (1, 0), (-1, 0))


@dataclass(frozen=True, slots=True)
class Label:
    """A text box that wants to stand near its anchor (`x`, `y`); all in pixels.

    Of two labels that want the same place, the one with more `weight` gets it.
    """

    key: str
    text: str
    x: float
    y: float
    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """The centre of a box that found its place."""

    key: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: _Box) -> bool:
        """Whether the two boxes come closer than the gap."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + GAP
            and abs(self.y - other.y) < (self.height + other.height) / 2 + GAP
        )


def letter(labels: Sequence[Label], width: float, height: float) -> tuple[Lettering, ...]:
    """The places of the labels in a picture of that size, the heaviest first.

    No two boxes overlap and each lies inside the picture; a label without a place is left out.

    >>> letter([Label("t01", "窓口", x=50, y=40, width=30, height=16, weight=3)], 100, 80)
    (Lettering(key='t01', x=50.0, y=40.0),)
    """
    placed: list[_Box] = []
    letterings = []
    for label in sorted(labels, key=lambda label: (-label.weight, label.key)):
        fits = (b for b in _candidates(label, width, height) if not any(map(b.meets, placed)))
        box = next(fits, None)
        if box:
            placed.append(box)
            letterings.append(Lettering(label.key, box.x, box.y))
    return tuple(letterings)


def text_width(text: str, size: float) -> float:
    """The width of a text in a font of that size, estimated from the widths of its characters.

    >>> text_width("声AI", 10)
    21.2
    """
    return round(size * sum(map(_em, text)), 2)


def _candidates(label: Label, width: float, height: float) -> Iterator[_Box]:
    if label.width > width or label.height > height:
        return
    for step in STEPS:
        for right, down in DIRECTIONS if step else ((0, 0),):
            x = label.x + right * step * label.width / 2
            y = label.y + down * step * label.height
            inside = _within(x, label.width, width), _within(y, label.height, height)
            yield _Box(*inside, label.width, label.height)


def _within(centre: float, size: float, limit: float) -> float:
    return float(min(max(centre, size / 2), limit - size / 2))


def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return WIDE if unicodedata.east_asian_width(character) in "WFA" else NARROW
