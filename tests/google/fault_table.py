"""The 27 faults a collector must survive, and how each is made in a scene."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.google import injections
from tests.google.clock import STARTS_AT
from tests.google.discovery import LIST, STREAM
from tests.google.faults import (
    CutBody,
    EmptyBody,
    EofInElement,
    ErrorElement,
    Fault,
    HtmlPage,
    InArray,
    InvalidPageToken,
    NoItems,
    PerDay429,
    RateLimited,
    Refusal,
    ResetAfterHeaders,
    ResetBefore,
    SplitAtEveryByte,
    Stall,
    Unauthorised,
)
from tests.google.injections import CALL, LONG_DAY, Injection
from tests.google.page_faults import (
    MissingFields,
    MissingToken,
    PollingInterval,
    RepeatLast,
    Shuffled,
    UnknownProperty,
    UnknownType,
)


@dataclass(frozen=True)
class Case:
    """One way a fault comes about; `inject` before collecting. `source` is what it happens to."""

    name: str
    inject: Injection
    source: str = "chat"
    starts_at: datetime = STARTS_AT


def planned(name: str, fault: Fault, *, calls: int | range = CALL, method: str = LIST) -> Case:
    """A fault of certain calls."""
    source = "stream" if method == STREAM else "chat"
    return Case(name, lambda scene: scene.fake.schedule(method, calls, fault), source)


def _sheet(name: str, inject: Injection) -> Case:
    return Case(name, inject, "sheet")


def _form(name: str, inject: Injection) -> Case:
    return Case(name, inject, "form")


FAULTS: dict[int, list[Case]] = {
    1: [Case("upcoming: a chat id, but 404", injections.upcoming)],
    2: [
        Case("never live", injections.never_live),
        Case("chat off", injections.chat_off),
        Case("ended before", injections.ended),
    ],
    3: [Case("the first page has the last 75 of 500", injections.long_history)],
    4: [planned("the last items again", RepeatLast(5))],
    5: [
        planned("out of order", Shuffled(), calls=range(1, CALL)),
        planned("all at one time", Shuffled(one_time=True)),
    ],
    6: [Case("ten minutes of silence", injections.silence)],
    7: [planned("no token", MissingToken())],
    8: [planned("the token is refused", InvalidPageToken())],
    9: [
        planned("quota, said once", Refusal(403, "quotaExceeded")),
        Case("quota, gone", injections.quota_spent),
    ],
    10: [planned("too many a minute, Retry-After", RateLimited(retry_after=7))],
    11: [planned("429 that means the day", PerDay429())],
    12: [planned("too fast, three times", Refusal(403, "rateLimitExceeded"), calls=range(3, 6))],
    13: [
        Case("offlineAt, then ended", injections.as_it_is),
        planned("ended", Refusal(403, "liveChatEnded")),
        Case("a message says so", injections.ends_by_message),
        planned("ended, in a stream", Refusal(403, "liveChatEnded"), method=STREAM),
    ],
    14: [planned("chat turned off", Refusal(403, "liveChatDisabled"))],
    15: [
        planned("401 once", Unauthorised()),
        _form("401 for ever", injections.unauthorised),
        _form("no new token", injections.no_new_token),
    ],
    16: [
        planned("500, a web page", HtmlPage(500)),
        planned("503, nothing", EmptyBody(503)),
        planned("502, a list", InArray(Refusal(502, "backendError"))),
    ],
    17: [
        planned("200, nothing", EmptyBody()),
        planned("200, a login page", HtmlPage()),
        planned("200, no items", NoItems()),
    ],
    18: [
        planned("half a body", CutBody()),
        planned("reset before the answer", ResetBefore()),
        planned("reset after the headers", ResetAfterHeaders()),
        planned("silence in the answer", Stall()),
    ],
    19: [
        planned("an unknown kind", UnknownType()),
        planned("unknown properties", UnknownProperty()),
        planned("missing properties", MissingFields()),
    ],
    20: [
        Case("a tombstone before its message", injections.tombstone_first),
        Case("a ban for a while", injections.ban(300)),
        Case("a ban for ever", injections.ban(None)),
        Case("deprecated deletions", injections.deprecated_deletions),
        Case("a poll goes on", injections.poll),
    ],
    21: [
        Case("it ends every ten seconds", injections.as_it_is, "stream"),
        planned("byte by byte", SplitAtEveryByte(), calls=2, method=STREAM),
        planned("an error as last element", ErrorElement(), calls=2, method=STREAM),
        planned("it ends in an element", EofInElement(), calls=2, method=STREAM),
    ],
    22: [
        planned(f"polling interval {interval}", PollingInterval(interval))
        for interval in (0, 50, 600_000, None)
    ],
    23: [
        Case("YouTube's clock is ahead", injections.skew),
        Case("a day of 25 hours", injections.quota_spent, starts_at=LONG_DAY),
    ],
    24: [
        _form("edited between pages", injections.edited),
        _form("deleted between pages", injections.deleted),
        _form("in no order", injections.unordered),
        _form("the page token expires", injections.token_expires),
        _form("answers to a dropped question", injections.question_dropped),
    ],
    25: [
        _sheet("ragged rows", injections.ragged),
        _sheet("a column renamed", injections.renamed),
        _sheet("reordered", injections.reordered),
        _sheet("a row inserted", injections.inserted),
        _sheet("the same row twice", injections.doubled),
        _sheet("a newline in a head", injections.head_broken),
        _sheet("午前12時", injections.noon),
    ],
    26: [
        Case("deleted while live", injections.video_gone),
        Case("private while live", injections.video_private),
    ],
    27: [
        Case("killed while asking", injections.killed_while_asking),
        Case("killed with the page", injections.killed_with_the_page),
        Case("killed after its commit", injections.killed_after_its_commit),
    ],
}
CASES = [(number, case) for number, cases in FAULTS.items() for case in cases]
