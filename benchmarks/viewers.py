"""Staff viewers against one `koemap serve` on the sample meeting: how long an interaction takes.

Usage: python -m benchmarks.viewers [--viewers 200] [--seconds 60] [--server waitress] [--write]

Each viewer logs in, loads the screen and then chooses something every three seconds: a topic, a
list, a search. The viewers run on the same machine and take their share of it. Exits with 1 when
the bar is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks import page
from koemap.store import Store

ROOT = Path(__file__).parents[1]
PASSWORD = "the password of a benchmark"  # noqa: S105
MEETING, CALLBACKS = "minamo-2", "/_dash-update-component"
PAUSE_SECONDS = 3.0
BAR_SECONDS, MOST_GROWTH = 0.300, 50.0  # of the 95th percentile; MB
WORDS = "学校", "電気", "窓口", "図書館", "AI"
CHOICES = (
    *("", "list=all", "list=lone", "list=all&page=2", "list=all&page=3"),
    *(f"topic=t{number:02}" for number in range(1, 16)),
    *(f"q={word}" for word in WORDS),
    *(f"topic=t01&q={word}" for word in WORDS),
)


@dataclass
class Viewer:
    """One browser: its connection, its cookies and what it waited for."""

    address: str
    name: str
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    waited: list[float] = field(default_factory=list)
    failed: int = 0

    def __post_init__(self) -> None:
        self._connection = HTTPConnection(self.address, timeout=60)

    def ask(self, path: str, body: str = "", kind: str = "") -> tuple[int, bytes]:
        """Status and body of the answer."""
        headers = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in self.cookies.items())}
        headers["Accept-Encoding"] = "gzip"
        if body:
            headers |= {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
            headers["X-CSRFToken"] = self.cookies["koemap-csrf"].value if self.cookies else ""
        self._connection.request("POST" if body else "GET", path, body or None, headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.load(cookie)
        return answer.status, answer.read()

    def arrive(self) -> dict[str, Any]:
        """Log in and load the screen; what a callback has to be given."""
        form = urlencode({"name": self.name, "password": PASSWORD})
        assert self.ask("/login", form, "application/x-www-form-urlencoded")[0] == 303
        for path in (f"/council/{MEETING}", "/_dash-layout", f"/council/{MEETING}/map.js"):
            assert self.ask(path)[0] == 200, path
        told = json.loads(self.ask("/_dash-dependencies")[1])
        return next(entry for entry in told if "masthead" in entry["output"])

    def choose(self, callback: dict[str, Any], choice: str) -> None:
        """One interaction, timed until all of the answer is there."""
        body = json.dumps(_body(callback, choice))
        start = perf_counter()
        status, answer = self.ask(CALLBACKS, body, "application/json")
        self.waited.append(perf_counter() - start)
        self.failed += status != 200 or b'"masthead"' not in gzip.decompress(answer)


def _body(callback: dict[str, Any], choice: str) -> dict[str, Any]:
    pairs = [part.rsplit(".", 1) for part in callback["output"].strip(".").split("...")]
    asked = {"path": f"/council/{MEETING}", "search": f"?{choice}", "width": 700, "height": 500}
    return {
        "output": callback["output"],
        "outputs": [{"id": place, "property": name} for place, name in pairs],
        "inputs": [{**entry, "value": asked} for entry in callback["inputs"]],
        "changedPropIds": ["request.data"],
    }


def view(viewer: Viewer, number: int, starts_at: float, seconds: float) -> Viewer:
    """A viewer's whole visit; all interact in the same span, each at a moment of its own."""
    callback = viewer.arrive()
    next_at = starts_at + PAUSE_SECONDS * (number * 0.618 % 1)
    step = number
    while next_at < starts_at + seconds:
        sleep(max(0.0, next_at - monotonic()))
        viewer.choose(callback, CHOICES[step % len(CHOICES)])
        step += 1
        next_at += PAUSE_SECONDS
    return viewer


@contextmanager
def served(home: Path, server: str) -> Iterator[tuple[str, int]]:
    """The address and the process of a dashboard of the sample meeting."""
    environment = {**os.environ, "KOEMAP_HOME": str(home), "KOEMAP_PORT": str(_free_port())}
    command = [sys.executable, "-m", "koemap", "serve", "--server", server, "--json"]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield urlsplit(json.loads(process.stdout.readline())["url"]).netloc, process.pid
        process.terminate()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def prepare(home: Path, viewers: int) -> None:
    """The sample meeting, and that many users."""
    environment = {**os.environ, "KOEMAP_HOME": str(home)}
    demo = [sys.executable, "-m", "koemap", "demo", "--no-serve", "--json"]
    subprocess.run(demo, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    for number in range(viewers):
        store.add_user(f"viewer {number}", "viewer", PASSWORD, datetime.now(UTC))
    store.close()


def megabytes(pid: int) -> float:
    """Memory of the process and its children; what they share counts once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    rollups = (Path(f"/proc/{p}/smaps_rollup").read_text() for p in (pid, *children))
    lines = (line for text in rollups for line in text.splitlines() if line.startswith("Pss:"))
    return sum(int(line.split()[1]) for line in lines) / 1024


def measure(home: Path, viewers: int, seconds: float, server: str) -> dict[str, float]:
    """Seconds of waiting and megabytes of one run."""
    with served(home, server) as (address, pid):
        for number in range(8):  # each process has read the map once
            view(Viewer(address, f"viewer {number}"), number, monotonic(), PAUSE_SECONDS)
        start = megabytes(pid)
        starts_at = monotonic() + 10 + viewers / 10  # all have arrived by then
        with ThreadPoolExecutor(viewers) as threads:
            visits = [
                threads.submit(view, Viewer(address, f"viewer {n}"), n, starts_at, seconds)
                for n in range(viewers)
            ]
            done = [visit.result() for visit in visits]
        end = megabytes(pid)
    waited = sorted(second for viewer in done for second in viewer.waited)
    share = statistics.quantiles(waited, n=100)
    return {
        "interactions": len(waited),
        "failed": sum(viewer.failed for viewer in done),
        "p50": share[49],
        "p95": share[94],
        "max": waited[-1],
        "start": start,
        "end": end,
    }


def text(found: dict[str, float], viewers: int, server: str) -> str:
    """The paragraph and table of the page."""
    rows = [
        ("interactions, failed", f"{found['interactions']:,.0f}, {found['failed']:,.0f}"),
        *((f"{name}", f"{1000 * found[name]:.0f} ms") for name in ("p50", "p95", "max")),
        ("memory at the start, at the end", f"{found['start']:.0f} MB, {found['end']:.0f} MB"),
    ]
    return (
        f"## {viewers} viewers at once\n\n{page.when()}, the viewers among them: one `koemap serve`"
        f" ({server}) on the sample meeting. Each viewer logs in, loads the screen and then chooses"
        " one of"
        f" {len(CHOICES)} topics, lists and searches every 3 seconds. Renewed by"
        " `python -m benchmarks.viewers --write`.\n\n" + page.table(("what", "figure"), rows)
    )


def main() -> None:
    """Print a table of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--server", choices=("gunicorn", "waitress"), default="gunicorn")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="koemap-viewers-") as folder:
        prepare(Path(folder), chosen.viewers)
        found = measure(Path(folder), chosen.viewers, chosen.seconds, chosen.server)
    told = text(found, chosen.viewers, chosen.server)
    print(told)
    if chosen.write:
        page.renew(f"viewers {chosen.server}", told)
    grown = found["end"] - found["start"]
    sys.exit(found["failed"] > 0 or found["p95"] > BAR_SECONDS or grown > MOST_GROWTH)


if __name__ == "__main__":
    main()
