"""Lettering: where the names of topics stand on a picture of the map.

A name says whose the dots below it are. So the name of a topic whose dots are known touches some of
them, and more of them than of any other topic; where there is no such place, it is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GAP = 4.0  # pixels kept free between two boxes, so that names stay apart
WIDE, NARROW = 1.0, 0.56  # em, measured on Noto Sans JP
STEPS = (0.0, 0.6, 1.1, 1.7)  # distances tried, in boxes; farther away a name misleads
DIRECTIONS = ((0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (1, 0), (-1, 0))
TOUCH = 1.0  # pixel within which a box touches a dot; it is a little wider than its name
HIDDEN = 1 / 3  # of the dots of another topic; a name on more of them would take their place
PLAIN = 0.6  # of the dots that a name touches; with so many of its own nobody looks further
CLUMPS, CLUMP, LEAST = 3, 24.0, 0.1  # places tried, their radius in pixels, their share of the dots
MOST_COMPARED = 200  # dots of a topic among which the clumps are sought
DOWN = (-1.0, 1.0, -0.5, 0.5, 0.0)  # from a clump, in halves of its height and the name's
ASIDE = (0.0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9)  # the same, in widths of the name

Dots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A text box that wants to stand near its anchor (`x`, `y`); all in pixels.

    Of two labels that want the same place, the one with more `weight` gets it. A label with `dots`
    stands at these and not at its anchor.
    """

    key: str
    text: str
    x: float
    y: float
    width: float
    height: float
    weight: float
    dots: Dots = ()


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
    order = sorted(labels, key=lambda label: (-label.weight, label.key))
    field = _Field.of([label.dots for label in order])
    for number, label in enumerate(order):
        fits = (b for b in _candidates(label, width, height) if not any(map(b.meets, placed)))
        box = field.best(number, fits) if label.dots else next(fits, None)
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


@dataclass(frozen=True, slots=True)
class _Field:
    """The dots of all labels from left to right, each with the number of its label."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    owner: NDArray[np.int64]
    totals: NDArray[np.int64]

    @classmethod
    def of(cls, dots: Sequence[Dots]) -> _Field:
        """The field of these dots, label by label."""
        totals = np.array([len(own) for own in dots], dtype=np.int64)
        places = np.array([dot for own in dots for dot in own], dtype=np.float64).reshape(-1, 2)
        order = np.argsort(places[:, 0], kind="stable")
        owner = np.repeat(np.arange(len(dots)), totals)
        return cls(places[order, 0], places[order, 1], owner[order], totals)

    def best(self, number: int, boxes: Iterable[_Box]) -> _Box | None:
        """The first box that plainly names the dots of that label, else the one that does best."""
        found, most = None, 0.0
        for box in boxes:
            share = self.own(number, box)
            if share > most:
                found, most = box, share
            if most >= PLAIN:
                break
        return found

    def own(self, number: int, box: _Box) -> float:
        """The label's share of the dots that the box touches; 0 where it would name others."""
        touched = self._touched(box)
        others, own = touched / np.maximum(self.totals, 1), int(touched[number])
        others[number] = touched[number] = 0
        if own <= touched.max() or others.max() > HIDDEN:
            return 0.0
        return own / float(own + touched.sum())

    def _touched(self, box: _Box) -> NDArray[np.int64]:
        """How many dots of each label the box touches."""
        across = box.width / 2 + TOUCH
        start, end = np.searchsorted(self.x, (box.x - across, box.x + across))
        near = np.abs(self.y[start:end] - box.y) <= box.height / 2 + TOUCH
        return np.bincount(self.owner[start:end][near], minlength=len(self.totals))


def _candidates(label: Label, width: float, height: float) -> Iterator[_Box]:
    if label.width > width or label.height > height:
        return
    for x, y in _at_dots(label) if label.dots else _around_anchor(label):
        inside = _within(x, label.width, width), _within(y, label.height, height)
        yield _Box(*inside, label.width, label.height)


def _around_anchor(label: Label) -> Iterator[tuple[float, float]]:
    for step in STEPS:
        for right, down in DIRECTIONS if step else ((0, 0),):
            yield label.x + right * step * label.width / 2, label.y + down * step * label.height


def _at_dots(label: Label) -> Iterator[tuple[float, float]]:
    """Above, below and on the clumps of the dots, the largest first."""
    for x, y, reach in clumps(label.dots):
        for down in DOWN:
            for right in ASIDE:
                yield x + right * label.width, y + down * (reach + label.height / 2)


def clumps(dots: Dots) -> Iterator[tuple[float, float, float]]:
    """Where dots are densest, the densest place first: x, y and how high most of it reaches.

    A clump has a tenth of the dots or more, but for the first.

    >>> list(clumps(((3.0, 4.0), (3.0, 4.0), (90.0, 4.0))))
    [(3.0, 4.0, 0.0), (90.0, 4.0, 0.0)]
    """
    left = np.array(dots[:: -(-len(dots) // MOST_COMPARED)], dtype=np.float64)
    least = LEAST * len(left)
    for number in range(CLUMPS):
        apart = np.hypot(*(left[:, None] - left).transpose(2, 0, 1))
        near = apart <= CLUMP
        densest = near[near.sum(axis=1).argmax()] if len(left) else near
        if not len(left) or (number and densest.sum() < least):
            return
        crowd = left[densest]
        x, y = crowd.mean(axis=0)
        yield float(x), float(y), float(np.quantile(np.abs(crowd[:, 1] - y), 0.7))
        left = left[~densest]


def _within(centre: float, size: float, limit: float) -> float:
    return float(min(max(centre, size / 2), limit - size / 2))


def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return WIDE if unicodedata.east_asian_width(character) in "WFA" else NARROW
