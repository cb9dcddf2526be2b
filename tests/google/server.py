"""An HTTP server on loopback that starts and ends quickly and leaves nothing open."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.google.wire import Wire


@dataclass(frozen=True)
class Request:
    """One request as it came; names of headers in lower case."""

    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


Answer = Callable[[Request, Wire], None]


class Server:
    """A server that hands each request to `answer`, from the moment it is made until `close`.

    `errors` are those of `answer` itself, not of readers who have gone away.
    """

    def __init__(self, answer: Answer, port: int = 0) -> None:
        self._http = _Listener(("127.0.0.1", port), _conversation(answer))
        self.errors = self._http.errors
        self.port: int = self._http.server_address[1]
        # The default poll of half a second would be the time each test takes to end.
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nothing is open and nothing runs any more."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.errors: list[str] = []
        self._conversations: list[tuple[Thread, socket.socket]] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        alive = [one for one in self._conversations if one[0].is_alive()]
        self._conversations = [*alive, (thread, request)]
        thread.start()

    def server_close(self) -> None:
        super().server_close()
        for thread, connection in self._conversations:
            _wake(connection)
            thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Remember what is wrong with the fake; readers may go away at any time."""
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            self.errors.append(repr(error))


def _wake(connection: socket.socket) -> None:
    """Whoever reads from the connection is told that it has ended."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it has ended already
        return


def _conversation(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Conversation(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): text for name, text in self.headers.items()}
            body = self.rfile.read(size)
            wire = Wire(self.connection)
            answer(Request(self.command, self.path, headers, body), wire)
            self.close_connection = self.close_connection or wire.is_closed

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """The fake keeps its own log."""

    return Conversation
