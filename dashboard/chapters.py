"""Chapters: the front page of a site, and the page on method and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

from markupsafe import Markup

from dashboard import downloads
from dashboard.findings import find
from dashboard.leaves import quotes, topic_counts
from dashboard.palette import hue_numbers
from dashboard.period import moment
from dashboard.picture import Sheet, draw
from dashboard.publishing import CONTROLS, Site, address, topic_slug
from dashboard.quantities import quantity

SHEETS = (Sheet("wide", 760, 520), Sheet("narrow", 350, 400))
PARTS = ("in_topic", "lone", "reactions", "hidden", "withdrawn")
STEPS = ("step_kinds", "step_voices", "step_topics", "step_words")
LIMITS = ("limit_support", "limit_public", "limit_wrong", "limit_people")
N_TELLING = 2


def chapters(site: Site) -> Mapping[str, str]:
    """The two pages, by file name."""
    front = site.render(
        "index.html",
        "index",
        findings=list(_findings(site)),
        maps=_maps(site),
        themes=_themes(site),
        ledger=_ledger(site),
        reasons=_reasons(site),
        reasons_lead=_reasons_lead(site),
    )
    method = site.render(
        "method.html",
        "method",
        steps=STEPS,
        limits=LIMITS,
        missed=_missed(site),
        recipe=site.edition.opinion_map.recipe,
        tables=get_args(downloads.What),
    )
    names = (address(slug, site.language) for slug in ("index", "method"))
    return dict(zip(names, (front, method), strict=True))


def _findings(site: Site) -> Iterable[dict[str, str]]:
    for number, finding in enumerate(find(site.edition, site.language), start=1):
        n = quantity(site.language, len(finding.evidence), "messages")
        label = site.edition.topics[finding.topic_id].label
        yield {
            "sentence": finding.sentence.removesuffix(label),
            "label": label,
            "detail": finding.detail,
            "link": address(f"finding-{number}", site.language),
            "evidence": site.say("evidence", n=n),
        }


def _maps(site: Site) -> list[Markup]:
    def link(topic_id: str) -> str:
        return address(topic_slug(topic_id), site.language)

    drawn = (draw(site.edition, site.language, sheet, link) for sheet in SHEETS)
    return [Markup(CONTROLS.sub("\ufffd", svg)) for svg in drawn]  # noqa: S704 - draw escapes


def _themes(site: Site) -> list[dict[str, object]]:
    edition = site.edition
    hues = hue_numbers(edition.opinion_map.themes)
    by_theme: dict[str, list[dict[str, object]]] = {t: [] for t in hues}
    for topic in edition.topics.values():
        telling = [edition.comments[i] for i in topic.exemplars[:N_TELLING]]
        by_theme.setdefault(topic.theme_id, []).append(
            {
                "label": topic.label,
                "link": address(topic_slug(topic.topic_id), site.language),
                "counts": topic_counts(site, topic),
                "quotes": quotes(site, telling),
            }
        )
    labels = {theme.theme_id: theme.label for theme in edition.opinion_map.themes}
    return [
        {"label": labels.get(theme_id, theme_id), "hue": hues.get(theme_id, 0), "topics": topics}
        for theme_id, topics in by_theme.items()
        if topics
    ]


def _ledger(site: Site) -> list[tuple[str, str]]:
    """What was received, then the five places it went."""
    counts = site.edition.opinion_map.accounting
    return [
        (site.say(part), quantity(site.language, getattr(counts, part), "messages"))
        for part in ("received", *PARTS)
    ]


def _reasons(site: Site) -> list[tuple[str, str]]:
    """Each reason not to show a comment, the most frequent first, with how many."""
    edition = site.edition
    whys: Counter[str] = Counter()
    for placement in edition.placements.values():
        if placement.status == "hidden":
            decision = edition.hidden.get(placement.comment_id)
            whys[decision.why if decision else ""] += 1
        elif placement.status == "withdrawn":
            whys[edition.comments[placement.comment_id].why_gone] += 1
    ordered = sorted(whys.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        (site.told(why) or site.say("no_reason"), quantity(site.language, n, "messages"))
        for why, n in ordered
    ]


def _missed(site: Site) -> list[str]:
    """The stretches of time whose comments may be missing, and why."""
    return [
        site.say(
            "missed_span",
            start=moment(span.starts_at, site.language, site.zone),
            end=moment(span.ends_at, site.language, site.zone),
            why=site.told(span.reason),
        )
        for span in site.edition.missed
    ]


def _reasons_lead(site: Site) -> str:
    counts = site.edition.opinion_map.accounting
    return site.say(
        "reasons_lead",
        hidden=quantity(site.language, counts.hidden, "messages"),
        withdrawn=quantity(site.language, counts.withdrawn, "messages"),
    )
