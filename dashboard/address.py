"""The address of a screen: everything a reader chose, so that a link restores it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import parse_qs, quote, unquote, urlencode

from dashboard.wording import Language

Listing = Literal[
    "",
    "all",
    "in_topic",
    "lone",
    "reactions",
    "hidden",
    "withdrawn",
    "chat",
    "video",
    "forms",
    "questions",
    "evidence",
]
FOLDER = "/council/"
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Address:
    """What a reader looks at.

    `meeting_id` is "" on the list of meetings. `topic`, `query` and `listing` narrow the listed
    comments together; `listing` "evidence" means the comments a finding counted. `comment` is the
    one picked on the map. `page` counts from 1.
    """

    meeting_id: str = ""
    language: Language = "ja"
    topic: str = ""
    query: str = ""
    listing: Listing = ""
    comment: str = ""
    page: int = 1

    @property
    def path(self) -> str:
        """The address without what was chosen on the screen."""
        return FOLDER + quote(self.meeting_id, safe="") if self.meeting_id else "/"

    def href(self) -> str:
        """The address as a link.

        >>> Address("minamo-2", "en", topic="t03").href()
        '/council/minamo-2?lang=en&topic=t03'
        """
        chosen = {
            "lang": self.language,
            "topic": self.topic,
            "q": self.query,
            "list": self.listing,
            "comment": self.comment,
            "page": str(self.page) if self.page > 1 else "",
        }
        return f"{self.path}?{urlencode({k: v for k, v in chosen.items() if v})}"

    def to(self, **chosen: Any) -> Address:
        """The same screen with nothing chosen but this."""
        return Address(self.meeting_id, self.language, **chosen)

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
        topic=given.get("topic", ""),
        query=given.get("q", "").strip()[:LONGEST_QUERY],
        listing=_one_of(get_args(Listing), given.get("list", ""), ""),
        comment=given.get("comment", ""),
        page=_page(given.get("page", "")),
    )


def _one_of(allowed: tuple[str, ...], value: str, otherwise: str) -> Any:
    return value if value in allowed else otherwise


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text[:6]) < 100_000 else 1
