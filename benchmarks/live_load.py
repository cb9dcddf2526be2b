"""A live meeting under load: when a message is on the desk, a burst gone, a stop in force.

Usage: python -m benchmarks.live_load [--rate 200] [--minutes 10] [--write]

`koemap live` replays an invented chat of so many messages a second, with 2,000 more at once in the
middle; collector, analyst, web and this desk share the machine. The desk polls as its page does,
once a second; a message counts from the moment at which the replay gives it. A message that the
desk was never told counts until the end of the run, unless the desk was told that it left it out.
A minute before the end somebody presses stop at the desk. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time
from typing import Any

from benchmarks import page
from benchmarks.live_soak import memories, said
from benchmarks.open_desk import answer, asked
from benchmarks.page import Figure
from dashboard.live.audience import NOTHING
from dashboard.live.pages import live_path, overlay_path
from dashboard.live.rows import MOST_ROWS
from koemap.settings import secret
from tests.collectors.chat import a_line, written
from tests.koemap.live_meeting import LiveMeeting, a_live_meeting

N_BURST, PEOPLE = 2_000, 5_000
EVERY = 1.0  # seconds between polls, as the desk's own script
BAR_DESK, BAR_BURST, BAR_STOP = 3.0, 10.0, 1.0  # seconds
TITLE = "## A live meeting under load"
LEFT = (
    f"A poll tells the {MOST_ROWS} newest of the messages that came since the one before and says"
    " where the others begin; a desk asks for those, 200 at a time, when somebody goes on to them."
    " Nobody does so here, so they are told late, when the analyst says more of them, as after a"
    " new map, or never; they are counted apart. Any other message that was not told counts as told"
    " at the end of the run."
)


@dataclass
class Watch:
    """A desk that polls: when it first saw each row, and how long its polls took.

    `left` are the numbers of the rows that a poll left out and said so; `unread` is the longest
    that it found a message waiting for the analyst, in seconds.
    """

    live: LiveMeeting
    seen: dict[str, float] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    polls: list[float] = field(default_factory=list)
    unread: float = 0.0
    is_over: bool = False
    ended: float = 0.0

    def run(self) -> None:
        """Poll until it is over."""
        heads = ""
        connection = HTTPConnection("127.0.0.1", self.live.port, timeout=60)
        while not self.is_over:
            began = monotonic()
            told = asked(connection, f"{desk_of(self.live)}/state?after={heads}")
            self.polls.append(monotonic() - began)
            self._hear(told, int(heads.partition(".")[0] or 0))
            heads = told["heads"]
            for one in self.live.store.unassigned(self.live.meeting_id, 1):
                self.unread = max(self.unread, time() - one.at.timestamp())
            sleep(max(0.0, began + EVERY - monotonic()))
        self.ended = time()

    def _hear(self, told: dict[str, Any], reached: int) -> None:
        now = time()
        for row in told["rows"]:
            self.seen.setdefault(row["id"], now)
        self.left |= set(range(reached + 1, told["gap"])) - {row["n"] for row in told["rows"]}


@dataclass(frozen=True)
class Waits:
    """Seconds until the desk had each message; of those that a poll left out, how many.

    `late` are those among them that it had by the end, `untold` the others that it never had.
    """

    seconds: list[float]
    left: int
    late: int
    untold: int


@dataclass(frozen=True)
class Loaded:
    """What came of a meeting under load."""

    waits: Waits
    polls: list[float]
    burst: float
    unread: float
    blank: float
    frozen: float
    before: dict[str, float]
    after: dict[str, float]


def desk_of(live: LiveMeeting) -> str:
    """The address of the desk."""
    return f"/desk/{live.meeting_id}"


def act(connection: HTTPConnection, live: LiveMeeting, verb: str, target: str = "") -> None:
    """Do that at the desk, as its page does for somebody who sits at it."""
    wish = {"verb": verb, "target": target, "key": f"{verb} {target}", "details": {}}
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    connection.request("POST", f"{desk_of(live)}/act", json.dumps(wish).encode(), headers)
    answer(connection)


def main() -> None:
    """Print the table of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=200, help="messages a second")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    seconds = 60 * chosen.minutes
    with tempfile.TemporaryDirectory() as folder:
        chat = written(Path(folder) / "load.live_chat.json", lines(chosen.rate, seconds))
        with a_live_meeting(Path(folder) / "home", chat=chat, speed=1.0) as live:
            found = figures(loaded(live, chosen.rate, seconds), chosen.rate, seconds)
    print(page.barred(found))
    if chosen.write:
        command = "`python -m benchmarks.live_load --write`"
        told = f"{page.when()}. {LEFT} Renewed by {command}."
        page.renew("live load", f"{TITLE}\n\n{told}\n\n{page.barred(found)}")
    sys.exit(0 if page.are_met(found) else 1)


def lines(rate: int, seconds: float) -> Iterator[dict[str, Any]]:
    """The chat: so many messages a second, and more at once in the middle."""
    steady = [number / rate for number in range(int(rate * seconds))]
    at = sorted([*steady, *[seconds / 2] * N_BURST])
    return (
        a_line(number, said(number), second=second, author=f"a{number * 7919 % PEOPLE}")
        for number, second in enumerate(at)
    )


def loaded(live: LiveMeeting, rate: int, seconds: float) -> Loaded:
    """What came of the meeting, while a desk polled all the time."""
    process, _ = live.served()
    watch = Watch(live)
    desk = Thread(target=watch.run)
    desk.start()
    live.await_arrivals(1)
    began, before = monotonic(), memories(process.pid)
    sleep(max(0.0, began + seconds / 2 - 1 - monotonic()))
    burst = backlog(live, int(rate * seconds / 2) + N_BURST)
    sleep(max(0.0, began + seconds - min(60, seconds / 4) - monotonic()))
    blank, frozen = stopped(live)
    live.until(lambda: live.store.heads(live.meeting_id)[0] >= rate * seconds + N_BURST)
    after = memories(process.pid)
    sleep(5)
    watch.is_over = True
    desk.join()
    return Loaded(
        waited(live, watch), watch.polls, burst, watch.unread, blank, frozen, before, after
    )


def figures(run: Loaded, rate: int, seconds: float) -> list[Figure]:
    """The rows of the table."""
    waits, n = run.waits, len(run.waits.seconds)
    p95 = quantile(waits.seconds, 0.95)
    halves = f"{statistics.median(waits.seconds):.2f}, {p95:.2f}, {max(waits.seconds):.2f} s"
    polls = f"{statistics.median(run.polls):.2f}, {quantile(run.polls, 0.95):.2f} s"
    grown = ", ".join(f"{name} {mb:.0f} → {run.after[name]:.0f}" for name, mb in run.before.items())
    what = f"message to desk, {rate}/s for {seconds / 60:g} min: median, p95, most"
    stop = max(run.blank, run.frozen)
    return [
        Figure(what, halves, f"p95 {BAR_DESK:.0f} s", p95 <= BAR_DESK),
        Figure("messages counted so, never told among them", f"{n:,}, {waits.untold:,}"),
        Figure(
            "left out by a poll that says so, told later among them",
            f"{waits.left:,}, {waits.late:,}",
        ),
        Figure("a poll: median, p95", polls),
        gone(f"backlog of {N_BURST:,} gone after", run.burst),
        gone("longest that a poll found a message waiting for the analyst", run.unread),
        Figure(
            "stop pressed at the desk: overlay blank, public page frozen",
            f"{run.blank:.2f}, {run.frozen:.2f} s",
            f"{BAR_STOP:.0f} s",
            stop <= BAR_STOP,
        ),
        Figure("memory of each process, MB", grown),
    ]


def gone(what: str, seconds: float) -> Figure:
    """A row about how long messages wait to be read."""
    return Figure(what, f"{seconds:.1f} s", f"{BAR_BURST:.0f} s", seconds <= BAR_BURST)


def waited(live: LiveMeeting, watch: Watch) -> Waits:
    """Seconds from when the replay gave each message until the desk had its row."""
    due: dict[str, tuple[int, float]] = {}
    after, begin = 0, float("inf")
    while more := live.store.arrivals(live.meeting_id, after):
        for one in more:
            second = one.comment.offset_seconds or 0.0
            due[one.comment.comment_id] = one.number, second
            begin = min(begin, one.at.timestamp() - second)
        after = more[-1].number
    counted = {one: second for one, (number, second) in due.items() if number not in watch.left}
    seconds = [watch.seen.get(one, watch.ended) - begin - at for one, at in counted.items()]
    late = len((due.keys() - counted.keys()) & watch.seen.keys())
    return Waits(seconds, len(due) - len(counted), late, len(counted.keys() - watch.seen.keys()))


def backlog(live: LiveMeeting, n_at_least: int) -> float:
    """Seconds from the arrival of the burst until nothing of it, or before it, waits to be read."""
    store, meeting_id = live.store, live.meeting_id
    live.until(lambda: store.heads(meeting_id)[0] >= n_at_least)
    began, last = monotonic(), store.heads(meeting_id)[0]
    live.until(lambda: all(one.number > last for one in store.unassigned(meeting_id, 1)), 60)
    return monotonic() - began


def stopped(live: LiveMeeting) -> tuple[float, float]:
    """Seconds from a press of stop, a question being on air, until the outputs are stopped.

    The first until the overlay has nothing, the second until the public page is frozen.
    """
    connection = HTTPConnection("127.0.0.1", live.port, timeout=60)
    overlay = f"{overlay_path(secret(live.home), live.meeting_id)}state.json"
    public = f"{live_path(live.meeting_id)}live.json"
    target = asked(connection, f"{desk_of(live)}/state?after=")["rows"][-1]["id"]
    for verb in ("let_through", "air"):
        act(connection, live, verb, target)
    live.until(lambda: bool(asked(connection, overlay)["question"]))
    began = monotonic()
    act(connection, live, "stop")
    live.until(lambda: asked(connection, overlay) == NOTHING)
    blank = monotonic() - began
    live.until(lambda: bool(asked(connection, public)["stopped"]))
    return blank, monotonic() - began


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
