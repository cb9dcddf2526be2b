"""The seconds of each step of a map, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

Progress = Callable[[str, float], None]
"""Hears the step that goes on, and the share of it that is done."""


class Clock:
    """The seconds of each step, which begins when it is named and ends with the next."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began: dict[str, float] = {}

    def begin(self, step: str) -> None:
        """End the step before, if any, and say that this one begins."""
        self._began[step] = perf_counter()
        self._progress(step, 0.0)

    def advance(self, share: float) -> None:
        """Say how much of the step is done."""
        self._progress(next(reversed(self._began)), share)

    def seconds(self) -> dict[str, float]:
        """Seconds by step, and their total."""
        marks = [*self._began.values(), perf_counter()]
        taken = {
            step: round(end - start, 3)
            for step, start, end in zip(self._began, marks, marks[1:], strict=False)
        }
        return {**taken, "total": round(marks[-1] - marks[0], 3)}
