"""A live meeting whose network fails for two minutes: when that is said, when all is well again.

Usage: python -m benchmarks.live_outage [--seconds 120] [--write]

`koemap live` collects a stream on this machine, to which people go on writing. Once connections to
it are refused; once they are taken and nothing more is said on them, and those that hung so stay
dead. Meanwhile somebody lets messages through at the desk. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import get_args

from benchmarks import page
from tests.koemap.outage import Failure, Outage, a_stream

TITLE = "## A live meeting without a network"
BEFORE, EVERY = 10.0, 0.5  # seconds
MOST_TOLD, MOST_UNTIL_WELL = 60.0, 75.0  # seconds; the longest wait between two tries is a minute
HEADER = (
    "connections are",
    f"seconds until the desk says so (bar {MOST_TOLD:.0f})",
    f"seconds from its end until all is well (bar {MOST_UNTIL_WELL:.0f})",
    "until all has arrived",
    "messages, lost, doubled",
    "acts meanwhile",
)


def main() -> None:
    """Print a table of both failures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    found = [measured(failure, chosen.seconds) for failure in get_args(Failure)]
    told = page.table(HEADER, [row for row, _ in found])
    print(told)
    if chosen.write:
        command = "`python -m benchmarks.live_outage --write`"
        said = f"{page.when()}, {chosen.seconds:.0f} seconds each. Renewed by {command}."
        page.renew("live outage", f"{TITLE}\n\n{said}\n\n{told}")
    sys.exit(0 if all(is_well for _, is_well in found) else 1)


def measured(failure: Failure, seconds: float) -> tuple[tuple[object, ...], bool]:
    """The row of one outage, and whether it meets every bar."""
    with tempfile.TemporaryDirectory() as home, a_stream(Path(home), every=EVERY) as stream:
        stream.post(BEFORE + seconds)
        stream.live.await_arrivals(int(BEFORE / EVERY))
        outage = stream.fail(failure, seconds)
        came, due = Counter(stream.live.texts()), set(stream.posted)
    lost, doubled = len(due - set(came)), came.total() - len(came)
    figures = f"{len(due):,}, {lost}, {doubled}"
    told = "never" if outage.told is None else f"{outage.told:.1f}"
    row = (failure, told, f"{outage.well:.1f}", f"{outage.whole:.1f}", figures, outage.acted)
    return row, not (lost or doubled) and meets(outage)


def meets(outage: Outage) -> bool:
    """Whether the failure was told soon, was over soon, and acts were accepted meanwhile."""
    is_told = outage.told is not None and outage.told <= MOST_TOLD
    return is_told and outage.well <= MOST_UNTIL_WELL and outage.acted > 0


if __name__ == "__main__":
    main()
