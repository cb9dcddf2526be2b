"""A live meeting for tests: the invented sample replayed by `koemap live`, its processes real."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import IO, Any
from urllib.request import urlopen

from collectors.events import Received
from collectors.youtube_archive import YouTubeArchive
from koemap.cli.demo import sample_meeting
from koemap.live_records import Happening
from koemap.store import Store

ROOT = Path(__file__).parents[2]
SAMPLE = Path(str(files("koemap") / "sample"))
CHAT = SAMPLE / "minamo-2.live_chat.json"
PATIENCE_SECONDS = 240.0
PARTS = {"collector": "youtube-replay", "analyst": "live-analyst", "web": "serve"}
"""The processes, each by a word of its command."""


class LiveMeeting:
    """An installation with the sample meeting, and `koemap live` as it is started there."""

    def __init__(
        self, home: Path, *, chat: Path = CHAT, speed: float = 1000.0, **settings: str
    ) -> None:
        self.home, self.chat, self.speed, self.port = home, chat, speed, a_free_port()
        self._settings = {"KOEMAP_HOME": str(home), "LC_ALL": "C.UTF-8", **settings}
        self.meeting_id = sample_meeting(SAMPLE).meeting_id
        self.store = Store(f"sqlite:///{home / 'koemap.db'}")
        self.store.add_meeting(sample_meeting(SAMPLE))
        self.said: list[str] = []
        self._started: list[tuple[subprocess.Popen[str], threading.Thread]] = []
        self._pause = threading.Event()

    @property
    def words(self) -> list[str]:
        """The command."""
        replay = ["--replay", str(self.chat), "--speed", str(self.speed)]
        return ["live", "--meeting", self.meeting_id, *replay, "--port", str(self.port)]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The running command; what it says for people is kept in `said`."""
        process = subprocess.Popen(
            [sys.executable, "-m", "koemap", *(words or self.words), "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **self._settings},
        )
        listener = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
        listener.start()
        self._started.append((process, listener))
        return process

    def _listen(self, lines: IO[str]) -> None:
        with lines:
            self.said.extend(lines)

    def served(self) -> tuple[subprocess.Popen[str], dict[str, Any]]:
        """The running command and what it said once it served."""
        process = self.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, self.said
        return process, json.loads(line)

    def hold(self) -> None:
        """Let nothing more arrive; no change of the store is left half made."""
        with closing(sqlite3.connect(self.home / "koemap.db", timeout=PATIENCE_SECONDS)) as store:
            store.execute("BEGIN IMMEDIATE")
            os.kill(self._collector, signal.SIGSTOP)
            self.until(lambda: state(self._collector) == "T")

    def go_on(self) -> None:
        """Let arrive again what follows."""
        os.kill(self._collector, signal.SIGCONT)

    @property
    def _collector(self) -> int:
        """The process that collects."""
        (found,) = (pid for process, _ in self._started for pid in part(process.pid, "collector"))
        return found

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> float:
        """The seconds it took until that held."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < seconds, self.said
            self._pause.wait(0.1)
        return time.monotonic() - began

    def await_arrivals(self, n: int) -> None:
        """Return when so many comments have arrived."""
        self.until(lambda: sum(self.store.counts(self.meeting_id).values()) >= n)

    def await_final_map(self) -> None:
        """Return when the map of everything is made."""
        self.until(lambda: "final" in self.kinds())

    def arrived(self) -> list[str]:
        """The ids of all arrivals, in their order."""
        found: list[str] = []
        after = 0
        while more := self.store.arrivals(self.meeting_id, after):
            found += [one.comment.comment_id for one in more]
            after = more[-1].number
        return found

    def expected(self) -> set[str]:
        """The ids of all comments of the chat."""
        return comments_of(self.chat)

    def await_happenings(self, kind: str, n: int) -> None:
        """Return when so much of that kind has happened."""
        self.until(lambda: len(self.happenings(kind)) == n)

    def happenings(self, kind: str) -> list[Happening]:
        """What happened of that kind."""
        return [one for one in self.store.happenings(self.meeting_id) if one.kind == kind]

    def kinds(self) -> list[str]:
        """The kinds of what happened, in its order."""
        return [one.kind for one in self.store.happenings(self.meeting_id)]

    def answers(self, path: str = "") -> bool:
        """Whether the web answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def close(self) -> None:
        """End what is left running."""
        for process, listener in self._started:
            for pid in (process.pid, *descendants(process.pid)) if process.poll() is None else ():
                kill(pid)
            process.wait()
            listener.join()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        self.store.close()


@contextmanager
def a_live_meeting(
    home: Path, *, chat: Path = CHAT, speed: float = 1000.0, **settings: str
) -> Iterator[LiveMeeting]:
    """The meeting, under settings by their names in the environment; it ends what it started."""
    meeting = LiveMeeting(home, chat=chat, speed=speed, **settings)
    try:
        yield meeting
    finally:
        meeting.close()


def comments_of(chat: Path) -> set[str]:
    """The ids of all comments of a chat."""
    events = YouTubeArchive(sample_meeting(SAMPLE), chat).events()
    return {event.comment_id for event in events if isinstance(event, Received)}


def part(parent: int, name: str) -> list[int]:
    """The processes of that name which this one started."""
    return [pid for pid in children(parent) if PARTS[name] in command(pid)]


def children(parent: int) -> list[int]:
    """The processes that this one has started."""
    return [pid for pid, of in _processes() if of == parent]


def descendants(parent: int) -> list[int]:
    """The processes that this one, or one of them, has started."""
    found, known = [parent], [*_processes()]
    for one in found:
        found += [pid for pid, of in known if of == one]
    return found[1:]


def command(pid: int) -> str:
    """The words of a process, "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except OSError:
        return ""


def kill(pid: int) -> None:
    """End the process now, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def runs(pid: int) -> bool:
    """Whether the process is there and has not ended."""
    return state(pid) not in ("Z", "")


def state(pid: int) -> str:
    """The letter for what the process does, "Z" when it has ended, "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _processes() -> Iterator[tuple[int, int]]:
    """Every process with the one that started it."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            yield int(folder.name), int(fields[1])


def a_free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
