"""The address of a screen: everything a reader chose, so that a link restores it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import parse_qs, quote, unquote, urlencode

from dashboard.wording import Language
from koemap.records import Kind

Listing = Literal[
    "",
    "all",
    "in_topic",
    "lone",
    "reactions",
    "hidden",
    "withdrawn",
    "evidence",
    "changes",
]
View = Literal["", "list", "time", "compare", "paper", "hall"]
Sort = Literal["", "people", "messages", "questions", "stance", "stability", "new", "answer"]
Order = Literal["", "people", "strength"]
Family = Literal["", "chat", "video", "forms"]
Side = Literal["", "for", "against", "conditional", "wish", "unread"]
FOLDER = "/council/"
LONGEST_QUERY = 200
LONGEST_NAME = 500  # characters of an id or a column
STAYING = ("view", "beside", "attribute", "day", "sort")
"""How the screen is set up, not what is chosen on it."""


@dataclass(frozen=True, slots=True)
class Address:
    """What a reader looks at.

    `meeting_id` is "" on the list of meetings. `view` is what stands beside the words: the map
    without one. `beside` is the id of another meeting to compare with, `attribute` a column of the
    forms, `day` the first day of the later of two periods, like 2026-10-15. `sort` orders the table
    of topics, which has its themes in reading order without one.
    `topic`, `query`, `listing`, `kind`, `source`, `stance`, `voice` and the minutes of the video
    from `from_minute` up to `to_minute` narrow the listed comments together; `listing` "evidence"
    means the comments a finding counted, `stance` "unread" opinions whose stance is unclear.
    `order` orders the comments, by time without one. `comment` is the one picked on the map.
    `page` counts from 1.
    """

    meeting_id: str = ""
    language: Language = "ja"
    topic: str = ""
    query: str = ""
    listing: Listing = ""
    comment: str = ""
    page: int = 1
    view: View = ""
    beside: str = ""
    attribute: str = ""
    day: str = ""
    from_minute: int | None = None
    to_minute: int | None = None
    sort: Sort = ""
    order: Order = ""
    kind: Kind | Literal[""] = ""
    source: Family = ""
    stance: Side = ""
    voice: str = ""

    @property
    def path(self) -> str:
        """The address without what was chosen on the screen."""
        return FOLDER + quote(self.meeting_id, safe="") if self.meeting_id else "/"

    def href(self) -> str:
        """The address as a link.

        >>> Address("minamo-2", "en", topic="t03").href()
        '/council/minamo-2?lang=en&topic=t03'
        """
        query = urlencode({name: text for name, text in self._written().items() if text})
        return f"{self.path}?{query}"

    def to(self, **chosen: Any) -> Address:
        """The same screen with nothing chosen but this; what it is set up to show stays."""
        staying = {name: getattr(self, name) for name in STAYING}
        return Address(self.meeting_id, self.language, **{**staying, **chosen})

    @property
    def lists(self) -> bool:
        """Whether anything is chosen that a list of comments answers."""
        narrowing = self.topic or self.query or self.listing or self.kind or self.source
        return bool(narrowing or self.stance or self.voice or self.minutes)

    @property
    def minutes(self) -> bool:
        """Whether a stretch of the video is chosen."""
        return self.from_minute is not None or self.to_minute is not None

    def _written(self) -> dict[str, str]:
        """What stands in the query for each name there, "" for what is not chosen."""
        return {
            "lang": self.language,
            "topic": self.topic,
            "q": self.query,
            "list": self.listing,
            "comment": self.comment,
            "page": str(self.page) if self.page > 1 else "",
            "view": self.view,
            "with": self.beside,
            "attribute": self.attribute,
            "day": self.day,
            "from": "" if self.from_minute is None else str(self.from_minute),
            "to": "" if self.to_minute is None else str(self.to_minute),
            "sort": self.sort,
            "order": self.order,
            "kind": self.kind,
            "source": self.source,
            "stance": self.stance,
            "voice": self.voice,
        }

    def but(self, **changed: Any) -> Address:
        """The same choices except these; the page starts anew."""
        return replace(self, **{"page": 1, **changed})


def parse(pathname: str, search: str, language: Language = "ja") -> Address | None:
    """The address written in that path and query, None when the path leads nowhere.

    What cannot be understood in the query counts as not chosen.

    >>> parse("/council/minamo-2", "?topic=t03&page=x")  # doctest: +ELLIPSIS
    Address(meeting_id='minamo-2', language='ja', topic='t03', query='', listing='', ...)
    """
    meeting_id = unquote(pathname.removeprefix(FOLDER)) if pathname.startswith(FOLDER) else ""
    if pathname not in ("", "/") and (not meeting_id or "/" in meeting_id):
        return None
    given = {name: values[-1] for name, values in parse_qs(search.removeprefix("?")).items()}
    return Address(
        meeting_id=meeting_id,
        language=_one_of(get_args(Language), given.get("lang", ""), language),
        query=given.get("q", "").strip()[:LONGEST_QUERY],
        page=_page(given.get("page", "")),
        from_minute=_minute(given.get("from", "")),
        to_minute=_minute(given.get("to", "")),
        **_chosen(given),
    )


def _chosen(given: Mapping[str, str]) -> dict[str, Any]:
    """The fields that hold a name or one of a few words."""
    names = {field: given.get(name, "")[:LONGEST_NAME] for field, name in NAMES.items()}
    words = {
        field: _one_of(allowed, given.get(name, ""), "")
        for field, (name, allowed) in CHOICES.items()
    }
    return {**names, **words}


NAMES = {
    "topic": "topic",
    "comment": "comment",
    "beside": "with",
    "attribute": "attribute",
    "day": "day",
    "voice": "voice",
}
"""The fields that hold a name from the data, each with its name in a query."""

CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "listing": ("list", get_args(Listing)),
    "view": ("view", get_args(View)),
    "sort": ("sort", get_args(Sort)),
    "order": ("order", get_args(Order)),
    "kind": ("kind", get_args(Kind)),
    "source": ("source", get_args(Family)),
    "stance": ("stance", get_args(Side)),
}
"""The fields that hold one of a few words: its name in a query, and the words."""


def _one_of(allowed: tuple[str, ...], value: str, otherwise: str) -> Any:
    return value if value in allowed else otherwise


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text[:6]) < 100_000 else 1


def _minute(text: str) -> int | None:
    """Minutes of a video, None when that is none; before the stream they are negative."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,5}", text) else None
