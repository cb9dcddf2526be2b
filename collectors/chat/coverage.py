"""Which part of a stream its messages cover, and where they fall silent for too long."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

SHORTEST_GAP = 120.0
USUAL_SILENCES = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """Minutes of the stream with a message, out of all, and the gaps as seconds of the video."""

    minutes: int
    all_minutes: int
    gaps: tuple[tuple[float, float], ...]

    def __str__(self) -> str:
        """The coverage in one line, as people read it."""
        covered = f"covered {self.minutes:,} of {self.all_minutes:,} min"
        return f"{covered}, gaps {self.spans}" if self.gaps else f"{covered}, no gaps"

    @property
    def spans(self) -> str:
        """The gaps as minutes and seconds of the video."""
        return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in self.gaps)


def coverage(offsets: Sequence[float], duration: float | None = None) -> Coverage:
    """What messages at these seconds cover of a stream that lasts until `duration` or the last.

    A gap is a silence longer than two minutes and than twenty times the usual one.

    >>> str(coverage([*range(0, 600, 5), *range(1200, 1800, 5)]))
    'covered 20 of 30 min, gaps 9:55–20:00'
    """
    seconds = array("d", sorted(offset for offset in offsets if offset >= 0))
    end = max(seconds[-1] if seconds else 0.0, duration or 0.0)
    silences = array("d", (later - earlier for earlier, later in pairwise(seconds)))
    bound = max(SHORTEST_GAP, USUAL_SILENCES * median(silences) if silences else 0.0)
    gaps = [(a, b) for a, b in pairwise(chain((0.0,), seconds, (end,))) if b - a > bound]
    minutes = len({int(second // 60) for second in seconds})
    return Coverage(minutes, max(minutes, -int(-end // 60)), tuple(gaps))


def clock(seconds: float) -> str:
    """Minutes and seconds of the video.

    >>> clock(5548)
    '92:28'
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
