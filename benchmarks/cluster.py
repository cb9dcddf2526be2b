"""The same map on this machine's cores and on Dask workers: seconds, memory, and equal bytes.

Usage: python -m benchmarks.cluster LABELLED [--comments 1000000] [--workers 2 …] [--write]

Each way starts from a store of its own with the same comments. Scheduler and workers are processes
of this machine, a worker with one thread; they read parts of the comments from Parquet files.
`--write` renews docs/scaling.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import page
from benchmarks.corpora import texts
from benchmarks.speed import ANALYZE, KOEMAP, run, stored

HEADER = ("way", "seconds", "peak of the command, MB", "SHA-256 of the exported map")
SCALING = page.PAGE.with_name("scaling.md")


@dataclass(frozen=True)
class Measured:
    """What one way took: all of it and by step, in seconds; and the digest of its map."""

    way: str
    seconds: float
    megabytes: float
    steps: Mapping[str, float]
    digest: str


def main() -> None:
    """Print what each way took; maps of other bytes end the program with status 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--write", action="store_true", help="renew docs/scaling.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        first = Path(place) / "first"
        first.mkdir()
        stored(first, texts(chosen.labelled, chosen.comments))
        found = [measured("no cluster", first, ())]
        for n_workers in chosen.workers:
            with scheduler(n_workers) as address:
                way = f"{n_workers} Dask worker{'s' if n_workers > 1 else ''}"
                found.append(measured(way, first, ("--scheduler", address)))
    if len({one.digest for one in found}) > 1:
        sys.exit("the maps differ")
    if chosen.write:
        page.renew("cluster", told(chosen.comments, found), SCALING)


def told(n_comments: int, found: Sequence[Measured]) -> str:
    """The tables, and how they were made."""
    about = (
        f"{page.when()}; {n_comments:,} texts recombined from the labelled sets; scheduler, workers"
        " and command on this one machine. The peak is that of the command and the processes it"
        " starts; Dask workers are not among them. Command:"
        " `python -m benchmarks.cluster LABELLED --write`."
    )
    rows = [(m.way, f"{m.seconds:.0f}", f"{m.megabytes:,.0f}", m.digest) for m in found]
    steps = [(step, *(f"{m.steps[step]:.1f}" for m in found)) for step in found[0].steps]
    by_step = page.table(("step, seconds", *(m.way for m in found)), steps)
    return f"{about}\n\n{page.table(HEADER, rows)}\n\n{by_step}"


@contextmanager
def scheduler(n_workers: int) -> Iterator[str]:
    """The address of a cluster on this machine; its workers are processes with one thread."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=n_workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
    ) as made:
        yield made.scheduler_address


def measured(way: str, first: Path, options: Sequence[str]) -> Measured:
    """What one way took, from a copy of the store; a map that is there already is not saved."""
    with tempfile.TemporaryDirectory(dir=first.parent) as place:
        home = Path(place)
        shutil.copy(first / "koemap.db", home)
        ran = run([*ANALYZE, *options], home)
        steps = _steps(json.loads(ran.out)["seconds"], ran.seconds)
        found = Measured(way, ran.seconds, ran.megabytes, steps, exported(home))
    print(found, flush=True)
    return found


def _steps(taken: Mapping[str, float], seconds: float) -> dict[str, float]:
    """Seconds by step; what is left of the whole is the start, reading and saving."""
    named = {step: value for step, value in taken.items() if step != "total"}
    return {**named, "starting, reading, saving": seconds - taken["total"]}


def exported(home: Path) -> str:
    """The first digits of the digest of the newest map's points, as a file of them has them."""
    file = home / "map.json"
    run([*KOEMAP, "export", "--meeting", "m", "--what", "map", "--to", str(file)], home)
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


if __name__ == "__main__":
    main()
