"""A city's computer for tests: an installation, the commands as processes, Google on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from koemap.store import Store
from tests import commands
from tests.collectors.chat import VIDEO
from tests.google.clock import TickingClock
from tests.google.fake import FakeGoogle
from tests.google.messages import Message

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120.0

Counts = Mapping[str, int]
Phases = Mapping[str, str]


class City:
    """An installation in a folder, with a meeting `m`, in front of a fake Google."""

    def __init__(self, home: Path, fake: FakeGoogle) -> None:
        self.home, self.fake = home, fake
        self._started: list[subprocess.Popen[str]] = []
        self._pause = threading.Event()
        self.environment = {
            **os.environ,
            "KOEMAP_HOME": str(home),
            "KOEMAP_GOOGLE_ENDPOINT": fake.endpoint,
            "KOEMAP_YOUTUBE_API_KEY": fake.api_key,
            "LC_ALL": "C.UTF-8",
        }
        self.run("meeting", "add", "m", "--title", "会議", "--video", VIDEO)

    def start(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        """The running command, its input open."""
        process = subprocess.Popen(
            [sys.executable, "-m", "koemap", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environment, **more},
            cwd=ROOT,
        )
        self._started.append(process)
        return process

    def run(self, *words: object, **more: Any) -> subprocess.CompletedProcess[str]:
        """The command when it is done."""
        return commands.run(*words, environment={**self.environment, **more})

    def facts(self, *words: object) -> dict[str, Any]:
        """What a command says as JSON."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    def sources(self) -> dict[str, dict[str, Any]]:
        """What `meeting list` says of each source, by source id."""
        (meeting,) = self.facts("meeting", "list")["meetings"]
        return {source["source_id"]: source for source in meeting["sources"]}

    def until(self, holds: Callable[[Counts, Phases], bool]) -> None:
        """Return as soon as this holds of the comments and the phases of all sources."""
        store = Store(f"sqlite:///{self.home / 'koemap.db'}")
        ends_at = time.monotonic() + PATIENCE_SECONDS
        while not holds(store.counts("m"), _phases(store)):
            assert time.monotonic() < ends_at, (store.counts("m"), store.healths("m"))
            self._pause.wait(0.05)
        store.close()

    def close(self) -> None:
        """End what a failed test left running."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.communicate()


def _phases(store: Store) -> Phases:
    return {name: health.phase for name, health in store.healths("m").items()}


def ended(process: subprocess.Popen[str], sign: int = signal.SIGINT) -> tuple[int, str, str]:
    """Status, output and messages of a command that was asked to stop."""
    process.send_signal(sign)
    out, error = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, out, error


@contextmanager
def a_city(folder: Path) -> Iterator[City]:
    """A city whose Google runs in real time."""
    with FakeGoogle(TickingClock(datetime.now(UTC))) as fake:
        fake.youtube.polling_ms = 1000
        city = City(folder / "home", fake)
        try:
            yield city
        finally:
            city.close()


def a_short_stream(
    fake: FakeGoogle, n: int, *, seconds: float = 4.0, open_for: float = 8.0
) -> None:
    """A stream that has just begun, with so many messages, and ends after so many seconds.

    Its chat stays open for longer than the pause between two questions, six seconds, and a start.
    """
    now = fake.now()
    ends_at = now + timedelta(seconds=seconds)
    fake.youtube.video(
        VIDEO,
        actual_start=now - timedelta(seconds=5),
        actual_end=ends_at,
        open_after_end_seconds=open_for,
    )
    for number in range(n):
        at = now + timedelta(seconds=number * seconds / n)
        fake.post_at(at, Message(f"{number}番目の意見です", author=f"author{number % 5}"))
