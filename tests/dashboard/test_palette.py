"""How far the hues stay apart: CIEDE2000 between all pairs, for four kinds of vision."""

from __future__ import annotations

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import pytest

import dashboard
from dashboard.palette import DARK, LIGHT, Palette, hue_numbers
from koemap.records import Theme

TOKENS = Path(dashboard.__file__).parent / "assets" / "tokens.css"
Triple = tuple[float, float, float]
# Machado, Oliveira and Fernandes 2009, severity 1.0
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_hues_stay_apart_for_every_vision(palette: Palette, vision: str) -> None:
    colours = [lab(seen(linear(hue), VISIONS[vision])) for hue in palette.hues]
    assert min(distance(*pair) for pair in combinations(colours, 2)) >= 10


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_drawn_stands_out_from_its_surface(palette: Palette) -> None:
    for drawn in (*palette.hues, palette.more, palette.lone):
        assert contrast(drawn, palette.paper) >= 3, drawn
    for written in (palette.ink, palette.soft_ink):
        assert contrast(written, palette.paper) >= 4.5, written


def test_the_style_sheet_names_the_same_colours() -> None:
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition("@media")
    for palette, sheet in ((LIGHT, light), (DARK, dark)):
        named = dict(re.findall(r"--([\w-]+): (#\w+)", sheet))
        assert [named[f"hue-{n}"] for n in range(1, 9)] == list(palette.hues)
        assert named["hue-0"] == palette.more
        assert (named["paper"], named["ink"], named["lone"]) == (
            palette.paper,
            palette.ink,
            palette.lone,
        )


def test_words_on_screen_can_be_read() -> None:
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition("@media")
    for sheet in (light, dark):
        named = dict(re.findall(r"--([\w-]+): (#\w+)", sheet))
        pairs = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "wash")]
        pairs += [("ok", "ok-wash"), ("warn", "warn-wash"), ("accent-ink", "accent-wash")]
        pairs += [("accent-ink", "paper"), ("ink-2", "line-2"), ("ink", "mark")]
        for ink, ground in pairs:
            assert contrast(named[ink], named[ground]) >= 4.5, (ink, ground)


def test_a_theme_past_the_last_hue_has_none() -> None:
    numbers = hue_numbers([Theme(f"T{n}", "") for n in range(1, 11)])
    assert [numbers["T1"], numbers["T8"], numbers["T9"], numbers["T10"]] == [1, 8, 0, 0]


def test_the_distance_is_that_of_the_published_pairs() -> None:
    # Sharma, Wu and Dalal 2005, table 1, pairs 1 and 9
    first = distance((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485))
    ninth = distance((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011))
    assert (round(first, 4), round(ninth, 4)) == (2.0425, 7.2195)


def linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    lights = [
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
        for c in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def seen(colour: Triple, vision: tuple[Triple, Triple, Triple]) -> Triple:
    red, green, blue = (
        min(max(sum(w * p for w, p in zip(row, colour, strict=True)), 0.0), 1.0) for row in vision
    )
    return red, green, blue


def lab(colour: Triple) -> Triple:
    red, green, blue = colour
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Triple, other: Triple) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2)
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm))
    t += 0.32 * cos(radians(3 * hm + 6)) - 0.20 * cos(radians(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * sqrt(cm**7 / (cm**7 + 25**7))
    rt = -sin(radians(60 * exp(-(((hm - 275) / 25) ** 2)))) * rc
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, dh / sh
    return sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


def _mean_hue(h1: float, h2: float, product: float) -> float:
    if not product:
        return h1 + h2
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2
