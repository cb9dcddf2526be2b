"""Answers of the screen, kept while nothing changes: many readers then cost little more than one.

An answer is the same for everybody of one role who looks at one address; who is logged in stands
in the layout, not here. It is kept packed, as browsers take it.
"""

from __future__ import annotations

import gzip
import json
from collections import OrderedDict
from threading import Lock
from typing import Any

from flask import Flask, Response, g, request

from dashboard.access import CALLBACKS, current_user
from dashboard.editions import Editions
from koemap.errors import StoreError
from koemap.records import Meeting

MOST_BYTES = 32_000_000  # packed; some eight hundred answers
ASKED = ("path", "search", "dark", "reveal")  # all of a request that an answer depends on
LEVEL = 4  # of packing: a third of the time of the usual one, a tenth larger


class Kept:
    """Packed answers by what was asked, those asked for last; shared by all threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, key: str) -> bytes | None:
        """The packed answer, None when it is not kept."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def keep(self, key: str, packed: bytes) -> None:
        """Keep the answer, and let go of those not asked for the longest."""
        with self._lock:
            self._bytes += len(packed) - len(self._answers.pop(key, b""))
            self._answers[key] = packed
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._answers.popitem(last=False)[1])


def keep_answers(server: Flask, editions: Editions, kept: Kept | None = None) -> None:
    """Answer what was asked before without asking the screen again; to be added after the guard."""
    answers = kept or Kept()

    @server.before_request
    def find() -> Response | None:
        g.key = key_of(editions) if request.path == CALLBACKS and request.method == "POST" else ""
        packed = answers.find(g.key) if g.key else None
        return None if packed is None else _sent(packed)

    @server.after_request
    def keep(response: Response) -> Response:
        key = g.get("key", "")
        if not key or response.status_code != 200 or response.content_encoding or g.get("passing"):
            return response
        packed = gzip.compress(response.get_data(), LEVEL, mtime=0)
        answers.keep(key, packed)
        return _sent(packed)


def is_passing() -> None:
    """Tell that the answer is about a trouble that passes, and must not be kept."""
    g.passing = True


def key_of(editions: Editions) -> str:
    """What the answer depends on, "" when it is not to be kept."""
    body: Any = request.get_json()
    inputs = body["inputs"] if isinstance(body["inputs"], list) else []
    value = inputs[0].get("value") if len(inputs) == 1 and not body.get("state") else None
    if not isinstance(value, dict):
        return ""
    try:
        states = [_state(editions, meeting) for meeting in editions.meetings()]
    except StoreError:
        return ""
    asked = [value.get(name) for name in ASKED]
    return json.dumps([current_user().role, body["output"], asked, states], ensure_ascii=False)


def _state(editions: Editions, meeting: Meeting) -> tuple[Any, ...]:
    """What answers about the meeting depend on; only editors are told of acts at its desk."""
    found = (str(meeting), editions.state(meeting.meeting_id), editions.is_live(meeting.meeting_id))
    return (
        *found,
        *([editions.n_acts(meeting.meeting_id)] if current_user().may("editor") else []),
    )


def _sent(packed: bytes) -> Response:
    """The answer packed, or as it was for who cannot unpack it."""
    takes = request.accept_encodings["gzip"] > 0
    response = Response(packed if takes else gzip.decompress(packed), mimetype="application/json")
    if takes:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return response
