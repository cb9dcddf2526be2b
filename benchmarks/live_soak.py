"""Eight hours of a live meeting, sped up: how the memory of each process and the database grow.

Usage: python -m benchmarks.live_soak [--hours 8] [--speed 48] [--rate 20] [--write]

`koemap live` replays an invented chat of so many messages a minute. Prints the memory of each
process at ten moments, and what the database holds. Exits with 1 when a
process grows by more than 50 MB after the first quarter, or a message is lost or doubled.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks import page
from tests.collectors.chat import a_line, written
from tests.factories import SUBJECTS
from tests.koemap.live_meeting import PARTS, LiveMeeting, a_live_meeting, descendants, part

TITLE = "## Eight hours of a live meeting"
POINTS = 10
WARM = 0.25
"""The share of the run after which memory has to stay."""
MOST_GROWTH = 50.0
PEOPLE = 700
ENDINGS = (
    "と思います",
    "ので、教えてください",
    "。困っている人がいます",
    "。賛成です",
    "。反対です",
)
Memory = dict[str, float]


def main() -> None:
    """Print the tables of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--speed", type=float, default=48.0)
    parser.add_argument("--rate", type=int, default=20)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chat = a_long_chat(Path(folder), chosen.hours, chosen.rate)
        home = Path(folder) / "home"
        with a_live_meeting(home, chat=chat, speed=chosen.speed) as live:
            told, is_well = soaked(live, 3600 * chosen.hours / chosen.speed)
    print(told)
    if chosen.write:
        ran = f"{chosen.hours:g} hours, {chosen.speed:g} times as fast"
        command = "`python -m benchmarks.live_soak --write`"
        said = f"{page.when()}, {ran}. Renewed by {command}."
        page.renew("live soak", f"{TITLE}\n\n{said}\n\n{told}")
    sys.exit(0 if is_well else 1)


def a_long_chat(folder: Path, hours: float, rate: int) -> Path:
    """A chat of so many hours and messages a minute, on the subjects of the sample."""
    n = int(60 * hours * rate)
    lines = (
        a_line(
            number,
            said(number),
            second=60 * number / rate,
            author=f"a{number * 7919 % PEOPLE}",
        )
        for number in range(n)
    )
    return written(folder / "long.live_chat.json", lines)


def said(number: int) -> str:
    """The text of a message; few are the same."""
    subject = SUBJECTS[number * 31 % len(SUBJECTS)][1 + number % 2]
    return f"{subject}{ENDINGS[number * 17 % len(ENDINGS)]}（{number}）"


def soaked(live: LiveMeeting, seconds: float) -> tuple[str, bool]:
    """The tables, and whether every bar is met."""
    process, _ = live.served()
    points = [*measured(live, process.pid, seconds)]
    live.until(lambda: len(live.arrived()) >= len(live.expected()), seconds=600)
    came, due = Counter(live.arrived()), live.expected()
    lost, doubled = len(due - set(came)), came.total() - len(came)
    happened = live.store.happenings(live.meeting_id)
    figures = [
        ("messages, lost, doubled", f"{len(due):,}, {lost}, {doubled}"),
        ("restarts", sum("stopped unexpectedly" in one.en for one in happened)),
        ("maps", len(live.store.map_ids(live.meeting_id))),
    ]
    grown = growth(points)
    moments = [
        (f"{minute:.1f}", *(f"{mb:.0f}" for mb in memory.values()), f"{database:.1f}")
        for minute, memory, database in points
    ]
    told = [
        page.table(("what", "figure"), figures),
        page.table(("minute", *(f"{name}, MB" for name in grown), "database, MB"), moments),
        page.table(
            ("process", "growth after the first quarter, MB"),
            [(name, f"{mb:+.0f}") for name, mb in grown.items()],
        ),
        page.table(
            ("table", "rows", "MB"),
            [(name, f"{n:,}", f"{mb:.1f}") for name, n, mb in tables(live)],
        ),
    ]
    return "\n\n".join(told), not (lost or doubled) and max(grown.values()) <= MOST_GROWTH


def measured(
    live: LiveMeeting, supervisor: int, seconds: float
) -> Iterator[tuple[float, Memory, float]]:
    """Minutes since the start, the memory of each process and the database, at some moments."""
    began = time.monotonic()
    for point in range(1, POINTS + 1):
        time.sleep(max(0.0, began + seconds * point / POINTS - 1 - time.monotonic()))
        memory = memories(supervisor)
        database = sum(path.stat().st_size for path in live.home.glob("koemap.db*")) / 1e6
        yield (time.monotonic() - began) / 60, memory, database


def memories(supervisor: int) -> Memory:
    """Megabytes of each process; what the analyst started, which makes maps, is the fitter."""
    found = {name: part(supervisor, name) for name in PARTS}
    memory = {name: sum(map(megabytes, pids)) for name, pids in found.items()}
    memory["web"] = sum(map(whole, found["web"]))
    memory["fitter"] = sum(map(whole, found["analyst"])) - memory["analyst"]
    memory["supervisor"] = megabytes(supervisor)
    return memory


def growth(points: list[tuple[float, Memory, float]]) -> Memory:
    """Megabytes by which each process is larger at most than after the first quarter."""
    warm = points[int(WARM * len(points))][1]
    later = [memory for _, memory, _ in points[int(WARM * len(points)) :]]
    return {name: max(memory[name] for memory in later) - warm[name] for name in warm}


def whole(pid: int) -> float:
    """The memory of a process and of all it started."""
    return sum(map(megabytes, [pid, *descendants(pid)]))


def megabytes(pid: int) -> float:
    """The memory of the process that no other shares, 0 when it has ended; Linux only."""
    with suppress(OSError):
        resident, shared = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1:3]
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def tables(live: LiveMeeting) -> list[tuple[str, int, float]]:
    """The largest tables, with their rows and size."""
    engine = create_engine(f"sqlite:///{live.home / 'koemap.db'}")
    with engine.connect() as connection:
        sizes = connection.execute(
            text("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 10")
        ).all()
        names = {
            name
            for (name,) in connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table'")
            )
        }
        rows = {
            name: connection.execute(text(f'SELECT COUNT(*) FROM "{name}"')).scalar() or 0  # noqa: S608
            for name, _ in sizes
            if name in names
        }
    engine.dispose()
    return [(name, rows.get(name, 0), size / 1e6) for name, size in sizes]


if __name__ == "__main__":
    main()
