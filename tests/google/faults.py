"""What can go wrong between the fake and a collector; each is planned for certain calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from tests.google import replies
from tests.google.access import unauthorised
from tests.google.calls import Call
from tests.google.replies import Answer, Reply
from tests.google.schema import Json
from tests.google.wire import Wire


class Fault:
    """Nothing goes wrong: the honest answer, sent as it should be."""

    breaks_schema: ClassVar[bool] = False  # on purpose, so the answer is not validated
    answers: ClassVar[bool] = True  # at least with a status

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        """What is answered; `honest` gives the true answer, `sent_before` the last items sent."""
        return honest()

    def send(self, wire: Wire, reply: Reply) -> None:
        """Put the answer on the wire."""
        wire.send(reply)


NO_FAULT = Fault()


# --- refusals --------------------------------------------------------------------------------


@dataclass
class Refusal(Fault):
    """A refusal with this code and reason: `Refusal(403, "quotaExceeded")`."""

    code: int
    reason: str = ""
    message: str = ""
    status: str = ""
    retry_after: int | None = None

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        more = {"status": self.status, "retry_after": self.retry_after}
        return replies.refusal(self.code, self.reason, self.message, **more)  # type: ignore[arg-type]


@dataclass
class RateLimited(Fault):
    """429: too many in this minute; with the seconds to wait when Google tells them."""

    retry_after: int | None = None
    limit: str = "defaultPerMinutePerProject"
    value: int = 1800

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        return replies.rate_limited(call.method.service, self.limit, self.value, self.retry_after)


@dataclass
class PerDay429(RateLimited):
    """429 that means the day: only its details say so."""

    limit: str = "defaultPerDayPerProject"
    value: int = 10_000


class Unauthorised(Fault):
    """401, as for a token that has just expired."""

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        return unauthorised()


class InvalidGrant(Fault):
    """The token endpoint gives no new token: `{"error": "invalid_grant"}`."""

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        words = "Token has been expired or revoked."
        return Reply(400, {"error": "invalid_grant", "error_description": words})


@dataclass
class InArray(Fault):
    """A refusal wrapped in a list, as some of Google's front ends do."""

    inner: Refusal

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        reply = self.inner.answer(call, honest, sent_before)
        return Reply(reply.status, [reply.body], reply.headers)


def InvalidPageToken(reason: str = "pageTokenInvalid") -> Refusal:  # noqa: N802 - a fault
    return Refusal(400, reason, "The page token is not valid.")


# --- answers that are none -------------------------------------------------------------------


@dataclass
class HtmlPage(Fault):
    """A web page in place of JSON, with any status: an error page, a login page."""

    status: int = 200

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        page = b"<!DOCTYPE html><html><title>Error</title><p>That's an error.</html>"
        return Reply(self.status, headers={"Content-Type": "text/html; charset=UTF-8"}, raw=page)


@dataclass
class EmptyBody(Fault):
    """Nothing but a status."""

    status: int = 200

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        return Reply(self.status, raw=b"")


class NoItems(Fault):
    """200 and `{}`."""

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        return Reply(200, {})


# --- the connection --------------------------------------------------------------------------


class CutBody(Fault):
    """Half the body, though the headers promised all of it."""

    def send(self, wire: Wire, reply: Reply) -> None:
        body = wire.body_of(reply)
        wire.head(reply, {"Content-Length": str(len(body))})
        wire.write(body[: len(body) // 2])
        wire.hang_up()


class ResetBefore(Fault):
    """The connection is reset before anything is answered."""

    answers: ClassVar[bool] = False

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.reset()


class ResetAfterHeaders(Fault):
    """The connection is reset between headers and body."""

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.head(reply, {"Content-Length": str(len(wire.body_of(reply)))})
        wire.reset()


@dataclass
class Stall(Fault):
    """Headers, then silence for so many real seconds, or until the reader gives up."""

    seconds: float = 2.0

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.head(reply, {"Content-Length": str(len(wire.body_of(reply)))})
        wire.wait_for_hang_up(self.seconds)
        wire.hang_up()


# --- streams ---------------------------------------------------------------------------------


class SplitAtEveryByte(Fault):
    """Every byte of the body arrives alone."""

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.send(reply, piece=1)


@dataclass
class ErrorElement(Fault):
    """A stream whose last element is a refusal."""

    inner: Refusal = field(default_factory=lambda: Refusal(503, "backendError"))
    after: int = 1

    def send(self, wire: Wire, reply: Reply) -> None:
        refused = replies.refusal(self.inner.code, self.inner.reason, status=self.inner.status)
        wire.send(reply, at_most=self.after, last=refused.body)


@dataclass
class EofInElement(Fault):
    """The stream ends in the middle of an element, without an error."""

    after: int = 1

    def send(self, wire: Wire, reply: Reply) -> None:
        wire.send(reply, at_most=self.after, cut=True)
