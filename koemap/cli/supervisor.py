"""The supervisor: one process for each source, started again when it fails or falls silent."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO

from koemap.cli.language import say
from koemap.records import Health
from koemap.store import Store

LOOK_EVERY = 1.0
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
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

    def run(self) -> None:
        """Return when every source has ended; until then start, watch and start again."""
        while not all(child.is_done for child in self._children.values()):
            healths = self._store.healths(self._meeting_id)
            for name, child in self._children.items():
                self._watch(name, child, healths.get(name))
            time.sleep(LOOK_EVERY)

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
        healths = self._store.healths(self._meeting_id)
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
        elif _is_silent(health, child):
            minutes = SILENT // timedelta(minutes=1)
            silent = say(f"silent for {minutes} minutes", f"{minutes}分間応答がありません")
            self._tell(f"{name}: {silent}")
            child.process.kill()

    def _start(self, name: str, child: _Child) -> None:
        command = [sys.executable, "-m", "koemap", "collect", *child.words]
        child.process = subprocess.Popen(  # noqa: S603 -- our own command, words from the store
            [*command, "--meeting", self._meeting_id, "--supervised", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        child.started_at = time.monotonic()
        relay = threading.Thread(target=self._relay, args=(name, child.process.stderr), daemon=True)
        relay.start()

    def _relay(self, name: str, lines: IO[str] | None) -> None:
        for line in lines or ():
            self._tell(f"{name}: {line.rstrip()}")

    def _ended(self, name: str, child: _Child, status: int) -> None:
        if child.process and child.process.stdin:
            child.process.stdin.close()
        child.process = None
        if status == 0 and self.states()[name] == "ended":
            child.is_done = True
            self._tell(f"{name}: {say('done', '終了しました')}")
            return
        lived = time.monotonic() - child.started_at
        child.n_failed = 1 if lived >= LONG_ENOUGH else child.n_failed + 1
        pause = min(SHORTEST_PAUSE * 2 ** (child.n_failed - 1), LONGEST_PAUSE)
        child.resumes_at = time.monotonic() + pause
        again = say(
            f"ended with status {status}; started again in {pause:.0f} s",
            f"状態 {status} で終わりました。{pause:.0f}秒後に再開します",
        )
        self._tell(f"{name}: {again}")


def _is_silent(health: Health | None, child: _Child) -> bool:
    """Whether a process has not said for long how it is doing, and does not wait on purpose."""
    now = datetime.now(UTC)
    if time.monotonic() - child.started_at < SILENT.total_seconds() or health is None:
        return False
    expected = max(health.at, health.resumes_at or health.at)
    return now - expected > SILENT
