"""The colours that carry meaning: one hue per theme, for light and dark surfaces.

The hues stay apart for colour-blind readers; `tests/dashboard/test_palette.py` computes how far.
`assets/tokens.css` names the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from koemap.records import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the map; `hues` are the themes' in reading order, `more` every later one's."""

    hues: tuple[str, ...]
    more: str
    ink: str
    soft_ink: str
    lone: str
    paper: str
    line: str


LIGHT = Palette(
    hues=(
        "#0000bb",
        "#bb2200",
        "#5599aa",
        "#885566",
        "#dd7777",
        "#660011",
        "#6655ee",
        "#442244",
    ),
    more="#6f6f76",
    ink="#1a1a1c",
    soft_ink="#5f5f66",
    lone="#8a8a92",
    paper="#ffffff",
    line="#d9d9de",
)
DARK = Palette(
    hues=(
        "#8ea2ff",
        "#ff8a5c",
        "#44ccbb",
        "#996688",
        "#ccddff",
        "#dd4444",
        "#7766dd",
        "#eeee77",
    ),
    more="#a3a3ac",
    ink="#f1f1f4",
    soft_ink="#b4b4bd",
    lone="#85858f",
    paper="#1b1c21",
    line="#3a3b43",
)


def hue_numbers(themes: Iterable[Theme]) -> Mapping[str, int]:
    """The number of each theme's hue by theme id, from 1; 0 when there are more themes than hues.

    It is that of the theme's id where there is such a hue, so that a theme which goes on keeps its
    colour whatever order themes come in; others have the first that is free.

    >>> dict(hue_numbers([Theme("T2", "学び"), Theme("T11", "水"), Theme("T1", "電力")]))
    {'T1': 1, 'T2': 2, 'T11': 3}
    """
    free, found = [*range(1, len(LIGHT.hues) + 1)], dict[str, int]()
    for number, theme_id in sorted((_number(theme.theme_id), theme.theme_id) for theme in themes):
        hue = number if number in free else next(iter(free), 0)
        found[theme_id] = hue
        if hue:
            free.remove(hue)
    return found


def _number(theme_id: str) -> int:
    return int("".join(filter(str.isdigit, theme_id)) or 0)


def colour(palette: Palette, number: int) -> str:
    """The colour of that hue number."""
    return palette.hues[number - 1] if number else palette.more
