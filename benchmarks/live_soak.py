"""Eight hours of a live meeting, sped up: how the memory of each process and the database grow.

Usage: python -m benchmarks.live_soak [--hours 8] [--speed 48] [--rate 20] [--write]

`koemap live` replays an invented chat of so many messages a minute, while a desk is open. Prints
the memory of each process at ten moments, and what the database holds. New maps are made by the
clock, every three minutes at least, however fast the replay; so it also says, from the bytes of a
message and of a place on a map, what the database holds when the meeting goes on at its own pace.
Exits with 1 when a process grows by more than 50 MB after the first quarter, or a message is lost
or doubled.
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
from typing import NamedTuple

from sqlalchemy import create_engine, text

from analysis.refits import AT_LEAST_EVERY
from benchmarks import page
from benchmarks.open_desk import OpenDesk
from benchmarks.page import Figure
from tests.collectors.chat import a_line, written
from tests.factories import SUBJECTS
from tests.koemap.live_meeting import PARTS, LiveMeeting, a_live_meeting, descendants, part

TITLE = "## Eight hours of a live meeting"
POINTS = 10
WARM = 0.25
"""The share of the run after which memory has to stay."""
MOST_GROWTH = 50.0
LOOK_EVERY = 0.2  # seconds
PEOPLE = 700
ENDINGS = (
    "と思います",
    "ので、教えてください",
    "。困っている人がいます",
    "。賛成です",
    "。反対です",
)
OF_MAPS, PLACES, LARGEST = {"maps", "themes", "topics", "placements"}, "placements", 8
Memory = dict[str, float]
Point = tuple[float, Memory, float]
"""Minutes since the start, the memory of each process, the megabytes of the database."""


class Size(NamedTuple):
    """A table of the database, its rows, and the megabytes of it and its indexes."""

    name: str
    rows: int
    mb: float


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
            told, is_well = soaked(live, chosen.hours, chosen.speed)
    print(told)
    if chosen.write:
        ran = f"{chosen.hours:g} hours, {chosen.speed:g} times as fast, with a desk open"
        command = f"python -m benchmarks.live_soak --speed {chosen.speed:g} --write"
        said = f"{page.when()}, {ran}. Renewed by `{command}`."
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


def soaked(live: LiveMeeting, hours: float, speed: float) -> tuple[str, bool]:
    """The tables, and whether every bar is met."""
    process, _ = live.served()
    points = [*measured(live, process.pid, 3600 * hours / speed)]
    live.until(lambda: len(live.arrived()) >= len(live.expected()), seconds=600)
    found, grown = figures(live), growths(points)
    sizes = tables(live)
    told = [
        page.barred([*found, at_its_own_pace(sizes, hours)]),
        moments(points),
        page.table(
            ("process", "growth after the first quarter, MB", "bar"),
            [(one.what, one.measured, page.held(one.bar, is_met=one.is_met)) for one in grown],
        ),
        page.table(
            ("table with its indexes", "rows", "MB"),
            [(one.name, f"{one.rows:,}", f"{one.mb:.1f}") for one in sizes[:LARGEST]],
        ),
    ]
    return "\n\n".join(told), page.are_met([*found, *grown])


def figures(live: LiveMeeting) -> list[Figure]:
    """What came of the meeting."""
    came, due = Counter(live.arrived()), live.expected()
    lost, doubled = len(due - set(came)), came.total() - len(came)
    happened = live.store.happenings(live.meeting_id)
    restarts = sum("stopped unexpectedly" in one.en for one in happened)
    return [
        Figure(
            "messages, lost, doubled",
            f"{len(due):,}, {lost}, {doubled}",
            "0, 0",
            not (lost or doubled),
        ),
        Figure("restarts", restarts),
        Figure("maps", len(live.store.map_ids(live.meeting_id))),
    ]


def at_its_own_pace(sizes: list[Size], hours: float) -> Figure:
    """What the database grows to when maps are made as often as in so many real hours.

    The comments of a map grow evenly from none to all of them.
    """
    of_maps = [one for one in sizes if one.name in OF_MAPS]
    n, places = (next(o.rows for o in sizes if o.name == name) for name in ("comments", PLACES))
    n_maps = round(3600 * hours / AT_LEAST_EVERY)
    bytes_a_place = sum(one.mb for one in of_maps) / max(1, places)
    others = sum(one.mb for one in sizes) - sum(one.mb for one in of_maps)
    maps = bytes_a_place * n * (n_maps + 1) / 2
    return Figure(
        f"database of {hours:g} hours at their own pace, {n_maps} maps: messages and others, maps,"
        f" computed from {1e3 * others / max(1, n):.1f} KB a message and"
        f" {1e3 * bytes_a_place:.2f} KB a comment on a map",
        f"{others:.0f} MB, {maps:.0f} MB",
    )


def moments(points: list[Point]) -> str:
    """The table of memory and database over time."""
    header = ("minute", *(f"{name}, MB" for name in points[0][1]), "database, MB")
    rows = [
        (f"{minute:.1f}", *(f"{mb:.0f}" for mb in memory.values()), f"{database:.1f}")
        for minute, memory, database in points
    ]
    return page.table(header, rows)


def growths(points: list[Point]) -> list[Figure]:
    """By how much each process grew, and whether that is within the bar."""
    bar = f"{MOST_GROWTH:.0f}"
    return [
        Figure(name, f"{mb:+.0f}", bar, mb <= MOST_GROWTH) for name, mb in growth(points).items()
    ]


def measured(live: LiveMeeting, supervisor: int, seconds: float) -> Iterator[Point]:
    """How things are at some moments of a meeting with an open desk."""
    began, desk = time.monotonic(), OpenDesk(live)
    for point in range(1, POINTS + 1):
        while time.monotonic() < began + seconds * point / POINTS - 1:
            desk.look()
            time.sleep(LOOK_EVERY)
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


def growth(points: list[Point]) -> Memory:
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


def tables(live: LiveMeeting) -> list[Size]:
    """The tables with what they and their indexes take, the largest first."""
    engine = create_engine(f"sqlite:///{live.home / 'koemap.db'}")
    with engine.connect() as connection:
        sizes = connection.execute(
            text(
                "SELECT tbl_name, SUM(pgsize) FROM dbstat JOIN sqlite_master USING (name)"
                " GROUP BY tbl_name ORDER BY 2 DESC"
            )
        ).all()
        found = []
        for name, size in sizes:
            rows = connection.execute(text(f'SELECT COUNT(*) FROM "{name}"')).scalar()  # noqa: S608
            found.append(Size(name, rows or 0, size / 1e6))
    engine.dispose()
    return found


if __name__ == "__main__":
    main()
