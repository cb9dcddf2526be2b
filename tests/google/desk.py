"""The way of a request through the fake: routed, logged, admitted, answered, held to its schema."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator, Mapping
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.google import replies
from tests.google.calls import Call, Entry
from tests.google.discovery import STREAM, TOKEN
from tests.google.faults import Fault
from tests.google.masks import masked
from tests.google.plan import Plan
from tests.google.replies import RefusedError, Reply
from tests.google.router import ROUTES, route
from tests.google.schema import Json
from tests.google.server import Request
from tests.google.wire import Wire

if TYPE_CHECKING:
    from tests.google.fake import FakeGoogle

_MAY_HOLD_A_KEY = {"x-goog-api-key", "authorization"}
_SECRETS = {"key", "assertion", "refresh_token", "client_secret"}


class Desk:
    """What the fake remembers of requests, and how it answers them."""

    def __init__(self, fake: FakeGoogle, plan: Plan) -> None:
        self.requests: list[Entry] = []
        self.violations: list[str] = []
        self.refused: list[str] = []
        self.leaks: list[str] = []
        self._fake, self._plan = fake, plan
        self._lock: RLock = fake.lock
        self._sent: dict[str, deque[str]] = {}

    def answer(self, request: Request, wire: Wire) -> None:
        """The answer to this request, on the wire."""
        self._look_for_key(request)
        time.sleep(self._fake.latency)
        parts = urlsplit(request.target)
        found = route(request.verb, parts.path)
        if found is None:
            wire.send(replies.not_found(parts.path))
            return
        method, in_path = found
        given = request.body.decode() if request.verb == "POST" else parts.query
        params = {**in_path, **_query(given)}
        with self._lock:
            number = self._plan.next_number(method.id)
            entry = Entry(self._fake.now(), method.id, number, _without_secrets(params))
            self.requests.append(entry)
        self._serve(Call(method, number, params, request.headers, entry), wire)

    def _serve(self, call: Call, wire: Wire) -> None:
        place = call.method.id, call.number
        self._plan.run_before(*place)
        fault = self._plan.fault(*place)
        with self._lock:
            reply = self._reply(call, fault)
            call.entry.status = reply.status if fault.answers else 0
        fault.send(wire, reply)
        self._plan.run_after(*place)

    def _reply(self, call: Call, fault: Fault) -> Reply:
        """The answer, with the fault in it, held to the discovery document."""
        try:
            self._admit(call)
            reply = fault.answer(call, lambda: self._honest(call), self._sent_before(call, fault))
        except RefusedError as refused:
            reply = refused.reply
        if reply.status == 200 and not fault.breaks_schema:
            self._validate(reply, call)
        return replies.streamed(reply) if call.method.id == STREAM else reply

    def _admit(self, call: Call) -> None:
        """Nothing, when the request is one Google would look at."""
        if call.method.id == TOKEN:
            return
        misuses = list(call.method.misuses(call.params))
        if misuses:
            self.refused += [f"{call.method.id} {misuse}" for misuse in misuses]
            raise RefusedError(replies.bad_parameters(misuses))
        self._fake.access.check(call)
        self._fake.quota.charge(call)

    def _honest(self, call: Call) -> Reply:
        body = ROUTES[call.method.id](self._fake, call)
        if isinstance(body, Reply):
            return body
        if isinstance(body, Iterator):
            return Reply(elements=(self._remembered(one, call) for one in body))
        return Reply(body=masked(self._remembered(body, call), call))

    def _remembered(self, body: Json, call: Call) -> Json:
        sent = self._sent.setdefault(call.method.id, deque(maxlen=100))
        sent.extend(json.dumps(item) for item in body.get("items", []))
        return body

    def _sent_before(self, call: Call, fault: Fault) -> list[Json]:
        """Copies of the newest items of this method, for a fault to repeat."""
        is_honest = type(fault) is Fault
        return [] if is_honest else [json.loads(one) for one in self._sent.get(call.method.id, ())]

    def _validate(self, reply: Reply, call: Call) -> None:
        def valid(body: Any) -> Any:
            self.violations += call.method.problems(body)
            return body

        if reply.elements is not None:
            reply.elements = map(valid, reply.elements)
        elif reply.raw is None and call.method.id != TOKEN:
            valid(reply.body)

    def _look_for_key(self, request: Request) -> None:
        shown = {n: t for n, t in request.headers.items() if n not in _MAY_HOLD_A_KEY}
        for name, text in {"the address": request.target, **shown}.items():
            if self._fake.api_key in unquote(text):
                path = urlsplit(request.target).path
                self.leaks.append(f"the key is in {name} of a request of {path}")


def _query(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def _without_secrets(params: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in params.items() if name not in _SECRETS}
