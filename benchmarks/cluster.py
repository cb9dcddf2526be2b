"""The same map in one process, in two, and on Dask workers: seconds, memory, and equal bytes.

Usage: python -m benchmarks.cluster LABELLED [--comments 1000000] [--workers 2] [--write]

Workers are processes of this machine with a thread each; they read parts of the comments from
Parquet files. `--write` renews docs/scaling.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import page
from benchmarks.corpora import texts
from benchmarks.speed import ANALYZE, KOEMAP, run, stored

HEADER = ("way", "seconds", "memory of the driver, MB", "SHA-256 of the exported map")
SCALING = page.PAGE.with_name("scaling.md")


def main() -> None:
    """Print a row for each way; a map of other bytes ends the program with status 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--write", action="store_true", help="renew docs/scaling.md")
    chosen = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        stored(home, texts(chosen.labelled, chosen.comments))
        rows.append(measured("no cluster", home, ()))
        for n_workers in chosen.workers:
            with scheduler(n_workers) as address:
                way = f"{n_workers} Dask worker{'s' if n_workers > 1 else ''}"
                rows.append(measured(way, home, ("--scheduler", address)))
    if chosen.write:
        page.renew("cluster", f"{about(chosen.comments)}\n\n{page.table(HEADER, rows)}", SCALING)
    if len({row[-1] for row in rows}) > 1:
        sys.exit("the maps differ")


def about(n_comments: int) -> str:
    """What the table shows."""
    return (
        f"{page.when()}; {n_comments:,} texts recombined from the labelled sets; scheduler, workers"
        " and driver on this one machine. Command: `python -m benchmarks.cluster LABELLED --write`."
    )


@contextmanager
def scheduler(n_workers: int) -> Iterator[str]:
    """The address of a cluster on this machine; its workers are processes with one thread."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=n_workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,
    ) as made:
        yield made.scheduler_address


def measured(way: str, home: Path, options: tuple[str, ...]) -> list[str]:
    """The row of one way to work."""
    ran = run([*ANALYZE, *options], home)
    print(json.loads(ran.out)["seconds"], file=sys.stderr)
    row = [way, f"{ran.seconds:.0f}", f"{ran.megabytes:,.0f}", exported(home)]
    print(" | ".join(row), flush=True)
    return row


def exported(home: Path) -> str:
    """The first digits of the digest of the newest map's points, as a file of them has them."""
    file = home / "map.json"
    run([*KOEMAP, "export", "--meeting", "m", "--what", "map", "--to", str(file)], home)
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


if __name__ == "__main__":
    main()
