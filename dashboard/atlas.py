"""The atlas: what the interactive map of a site loads, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dashboard.memory import remembered
from dashboard.payload import PART, beginning, payload, script, words
from dashboard.publishing import Site, topic_slug
from dashboard.wording import Language

Voice = tuple[str, str, str]  # receipt, beginning of its text, page

drawn = remembered(payload)


def map_data(site: Site) -> dict[str, bytes]:
    """The points and the words of the component, by file name; for every language."""
    languages: tuple[Language, ...] = get_args(Language)
    said = {f"data/words.{one}.js": script("words", words(one)) for one in languages}
    return {"data/map.js": script("map", drawn(site.edition).content), **said}


def voice_files(site: Site) -> dict[str, bytes]:
    """What each point says and where it leads, in parts, by file name; the site's language only."""
    parts = enumerate(voice_parts(site))
    return {f"data/voices-{n}.{site.language}.js": script(f"voices-{n}", part) for n, part in parts}


def voice_parts(site: Site) -> Iterator[list[Voice]]:
    """The voices in the order of points, so many at a time."""
    ids = drawn(site.edition).comment_ids
    for start in range(0, len(ids), PART):
        yield [_voice(site, i) for i in ids[start : start + PART]]


def leads(site: Site) -> dict[str, tuple[str, str]]:
    """The label and the page of each topic, by topic id."""
    topics = site.edition.topics.values()
    return {t.topic_id: (t.label, site.file(topic_slug(t.topic_id))) for t in topics}


def _voice(site: Site, comment_id: str) -> Voice:
    told = beginning(site.edition.comments[comment_id].text)
    return site.receipts[comment_id], told, site.link(comment_id)
