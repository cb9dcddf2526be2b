"""What Google means by an answer that is no page, and what is to be done about it.

Decided by the reason, then its domain, then the status, never by the words of the message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

Remedy = Literal[
    "wait_for_quota",
    "slow_down",
    "confirm_end",
    "chat_off",
    "comments_off",
    "forbidden",
    "bad_key",
    "not_found",
    "start_anew",
    "renew",
    "give_up",
    "try_again",
]

REASONS: Mapping[str, Remedy] = {
    "quotaExceeded": "wait_for_quota",
    "dailyLimitExceeded": "wait_for_quota",
    "rateLimitExceeded": "slow_down",
    "userRateLimitExceeded": "slow_down",
    "RATE_LIMIT_EXCEEDED": "slow_down",
    "RESOURCE_EXHAUSTED": "slow_down",
    "liveChatEnded": "confirm_end",
    "FAILED_PRECONDITION": "confirm_end",
    "liveChatDisabled": "chat_off",
    "commentsDisabled": "comments_off",
    "liveChatNotFound": "not_found",
    "videoNotFound": "not_found",
    "notFound": "not_found",
    "NOT_FOUND": "not_found",
    "API_KEY_INVALID": "bad_key",
    "keyInvalid": "bad_key",
    "badRequest": "give_up",
    "keyExpired": "bad_key",
    "accessNotConfigured": "bad_key",
    "SERVICE_DISABLED": "bad_key",
    "API_KEY_SERVICE_BLOCKED": "bad_key",
    "API_KEY_IP_ADDRESS_BLOCKED": "bad_key",
    "API_KEY_HTTP_REFERRER_BLOCKED": "bad_key",
    "ipRefererBlocked": "bad_key",
    "pageTokenInvalid": "start_anew",
    "invalidPageToken": "start_anew",
    "authError": "renew",
    "UNAUTHENTICATED": "renew",
    "invalid_grant": "bad_key",
    "backendError": "try_again",
    "internalError": "try_again",
    "processingFailure": "try_again",
    "UNAVAILABLE": "try_again",
    "forbidden": "forbidden",
    "insufficientPermissions": "forbidden",
    "PERMISSION_DENIED": "forbidden",
}
STATUSES: Mapping[int, Remedy] = {
    400: "give_up",
    401: "renew",
    403: "forbidden",
    404: "not_found",
    410: "not_found",
    429: "slow_down",
}
QUOTA_DOMAIN = "youtube.quota"
HTTP = "HTTP "
UNTOLD = frozenset({"badRequest", "INVALID_ARGUMENT", "invalidValue", "global"})


class Refusal(Exception):  # noqa: N818 -- an answer of Google, not a fault of ours
    """Google answered, or failed to, in a way that asks for `remedy`.

    `reason` is Google's own word, never its message; `retry_after` is in seconds, 0 without one.
    """

    def __init__(
        self, remedy: Remedy, reason: str, status: int = 0, retry_after: float = 0.0
    ) -> None:
        super().__init__(f"{reason} ({status})" if status else reason)
        self.remedy, self.reason = remedy, reason
        self.status, self.retry_after = status, retry_after

    @property
    def is_without_reason(self) -> bool:
        """Whether all that came was a status, as from an address that Google does not know."""
        return self.reason.startswith(HTTP)

    @property
    def may_be_of_token(self) -> bool:
        """Whether it may be a page token that is refused; Google does not always say."""
        return self.remedy == "start_anew" or (self.remedy == "give_up" and self.status == 400)


def refusal(status: int, body: bytes, retry_after: str = "") -> Refusal:
    """What that answer asks for.

    >>> refusal(403, b'{"error": {"errors": [{"reason": "liveChatEnded"}]}}').remedy
    'confirm_end'
    >>> refusal(500, b"<html>").remedy
    'try_again'
    """
    told = _told(body)
    remedy, reason = _remedy(told, status)
    return Refusal(remedy, reason, status, _seconds(retry_after))


def _remedy(told: Mapping[str, Any], status: int) -> tuple[Remedy, str]:
    entries = [entry for entry in _list(told, "errors") if isinstance(entry, Mapping)]
    details = [entry for entry in _list(told, "details") if isinstance(entry, Mapping)]
    reasons = [str(e["reason"]) for e in (*details, *entries) if isinstance(e.get("reason"), str)]
    if isinstance(told.get("status"), str):
        reasons.append(told["status"])
    if any(entry.get("domain") == QUOTA_DOMAIN for entry in entries) or _is_daily(details):
        return "wait_for_quota", next(iter(reasons), "quota")
    if status == 400 and any(entry.get("location") == "pageToken" for entry in entries):
        return "start_anew", "invalid page token"
    known = [reason for reason in reasons if reason in REASONS]
    telling = [reason for reason in known if reason not in UNTOLD]
    for reason in (*telling, *known):
        return REASONS[reason], reason
    by_status = "try_again" if status >= 500 or status < 400 else STATUSES.get(status, "give_up")
    return by_status, next(iter(reasons), f"{HTTP}{status}")


def _is_daily(details: list[Mapping[str, Any]]) -> bool:
    limits = [str(_object(entry, "metadata").get("quota_limit", "")) for entry in details]
    return any("perday" in limit.replace("_", "").lower() for limit in limits)


def _told(body: bytes) -> Mapping[str, Any]:
    """The error of a body, whichever way it is wrapped; empty when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if isinstance(found, list):
        found = next((entry for entry in found if isinstance(entry, Mapping)), {})
    if not isinstance(found, Mapping):
        return {}
    error = found.get("error")
    if isinstance(error, str):
        return {"status": error}
    return error if isinstance(error, Mapping) else {}


def _object(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = entry.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(entry: Mapping[str, Any], name: str) -> list[Any]:
    found = entry.get(name)
    return found if isinstance(found, list) else []


def _seconds(retry_after: str) -> float:
    return min(float(retry_after), 3600.0) if retry_after.strip().isdecimal() else 0.0
