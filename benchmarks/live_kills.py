"""A live meeting whose processes are killed at random moments: what is lost, how long it is gone.

Usage: python -m benchmarks.live_kills [--kills 30] [--speed 20] [--seed 0] [--write]

The invented sample is replayed by `koemap live`. Before each kill one of collector, analyst, web,
all three, or all with their supervisor is drawn; the last is started again by hand, as an operator
would. Meanwhile somebody at the desk acts, through the store. A desk that is open all the time asks
as its page does: until it says what was killed, and until it says that all is well. Exits with 1
when a bar is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen

from benchmarks import page
from benchmarks.open_desk import OpenDesk
from benchmarks.page import Figure
from koemap.live_records import DeskAct
from koemap.live_runs import BROKEN_OFF
from koemap.moderation import checked
from tests.koemap.live_meeting import PARTS, LiveMeeting, a_live_meeting, children, kill, part

TITLE = "## A live meeting whose processes are killed"
MOST_SECONDS, SAID_WITHIN = 5.0, 5.0
LONG_AGO = datetime.min.replace(tzinfo=UTC)
ALL, EVERYTHING = "all three", "all and supervisor"
TARGETS = (*PARTS, ALL, EVERYTHING)
HEADER = (
    "killed",
    "times",
    "seconds until all is well: median",
    "most",
    "until an open desk says that: median",
    "most",
    "bar",
)


class Run:
    """A meeting under fire: what was done at the desk, and how long each part was gone.

    `seen` is how long it was until an open desk said that all was well.
    """

    def __init__(self, live: LiveMeeting, seed: int) -> None:
        self.live, self.chance = live, random.Random(seed)  # noqa: S311
        self.gone: dict[str, list[float]] = {target: [] for target in TARGETS}
        self.seen: dict[str, list[float]] = {target: [] for target in TARGETS}
        self.desk, self.unsaid = OpenDesk(live), 0
        self.acted: list[str] = []
        self.process: Popen[str] = live.served()[0]
        self.live.until(self.is_well)

    def is_well(self, since: datetime = LONG_AGO) -> bool:
        """Whether all three run, and have said so since then."""
        health = next(iter(self.live.store.healths(self.live.meeting_id).values()), None)
        analyst = self.live.store.analyst(self.live.meeting_id)
        signs = (health and health.at, analyst and analyst.at)
        return all(at and at > since for at in signs) and self.live.answers()

    def kill(self) -> None:
        """Kill something at some moment, and measure until all is well again."""
        ends = time.monotonic() + self.chance.uniform(1, 8)
        while time.monotonic() < ends:
            self.act()
            time.sleep(0.5)
        target = self.chance.choice(TARGETS)
        victims = self._victims(target)
        for pid in victims:
            kill(pid)
        began, killed_at = time.monotonic(), datetime.now(UTC)
        if target == EVERYTHING:
            self.process.wait()
            self.process = self.live.served()[0]
        self.live.until(lambda: self._is_replaced(target, victims) and self.is_well(killed_at))
        self.gone[target].append(time.monotonic() - began)
        self.live.until(lambda: self.desk.look() and self.desk.is_well(killed_at))
        self.seen[target].append(time.monotonic() - began)
        self._await_said(target, killed_at)

    def _await_said(self, target: str, since: datetime) -> None:
        """Count what the desk does not say; where all were killed the next supervisor says it."""
        names = [BROKEN_OFF] if target == EVERYTHING else [target] if target in PARTS else [*PARTS]
        ends = time.monotonic() + SAID_WITHIN
        while not self.desk.says(names, since) and time.monotonic() < ends:
            self.desk.look()
            time.sleep(0.1)
        self.unsaid += not self.desk.says(names, since)

    def _victims(self, target: str) -> list[int]:
        if target in PARTS:
            return part(self.process.pid, target)
        own = [self.process.pid] if target == EVERYTHING else []
        return own + children(self.process.pid)

    def _is_replaced(self, target: str, victims: list[int]) -> bool:
        names = [target] if target in PARTS else [*PARTS]
        now = [part(self.process.pid, name) for name in names]
        return all(now) and not {pid for pids in now for pid in pids} & set(victims)

    def act(self) -> None:
        """Let through some comment, as somebody at the desk does."""
        comment_id = self.chance.choice(self.live.arrived() or [""])
        if comment_id and comment_id not in self.acted:
            meeting_id, key = self.live.meeting_id, f"key-{len(self.acted)}"
            act = DeskAct(meeting_id, "let_through", comment_id, "司会", datetime.now(UTC), key)
            self.live.store.act(act, checked)
            self.acted.append(comment_id)


def main() -> None:
    """Print what was killed and what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as home,
        a_live_meeting(Path(home), speed=chosen.speed) as live,
    ):
        run = Run(live, chosen.seed)
        for _ in range(chosen.kills):
            run.kill()
        live.until(lambda: len(live.arrived()) >= len(live.expected()), seconds=1800)
        told, is_well = report(run)
    print(told)
    if chosen.write:
        command = "`python -m benchmarks.live_kills --write`"
        said = f"{page.when()}. Renewed by {command}."
        page.renew("live kills", f"{TITLE}\n\n{said}\n\n{told}")
    sys.exit(0 if is_well else 1)


def report(run: Run) -> tuple[str, bool]:
    """The tables, and whether every bar is met."""
    live = run.live
    came, due = Counter(live.arrived()), live.expected()
    acts = Counter(act.target for act in live.store.acts(live.meeting_id))
    lost, doubled = len(due - set(came)), came.total() - len(came)
    wrong = sum(acts[target] != 1 for target in run.acted)
    figures = [
        Figure(
            "messages, lost, doubled",
            f"{len(due):,}, {lost}, {doubled}",
            "0, 0",
            not lost + doubled,
        ),
        Figure("acts at the desk, lost or doubled", f"{len(run.acted)}, {wrong}", "0", not wrong),
        Figure("killings that the desk did not say", run.unsaid, "0", not run.unsaid),
    ]
    told = f"{page.barred(figures)}\n\n{page.table(HEADER, list(_rows(run)))}"
    return told, page.are_met(figures) and all(map(_is_soon, run.seen.values()))


def _rows(run: Run) -> Iterator[tuple[object, ...]]:
    for target, seconds in run.gone.items():
        if seconds:
            yield (
                target,
                len(seconds),
                *_middle_and_most(seconds),
                *_middle_and_most(run.seen[target]),
                page.held(f"{MOST_SECONDS:.0f} s", is_met=_is_soon(run.seen[target])),
            )


def _is_soon(seconds: list[float]) -> bool:
    return max(seconds, default=0.0) <= MOST_SECONDS


def _middle_and_most(seconds: list[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2]:.1f}", f"{ordered[-1]:.1f}"


if __name__ == "__main__":
    main()
