"""Processes of koemap that are kept running: started, listened to, started again, ended."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from koemap.cli.language import say
from koemap.errors import why

Hear = Callable[[str], object]

GRACE = 10.0
SURROUNDINGS = {
    "MALLOC_ARENA_MAX": "1",  # glibc then gives back what is freed: a process stays small
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning",  # of what was ended on purpose
}
HEARD_WITHIN = 5.0  # seconds for the last words of a process that has ended


class Process:
    """A command of koemap that runs as long as its input is open, and everything it started.

    `hear` is told each line that it writes for people, `heard` says when it last did; `out` is the
    last that it wrote for programs. Ctrl-C is for who started it.
    """

    def __init__(self, words: Sequence[str], *, hear: Hear) -> None:
        self.started, self.out, self._hear = time.monotonic(), "", hear
        self.heard = self.started
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            [sys.executable, "-m", "koemap", *words, "--supervised", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**SURROUNDINGS, **os.environ},
            start_new_session=True,
        )
        self._readers = [
            _reading(self._process.stderr, self._listen),
            _reading(self._process.stdout, lambda line: setattr(self, "out", line)),
        ]

    def _listen(self, line: str) -> None:
        self.heard = time.monotonic()
        self._hear(line)

    @property
    def lived(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.started

    def status(self) -> int | None:
        """How it ended, once all is heard that it wrote; None while it runs."""
        status = self._process.poll()
        if status is not None:
            self._end_rest()
            for reader in self._readers:
                reader.join(HEARD_WITHIN)
            self.ask_to_end()
        return status

    def ask_to_end(self) -> None:
        """Close its input, at which it ends well."""
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()

    def kill(self) -> None:
        """End it now, with everything it started."""
        self._process.kill()
        self._end_rest()

    def end(self) -> None:
        """Wait until it has ended, and make it end when it takes long."""
        self.ask_to_end()
        try:
            self._process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self.status()

    def _end_rest(self) -> None:
        """End what it started and did not end itself, such as the processes of a web server."""
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


@dataclass
class Pauses:
    """How long to wait before a process that failed is started again: longer each time in a row.

    One that had lived `long_enough` seconds begins with the shortest pause.
    """

    shortest: float = 1.0
    longest: float = 60.0
    long_enough: float = 60.0
    n_failed: int = 0

    def after(self, lived: float) -> float:
        """Seconds to wait after a process that failed and had lived so long.

        >>> pauses = Pauses()
        >>> [pauses.after(0.5) for _ in range(8)], pauses.after(90)
        ([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0], 1.0)
        """
        self.n_failed = 1 if lived >= self.long_enough else self.n_failed + 1
        return min(self.shortest * 2.0 ** min(self.n_failed - 1, 16), self.longest)


@dataclass
class Kept:
    """A command that is kept running, and when it is due to be started again."""

    words: tuple[str, ...]
    pauses: Pauses = field(default_factory=Pauses)
    process: Process | None = None
    resumes: float = 0.0
    n_started: int = 0

    def start_when_due(self, hear: Hear) -> None:
        """Start it if it does not run and has waited long enough.

        What cannot be started, for want of memory, is tried again after a pause.
        """
        if self.process is not None or time.monotonic() < self.resumes:
            return
        try:
            self.process = Process(self.words, hear=hear)
            self.n_started += 1
        except OSError as error:
            reason, reason_ja = why(error)
            hear(say(f"cannot be started: {reason}", f"起動できません: {reason_ja}"))
            self.wait(self.pauses.after(0.0))

    def wait(self, seconds: float) -> None:
        """Forget the process, which has ended, and start no other for that long."""
        self.process, self.resumes = None, time.monotonic() + seconds


def end_all(processes: Sequence[Process]) -> None:
    """Ask every process to end, and make those end that do not."""
    for process in processes:
        process.ask_to_end()
    for process in processes:
        process.end()


def _reading(lines: IO[str] | None, hear: Hear) -> threading.Thread:
    """A running thread that hands on each line to its end, and then closes what it read."""

    def read() -> None:
        with lines or io.StringIO() as source:
            for line in source:
                hear(line.rstrip())

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread
