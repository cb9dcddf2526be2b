"""A desk that is open all the time, and asks as its page does."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from typing import Any

from tests.koemap.live_meeting import LiveMeeting

EVERY = 1.0  # seconds


@dataclass
class OpenDesk:
    """A desk that asks once a second, from where it was, and sooner when nobody answers."""

    live: LiveMeeting
    heads: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    happened: list[dict[str, str]] = field(default_factory=list)
    _asked: float = 0.0

    def look(self) -> bool:
        """Whether it has an answer that is new."""
        if time.monotonic() < self._asked + EVERY:
            return False
        self._asked = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.live.port, timeout=4)
        path = f"/desk/{self.live.meeting_id}/state?after={self.heads}"
        with suppress(OSError, HTTPException), closing(connection):
            self.told = asked(connection, path)
            self.heads = self.told["heads"]
            self.happened += self.told["happenings"]
            return True
        return False

    def says(self, names: Iterable[str], since: datetime) -> bool:
        """Whether it says of each that something happened to it since then."""
        known = {one["kind"] for one in self.happened if _at(one["at"]) > since}
        return known.issuperset(names)

    def is_well(self, since: datetime) -> bool:
        """Whether it says that collector and analyst have been well since then."""
        signs = (*self.told["connection"], self.told["analyst"])
        return all(one and _at(one["at"]) > since for one in signs)


def _at(told: str) -> datetime:
    return datetime.fromisoformat(told)


def asked(connection: HTTPConnection, path: str) -> dict[str, Any]:
    """The JSON at that path."""
    connection.request("GET", path)
    return answer(connection)


def answer(connection: HTTPConnection) -> dict[str, Any]:
    """The JSON that comes when all is well."""
    told = connection.getresponse()
    body = told.read()
    assert told.status == 200, (told.status, body[:200])
    return dict(json.loads(body))
