"""An audience on the public page of a live meeting: how long one look takes with 1,000 viewers.

Usage: python -m benchmarks.live_viewers [--viewers 1000] [--seconds 60] [--write]

One `koemap serve` serves the page of a meeting with 50 comments that were let through; every two
seconds one of them goes and another comes, so that nearly all who ask get all of it. Each viewer
asks as a browser does for the page's own script, for whatever is not what it has, over a connection
that it keeps and opens anew when the server has closed it. The viewers run on the same machine and
take their share of it. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter, sleep

from benchmarks import page
from benchmarks.page import Figure
from benchmarks.viewers import megabytes, served
from dashboard.live.pages import live_path
from dashboard.live.public import write_live
from koemap.settings import Settings
from koemap.store import Store
from tests.dashboard.desk_meetings import MEETING, DeskMeeting

N_SHOWN, CHANGES_EVERY = 50, 2.0
EVERY, JITTER = 2.0, 0.6  # seconds between an answer and the next question, as live.js has them
PATIENCE = 8.0  # seconds after which live.js gives up
N_PROCESSES = 2
MOST_VIEWERS, MOST_SECONDS = 5_000, 600.0
BAR_SECONDS = 0.050  # of the 95th percentile
PATH = f"{live_path(MEETING)}live.json"


@dataclass
class Looks:
    """What viewers met: seconds of each answer, how many were 304, failed, or asked anew."""

    waited: list[float] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    reopened: int = 0

    def add(self, other: Looks) -> None:
        """Count what others met, too."""
        self.waited += other.waited
        self.unchanged += other.unchanged
        self.failed += other.failed
        self.reopened += other.reopened


class Viewer:
    """One browser with the page open: its connection and the ETag of what it has."""

    def __init__(self, port: int, looks: Looks) -> None:
        self._port, self._looks, self._etag = port, looks, ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def stay(self, first_after: float, seconds: float) -> None:
        """Look until the time is over."""
        until = monotonic() + seconds
        await asyncio.sleep(first_after)
        while monotonic() < until:
            await self._look()
            await asyncio.sleep(EVERY + random.random() * JITTER)  # noqa: S311
        self._close()

    async def _look(self) -> None:
        begun = perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                status = await self._asked()
        except (OSError, EOFError, TimeoutError, ValueError):
            status = 0
            self._close()
        self._looks.waited.append(perf_counter() - begun)
        self._looks.unchanged += status == 304
        self._looks.failed += status not in (200, 304)

    async def _asked(self) -> int:
        """The status of the answer; a kept connection that was closed meanwhile is opened anew."""
        if self._streams:
            try:
                return await self._answer(*self._streams)
            except (OSError, EOFError):
                self._looks.reopened += 1
                self._close()
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return await self._answer(*self._streams)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        known = f"If-None-Match: {self._etag}\r\n" if self._etag else ""
        writer.write(f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n{known}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:])
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        status = int(head[0].split()[1])
        if status != 304:
            body = await reader.readexactly(int(headers["content-length"]))
            if body.count(b'"at": ') != N_SHOWN + 1:  # of each comment and of the page
                raise ValueError("another page")
        self._etag = headers.get("etag", self._etag)
        if headers.get("connection", "").lower() == "close":
            self._close()
        return status

    def _close(self) -> None:
        if self._streams:
            self._streams[1].close()
        self._streams = None


def visited(port: int, numbers: Sequence[int], viewers: int, seconds: float) -> Looks:
    """What these of all the viewers met; they come one after another, evenly."""
    looks = Looks()

    async def all_of_them() -> None:
        span = EVERY + JITTER / 2
        visits = (Viewer(port, looks).stay(span * n / viewers, seconds) for n in numbers)
        await asyncio.gather(*visits)

    asyncio.run(all_of_them())
    return looks


def changes(store: Store, home: Path) -> Iterator[None]:
    """The page with its comments; each step lets one more through and takes the oldest away."""
    meeting, settings = DeskMeeting(store), Settings(home=str(home), live_delay="0")
    shown: list[str] = []
    while True:
        text = "番目の声です。窓口に人を残し、審査の理由を本人が読める形で公開してください。"
        shown.append(meeting.arrive(f"{len(meeting.verbs()) + 1}{text}"))
        meeting.act("let_through", shown[-1])
        if len(shown) > N_SHOWN:
            meeting.act("reject", shown.pop(0))
        if len(shown) == N_SHOWN:
            write_live(store, settings, MEETING)
            yield


def measured(viewers: int, seconds: float) -> tuple[Looks, float, float]:
    """What the viewers met, and the megabytes of the server before and after."""
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="koemap-live-viewers-") as folder:
        store = Store(f"sqlite:///{Path(folder) / 'koemap.db'}")
        steps = changes(store, Path(folder))
        next(steps)
        with (
            served(Path(folder), "gunicorn") as (address, pid),
            ProcessPoolExecutor(N_PROCESSES, mp_context=spawn) as pool,
        ):
            port, before = int(address.rpartition(":")[2]), megabytes(pid)
            parts = [range(n, viewers, N_PROCESSES) for n in range(N_PROCESSES)]
            visits = [pool.submit(visited, port, part, viewers, seconds) for part in parts]
            keep_changing(steps, visits)
            found = Looks()
            for visit in visits:
                found.add(visit.result())
            after = megabytes(pid)
        store.close()
    return found, before, after


def keep_changing(steps: Iterator[None], visits: Sequence[Future[Looks]]) -> None:
    """Change the page, as often as somebody asks for it, until all viewers have gone."""
    at = monotonic()
    while not all(visit.done() for visit in visits):
        next(steps)
        at += CHANGES_EVERY
        sleep(max(0.0, at - monotonic()))


def text(found: Sequence[Figure], viewers: int, seconds: float) -> str:
    """The paragraph and table of the page."""
    return (
        f"## {viewers:,} viewers of a live page\n\n{page.when()}, the viewers among them: one"
        f" `koemap serve`, {seconds:.0f} seconds. Each viewer asks for the live page's JSON every"
        f" {EVERY:.1f} to {EVERY + JITTER:.1f} seconds, unless it is the one that it has;"
        f" {N_SHOWN} comments are on it, and it changes every {CHANGES_EVERY:.0f} seconds."
        f" Renewed by `python -m benchmarks.live_viewers --write`.\n\n{page.barred(found)}"
    )


def figures(looks: Looks, before: float, after: float, seconds: float) -> list[Figure]:
    """The rows of the table."""
    n, p95 = len(looks.waited), quantile(looks, 0.95)
    bar = f"{1000 * BAR_SECONDS:.0f} ms"
    return [
        Figure("requests, a second", f"{n:,}, {n / seconds:,.0f}"),
        Figure("answered with 304", f"{looks.unchanged / n:.0%}"),
        Figure("errors", f"{looks.failed:,}", "0", not looks.failed),
        Figure("connections that the server closed", f"{looks.reopened:,}"),
        Figure("p50", f"{1000 * quantile(looks, 0.50):.1f} ms"),
        Figure("p95", f"{1000 * p95:.1f} ms", bar, p95 < BAR_SECONDS),
        Figure("most", f"{1000 * max(looks.waited):.0f} ms"),
        Figure("memory of the server, before and after", f"{before:.0f} MB, {after:.0f} MB"),
    ]


def quantile(looks: Looks, share: float) -> float:
    """The seconds within which that share was answered."""
    waited = sorted(looks.waited)
    return waited[min(len(waited) - 1, int(share * len(waited)))]


def main() -> None:
    """Print a table of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    viewers = max(1, min(chosen.viewers, MOST_VIEWERS))
    seconds = max(EVERY + JITTER, min(chosen.seconds, MOST_SECONDS))
    looks, before, after = measured(viewers, seconds)
    found = figures(looks, before, after, seconds)
    told = text(found, viewers, seconds)
    print(told)
    if chosen.write:
        page.renew("live viewers", told)
    sys.exit(0 if page.are_met(found) else 1)


if __name__ == "__main__":
    main()
