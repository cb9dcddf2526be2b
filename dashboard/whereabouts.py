"""Whereabouts: what became of each comment that was received, in words for who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.publishing import Site, receipt_slug
from dashboard.quantities import quantity
from dashboard.reasons import category
from dashboard.receipts import spoken
from dashboard.wording import say
from koemap.records import Comment, Placement

PARTS = ("in_topic", "lone", "reactions", "hidden", "withdrawn")


@dataclass(frozen=True, slots=True)
class Whereabout:
    """Where one comment went; `link` is "" when its text is nowhere to be read.

    `label` is the topic it is in, "" outside topics.
    """

    receipt: str
    spoken: str
    said: str
    label: str
    link: str


def ledger(site: Site) -> list[tuple[str, str, str]]:
    """What was received, then the five places it went: the name, how many, a page on it or ""."""
    counts = site.edition.opinion_map.accounting
    pages = {"lone": "lone", "hidden": "accounting", "withdrawn": "accounting"}
    return [
        (
            site.say(part),
            quantity(site.language, getattr(counts, part), "messages"),
            site.file(pages[part]) if part in pages else "",
        )
        for part in ("received", *PARTS)
    ]


def reasons(site: Site) -> list[tuple[str, str]]:
    """Each reason not to show a comment, the most frequent first, with how many."""
    whys: Counter[str] = Counter()
    for placement in site.edition.placements.values():
        if placement.status in ("hidden", "withdrawn"):
            whys[reason(site, placement)] += 1
    ordered = sorted(whys.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(why, quantity(site.language, n, "messages")) for why, n in ordered]


def reason(site: Site, placement: Placement) -> str:
    """Why a comment is not shown: of a hidden one the category alone.

    What staff remarked may name a person or quote the text; it stays with them.
    """
    if placement.status != "hidden":
        why = site.edition.comments[placement.comment_id].why_gone
        return site.told(why) if why else site.say("no_reason")
    decision = site.edition.hidden.get(placement.comment_id)
    found = category(decision.why) if decision else ""
    return say(site.language, f"reason_{found}") if found else site.say("no_reason")


def whereabouts(site: Site) -> Mapping[str, list[Whereabout]]:
    """Where every comment went, by the page of its receipt, in the order of receipts."""
    found: dict[str, list[Whereabout]] = {}
    for comment_id, receipt in sorted(site.receipts.items(), key=lambda pair: pair[1]):
        found.setdefault(receipt_slug(receipt), []).append(_whereabout(site, comment_id, receipt))
    return found


def _whereabout(site: Site, comment_id: str, receipt: str) -> Whereabout:
    placement, comment = site.edition.placements[comment_id], site.edition.comments[comment_id]
    topic = site.edition.topics.get(placement.topic_id)
    label = topic.label if topic else ""
    link = site.link(comment_id) if comment_id in site.places else ""
    return Whereabout(receipt, spoken(receipt), _said(site, placement, comment), label, link)


def _said(site: Site, placement: Placement, comment: Comment) -> str:
    if placement.status in ("hidden", "withdrawn"):
        return site.say(f"went_{placement.status}", why=reason(site, placement))
    went = site.say(f"went_{placement.status}")
    return f"{went} {site.told(comment.why_gone)}" if comment.why_gone else went
