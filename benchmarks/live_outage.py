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
from benchmarks.page import Figure
from tests.koemap.outage import Failure, Outage, a_stream

TITLE = "## A live meeting without a network"
WAYS = (
    "Connections to what is collected are either refused, or taken while nothing more is said on"
    " them."
)
BEFORE, EVERY = 10.0, 0.5  # seconds
MOST_TOLD, MOST_UNTIL_WELL = 60.0, 75.0  # seconds; the longest wait between two tries is a minute


def main() -> None:
    """Print a table of both failures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    found = [one for failure in get_args(Failure) for one in measured(failure, chosen.seconds)]
    told = page.barred(found)
    print(told)
    if chosen.write:
        command = "`python -m benchmarks.live_outage --write`"
        said = f"{page.when()}, {chosen.seconds:.0f} seconds each. {WAYS} Renewed by {command}."
        page.renew("live outage", f"{TITLE}\n\n{said}\n\n{told}")
    sys.exit(0 if page.are_met(found) else 1)


def measured(failure: Failure, seconds: float) -> list[Figure]:
    """What came of one outage."""
    with tempfile.TemporaryDirectory() as home, a_stream(Path(home), every=EVERY) as stream:
        stream.post(BEFORE + seconds)
        stream.live.await_arrivals(int(BEFORE / EVERY))
        outage = stream.fail(failure, seconds)
        came, due = Counter(stream.live.texts()), set(stream.posted)
    lost, doubled = len(due - set(came)), came.total() - len(came)
    messages = Figure(
        "messages, lost, doubled", f"{len(due):,}, {lost}, {doubled}", "0, 0", not (lost or doubled)
    )
    found = (*waits(outage), messages, acts(outage))
    return [one._replace(what=f"{failure}: {one.what}") for one in found]


def waits(outage: Outage) -> tuple[Figure, ...]:
    """How long it took until the desk said what was so."""
    told = "never" if outage.told is None else f"{outage.told:.1f} s"
    is_soon = outage.told is not None and outage.told <= MOST_TOLD
    is_well = outage.well <= MOST_UNTIL_WELL
    return (
        Figure("until the desk says so", told, f"{MOST_TOLD:.0f} s", is_soon),
        Figure(
            "from its end until the desk says that all is well",
            f"{outage.well:.1f} s",
            f"{MOST_UNTIL_WELL:.0f} s",
            is_well,
        ),
        Figure("from its end until everything has arrived", f"{outage.whole:.1f} s"),
    )


def acts(outage: Outage) -> Figure:
    """How many acts were tried at the desk meanwhile, and accepted."""
    is_met = 0 < outage.tried == outage.acted
    return Figure("acts meanwhile, accepted", f"{outage.tried}, {outage.acted}", "all", is_met)


if __name__ == "__main__":
    main()
