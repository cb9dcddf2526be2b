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
request outside it, an API key in an address, a planned fault that never struck.

A collector's clock needs `now()` and `wait(seconds)`: give it `fake.clock`.

Where to look: `discovery` has the ids of methods, `messages` the kinds of messages, `faults` and
`page_faults` what goes wrong, `fault_table` the 27 faults as cases to be injected into the one
of everything that `scene` makes, `process` a fake that outlives a killed collector, `clients`
Google's own clients, `router` what is served.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from threading import RLock
from types import TracebackType

from tests.google import control
from tests.google.access import API_KEY, Access
from tests.google.calls import Entry
from tests.google.clock import Clock, TickingClock, VirtualClock
from tests.google.comments import Comments
from tests.google.desk import Desk
from tests.google.faults import Fault
from tests.google.forms import Forms
from tests.google.messages import Message, Posted
from tests.google.plan import Action, Plan
from tests.google.quota import Quota
from tests.google.server import Request, Server
from tests.google.sheets import Sheets
from tests.google.wire import Wire
from tests.google.youtube import YouTube


class FakeGoogle:
    """Google on this machine, at `endpoint`; use it as a context manager.

    On leaving it says, as an AssertionError, what should not have been: answers of its own that
    no discovery document allows (`violations`), requests outside the documents (`refused`), the
    API key where it must not be (`leaks`), faults planned for calls that never came.
    """

    youtube: YouTube
    comments: Comments
    forms: Forms
    sheets: Sheets
    access: Access

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        api_key: str = API_KEY,
        units_a_day: int = 10_000,
        port: int = 0,
    ) -> None:
        self.clock: Clock = clock or VirtualClock()
        self.latency = 0.0  # real seconds before each answer
        self.lock = RLock()
        self.quota = Quota(self.clock, units_a_day)
        self.access = Access(self.clock, lambda: self.token_uri, api_key)
        self.youtube = YouTube(self.clock, self.lock)
        self.comments = Comments(self.clock)
        self.forms = Forms(self.clock)
        self.sheets = Sheets()
        self._plan = Plan()
        self.desk = Desk(self, self._plan)
        self._server = Server(self._answer, port)

    @property
    def endpoint(self) -> str:
        """For `client_options={"api_endpoint": …}`; with the slash at its end."""
        return f"http://127.0.0.1:{self._server.port}/"

    @property
    def token_uri(self) -> str:
        """For `token_uri` of credentials."""
        return f"{self.endpoint}token"

    @property
    def requests(self) -> list[Entry]:
        """The log: one entry for each request of a method, in order of arrival."""
        return self.desk.requests

    @property
    def violations(self) -> list[str]:
        """What the fake itself said that no discovery document allows."""
        return self.desk.violations

    @property
    def refused(self) -> list[str]:
        """What was asked that no discovery document knows; clear it where that is the test."""
        return self.desk.refused

    @property
    def leaks(self) -> list[str]:
        """Where the API key was seen besides its header."""
        return self.desk.leaks

    @property
    def errors(self) -> list[str]:
        """What went wrong in the fake, or in an action planned for a call."""
        return self._server.errors

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

    def schedule_from(self, method: str, number: int, fault: Fault) -> None:
        """Have that call of the method go wrong and all after it, of which none need come."""
        self._plan.schedule_from(method, number, fault)

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
            "errors": self.errors,
        }
        wrong = {name: lines for name, lines in found.items() if lines}
        assert not wrong, wrong

    def _answer(self, request: Request, wire: Wire) -> None:
        if request.target.startswith(control.PREFIX):
            control.answer(self, request, wire)
        else:
            self.desk.answer(request, wire)

    def close(self) -> None:
        """Nothing of it runs any more; streams that are still given end now."""
        if isinstance(self.clock, TickingClock):
            self.clock.end()
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
