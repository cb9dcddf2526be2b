"""A probe of the web of a live meeting: when it last answered."""

from __future__ import annotations

import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from koemap.cli.beside import Beside

ASK_EVERY = 2.0
ANSWER_WITHIN = 20.0  # seconds that one answer may take; a busy web is none that hangs


class Probe:
    """Asks the web at that address now and then, beside everything else."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        self.asking = Beside(self._try, every=ASK_EVERY)
        self.answered_at: float | None = None

    def _try(self) -> None:
        with suppress(OSError, HTTPException):
            self._ask()
            self.answered_at = time.monotonic()

    def _ask(self) -> None:
        """Return when it has answered, whatever it said."""
        host, port = self._address.hostname or "127.0.0.1", self._address.port
        connection = HTTPConnection(host, port, timeout=ANSWER_WITHIN)
        try:
            connection.request("GET", "/live-probe", headers={"Connection": "close"})
            connection.getresponse().close()
        finally:
            connection.close()
