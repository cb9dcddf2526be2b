"""One language of one published site: its words, addresses and pages."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.period import day, period
from dashboard.quantities import quantity
from dashboard.wording import WORDS, Language, say, told
from koemap.edition import Edition
from koemap.records import Publication, Source

PLAIN = re.compile(r"[a-z0-9]{1,40}")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # HTML forbids them
PAGES = Environment(
    loader=PackageLoader("dashboard"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: CONTROLS.sub("\ufffd", value) if type(value) is str else value,
)


@dataclass(frozen=True, slots=True)
class Site:
    """A publication in one language."""

    edition: Edition
    publication: Publication
    language: Language
    zone: ZoneInfo

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

    def render(self, template: str, slug: str, **values: object) -> str:
        """The page of that slug."""
        return PAGES.get_template(template).render(
            site=self,
            say=self.say,
            words=partial(say, self.language),
            slug=slug,
            header=header(self),
            **values,
        )


def address(slug: str, language: Language) -> str:
    """The file of a page.

    >>> address("topic-t01", "en")
    'topic-t01.en.html'
    """
    return f"{slug}.html" if language == "ja" else f"{slug}.en.html"


def topic_slug(topic_id: str) -> str:
    """The page of a topic, a name that every file system takes and keeps apart.

    >>> topic_slug("t01")
    'topic-t01'
    """
    return f"topic-{topic_id if PLAIN.fullmatch(topic_id) else _short(topic_id)}"


def anchor(comment_id: str) -> str:
    """The id of a comment on its page."""
    return f"c-{_short(comment_id)}"


def header(site: Site) -> dict[str, object]:
    """What stands at the top of every page."""
    counts, publication = site.edition.opinion_map.accounting, site.publication
    people = quantity(site.language, counts.people, "people")
    messages = quantity(site.language, counts.received, "messages")
    voices = quantity(site.language, counts.voices, "voices")
    shown = [p.comment_id for p in site.edition.placements.values()]
    approved = day(publication.approved_at, site.language, site.zone, year=True)
    return {
        "lead": site.say(
            "lead",
            people=people,
            messages=messages,
            topics=quantity(site.language, counts.topics, "topics"),
        ),
        "counts": site.say("counts", people=people, messages=messages, voices=voices),
        "sources": tuple(dict.fromkeys(map(site.place, site.edition.sources))),
        "period": period((site.edition.comments[i] for i in shown), site.language, site.zone),
        "approved": site.say("approved_by", by=publication.approved_by, day=approved),
    }


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:16]
