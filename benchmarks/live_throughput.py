"""How fast arrivals are assigned on a live map, at once and while they keep coming.

Usage: python -m benchmarks.live_throughput LABELLED [--rate 200] [--seconds 60] [--write]

LABELLED is a folder of tab-separated sets. A map of 2,000 recombined texts is there; then 2,000
further ones wait, then `--rate` a second arrive for so many seconds, written once a second as a
collector does, while the analyst looks twice a second and a process beside it makes new maps.
Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic, perf_counter, sleep

import numpy as np

from analysis.analyst import LiveAnalyst
from analysis.fitter import ProcessFitter
from benchmarks import page
from benchmarks.corpora import texts
from benchmarks.page import Figure
from koemap.records import Comment, Meeting, Source
from koemap.store import Store

N_KNOWN, N_BURST, EVERY = 2_000, 2_000, 0.5
BAR_RATE, BAR_BURST = 1_000, 10.0  # messages a second, seconds
SOURCE = Source("m", "s", "youtube-live", "stream")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--rate", type=int, default=200, help="messages a second")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        rows = measured(f"sqlite:///{folder}/koemap.db", chosen)
    print(page.barred(rows))
    if chosen.write:
        command = "`python -m benchmarks.live_throughput LABELLED --write`"
        page.renew("live throughput", f"{page.when()}. {command}\n\n{page.barred(rows)}")
    sys.exit(0 if page.are_met(rows) else 1)


def measured(url: str, chosen: argparse.Namespace) -> list[Figure]:
    """The rows of the table."""
    said = messages(chosen.labelled, N_KNOWN + N_BURST + chosen.rate * chosen.seconds)
    store = Store(url)
    store.add_meeting(Meeting("m", "stream", datetime.now(UTC)))
    store.add_source(SOURCE)
    analyst = LiveAnalyst(store, "m", ProcessFitter(url, "m"), lambda: datetime.now(UTC))
    alone, rest = said[N_KNOWN : N_KNOWN + N_BURST], said[N_KNOWN + N_BURST :]
    try:
        await_map(store, analyst, said[:N_KNOWN])
        placing = placed(analyst, said[:N_KNOWN], alone)
        store.save_comments(SOURCE, alone)
        start = perf_counter()
        drain(analyst)
        burst = perf_counter() - start
        waits = steady(store, analyst, rest, chosen.rate)
        n_maps = len(store.map_ids("m"))
    finally:
        analyst.close()
        store.close()
    return [
        *of_burst(len(alone), placing, burst),
        of_steady(waits, chosen),
        Figure("maps made meanwhile", n_maps),
    ]


def messages(labelled: Path, n: int) -> list[Comment]:
    """So many comments, of a thousand people."""
    return [
        Comment("m", f"c{row:06d}", "s", text, f"person {row % 997}")
        for row, text in enumerate(texts(labelled, n))
    ]


def await_map(store: Store, analyst: LiveAnalyst, comments: Sequence[Comment]) -> None:
    """Return when there is a map of these comments and nothing waits."""
    store.save_comments(SOURCE, comments)
    while not store.map_ids("m"):
        analyst.step()
        sleep(EVERY)
    drain(analyst)


def placed(analyst: LiveAnalyst, known: Sequence[Comment], new: Sequence[Comment]) -> float:
    """Seconds in which the new ones are placed on the map; the known ones load what it needs."""
    live = analyst._live
    assert live is not None
    live.place([comment.text for comment in known])
    start = perf_counter()
    live.place([comment.text for comment in new])
    return perf_counter() - start


def of_burst(n: int, placing: float, burst: float) -> list[Figure]:
    """What was measured of so many at once."""
    rates = {"placed on the map alone": n / placing, "read, assigned and saved": n / burst}
    bar = f"{BAR_RATE:,}"
    return [
        *(
            Figure(f"{what}, messages a second", f"{rate:,.0f}", bar, rate >= BAR_RATE)
            for what, rate in rates.items()
        ),
        Figure(
            f"a backlog of {n:,} gone, seconds",
            f"{burst:.1f}",
            f"{BAR_BURST:.0f}",
            burst <= BAR_BURST,
        ),
    ]


def of_steady(waits: Sequence[float], chosen: argparse.Namespace) -> Figure:
    """What was measured while messages kept coming."""
    what = (
        f"{chosen.rate} a second for {chosen.seconds} s, from arrival to assignment, seconds:"
        " median, p95, most"
    )
    return Figure(what, ", ".join(f"{np.quantile(waits, q):.2f}" for q in (0.5, 0.95, 1.0)))


def drain(analyst: LiveAnalyst) -> None:
    """Let the analyst go on until nothing waits."""
    while analyst.step():
        pass


def steady(
    store: Store, analyst: LiveAnalyst, comments: Sequence[Comment], rate: int
) -> list[float]:
    """The seconds from arrival to assignment of each message."""
    arrived: dict[str, float] = {}
    assigned: dict[str, float] = {}

    def collected() -> None:
        start = monotonic()
        for second in range(0, len(comments), rate):
            sleep(max(0.0, start + second / rate - monotonic()))
            batch = comments[second : second + rate]
            store.save_comments(SOURCE, batch)
            arrived.update(dict.fromkeys((c.comment_id for c in batch), monotonic()))

    collector = Thread(target=collected)
    collector.start()
    ids = [comment.comment_id for comment in comments]
    while collector.is_alive() or len(assigned) < len(comments):
        begun = monotonic()
        n_read = analyst.step()
        done = monotonic()
        for one in ids[len(assigned) : len(assigned) + n_read]:
            assigned[one] = done
        if n_read < rate:
            sleep(max(0.0, begun + EVERY - monotonic()))
    collector.join()
    return [max(0.0, assigned[one] - arrived[one]) for one in ids]


if __name__ == "__main__":
    main()
