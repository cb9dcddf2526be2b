"""The server for Linux and macOS: gunicorn, two processes of eight threads each."""

from __future__ import annotations

import gc
import os
import signal
import time
from socket import socket
from typing import Any

from gunicorn.app.base import BaseApplication

LAST_ANSWERS = 0.5  # seconds in which a process that is stopped gives the answers it has begun


def _stops_soon(_worker: object) -> None:
    """Let this process of the server stop without waiting for whoever has not asked to the end.

    gunicorn waits for them as long as it lets requests finish, then kills the process and says
    that memory may have run out.
    """
    for one in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(one, _stop)


def _stop(_signal: int, _frame: object) -> None:
    time.sleep(LAST_ANSWERS)  # threads go on meanwhile
    os._exit(0)


CHOSEN: dict[str, Any] = {
    "worker_class": "gthread",
    "workers": 2,
    "threads": 8,
    "preload_app": True,  # what was imported is shared by the processes
    "keepalive": 75,  # seconds; longer than the pauses of a reader
    "max_requests": 200_000,  # a process begins anew now and then, so that memory stays flat
    "max_requests_jitter": 20_000,
    "graceful_timeout": 5,  # seconds that a request may still take at the end
    "post_worker_init": _stops_soon,
    "loglevel": "error",
    "control_socket_disable": True,  # nothing but signals steers it
    "forwarded_allow_ips": "",  # proxies are believed by Access.proxies alone
}


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """gunicorn without a command line or configuration files of its own."""

    def __init__(self, application: Any, listener: socket) -> None:
        self._application, self._listener = application, listener
        super().__init__()

    def load_config(self) -> None:
        """Take the choices of koemap."""
        for name, value in CHOSEN.items():
            self.cfg.set(name, value)
        self.cfg.set("bind", f"fd://{self._listener.fileno()}")

    def load(self) -> Any:
        """The application, which exists before the processes part."""
        return self._application


def run(application: Any, listener: socket) -> None:
    """Serve until Ctrl-C or SIGTERM; nothing open in this process may be of use to both.

    What exists by now is set aside from the collection of garbage, which would copy shared memory.
    """
    gc.collect()
    gc.freeze()
    _Gunicorn(application, listener).run()
