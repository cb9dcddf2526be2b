"""The fake in a process of its own, which outlives a collector that is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.google import control
from tests.google.access import API_KEY
from tests.google.faults import Fault
from tests.google.messages import Message
from tests.google.schema import Json

ROOT = Path(__file__).parents[2]


class RemoteGoogle:
    """A fake in another process, at `endpoint`; the operations are those of `control`."""

    api_key = API_KEY

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    @property
    def token_uri(self) -> str:
        return f"{self.endpoint}token"

    def run(self, operation: str, **arguments: Any) -> Any:
        """The result of an operation."""
        address = f"{self.endpoint.rstrip('/')}{control.PREFIX}{operation}"
        body = json.dumps(arguments).encode()
        with urlopen(Request(address, body), timeout=10) as answer:
            return json.load(answer)

    def post(
        self, messages: Iterable[Message], *, at: datetime | None = None, video: str = ""
    ) -> list[Json]:
        """The messages as the chat has them, there from `at` on, at once without it."""
        when = {"at": at.isoformat()} if at else {}
        texts = [{**control.message_text(one), **when} for one in messages]
        posted: list[Json] = self.run("post", messages=texts, video=video)
        return posted

    def schedule(self, method: str, calls: int | Iterable[int], fault: Fault) -> None:
        numbers = calls if isinstance(calls, int) else [*calls]
        self.run("schedule", method=method, calls=numbers, fault=control.fault_text(fault))

    def kill(self, pid: int, method: str, call: int, *, moment: str = "after") -> None:
        """Plan the death of that process: `before` the call is answered, or `after`."""
        self.run("kill", pid=pid, method=method, call=call, moment=moment)

    def check(self) -> None:
        """Nothing, when all was as it should be; AssertionError that says what was not."""
        wrong = {name: lines for name, lines in self.run("report").items() if lines}
        assert not wrong, wrong


class RemoteClock:
    """The virtual clock of a fake in another process."""

    def __init__(self, fake: RemoteGoogle) -> None:
        self._fake = fake

    def now(self) -> datetime:
        return datetime.fromisoformat(self._fake.run("now"))

    def wait(self, seconds: float) -> None:
        self._fake.run("advance", seconds=seconds)


@contextmanager
def running(*options: str) -> Iterator[RemoteGoogle]:
    """A fake started with `python -m tests.google` and these options, checked at the end."""
    command = [sys.executable, "-m", "tests.google", *options]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            fake = RemoteGoogle(process.stdout.readline().strip())
            yield fake
            fake.check()
        finally:
            process.stdin.close()  # it ends with its reader, so that none is left over
            process.wait(10)
