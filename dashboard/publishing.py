"""One language of one published site: its words, addresses and pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.imprint import Imprint
from dashboard.period import day, period
from dashboard.quantities import quantity
from dashboard.receipts import receipts
from dashboard.wording import WORDS, Language, say, told
from koemap.edition import Edition
from koemap.records import Publication, Source

PLAIN = re.compile(r"[a-z0-9]{1,40}")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # HTML forbids them
PER_PAGE = 200  # comments
PAGES = Environment(
    loader=PackageLoader("dashboard"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: CONTROLS.sub("\ufffd", value) if type(value) is str else value,
)
PERMISSIONS = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: "
    "data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Site:
    """A publication in one language.

    `base` leads from its pages to the newest version: "" there, "../../" from a version's folder.
    """

    edition: Edition
    publication: Publication
    language: Language
    zone: ZoneInfo
    imprint: Imprint = field(default_factory=Imprint)
    base: str = ""

    @cached_property
    def receipts(self) -> Mapping[str, str]:
        """The receipt of each comment, by comment id."""
        return receipts(sorted(self.edition.placements))

    @cached_property
    def places(self) -> Mapping[str, tuple[str, int]]:
        """The first page where each shown comment stands, and which of its pages, from 1."""
        return dict(self._places())

    @property
    def version(self) -> str:
        """The name of this version."""
        return version_name(self.publication)

    def say(self, key: str, **values: object) -> str:
        """The site's words of that key."""
        return say(self.language, f"site_{key}", **values)

    def told(self, phrase: str) -> str:
        """A stored phrase in the site's language."""
        return told(self.language, phrase)

    def place(self, source: Source) -> str:
        """Where comments come from, in words for citizens; its name where there are none."""
        key = f"site_kind_{source.kind}"
        return say(self.language, key, name=source.name) if key in WORDS else source.name

    def file(self, slug: str, language: Language | None = None) -> str:
        """The file of a page in this or that language."""
        return address(slug, language or self.language)

    def link(self, comment_id: str) -> str:
        """The address of a comment: its text where it is shown, else its receipt."""
        receipt = self.receipts[comment_id]
        if comment_id not in self.places:
            return self.permanent(receipt)
        slug, number = self.places[comment_id]
        return f"{self.file(page_slug(slug, number))}#{receipt}"

    def permanent(self, receipt: str) -> str:
        """The address that says for ever what became of the comment of that receipt."""
        return f"{self.base}{self.file(receipt_slug(receipt))}#{receipt}"

    def render(self, template: str, slug: str, **values: object) -> str:
        """The page of that slug."""
        return PAGES.get_template(template).render(
            {
                "site": self,
                "say": self.say,
                "words": partial(say, self.language),
                "slug": slug,
                "header": self.header,
                "permissions": PERMISSIONS,
                "styles": ("site.css",),
                "scripts": (),
                "card": "index",
                "description": self.header["lead"],
                **values,
            }
        )

    @cached_property
    def header(self) -> Mapping[str, object]:
        """What every page says of the publication."""
        return header(self)

    def _places(self) -> Iterator[tuple[str, tuple[str, int]]]:
        chains = {topic_slug(topic_id): found for topic_id, found in self.edition.members.items()}
        chains["lone"] = self.edition.with_status("lone")
        for slug, comments in chains.items():
            for number, comment in enumerate(comments):
                yield comment.comment_id, (slug, number // PER_PAGE + 1)


def address(slug: str, language: Language) -> str:
    """The file of a page.

    >>> address("topic-t01", "en")
    'topic-t01.en.html'
    """
    return f"{slug}.html" if language == "ja" else f"{slug}.en.html"


def page_slug(slug: str, number: int) -> str:
    """The page of that number of a chain of pages.

    >>> page_slug("lone", 1), page_slug("lone", 2)
    ('lone', 'lone-page-2')
    """
    return slug if number == 1 else f"{slug}-page-{number}"


def topic_slug(topic_id: str) -> str:
    """The page of a topic, a name that every file system takes and keeps apart.

    >>> topic_slug("t01")
    'topic-t01'
    """
    return f"topic-{topic_id if PLAIN.fullmatch(topic_id) else _short(topic_id)}"


def receipt_slug(receipt: str) -> str:
    """The page where a receipt stands: that of its first character.

    >>> receipt_slug("K0ABCDEF")
    'receipt-k'
    """
    return f"receipt-{receipt[0].lower()}"


def version_name(publication: Publication) -> str:
    """The name of a version: its map, then the number of the last decision on it.

    >>> from koemap.records import Publication
    >>> from datetime import datetime
    >>> version_name(Publication("m", "0003-ab12cd34ef", 17, "係", datetime.min))
    '0003-ab12cd34ef-17'
    """
    return f"{publication.map_id}-{publication.last_decision}"


def header(site: Site) -> dict[str, object]:
    """What every page says of the publication."""
    counts, publication = site.edition.opinion_map.accounting, site.publication
    people = quantity(site.language, counts.people, "people")
    messages = quantity(site.language, counts.received, "messages")
    topics = quantity(site.language, counts.topics, "topics")
    shown = [p.comment_id for p in site.edition.placements.values()]
    approved = day(publication.approved_at, site.language, site.zone, year=True)
    return {
        "lead": site.say("lead", people=people, messages=messages, topics=topics),
        "sources": tuple(dict.fromkeys(map(site.place, site.edition.sources))),
        "period": period((site.edition.comments[i] for i in shown), site.language, site.zone),
        "approved": site.say("approved_by", by=publication.approved_by, day=approved),
    }


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:16]
