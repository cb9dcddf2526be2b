"""An OpenAI-compatible service on loopback, whose answers a test may spoil."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread
from typing import Any

import numpy as np

WIDTH = 48
Spoil = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Reply:
    """An answer in place of vectors; text is sent as it is, anything else as JSON."""

    status: int = 200
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class Service:
    """Answers with vectors near where texts share pairs of characters.

    `asked` has the texts of each question, `keys` and `paths` what came with it. Each of `replies`
    takes the place of one answer, the first first; `spoil` makes every good answer another.
    `trembles` lets the last digits differ each time, as those of real services do.
    """

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.keys: list[str] = []
        self.paths: list[str] = []
        self.replies: list[Reply] = []
        self.spoil: Spoil = lambda answer: answer
        self.trembles = False
        self._chance = np.random.default_rng(0)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _conversation(self))
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def reply(self, question: Mapping[str, Any]) -> Reply:
        """What is answered to the question."""
        self.asked.append(list(question["input"]))
        if self.replies:
            return self.replies.pop(0)
        rows = [self._vector(text) for text in question["input"]]
        entries = [{"index": n, "embedding": row} for n, row in enumerate(rows)]
        # In any order: what counts is the number of each.
        answer = {"model": f"{question['model']}-2", "data": entries[::-1]}
        return Reply(body=self.spoil(answer))

    def _vector(self, text: str) -> list[float]:
        row = np.full(WIDTH, 2.0)
        for pair in pairwise(text):
            row[sum(map(ord, pair)) % WIDTH] += 1
        if self.trembles:
            row += self._chance.normal(0, 1e-4, WIDTH)
        return [float(value) for value in row]

    @contextmanager
    def running(self) -> Iterator[Service]:
        """The service while it answers."""
        thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            thread.join()
            self._http.server_close()


def _conversation(service: Service) -> type[BaseHTTPRequestHandler]:
    class Conversation(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.keys.append(self.headers.get("Authorization", ""))
            service.paths.append(self.path)
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._send(service.reply(question))

        def do_GET(self) -> None:
            service.keys.append(self.headers.get("Authorization", ""))
            service.paths.append(self.path)
            self._send(service.replies.pop(0) if service.replies else Reply(body={"data": []}))

        def _send(self, reply: Reply) -> None:
            text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *words: object) -> None:
            pass

    return Conversation
