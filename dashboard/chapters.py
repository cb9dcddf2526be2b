"""Chapters: the pages of a site beside its front page and the comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from dashboard import downloads
from dashboard.atlas import leads
from dashboard.data_dictionary import columns
from dashboard.front import front, maps, search, topics
from dashboard.payload import COMPONENT, PART
from dashboard.period import moment
from dashboard.picture import MOST_POINTS
from dashboard.publishing import Site
from dashboard.search_index import as_script
from dashboard.whereabouts import ledger, reasons, whereabouts

STEPS = (
    "step_collect",
    "step_mask",
    "step_kinds",
    "step_voices",
    "step_vectors",
    "step_topics",
    "step_map",
    "step_words",
    "step_person",
)
LIMITS = ("limit_support", "limit_public", "limit_wrong", "limit_map", "limit_people")


def chapters(site: Site, **of_front: object) -> Mapping[str, str]:
    """The pages, by file name; what only the newest version says of changes goes to the front."""
    pages = {
        "index": front(site, **of_front),
        "map": map_page(site),
        "method": site.render("method.html", "method", steps=STEPS, **_recipe(site)),
        "accounting": site.render("accounting.html", "accounting", limits=LIMITS, **_counts(site)),
        "data": site.render("data.html", "data", **_data(site)),
    }
    return {site.file(slug): html for slug, html in pages.items()}


def receipt_pages(site: Site) -> Mapping[str, str]:
    """The pages that say what became of each comment, by file name."""
    return {
        site.file(slug): site.render("receipts.html", slug, entries=entries)
        for slug, entries in whereabouts(site).items()
    }


def map_page(site: Site) -> str:
    """The map on a page of its own, which alone loads what a map needs."""
    return site.render(
        "map.html",
        "map",
        search=search(site),
        maps=maps(site, MOST_POINTS),
        topics=topics(site, 0),
        part=PART,
        leads=as_script(leads(site)),
        styles=("site.css", "opinion_map.css"),
        scripts=(
            "site.js",
            *COMPONENT,
            "data/map.js",
            f"data/words.{site.language}.js",
            "map_page.js",
        ),
    )


def missed(site: Site) -> list[str]:
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


def _recipe(site: Site) -> dict[str, object]:
    return {"recipe": site.edition.opinion_map.recipe, "topics": len(site.edition.topics)}


def _counts(site: Site) -> dict[str, object]:
    return {"ledger": ledger(site), "reasons": reasons(site), "missed": missed(site)}


def _data(site: Site) -> dict[str, object]:
    tables = get_args(downloads.What)
    return {"tables": {what: list(columns(what, site.language)) for what in tables}}
