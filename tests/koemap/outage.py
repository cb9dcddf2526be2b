"""A live meeting on YouTube whose network fails for a while; its stream goes on meanwhile."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tests.collectors.chat import VIDEO
from tests.google.clock import TickingClock
from tests.google.fake import FakeGoogle
from tests.google.messages import Message
from tests.koemap.live_meeting import LiveMeeting

LONG_AGO = datetime.min.replace(tzinfo=UTC)
Failure = Literal["refused", "silent"]
"""How a network fails: nobody takes a connection, or what takes it says nothing more."""


@dataclass
class _Way:
    """A connection through a line, `near` to who asks; a dead one takes all and says nothing."""

    near: socket.socket
    far: socket.socket
    is_dead: bool

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        """Hand on what comes, to the end of the connection; a dead one ends with who asks."""
        with suppress(OSError):
            while piece := source.recv(65_536):
                if not self.is_dead:
                    target.sendall(piece)
        if source is self.near or not self.is_dead:
            self.end()

    def end(self) -> None:
        """End the connection at both ends."""
        _end(self.near)
        _end(self.far)


class Line:
    """A line to a server of this machine, at a port of its own, that can be cut and mended.

    What hung on a silent line hangs on when it is mended: only new connections get through.
    """

    def __init__(self, port: int) -> None:
        self._to, self._is_silent = port, False
        self._ways: list[_Way] = []
        self._listener = self._listening(0)
        self.port = int(self._listener.getsockname()[1])

    @property
    def endpoint(self) -> str:
        """The address to ask."""
        return f"http://127.0.0.1:{self.port}/"

    def cut(self, failure: Failure) -> None:
        """Let nothing through any more."""
        if failure == "refused":
            self.close()
        self._is_silent = failure == "silent"
        for way in self._ways:
            way.is_dead = self._is_silent

    def mend(self) -> None:
        """Let new connections through again."""
        self._is_silent = False
        if self._listener.fileno() < 0:
            self._listener = self._listening(self.port)

    def close(self) -> None:
        """Leave nothing open."""
        _end(self._listener)
        for way in self._ways:
            way.end()
        self._ways.clear()

    def _listening(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                way = _Way(near, socket.create_connection(("127.0.0.1", self._to)), self._is_silent)
                self._ways.append(way)
                for ends in ((way.near, way.far), (way.far, way.near)):
                    threading.Thread(target=way.carry, args=ends, daemon=True).start()


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


class Streamed(LiveMeeting):
    """A meeting kept live from a stream on YouTube."""

    @property
    def words(self) -> list[str]:
        """The command."""
        return ["live", VIDEO, "--meeting", self.meeting_id, "--port", str(self.port)]

    def state(self) -> dict[str, Any]:
        """What a desk that is opened now is told."""
        address = f"http://127.0.0.1:{self.port}/desk/{self.meeting_id}/state?after=&lang=ja"
        with urlopen(address, timeout=10) as answer:
            return dict(json.load(answer))

    def let_through(self, comment_id: str) -> bool:
        """Whether the desk accepts that act of somebody who sits at it."""
        wish = {"verb": "let_through", "target": comment_id, "key": comment_id, "details": {}}
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        address = f"http://127.0.0.1:{self.port}/desk/{self.meeting_id}/act"
        request = Request(address, json.dumps(wish).encode(), headers)
        with suppress(HTTPError), urlopen(request, timeout=10) as answer:
            return bool(answer.status == 200)
        return False

    def texts(self) -> list[str]:
        """What was said in all arrivals, in their order."""
        found: list[str] = []
        after = 0
        while more := self.store.arrivals(self.meeting_id, after):
            found += [one.comment.text for one in more]
            after = more[-1].number
        return found


@dataclass
class Outage:
    """What came of an outage.

    `told` are the seconds from its beginning until the desk said so, None if it did not, `well`
    those from its end until the desk said that all is well, `whole` until everything had arrived;
    of the acts that were `tried` at the desk `acted` were accepted.
    """

    told: float | None = None
    problem: str = ""
    well: float = 0.0
    whole: float = 0.0
    phases: list[str] = field(default_factory=list)
    tried: int = 0
    acted: int = 0
    posted: list[str] = field(default_factory=list)


@dataclass
class Stream:
    """A meeting live on a stream that runs, and the line between the two."""

    live: Streamed
    fake: FakeGoogle
    line: Line
    every: float = 1.0
    posted: list[str] = field(default_factory=list)
    _pause: threading.Event = field(default_factory=threading.Event)

    def post(self, seconds: float) -> None:
        """Let people write one message at a time for so long from now on."""
        now = self.fake.now()
        for number in range(int(seconds / self.every)):
            text = f"{len(self.posted)}番目の意見です"
            at = now + timedelta(seconds=number * self.every)
            self.fake.post_at(at, Message(text, author=f"author{len(self.posted) % 20}"))
            self.posted.append(text)

    def fail(self, failure: Failure, seconds: float) -> Outage:
        """Cut the line for so long; the desk is looked at, and acted at, all the time."""
        outage = Outage(posted=self.posted)
        self.live.until(self.is_well)
        self.line.cut(failure)
        began = time.monotonic()
        while time.monotonic() < began + seconds:
            self._look(outage, began)
            self._pause.wait(0.5)
        self.line.mend()
        mended, at = time.monotonic(), datetime.now(UTC)
        self.live.until(lambda: self.is_well(at), 300.0)
        outage.well = time.monotonic() - mended
        self.live.until(lambda: len(self.live.texts()) >= len(self.posted), 300.0)
        outage.whole = time.monotonic() - mended
        return outage

    def _look(self, outage: Outage, began: float) -> None:
        """Look at the desk as it is opened now, and let through one more message."""
        (one,) = self.live.state()["connection"]
        outage.phases.append(one["phase"])
        if one["phase"] == "retrying" and not outage.problem:
            outage.told, outage.problem = time.monotonic() - began, one["problem"]
        untouched = self.live.arrived()[outage.acted : outage.acted + 1]
        outage.tried += len(untouched)
        outage.acted += sum(map(self.live.let_through, untouched))

    def is_well(self, since: datetime = LONG_AGO) -> bool:
        """Whether the desk says that messages are received, and has heard so since then."""
        (one,) = self.live.state()["connection"]
        return one["phase"] == "collecting" and datetime.fromisoformat(one["at"]) > since


@contextmanager
def a_stream(home: Path, *, every: float = 1.0) -> Iterator[Stream]:
    """A meeting that is live on a stream of this machine, to which people write so often."""
    with FakeGoogle(TickingClock(datetime.now(UTC))) as fake:
        line = Line(int(urlsplit(fake.endpoint).port or 0))
        settings = {
            "KOEMAP_GOOGLE_ENDPOINT": line.endpoint,
            "KOEMAP_YOUTUBE_API_KEY": fake.api_key,
        }
        fake.youtube.stream_seconds = 3600.0
        fake.youtube.video(VIDEO, actual_start=fake.now() - timedelta(seconds=5))
        live = Streamed(home, **settings)
        try:
            live.served()
            yield Stream(live, fake, line, every)
        finally:
            live.close()
            line.close()
