"""Google's interfaces, asked with patience: what passes is waited for, what does not is told.

The client library's own retries are off: they ignore Retry-After, repeat calls that cost quota, and
its errors hold the address of the request.
"""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property, reduce
from typing import Any

import httplib2
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from collectors.clock import Clock
from collectors.events import Notice, Pulse
from collectors.google.access import Access
from collectors.google.errors import Refusal, refusal
from collectors.google.interfaces import described
from collectors.google.quota import Quota, next_reset
from collectors.google.words import local, problem
from koemap.collection import Health, Phase

Page = Mapping[str, Any]
Asking = Generator[Pulse | Notice, None, Page]

LONGEST_BACKOFF = 60.0
SLOWED_DOWN = 5.0  # seconds; Google counts some questions by the minute
FEWEST_TRIES = 6  # of a run that somebody waits for
AFTER_RESET = 120.0  # seconds; not everybody at once
SECOND_REFUSAL = timedelta(minutes=30)
NAP = 60.0
OUTAGE = timedelta(minutes=5)
# A recursion is JSON nested deeper than anybody means.
NO_ANSWER = (
    OSError,
    httplib2.HttpLib2Error,
    http.client.HTTPException,
    json.JSONDecodeError,
    UnicodeDecodeError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its path in the client, what it costs, what a page must hold, of which type."""

    path: str
    units: int = 0
    holds: str = ""
    of: type = object

    def is_answered_by(self, page: Page) -> bool:
        """Whether the page holds what it must."""
        return not self.holds or (self.holds in page and isinstance(page[self.holds], self.of))


class Google:
    """One interface of Google for one run of a collector.

    `endpoint` is Google's own unless it is given. A `patient` run waits for as long as it takes;
    another one gives up after a few tries. Times are told as clocks in `zone` show them.
    """

    def __init__(
        self,
        interface: tuple[str, str],
        access: Access,
        clock: Clock,
        *,
        quota: Quota | None = None,
        endpoint: str = "",
        patient: bool = False,
        zone: tzinfo = UTC,
    ) -> None:
        self.access, self.clock, self.quota, self.zone = access, clock, quota, zone
        self._interface, self._endpoint, self._patient = interface, endpoint, patient
        self._resources: dict[str, Any] = {}  # the library takes its time to make one
        self._random = random.Random()  # noqa: S311 -- spreads waiting times
        self.heard_at: datetime | None = None
        self.n_slowed = 0

    @cached_property
    def _service(self) -> Any:
        httplib2.RETRIES = 1
        options = {"api_endpoint": self._endpoint} if self._endpoint else None
        description = described(*self._interface)
        return build_from_document(description, http=self.access.http(), client_options=options)

    def close(self) -> None:
        """Close the connections; asking again opens new ones."""
        if "_service" in self.__dict__:
            self._service.close()

    def request(self, method: Method, parameters: Mapping[str, Any]) -> Any:
        """The client's request for one call, not yet made."""
        folders, _, name = method.path.rpartition(".")
        if folders not in self._resources:
            self._resources[folders] = reduce(_opened, folders.split("."), self._service)
        return getattr(self._resources[folders], name)(**parameters)

    def ask(self, method: Method, **parameters: Any) -> Asking:
        """The page that answers, after all waiting that is worth it; meanwhile, how it goes.

        Raises
        ------
        Refusal
            Google refuses for a reason that waiting does not mend.
        """
        trouble = Trouble(self.clock.now())
        while True:
            try:
                page = self._call(method, parameters)
            except Refusal as refused:
                yield from self.bear(refused, trouble)
            else:
                self.heard_at = self.clock.now()
                return page

    def bear(self, refused: Refusal, trouble: Trouble) -> Generator[Pulse | Notice, None, None]:
        """Wait for as long as the refusal asks for; raise it when waiting does not help."""
        seconds = self._patience(refused, trouble)
        trouble.n_refusals += 1
        self.n_slowed += refused.remedy == "slow_down"
        resumes_at = self.clock.now() + timedelta(seconds=seconds)
        phase: Phase = "parked" if refused.remedy == "wait_for_quota" else "retrying"
        if seconds:
            yield self.pulse(phase, problem=problem(refused), resumes_at=resumes_at)
        is_long = self.clock.now() - trouble.since > OUTAGE
        if refused.remedy == "try_again" and is_long and not trouble.is_told:
            trouble.is_told = True
            since = local(trouble.since, self.zone)
            yield Notice(f"no answer from Google since {since}", "outage")
        self.wait_until(resumes_at)

    def wait_until(self, moment: datetime) -> None:
        """Return at that moment, also when the computer slept or its clock was set meanwhile."""
        while (seconds := (moment - self.clock.now()).total_seconds()) > 0:
            self.clock.wait(min(seconds, NAP))

    def pulse(self, phase: Phase, **more: Any) -> Pulse:
        """How the source is doing now."""
        spent: dict[str, Any] = {}
        if self.quota:
            spent = {"quota_used": self.quota.used, "quota_limit": self.quota.limit}
        return Pulse(Health(phase, self.clock.now(), heard_at=self.heard_at, **spent, **more))

    def spend(self, method: Method) -> None:
        """Write down a call of that method, before it is made."""
        if self.quota:
            self.quota.spend(method.path, method.units)

    def _call(self, method: Method, parameters: Mapping[str, Any]) -> Page:
        request = self.request(method, parameters)
        self.spend(method)
        try:
            page = request.execute(num_retries=0)
        except HttpError as error:
            after = error.resp.get("retry-after", "")
            raise refusal(int(error.resp.status), error.content, after) from None
        except NO_ANSWER:
            self.close()  # a connection that broke may still wait for the rest of its answer
            raise Refusal("try_again", "no answer") from None
        except Exception as error:
            raise _of_credentials(error) from None
        if not isinstance(page, Mapping) or not method.is_answered_by(page):
            raise Refusal("try_again", "an empty answer")
        return page

    def _patience(self, refused: Refusal, trouble: Trouble) -> float:
        """Seconds to wait before asking again; raises the refusal when it is of no use."""
        if refused.remedy == "renew":
            hindrance = self._renewed(refused, trouble)
            if hindrance is None:
                return 0.0
            refused = hindrance
        gives_up = not self._patient and trouble.n_refusals + 1 >= FEWEST_TRIES
        if refused.remedy == "wait_for_quota" and self._patient:
            return self._until_reset(trouble)
        if refused.remedy not in ("slow_down", "try_again") or gives_up:
            raise refused
        doubled = 2.0 ** min(trouble.n_refusals, 10)
        if refused.remedy == "slow_down":
            return max(refused.retry_after, min(SLOWED_DOWN * doubled, LONGEST_BACKOFF))
        spread = self._random.uniform(0.1, 1.0) * min(doubled, LONGEST_BACKOFF)
        return max(refused.retry_after, spread)

    def _renewed(self, refused: Refusal, trouble: Trouble) -> Refusal | None:
        """None with a new token, else what kept Google from giving one; a second 401 is final."""
        if trouble.is_renewed:
            has_key = self.access.credentials is None
            raise Refusal("bad_key", refused.reason, refused.status) if has_key else refused
        try:
            self.access.renew()
        except Refusal as hindrance:
            if hindrance.remedy != "try_again":
                raise
            return hindrance
        trouble.is_renewed = True
        return None

    def _until_reset(self, trouble: Trouble) -> float:
        trouble.n_spent += 1
        if trouble.n_spent > 1:
            return SECOND_REFUSAL.total_seconds()
        reset = next_reset(self.clock.now()) - self.clock.now()
        return reset.total_seconds() + self._random.uniform(1.0, AFTER_RESET)


@dataclass
class Trouble:
    """What went wrong so far with one question."""

    since: datetime
    n_refusals: int = 0
    n_spent: int = 0
    is_renewed: bool = False
    is_told: bool = False


def _opened(resource: Any, folder: str) -> Any:
    return getattr(resource, folder)()


def _of_credentials(error: Exception) -> Refusal:
    """The refusal that a failure of Google's credentials library means."""
    from google.auth.exceptions import RefreshError, TransportError  # noqa: PLC0415

    if isinstance(error, TransportError) or getattr(error, "retryable", False):
        return Refusal("try_again", "no answer")
    if isinstance(error, RefreshError):
        return Refusal("bad_key", "invalid_grant", 401)
    raise error
