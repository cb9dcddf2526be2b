"""Seconds and memory of `koemap analyze` as a process, beside a script with BERTopic's defaults.

Usage: python -m benchmarks.speed LABELLED [--comments 1000 10000 …] [--rounds 3] [--write]

Both run as whole new processes in turn. The script is given koemap's vectors and draws its picture;
koemap reads the store, makes its vectors and saves the map. `--write` renews docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import page, peers
from benchmarks.corpora import texts
from koemap.records import Comment, Meeting, Source
from koemap.store import Store

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_OF_PEER = 10_000
HEADER = ("comments", "koemap, s", "peak, MB", "per comment, ms", "BERTopic script, s", "ratio")


@dataclass(frozen=True)
class Ran:
    """What a process took, its children counted, and what it printed."""

    seconds: float
    megabytes: float
    out: str


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3, help="of sizes the peer runs with")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for n in chosen.comments:
        rows.append(measured(chosen.labelled, n, chosen.rounds))
        print(" | ".join(map(str, rows[-1])), flush=True)
    if chosen.write:
        page.renew("speed", f"{about()}\n\n{page.table(HEADER, rows)}")


def about() -> str:
    """What the table shows."""
    return (
        f"{page.when()}; whole processes in turn, medians; {peers.versions()}; the peer is given"
        " the vectors. Texts beyond about 10,000 are recombined from the labelled sets. Command:"
        " `python -m benchmarks.speed LABELLED --write`."
    )


def measured(folder: Path, n: int, rounds: int) -> list[str]:
    """The row of one size."""
    said = texts(folder, n)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        stored(home, said)
        peer = script(home, said) if n <= MOST_OF_PEER else []
        own, other = [], []
        for _ in range(rounds if peer else 1):
            own.append(run(ANALYZE, home))
            other += [run(peer, home)] if peer else []
    print(json.loads(own[0].out)["seconds"], file=sys.stderr)
    seconds = statistics.median(one.seconds for one in own)
    row = [f"{n:,}", f"{seconds:.1f}", f"{max(one.megabytes for one in own):,.0f}"]
    row.append(f"{1000 * seconds / n:.2f}")
    if not peer:
        return [*row, "–", "–"]
    theirs = statistics.median(one.seconds for one in other)
    ratios = [a.seconds / b.seconds for a, b in zip(own, other, strict=True)]
    return [*row, f"{theirs:.1f}", f"{statistics.median(ratios):.2f}"]


KOEMAP = (sys.executable, "-m", "koemap")
ANALYZE = (*KOEMAP, "analyze", "--meeting", "m", "--json")


def stored(home: Path, said: Sequence[str]) -> None:
    """A store with a meeting of these comments; about three by each person."""
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    store.add_meeting(Meeting("m", "m"))
    comments = (
        Comment("m", f"c{row:08d}", "s", text, author_key=f"a{row % (len(said) // 3 + 1)}")
        for row, text in enumerate(said)
    )
    source = Source("m", "s", "table", "s")
    store.add_source(source)
    store.save_comments(source, list(comments))
    store.close()


def script(home: Path, said: Sequence[str]) -> list[str]:
    """The peer's command, its texts and vectors laid ready."""
    from analysis.static import Static
    from analysis.text import read_all

    documents = read_all(said)
    np.save(home / "vectors.npy", Static().fit(documents).encode(documents))
    (home / "texts.json").write_text(json.dumps(list(said)), encoding="utf-8")
    files = [str(home / "texts.json"), str(home / "vectors.npy")]
    return [sys.executable, "-m", "benchmarks.peers", "bertopic", *files]


def run(command: Sequence[str], home: Path) -> Ran:
    """The command as a process of its own."""
    environment = {**os.environ, "KOEMAP_HOME": str(home)}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watch = _Watch(process.pid)
    out, error = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(error)
    return Ran(seconds, watch.peak_megabytes(), out)


class _Watch:
    """Looks now and then how much memory a process and its children hold."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def peak_megabytes(self) -> float:
        """The most that was seen."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self._peak = max(self._peak, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for word in words for one in _family(int(word)))]


def _megabytes(pid: int) -> float:
    """What it holds alone, and its share of what it holds with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


if __name__ == "__main__":
    main()
