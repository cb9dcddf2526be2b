"""The canvas of a map: its size and surface, what stands out on it, from coordinates to pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from dashboard.palette import DARK, LIGHT, Palette
from koemap.records import Placement

MARGIN = 38.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """How large and on which surface the map is drawn; sizes in pixels.

    `most_dots` is None when all are drawn.
    """

    width: float = 760.0
    height: float = 560.0
    dark: bool = False
    most_dots: int | None = None

    @property
    def palette(self) -> Palette:
        """The colours of its surface."""
        return DARK if self.dark else LIGHT


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader picked; `matches` is None without a search."""

    topic: str = ""
    matches: frozenset[str] | None = None
    comment: str = ""

    def lit(self, placement: Placement) -> bool:
        """Whether the dot keeps its colour."""
        if self.topic and placement.topic_id != self.topic:
            return False
        return self.matches is None or placement.comment_id in self.matches


@dataclass(frozen=True, slots=True)
class Frame:
    """From map coordinates to pixels, the same scale both ways; `y` grows upwards on the map."""

    x: float
    y: float
    scale: float
    canvas: Canvas

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """The place on the picture, from its upper left corner."""
        across = self.canvas.width / 2 + (x - self.x) * self.scale
        return across, self.canvas.height / 2 - (y - self.y) * self.scale

    def spans(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The visible ranges of x and y."""
        across, up = self.canvas.width / 2 / self.scale, self.canvas.height / 2 / self.scale
        return (self.x - across, self.x + across), (self.y - up, self.y + up)


def framed(placed: Sequence[Placement], canvas: Canvas) -> Frame:
    """The whole map, centred, as large as the canvas allows."""
    xs, ys = [p.x or 0.0 for p in placed] or [0.0], [p.y or 0.0 for p in placed] or [0.0]
    across, up = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    scale = min((canvas.width - 2 * MARGIN) / across, (canvas.height - 2 * MARGIN) / up)
    return Frame((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, max(scale, 1e-9), canvas)


def drawn(placed: Sequence[Placement], choice: Choice, canvas: Canvas) -> tuple[Placement, ...]:
    """The dots to draw: all, or as many as the canvas holds, what stands out first.

    Which others are drawn depends on their comment ids alone.
    """
    if canvas.most_dots is None or len(placed) <= canvas.most_dots:
        return tuple(placed)

    def turn(p: Placement) -> tuple[bool, bool, bytes]:
        hashed = sha256(p.comment_id.encode(errors="replace")).digest()
        return p.comment_id != choice.comment, not choice.lit(p), hashed

    kept = {p.comment_id for p in sorted(placed, key=turn)[: canvas.most_dots]}
    return tuple(p for p in placed if p.comment_id in kept)
