"""Quantities: numbers with their unit, as people read them."""

from __future__ import annotations

from typing import Literal

from dashboard.wording import Language, say

Unit = Literal[
    "messages", "people", "voices", "questions", "topics", "themes", "minutes", "days", "acts"
]


def quantity(language: Language, n: int, unit: Unit) -> str:
    """The number with its unit.

    >>> quantity("ja", 1284, "messages"), quantity("en", 1, "people")
    ('1,284件', '1 person')
    """
    return say(language, f"unit_{unit}_one" if n == 1 else f"unit_{unit}", n=f"{n:,}")


def clock(seconds: float) -> str:
    """A place in a video as hours, minutes and seconds.

    >>> clock(2537.9), clock(-20)
    ('0:42:17', '-0:00:20')
    """
    whole = int(abs(seconds))
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
