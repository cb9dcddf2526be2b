"""Answers as bytes on a connection, whole or broken on purpose."""

from __future__ import annotations

import json
import os
import socket
import struct
from http import HTTPStatus
from itertools import islice
from typing import Any

from tests.google.replies import Reply

# Zero seconds of lingering: closing sends a reset in place of a farewell.
_RESET = struct.pack("ii", 1, 0)


class Wire:
    """One connection, for the length of one answer."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.is_closed = False

    def send(
        self,
        reply: Reply,
        *,
        piece: int = 0,
        at_most: int | None = None,
        last: Any = None,
        cut: bool = False,
    ) -> None:
        """The whole answer, in pieces of so many bytes.

        Of a stream `at_most` so many elements, then the `last` one, or half the next and the
        end of the connection.
        """
        if reply.elements is None:
            body = self.body_of(reply)
            self.head(reply, {"Content-Length": str(len(body))})
            self._pieces(body, piece)
            return
        self.head(reply, {"Transfer-Encoding": "chunked"})
        opening = "["
        for element in islice(reply.elements, at_most):
            self._chunk(opening + _text(element), piece)
            opening = ",\r\n"
        if cut:
            text = _text(next(reply.elements, {}))
            self._chunk(opening + text[: len(text) // 2 + 1], piece)
        else:
            self._chunk((opening + _text(last) if last else "") + "]", piece)
        self.write(b"0\r\n\r\n")

    def head(self, reply: Reply, more: dict[str, str]) -> None:
        """The status line and the headers."""
        usual = {"Content-Type": "application/json; charset=UTF-8", "Vary": "Origin"}
        headers = {**usual, **reply.headers, **more}
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def body_of(self, reply: Reply) -> bytes:
        if reply.raw is not None:
            return reply.raw
        body = list(reply.elements) if reply.elements is not None else reply.body
        return _text(body).encode()

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)

    def hang_up(self) -> None:
        """The end of the connection, as if all had been said."""
        self.is_closed = True

    def reset(self) -> None:
        """The end of the connection, as if the other side had crashed."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        os.close(self._connection.detach())  # at once: a socket closes after its last reader
        self.is_closed = True

    def wait_for_hang_up(self, seconds: float) -> None:
        """Silence, until the reader goes away or so many real seconds have passed."""
        self._connection.settimeout(seconds)
        try:
            self._connection.recv(1)
        except OSError:  # a timeout is one
            return

    def _chunk(self, text: str, piece: int) -> None:
        data = text.encode()
        for part in _split(data, piece):
            self.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")

    def _pieces(self, data: bytes, piece: int) -> None:
        for part in _split(data, piece):
            self.write(part)


def _text(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False)


def _split(data: bytes, piece: int) -> list[bytes]:
    if not piece:
        return [data]
    return [data[start : start + piece] for start in range(0, len(data), piece)]
