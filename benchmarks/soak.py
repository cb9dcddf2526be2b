"""Three hours of a lively chat, sped up: what is lost, how memory grows, what it costs.

Usage: python -m benchmarks.soak [--minutes 180] [--rate 200] [--transport poll]

The fake Google of the tests runs in a process of its own, real HTTP on this machine, and its clock
is virtual: waiting takes no time. The collector runs in another one, into a real SQLite store, and
measures its own memory. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from collectors.driver import collect
from collectors.google.access import by_key
from collectors.google.client import Google
from collectors.google.quota import Quota, day
from collectors.youtube_live import YouTubeLive
from koemap.collection import Health
from koemap.records import Meeting
from koemap.store import Store
from tests.google.messages import Message
from tests.google.process import ROOT, RemoteClock, RemoteGoogle, running

VIDEO, SECRET = "koemapSoak1", b"the secret of the benchmark"
MEETING = Meeting("soak", "三時間の会議", video_id=VIDEO)
OPINION = "駅前の図書館を、夜も開けてほしいです。"
BURSTS = (0.17, 0.42, 0.67, 0.92)  # of the meeting: minutes with many more messages
BURST = 2_000
PEOPLE = 3_000
POINTS = 10
WARM_MINUTES = 20
MOST_GROWTH = 50.0  # MB after the first minutes
POSTED_AT_ONCE = 2_000


@dataclass(frozen=True)
class Plan:
    """What is to be soaked: minutes, messages a minute, how the chat is read."""

    minutes: int
    rate: int
    transport: str

    def messages(self) -> Iterator[tuple[float, Message]]:
        """Every message with its second of the stream, in the order of their posting."""
        bursts = {round(self.minutes * part) for part in BURSTS}
        number = 0
        for minute in range(self.minutes):
            here = BURST if minute in bursts else self.rate
            for place in range(here):
                text = f"{number}番目の意見。駅前の図書館を、夜も開けてほしいです" + "。" * (
                    number % 40
                )
                author = f"a{number * 7919 % PEOPLE}"
                yield 60 * minute + 60 * place / here, Message(text, author)
                number += 1


def main() -> None:
    """Print a table of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=int, default=180)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--transport", choices=("poll", "stream", "auto"), default="poll")
    parser.add_argument("--collect", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    plan = Plan(chosen.minutes, chosen.rate, chosen.transport)
    if chosen.collect:
        collected(plan, *chosen.collect)
    else:
        sys.exit(soaked(plan))


def soaked(plan: Plan) -> int:
    """0 when every bar is met."""
    with tempfile.TemporaryDirectory() as folder, running() as fake:
        start = datetime.fromisoformat(fake.run("now"))
        end = start + timedelta(minutes=plan.minutes)
        times = {"actual_start": start.isoformat(), "actual_end": end.isoformat()}
        fake.run("video", id=VIDEO, **times)
        sent = posted(fake, plan, start)
        url = f"sqlite:///{folder}/koemap.db"
        began = perf_counter()
        points = [*measured(plan, fake.endpoint, url)]
        seconds = perf_counter() - began
        stored, used = kept(url, fake.api_key, start)
        size = sum(path.stat().st_size for path in Path(folder).glob("koemap.db*")) / 1e6
    rows: dict[str, Any] = {
        "messages sent": f"{sent.total():,}",
        "stored": f"{stored.total():,}",
        "lost": f"{(sent - stored).total():,}",
        "doubled": f"{(stored - sent).total():,}",
        "wall seconds": f"{seconds:.0f}",
        "quota units": f"{used:,}",
        "database MB": f"{size:.1f}",
    }
    return report(rows, points, is_whole=sent == stored)


def kept(url: str, api_key: str, start: datetime) -> tuple[Counter[str], int]:
    """The texts in the store, and the quota that was used on the day of the stream."""
    store = Store(url)
    stored = Counter(comment.text for comment in store.comments(MEETING.meeting_id))
    used = store.quota_used(by_key(api_key, SECRET).owner, day(start))
    store.close()
    return stored, used


def posted(fake: RemoteGoogle, plan: Plan, start: datetime) -> Counter[str]:
    """The texts of the chat, all of them on their way."""
    texts: Counter[str] = Counter()
    batch: list[dict[str, Any]] = []
    for second, message in plan.messages():
        at = (start + timedelta(seconds=second)).isoformat()
        batch.append({"text": message.text, "author": message.author, "at": at})
        texts[message.text] += 1
        if len(batch) == POSTED_AT_ONCE:
            fake.run("post", messages=batch)
            batch = []
    fake.run("post", messages=batch)
    return texts


def measured(plan: Plan, endpoint: str, url: str) -> Iterator[tuple[float, float, int]]:
    """Minute of the stream, megabytes and messages so far, as the collector tells them."""
    options = [f"--minutes={plan.minutes}", f"--rate={plan.rate}", f"--transport={plan.transport}"]
    command = [sys.executable, "-m", "benchmarks.soak", *options, "--collect", endpoint, url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            minute, megabytes, n_read = json.loads(line)
            yield minute, megabytes, n_read
    if process.returncode:
        sys.exit(f"the collector ended with {process.returncode}")


def collected(plan: Plan, endpoint: str, url: str) -> None:
    """Collect the chat, and print the memory of this process at some points of it."""
    store, fake = Store(url), RemoteGoogle(endpoint)
    store.add_meeting(MEETING)
    clock, access = RemoteClock(fake), by_key(fake.api_key, SECRET)
    start = clock.now()
    quota = Quota(store, access.owner, 10_000, clock)
    google = Google(("youtube", "v3"), access, clock, quota=quota, endpoint=endpoint, patient=True)
    until = start + timedelta(minutes=plan.minutes)
    transport: Any = plan.transport
    chat = YouTubeLive(MEETING, VIDEO, google, quota, until=until, transport=transport)
    told = -1

    def progress(n_read: int, health: Health | None) -> None:
        nonlocal told
        minute = (health.at - start).total_seconds() / 60 if health else 0.0
        point = int(minute * POINTS / plan.minutes)
        if told < point <= POINTS:
            told = point
            print(json.dumps([minute, megabytes(), n_read]), flush=True)

    collect(store, chat, SECRET, progress=progress)
    store.close()


def megabytes() -> float:
    """The memory this process holds now; Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def report(rows: dict[str, Any], points: list[tuple[float, float, int]], *, is_whole: bool) -> int:
    """Print it; 0 when every bar is met."""
    warm = next(mb for minute, mb, _ in points if minute >= min(WARM_MINUTES, points[-1][0]))
    growth = max(mb for _, mb, _ in points) - warm
    rows["memory growth MB"] = f"{growth:.1f} (bar: {MOST_GROWTH:.0f})"
    print("| what | figure |\n|---|---|")
    print("\n".join(f"| {name} | {value} |" for name, value in rows.items()))
    print("\n| minute | messages read | memory MB |\n|---|---|---|")
    print("\n".join(f"| {minute:.0f} | {n:,} | {mb:.1f} |" for minute, mb, n in points))
    return 0 if is_whole and growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    main()
