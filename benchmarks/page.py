"""Tables written into a page between marks, so that each command renews its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


class Figure(NamedTuple):
    """What was measured, and the bar that it meets or misses, if there is one."""

    what: str
    measured: object
    bar: str = ""
    is_met: bool = True


def barred(figures: Sequence[Figure]) -> str:
    """A table of figures, whose last column says which bars are met."""
    rows = [(one.what, one.measured, held(one.bar, is_met=one.is_met)) for one in figures]
    return table(("what", "measured", "bar"), rows)


def held(bar: str, *, is_met: bool) -> str:
    """A bar, and whether it is met; nothing where there is none."""
    return f"{bar}: {'met' if is_met else 'missed'}" if bar else ""


def are_met(figures: Sequence[Figure]) -> bool:
    """Whether every bar is met."""
    return all(one.is_met for one in figures)


def renew(name: str, text: str, page: Path = PAGE) -> None:
    """Put the text into the page, in place of what stood between the marks of that name."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    old = page.read_text(encoding="utf-8")
    head, _, rest = old.partition(start)
    tail = rest.partition(end)[2]
    if not rest:
        head, tail = f"{old.rstrip()}\n\n", "\n"
    page.write_text(f"{head}{start}\n{text}\n{end}{tail}", encoding="utf-8")


def when() -> str:
    """On which day and on how many cores it was measured."""
    return f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores"
