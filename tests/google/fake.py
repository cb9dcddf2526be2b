"""A fake Google: YouTube, Forms and Sheets on loopback, with quota, paging and planned faults.

    from tests.google.fake import FakeGoogle
    …
    with FakeGoogle() as fake:                       # time is virtual: fake.clock
        video = fake.youtube.video("koemapTest1", actual_start=fake.now())
        fake.post(Message("駅前に図書館を", author="a"))
        fake.post_at(fake.now() + timedelta(seconds=30), super_chat("賛成です", yen=500))
        fake.schedule(LIST, 2, Refusal(403, "rateLimitExceeded"))
        fake.schedule(LIST, range(5, 8), HtmlPage(500))

        service = build("youtube", "v3", http=…, client_options={"api_endpoint": fake.endpoint})
        …                                            # key: fake.api_key, as x-goog-api-key
        fake.advance(60)                             # or clock.wait(60) by the collector itself

        assert fake.units() == 5 * fake.calls(LIST) + 1
        assert [entry.status for entry in fake.requests] == …
        posted = video.chat.posted                   # what a collector should have, in the end

On leaving, the fake fails the test for a body of its own that breaks the discovery document, a
request outside it, an API key in an address, a planned fault that never struck. The methods'
ids are in `discovery`, the faults in `faults`, the kinds of messages in `messages`.

A collector's clock needs `now()` and `wait(seconds)`: give it `fake.clock`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.google import replies
from tests.google.access import API_KEY, Access
from tests.google.calls import Call, Entry
from tests.google.clock import Clock, VirtualClock
from tests.google.faults import Fault
from tests.google.messages import Message, Posted
from tests.google.plan import Action, Plan
from tests.google.quota import Quota
from tests.google.replies import RefusedError, Reply
from tests.google.router import ROUTES, route
from tests.google.schema import Json
from tests.google.server import Request, Server
from tests.google.wire import Wire
from tests.google.youtube import YouTube

_MAY_HOLD_A_KEY = {"x-goog-api-key", "authorization"}


class FakeGoogle:
    """Google on this machine, at `endpoint`; use it as a context manager.

    On leaving it says, as an AssertionError, what should not have been: answers of its own that
    no discovery document allows (`violations`), requests outside the documents (`refused`), the
    API key where it must not be (`leaks`), faults planned for calls that never came.
    """

    youtube: YouTube

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        api_key: str = API_KEY,
        units_a_day: int = 10_000,
        port: int = 0,
    ) -> None:
        self.clock: Clock = clock or VirtualClock()
        self.lock = RLock()
        self.latency = 0.0  # real seconds
        self.requests: list[Entry] = []
        self.violations: list[str] = []
        self.refused: list[str] = []
        self.leaks: list[str] = []
        self.quota = Quota(self.clock, units_a_day)
        self.access = Access(self.clock, lambda: self.token_uri, api_key)
        self.youtube = YouTube(self.clock, self.lock)
        self._plan = Plan()
        self._sent: dict[str, list[Json]] = {}
        self._server = Server(self.answer, port)

    # --- for tests ---------------------------------------------------------------------------

    @property
    def endpoint(self) -> str:
        """For `client_options={"api_endpoint": …}`; with the slash at its end."""
        return f"http://127.0.0.1:{self._server.port}/"

    @property
    def token_uri(self) -> str:
        """For `token_uri` of credentials."""
        return f"{self.endpoint}token"

    @property
    def api_key(self) -> str:
        return self.access.api_key

    def now(self) -> datetime:
        return self.clock.now()

    def advance(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def post(self, message: Message, video: str = "") -> Posted:
        return self.youtube.post(message, video)

    def post_at(self, when: datetime, message: Message, video: str = "") -> Posted:
        return self.youtube.post_at(when, message, video)

    def units(self) -> int:
        """Units spent on this Pacific day."""
        return self.quota.units()

    def calls(self, method: str) -> int:
        """How many requests of the method there were."""
        return self._plan.calls(method)

    def schedule(self, method: str, calls: int | Iterable[int], fault: Fault) -> None:
        """Have these calls of the method, counted from 1, go wrong."""
        self._plan.schedule(method, calls, fault)

    def schedule_next(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Have the next calls of the method go wrong."""
        self._plan.schedule_next(method, fault, times=times)

    def before(self, method: str, number: int, action: Action) -> None:
        """Do something when that call has come, before it is answered."""
        self._plan.before(method, number, action)

    def after(self, method: str, number: int, action: Action) -> None:
        """Do something when that call has been answered to the last byte."""
        self._plan.after(method, number, action)

    def unused_faults(self) -> list[str]:
        """What was planned for calls that never came."""
        return self._plan.unused()

    def check(self) -> None:
        """Nothing, when all was as it should be; AssertionError that says what was not."""
        found = {
            "violations": self.violations,
            "refused": self.refused,
            "leaks": self.leaks,
            "unused": self.unused_faults(),
        }
        wrong = {name: lines for name, lines in found.items() if lines}
        assert not wrong, wrong

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> FakeGoogle:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if kind is None:
            self.check()

    # --- a request ---------------------------------------------------------------------------

    def answer(self, request: Request, wire: Wire) -> None:
        """The answer to this request, on the wire."""
        self._look_for_key(request)
        time.sleep(self.latency)
        parts = urlsplit(request.target)
        found = route(parts.path) if request.verb == "GET" else None
        if found is None:
            wire.send(replies.not_found(parts.path))
            return
        method, in_path = found
        params = {**in_path, **_query(parts.query)}
        with self.lock:
            number = self._plan.next_number(method.id)
            entry = Entry(self.now(), method.id, number, _without_key(params))
            self.requests.append(entry)
        self._serve(Call(method, number, params, request.headers, entry), wire)

    def _serve(self, call: Call, wire: Wire) -> None:
        place = call.method.id, call.number
        self._plan.run_before(*place)
        fault = self._plan.fault(*place)
        with self.lock:
            reply = self._reply(call, fault)
            call.entry.status = reply.status
        fault.send(wire, reply)
        self._plan.run_after(*place)

    def _reply(self, call: Call, fault: Fault) -> Reply:
        """The answer, with the fault in it, held to the discovery document."""
        try:
            self._admit(call)
            sent_before = self._sent.get(call.method.id, [])
            reply = fault.answer(call, lambda: self._honest(call), sent_before)
        except RefusedError as refused:
            reply = refused.reply
        if reply.status == 200 and not fault.breaks_schema:
            self._validate(reply, call)
        return reply

    def _admit(self, call: Call) -> None:
        misuses = list(call.method.misuses(call.params))
        if misuses:
            self.refused += [f"{call.method.id} {misuse}" for misuse in misuses]
            raise RefusedError(replies.bad_parameters(misuses))
        self.access.check(call)
        self.quota.charge(call)

    def _honest(self, call: Call) -> Reply:
        body = ROUTES[call.method.id](self, call)
        if isinstance(body, Iterator):
            return Reply(elements=body)
        sent = self._sent.setdefault(call.method.id, [])
        self._sent[call.method.id] = [*sent, *body.get("items", [])][-100:]
        return Reply(body=body)

    def _validate(self, reply: Reply, call: Call) -> None:
        def valid(body: Any) -> Any:
            self.violations += call.method.problems(body)
            return body

        if reply.elements is not None:
            reply.elements = map(valid, reply.elements)
        elif reply.raw is None:
            valid(reply.body)

    def _look_for_key(self, request: Request) -> None:
        shown = {n: t for n, t in request.headers.items() if n not in _MAY_HOLD_A_KEY}
        for name, text in {"the address": request.target, **shown}.items():
            if self.api_key in unquote(text):
                self.leaks.append(f"the key is in {name} of a request of {_path(request.target)}")


def _query(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def _without_key(params: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in params.items() if name != "key"}


def _path(target: str) -> str:
    return urlsplit(target).path
