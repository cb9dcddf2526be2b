"""Cards: the pictures that social media show beside a link, drawn without fonts and network.

A card shows the dots of the map, those of its topic in their colour and larger. Words stand in the
title and the description, which social media write themselves.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dashboard.palette import LIGHT, hue_numbers
from dashboard.picture import drawn_points
from dashboard.publishing import topic_slug
from koemap.edition import Edition
from koemap.records import Placement

WIDTH, HEIGHT, MARGIN = 1200, 630, 50
PALETTE = (LIGHT.paper, LIGHT.line, LIGHT.lone, LIGHT.more, *LIGHT.hues)
PALE, LONE, HUES = 1, 2, 3  # places in the palette; hue 0 is the first of the hues
SMALL, LARGE = 5, 8  # radius in pixels

Pixels = NDArray[np.uint8]
Dot = tuple[float, float, int, int]  # across, down, place in the palette, radius


def cards(edition: Edition) -> Mapping[str, bytes]:
    """The card of the whole map and of each topic as PNG, by file name."""
    points = drawn_points(edition)
    found = {"cards/index.png": _png(_drawn(_dots(edition, points, "")))}
    for topic_id in edition.topics:
        dots = _drawn(_dots(edition, points, topic_id))
        found[f"cards/{topic_slug(topic_id)}.png"] = _png(dots)
    return found


def _dots(edition: Edition, points: tuple[Placement, ...], chosen: str) -> Iterator[Dot]:
    """The dots, those of the chosen topic last; without one, all in their colours."""
    hues = hue_numbers(edition.opinion_map.themes)
    left, top, scale = _frame(points)
    for p in sorted(points, key=lambda p: (p.topic_id == chosen and bool(chosen), p.comment_id)):
        topic = edition.topics.get(p.topic_id)
        place = HUES + hues.get(topic.theme_id, 0) if topic else LONE
        mine = bool(chosen) and p.topic_id == chosen
        shade = place if mine or not chosen else PALE
        x, y = left + scale * (p.x or 0.0), top - scale * (p.y or 0.0)
        yield x, y, shade, LARGE if mine else SMALL


def _frame(points: tuple[Placement, ...]) -> tuple[float, float, float]:
    """Where the map's origin lies on the card, and how many pixels are one of its units."""
    xs, ys = [p.x or 0.0 for p in points] or [0.0], [p.y or 0.0 for p in points] or [0.0]
    width, height = max(xs) - min(xs) or 1e-9, max(ys) - min(ys) or 1e-9
    scale = min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height, 1e6)
    left = WIDTH / 2 - scale * (max(xs) + min(xs)) / 2
    return left, HEIGHT / 2 + scale * (max(ys) + min(ys)) / 2, scale


def _drawn(dots: Iterator[Dot]) -> Pixels:
    """The picture, shape (HEIGHT, WIDTH), each pixel a place in the palette."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    for x, y, shade, radius in dots:
        column, row = round(x), round(y)
        rows = slice(max(row - radius, 0), max(row + radius + 1, 0))
        columns = slice(max(column - radius, 0), max(column + radius + 1, 0))
        down, across = np.ogrid[rows, columns]
        part = pixels[rows, columns]
        height, width = part.shape
        inside = (down[:height] - row) ** 2 + (across[:, :width] - column) ** 2 <= radius**2
        part[inside] = shade
    return pixels


def _png(pixels: Pixels) -> bytes:
    """The picture as a PNG file with a palette."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    colours = b"".join(bytes.fromhex(colour[1:]) for colour in PALETTE)
    lines = np.pad(pixels, ((0, 0), (1, 0))).tobytes()  # each line begins with its filter: none
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(lines, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in (*chunks, (b"IEND", b"")))


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
