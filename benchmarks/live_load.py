"""A live meeting under load: when a message is on the desk, a burst gone, a stop in force.

Usage: python -m benchmarks.live_load [--rate 200] [--minutes 10] [--write]

`koemap live` replays an invented chat of so many messages a second, with 2,000 more at once in the
middle; collector, analyst, web and this desk share the machine. The desk polls as its page does,
once a second; a message counts from the moment at which the replay gives it. A minute before the
end somebody presses stop. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time
from typing import Any

from benchmarks import page
from benchmarks.live_soak import memories, said
from dashboard.live.pages import live_path, overlay_path
from koemap.live_records import DeskAct
from koemap.moderation import checked
from koemap.settings import secret
from tests.collectors.chat import a_line, written
from tests.koemap.live_meeting import LiveMeeting, a_live_meeting

N_BURST, PEOPLE = 2_000, 5_000
EVERY = 1.0  # seconds between polls, as the desk's own script
BAR_DESK, BAR_BURST, BAR_STOP = 3.0, 10.0, 1.0  # seconds
TITLE = "## A live meeting under load"
HEADER = ("what", "measured", "bar")


@dataclass
class Watch:
    """A desk that polls: when it first saw each row, and how long its polls took."""

    live: LiveMeeting
    seen: dict[str, float] = field(default_factory=dict)
    polls: list[float] = field(default_factory=list)
    is_over: bool = False

    def run(self) -> None:
        """Poll until it is over."""
        heads = ""
        connection = HTTPConnection("127.0.0.1", self.live.port, timeout=60)
        while not self.is_over:
            began = monotonic()
            told = asked(connection, f"/desk/{self.live.meeting_id}/state?after={heads}")
            now, heads = time(), told["heads"]
            self.polls.append(monotonic() - began)
            for row in told["rows"]:
                self.seen.setdefault(row["id"], now)
            sleep(max(0.0, began + EVERY - monotonic()))


def asked(connection: HTTPConnection, path: str) -> dict[str, Any]:
    """The JSON at that path."""
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (answer.status, body[:200])
    return dict(json.loads(body))


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
            rows, is_well = loaded(live, chosen.rate, seconds)
    print(page.table(HEADER, rows))
    if chosen.write:
        command = "`python -m benchmarks.live_load --write`"
        said = f"{page.when()}. Renewed by {command}."
        page.renew("live load", f"{TITLE}\n\n{said}\n\n{page.table(HEADER, rows)}")
    sys.exit(0 if is_well else 1)


def lines(rate: int, seconds: float) -> Iterator[dict[str, Any]]:
    """The chat: so many messages a second, and more at once in the middle."""
    steady = [number / rate for number in range(int(rate * seconds))]
    at = sorted([*steady, *[seconds / 2] * N_BURST])
    return (
        a_line(number, said(number), second=second, author=f"a{number * 7919 % PEOPLE}")
        for number, second in enumerate(at)
    )


def loaded(live: LiveMeeting, rate: int, seconds: float) -> tuple[list[tuple[str, str, str]], bool]:
    """The rows of the table, and whether every bar is met."""
    process, _ = live.served()
    watch = Watch(live)
    desk = Thread(target=watch.run)
    desk.start()
    live.await_arrivals(1)
    began = monotonic()
    before = memories(process.pid)
    sleep(max(0.0, began + seconds / 2 - 1 - monotonic()))
    burst = backlog(live, int(rate * seconds / 2) + N_BURST)
    sleep(max(0.0, began + seconds - min(60, seconds / 4) - monotonic()))
    stops = stopped(live)
    live.until(lambda: live.store.heads(live.meeting_id)[0] >= rate * seconds + N_BURST)
    after = memories(process.pid)
    sleep(5)
    watch.is_over = True
    desk.join()
    waits = waited(live, watch)
    p95 = quantile(waits, 0.95)
    grown = ", ".join(f"{name} {mb:.0f} → {after[name]:.0f}" for name, mb in before.items())
    rows = [
        (
            f"message to desk, {rate}/s for {seconds / 60:.0f} min: median, p95, most",
            f"{statistics.median(waits):.2f}, {p95:.2f}, {max(waits):.2f} s",
            f"p95 {BAR_DESK:.0f} s",
        ),
        (
            "rows the desk was told",
            f"{len(waits):,} of {live.store.heads(live.meeting_id)[0]:,}",
            "",
        ),
        (
            "a poll: median, p95",
            f"{statistics.median(watch.polls):.2f}, {quantile(watch.polls, 0.95):.2f} s",
            "",
        ),
        (f"backlog of {N_BURST:,} gone after", f"{burst:.1f} s", f"{BAR_BURST:.0f} s"),
        ("stop: overlay blank, public page frozen", stops[0], f"{BAR_STOP:.0f} s"),
        ("memory of each process, MB", grown, ""),
    ]
    return rows, p95 <= BAR_DESK and burst <= BAR_BURST and stops[1] <= BAR_STOP


def waited(live: LiveMeeting, watch: Watch) -> list[float]:
    """Seconds from when the replay gave each message until the desk had its row."""
    due: dict[str, float] = {}
    after = 0
    begin = float("inf")
    while more := live.store.arrivals(live.meeting_id, after):
        for one in more:
            due[one.comment.comment_id] = one.comment.offset_seconds or 0.0
            begin = min(begin, one.at.timestamp() - due[one.comment.comment_id])
        after = more[-1].number
    return [seen - (begin + due[one]) for one, seen in watch.seen.items()]


def backlog(live: LiveMeeting, n_at_least: int) -> float:
    """Seconds from the arrival of the burst until nothing waits to be read."""
    live.until(lambda: live.store.heads(live.meeting_id)[0] >= n_at_least)
    began = monotonic()
    live.until(lambda: not live.store.unassigned(live.meeting_id, 1), seconds=60)
    return monotonic() - began


def stopped(live: LiveMeeting) -> tuple[str, float]:
    """Seconds until the overlay is blank and the public page frozen."""
    connection = HTTPConnection("127.0.0.1", live.port, timeout=60)
    overlay = f"{overlay_path(secret(live.home), live.meeting_id)}state.json"
    public = f"{live_path(live.meeting_id)}live.json"
    live.until(lambda: not asked(connection, overlay)["stopped"])
    live.store.act(DeskAct(live.meeting_id, "stop", "", "司会", datetime.now(UTC)), checked)
    began = monotonic()
    live.until(lambda: bool(asked(connection, overlay)["stopped"]))
    blank = monotonic() - began
    live.until(lambda: bool(asked(connection, public)["stopped"]))
    frozen = monotonic() - began
    return f"{blank:.2f}, {frozen:.2f} s", max(blank, frozen)


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
