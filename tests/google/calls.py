"""One request as the fake sees it, and what it remembers of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tests.google.discovery import Method


@dataclass
class Entry:
    """One line of the log of requests; `status` is 0 while, or when, nothing was sent."""

    at: datetime
    method: str
    number: int
    params: dict[str, list[str]]
    status: int = 0


@dataclass(frozen=True)
class Call:
    """One request of a method: the how-many-eth, counted from 1, its parameters and headers."""

    method: Method
    number: int
    params: Mapping[str, list[str]]
    headers: Mapping[str, str]
    entry: Entry

    def one(self, name: str, default: str = "") -> str:
        return self.params.get(name, [default])[0]

    def many(self, name: str) -> list[str]:
        """The values of a parameter that repeats, which Google also takes joined by commas."""
        return [part for text in self.params.get(name, []) for part in text.split(",") if part]
