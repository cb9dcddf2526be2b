"""What the fake answers: bodies, and refusals in the shapes Google gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tests.google.schema import Json

_RPC = "type.googleapis.com/google.rpc."
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
}
# Who says so: the domain that goes with a reason; "global" is anyone's.
_DOMAINS = {
    "quotaExceeded": "youtube.quota",
    "dailyLimitExceeded": "usageLimits",
    "rateLimitExceeded": "youtube.liveChat",
    "userRateLimitExceeded": "usageLimits",
    "liveChatEnded": "youtube.liveChat",
    "liveChatDisabled": "youtube.liveChat",
    "liveChatNotFound": "youtube.liveChat",
    "pageTokenInvalid": "youtube.liveChat",
    "forbidden": "youtube.liveChat",
    "commentsDisabled": "youtube.commentThread",
    "videoNotFound": "youtube.commentThread",
    "commentNotFound": "youtube.comment",
    "invalidPageToken": "youtube.parameter",
    "missingRequiredParameter": "youtube.parameter",
    "unknownPart": "youtube.part",
}
_MESSAGES = {
    "quotaExceeded": "The request cannot be completed because you have exceeded your "
    '<a href="/youtube/v3/getting-started#quota">quota</a>.',
    "rateLimitExceeded": "The request was sent too quickly after the previous request.",
    "liveChatEnded": "The live chat is no longer live.",
    "liveChatNotFound": "The live chat is no longer live.",
    "liveChatDisabled": "The live chat is not enabled for the specified broadcast.",
    "commentsDisabled": "The video identified by the <code>videoId</code> parameter has "
    "disabled comments.",
    "authError": "Request had invalid authentication credentials. Expected OAuth 2 access "
    "token, login cookie or other valid authentication credential.",
}


@dataclass
class Reply:
    """One answer: `body` is sent as JSON, unless `raw` is given or a stream of `elements`."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    elements: Iterator[Json] | None = None


Answer = Callable[[], Reply]


class RefusedError(Exception):
    """Google says no; `reply` is how."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(f"refused with {reply.status}")
        self.reply = reply


def refusal(
    code: int,
    reason: str = "",
    message: str = "",
    *,
    status: str = "",
    details: list[Json] | None = None,
    retry_after: int | None = None,
) -> Reply:
    """A refusal as all Google APIs word it; without a `reason` it has no `errors`."""
    message = message or _MESSAGES.get(reason, "The request is refused.")
    error: Json = {"code": code, "message": message}
    if reason:
        domain = _DOMAINS.get(reason, "global")
        error["errors"] = [{"message": message, "domain": domain, "reason": reason}]
    # YouTube's own refusals name no status; those of the machinery before it do.
    if status or details or not reason:
        error["status"] = status or _STATUSES[code]
    if details:
        error["details"] = details
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Reply(code, {"error": error}, headers)


def in_words(reason: str, metadata: Mapping[str, str], domain: str = "googleapis.com") -> Json:
    """The detail that names a reason in a word."""
    kind = f"{_RPC}ErrorInfo"
    return {"@type": kind, "reason": reason, "domain": domain, "metadata": dict(metadata)}


def streamed(reply: Reply) -> Reply:
    """The answer as a stream gives it: a refusal in a list, with the status gRPC has for it."""
    if not isinstance(reply.body, dict) or "error" not in reply.body:
        return reply
    error = reply.body["error"]
    reasons = [one["reason"] for one in error.get("errors", [])]
    if "liveChatEnded" in reasons:
        reply.status, error["code"] = 400, 400
    status = "FAILED_PRECONDITION" if "liveChatEnded" in reasons else _STATUSES[error["code"]]
    reply.body = [{"error": {**error, "status": status}}]
    return reply


def bad_parameters(misuses: list[str]) -> Reply:
    """The refusal of parameters no discovery document knows."""
    violations = [{"field": line.split(":")[0], "description": line} for line in misuses]
    detail = {"@type": f"{_RPC}BadRequest", "fieldViolations": violations}
    return refusal(400, "badRequest", "; ".join(misuses), details=[detail])


def not_found(path: str) -> Reply:
    """The page of a front end that knows no such address: no JSON."""
    page = f"<!DOCTYPE html><html><title>Error 404 (Not Found)!!1</title><p>{escape(path)}</html>"
    return Reply(404, headers={"Content-Type": "text/html; charset=UTF-8"}, raw=page.encode())


def key_refused(service: str) -> Reply:
    """The refusal of an API key that is none."""
    message = "API key not valid. Please pass a valid API key."
    local = {"@type": f"{_RPC}LocalizedMessage", "locale": "en-US", "message": message}
    detail = in_words("API_KEY_INVALID", {"service": f"{service}.googleapis.com"})
    return refusal(400, "badRequest", message, status="INVALID_ARGUMENT", details=[detail, local])


def rate_limited(service: str, limit: str, value: int, retry_after: int | None = None) -> Reply:
    """The refusal of the machinery before an API: 429, without `errors`.

    `limit` is Google's name of it: defaultPerMinutePerProject, defaultPerDayPerProject.
    """
    api = f"{service}.googleapis.com"
    metadata = {
        "consumer": "projects/100000000001",
        "quota_limit": limit,
        "quota_limit_value": str(value),
        "quota_location": "global",
        "quota_metric": f"{api}/default",
        "service": api,
    }
    message = (
        f"Quota exceeded for quota metric 'Queries' and limit '{limit}' of service '{api}' "
        "for consumer 'project_number:100000000001'."
    )
    details = [in_words("RATE_LIMIT_EXCEEDED", metadata)]
    return refusal(429, message=message, details=details, retry_after=retry_after)
