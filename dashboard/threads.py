"""The server for Windows, and wherever one process is wanted: waitress with eight threads."""

from __future__ import annotations

import logging
from socket import socket
from typing import Any

from waitress import create_server

CHOSEN: dict[str, Any] = {
    "threads": 8,
    "channel_timeout": 75,  # seconds; longer than the pauses of a reader
    "connection_limit": 1_000,
    "max_request_body_size": 2_000_000,  # bytes; the application refuses more than half of it
    "clear_untrusted_proxy_headers": False,  # believed or not by Access.proxies alone
    "ident": None,
}


def run(application: Any, listener: socket) -> None:
    """Serve until Ctrl-C."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each that waits
    create_server(application, sockets=[listener], **CHOSEN).run()
