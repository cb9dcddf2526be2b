"""The rhythm of a topic: how much was written about it when, over the whole meeting's time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from dashboard.listing import SHOWN, rows
from dashboard.memory import remembered
from koemap.counting import count_people
from koemap.edition import Edition
from koemap.records import Comment

MOST_STEPS = 48
FEWEST = 3  # messages; of fewer, a list tells as much
MINUTES = (5, 10, 15, 30, 60, 120, 240, 480)
DAYS = (1, 7, 14, 28, 91, 364)


@dataclass(frozen=True, slots=True)
class Step:
    """What was written from `start` up to the next step."""

    start: int
    n_messages: int
    n_people: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Steps of `width` minutes of the video or days (since the year 1), and those left aside.

    `n_aside` counts the comments that have no such time.
    """

    unit: Literal["minutes", "days"]
    width: int
    steps: tuple[Step, ...]
    n_aside: int

    @property
    def crosses_years(self) -> bool:
        """Whether its days lie in more than one year."""
        if self.unit == "minutes":
            return False
        ends = (self.steps[0].start, self.steps[-1].start + self.width - 1)
        return len({date.fromordinal(day).year for day in ends}) > 1

    @property
    def most(self) -> int:
        """The messages of the fullest step."""
        return max(step.n_messages for step in self.steps)


def rhythm(edition: Edition, comments: Sequence[Comment], zone: ZoneInfo) -> Rhythm | None:
    """By minutes of the stream when most were written in it, else by days; None for too few."""
    timed = [(int((c.offset_seconds or 0.0) // 60), c) for c in comments if _streamed(c)]
    dated = [(c.posted_at.astimezone(zone).toordinal(), c) for c in comments if c.posted_at]
    if len(timed) >= max(FEWEST, len(comments) / 2):
        steps = _steps(timed, 0, _stream_minutes(edition), MINUTES)
        return Rhythm("minutes", *steps, len(comments) - len(timed))
    if len(dated) < FEWEST or len({day for day, _ in dated}) < 2:
        return None
    days = [day for day, _ in dated]
    return Rhythm("days", *_steps(dated, min(days), max(days), DAYS), len(comments) - len(dated))


def _streamed(comment: Comment) -> bool:
    return comment.offset_seconds is not None and comment.offset_seconds >= 0


@remembered
def _stream_minutes(edition: Edition) -> int:
    """The last minute of the video in which anything was written that readers may see."""
    shown = (row.comment for row in rows(edition) if row.placement.status in SHOWN)
    return max((int((c.offset_seconds or 0.0) // 60) for c in shown if _streamed(c)), default=0)


def _steps(
    placed: Iterable[tuple[int, Comment]], first: int, last: int, widths: Sequence[int]
) -> tuple[int, tuple[Step, ...]]:
    """The narrowest width that gives few enough steps, and the steps."""
    width = next((w for w in widths if (last - first) // w < MOST_STEPS), widths[-1])
    written: list[list[Comment]] = [[] for _ in range((last - first) // width + 1)]
    for at, comment in placed:
        written[(at - first) // width].append(comment)
    starts = range(first, last + 1, width)
    steps = (Step(at, len(c), count_people(c)) for at, c in zip(starts, written, strict=True))
    return width, tuple(steps)
