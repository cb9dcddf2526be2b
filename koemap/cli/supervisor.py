"""The supervisor: one process for each source, started again when it fails or falls silent."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import IO

from koemap.cli.language import say
from koemap.errors import StoreError
from koemap.records import Health
from koemap.store import Store

LOOK_EVERY = 1.0
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LASTING_PAUSE = 1800.0  # seconds, where a person has to do something first; each try costs quota
WRONG_USAGE = 2  # exit status, of a remembered command that this version does not know
ASLEEP = 60.0  # seconds that the clock on the wall jumps ahead of the running one
LONG_ENOUGH = 60.0  # seconds a process must live for its failures to be forgotten
SILENT = timedelta(minutes=10)
GRACE = 10.0


@dataclass
class _Child:
    """The process of one source, and how often it failed in a row."""

    words: tuple[str, ...]
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    resumes_at: float = 0.0
    n_failed: int = 0
    is_done: bool = False
    is_stuck: bool = False
    out: str = ""
    readers: list[threading.Thread] = field(default_factory=list)


class Supervisor:
    """Keeps the sources of one meeting collected; `commands` are the words of each.

    The process of a source that has ended, as a stream does, is not started again. `tell` hears
    what happens.
    """

    def __init__(
        self,
        store: Store,
        meeting_id: str,
        commands: Mapping[str, Sequence[str]],
        *,
        tell: Callable[[str], None],
    ) -> None:
        self._store, self._meeting_id, self._tell = store, meeting_id, tell
        self._children = {name: _Child(tuple(words)) for name, words in commands.items()}
        self._looked_at = self._awake_since = datetime.now(UTC)
        self._looked = time.monotonic()

    def run(self) -> None:
        """Return when no source can go on; until then start, watch and start again.

        A source that a person has to mend is tried again now and then while others go on.
        """
        while not all(child.is_done or child.is_stuck for child in self._children.values()):
            self._note_sleep()
            healths = self._healths()
            for name, child in self._children.items():
                self._watch(name, child, healths.get(name))
            time.sleep(LOOK_EVERY)

    def _healths(self) -> dict[str, Health]:
        """How the sources are doing; nothing is known while the store cannot be read."""
        try:
            return self._store.healths(self._meeting_id)
        except StoreError:
            return {}

    @property
    def stuck(self) -> list[str]:
        """The sources that a person has to mend."""
        return [name for name, child in self._children.items() if child.is_stuck]

    def _note_sleep(self) -> None:
        """Note when the computer wakes up: what happened in its sleep is no silence."""
        wall, running = datetime.now(UTC), time.monotonic()
        ahead = (wall - self._looked_at).total_seconds() - (running - self._looked)
        if ahead > ASLEEP:
            self._awake_since = wall
        self._looked_at, self._looked = wall, running

    def stop(self) -> None:
        """Ask every process to end, and make those end that do not."""
        running = [c.process for c in self._children.values() if c.process]
        for process in running:
            if process.stdin:
                process.stdin.close()
        for process in running:
            try:
                process.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def states(self) -> dict[str, str]:
        """The phase of each source, by source id."""
        healths = self._healths()
        return {
            name: healths[name].phase if name in healths else "failed" for name in self._children
        }

    def _watch(self, name: str, child: _Child, health: Health | None) -> None:
        if child.is_done:
            return
        if child.process is None:
            if time.monotonic() >= child.resumes_at:
                self._start(name, child)
        elif (status := child.process.poll()) is not None:
            self._ended(name, child, status)
        elif self._is_silent(health, child):
            minutes = SILENT // timedelta(minutes=1)
            silent = say(f"silent for {minutes} minutes", f"{minutes}分間応答がありません")
            self._tell(f"{name}: {silent}")
            child.process.kill()

    def _start(self, name: str, child: _Child) -> None:
        command = [sys.executable, "-m", "koemap", "collect", *child.words]
        child.process = subprocess.Popen(  # noqa: S603 -- our own command, words from the store
            [*command, "--meeting", self._meeting_id, "--supervised", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl-C is for the supervisor, which ends them one by one
        )
        child.started_at, child.out = time.monotonic(), ""
        said, told = child.process.stderr, child.process.stdout
        child.readers = [
            _reading(said, lambda line: self._tell(f"{name}: {line.removeprefix(f'{name}: ')}")),
            _reading(told, lambda line: setattr(child, "out", line)),
        ]

    def _ended(self, name: str, child: _Child, status: int) -> None:
        for reader in child.readers:
            reader.join()
        if child.process and child.process.stdin:
            child.process.stdin.close()
        child.process = None
        if status == 0 and self.states()[name] == "ended":
            child.is_done, child.is_stuck = True, False
            self._tell(f"{name}: {say('done', '終了しました')}")
            return
        pause = self._pause(child, status)
        child.resumes_at = time.monotonic() + pause
        again = say(
            f"ended with status {status}; started again in {pause:.0f} s",
            f"状態 {status} で終わりました。{pause:.0f}秒後に再開します",
        )
        self._tell(f"{name}: {again}")

    def _pause(self, child: _Child, status: int) -> float:
        """Seconds before a process that failed is started again."""
        child.is_stuck = status == WRONG_USAGE or _is_lasting(child.out)
        if child.is_stuck:
            return LASTING_PAUSE
        lived = time.monotonic() - child.started_at
        child.n_failed = 1 if lived >= LONG_ENOUGH else child.n_failed + 1
        return float(min(SHORTEST_PAUSE * 2 ** (child.n_failed - 1), LONGEST_PAUSE))

    def _is_silent(self, health: Health | None, child: _Child) -> bool:
        """Whether a process has long not said how it is doing, and does not wait on purpose."""
        if time.monotonic() - child.started_at < SILENT.total_seconds() or health is None:
            return False
        expected = max(health.at, health.resumes_at or health.at, self._awake_since)
        return datetime.now(UTC) - expected > SILENT


def _is_lasting(out: str) -> bool:
    """Whether what a process said last is an error that does not pass by itself."""
    try:
        told = json.loads(out)
    except ValueError:
        return False
    return isinstance(told, dict) and bool(told.get("lasting"))


def _reading(lines: IO[str] | None, hear: Callable[[str], object]) -> threading.Thread:
    """A running thread that hands on each line to its end, and then closes what it read."""

    def read() -> None:
        with lines or io.StringIO() as source:
            for line in source:
                hear(line.rstrip())

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread
