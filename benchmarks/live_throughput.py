"""How fast arrivals are assigned on a live map, at once and while they keep coming.

Usage: python -m benchmarks.live_throughput LABELLED [--rate 200] [--seconds 60] [--write]

LABELLED is a folder of tab-separated sets. A map of 2,000 recombined texts is there; then 2,000
further ones wait, then `--rate` a second arrive for so many seconds, written once a second as a
collector does, while the analyst looks twice a second and a process beside it makes new maps.
"""

from __future__ import annotations

import argparse
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
from koemap.records import Comment, Meeting, Source
from koemap.store import Store

HEADER = ("what", "figure")
N_KNOWN, N_BURST, EVERY = 2_000, 2_000, 0.5
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
    print(page.table(HEADER, rows))
    if chosen.write:
        command = "`python -m benchmarks.live_throughput LABELLED --write`"
        page.renew("live throughput", f"{page.when()}. {command}\n\n{page.table(HEADER, rows)}")


def measured(url: str, chosen: argparse.Namespace) -> list[tuple[str, str]]:
    """The rows of the table."""
    n = N_KNOWN + N_BURST + chosen.rate * chosen.seconds
    said = [
        Comment("m", f"c{row:06d}", "s", text, f"person {row % 997}")
        for row, text in enumerate(texts(chosen.labelled, n))
    ]
    store = Store(url)
    store.add_meeting(Meeting("m", "stream", datetime.now(UTC)))
    store.add_source(SOURCE)
    analyst = LiveAnalyst(store, "m", ProcessFitter(url, "m"), lambda: datetime.now(UTC))
    try:
        store.save_comments(SOURCE, said[:N_KNOWN])
        while not store.map_ids("m"):
            analyst.step()
            sleep(EVERY)
        drain(analyst)
        live, alone = analyst._live, said[N_KNOWN : N_KNOWN + N_BURST]
        assert live is not None
        live.place([comment.text for comment in said[:N_KNOWN]])  # loads what the first one needs
        start = perf_counter()
        live.place([comment.text for comment in alone])
        placing = perf_counter() - start
        store.save_comments(SOURCE, alone)
        start = perf_counter()
        drain(analyst)
        burst = perf_counter() - start
        waits = steady(store, analyst, said[N_KNOWN + N_BURST :], chosen.rate)
    finally:
        analyst.close()
        store.close()
    return [
        ("placed on the map alone, messages a second", f"{len(alone) / placing:,.0f}"),
        ("read, assigned and saved, messages a second", f"{len(alone) / burst:,.0f}"),
        (f"a backlog of {N_BURST:,} gone, seconds", f"{burst:.1f}"),
        (
            f"{chosen.rate} a second for {chosen.seconds} s, from arrival to assignment, seconds:"
            " median, p95, most",
            ", ".join(f"{np.quantile(waits, q):.2f}" for q in (0.5, 0.95, 1.0)),
        ),
        ("maps made meanwhile", str(len(store_maps(url)))),
    ]


def store_maps(url: str) -> Sequence[str]:
    """The maps that were made."""
    store = Store(url)
    try:
        return store.map_ids("m")
    finally:
        store.close()


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
