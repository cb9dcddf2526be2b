"""The single file: a whole publication as one page, for mail or to carry, that contacts nobody."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from dashboard.atlas import drawn, leads, voice_parts
from dashboard.chapters import LIMITS, STEPS, missed
from dashboard.data_dictionary import license_line
from dashboard.findings import find
from dashboard.front import excerpt, findings, front_values, maps, search
from dashboard.leaves import N_EXEMPLARS, exemplars, neighbours, quotes, topic_counts
from dashboard.marks import chosen, named
from dashboard.palette import hue_numbers
from dashboard.payload import COMPONENT, PART, script, words
from dashboard.picture import MOST_POINTS
from dashboard.publishing import Site, topic_slug
from dashboard.quantities import quantity
from dashboard.replies import reply
from dashboard.search_index import WHERE, as_script
from dashboard.whereabouts import reasons, whereabouts
from dashboard.wording import Language
from koemap.records import Comment, Topic

STYLES = ("assets/tokens.css", "site_assets/site.css", "assets/opinion_map.css")
MOST_COMMENTS = 20_000  # a file with more is heavy to mail and slow to open
SEARCHING, MOUNTING = ("site_words", "site"), "site_assets/map_page.js"


@dataclass(frozen=True)
class SingleFile(Site):
    """A site whose every page is a part of one page."""

    def file(self, slug: str, language: Language | None = None) -> str:
        """The part of the page that stands for that page."""
        return f"#{slug}"

    def link(self, comment_id: str) -> str:
        """The place of a comment."""
        return f"#{self.receipts[comment_id]}"

    def permanent(self, receipt: str) -> str:
        """The place of what carries that receipt."""
        return f"#{receipt}"


def single_file(site: Site) -> str:
    """The page with styles, scripts, map and comments in it; of very many only the telling ones."""
    one = SingleFile(site.edition, site.publication, site.language, site.zone, site.imprint)
    short = _short(site)
    style = "\n".join(map(_read, STYLES))
    scripts = [
        *(_read(f"site_assets/{name}.js") for name in SEARCHING),
        *_map_scripts(one, with_texts=not short),
    ]
    allowed = " ".join(map(_hash, scripts))
    return one.render(
        "report.html",
        "index",
        **(_content(one) | ({} if short else _everything(one))),
        short=short,
        findings=list(_findings(one, with_list=not short)),
        elsewhere=_elsewhere(site),
        permissions=f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        scripts=[Markup(text) for text in scripts],  # noqa: S704 - our own files; data is escaped
    )


def _short(site: Site) -> str:
    """What is left out of the file and where it is, "" when everything fits."""
    if len(site.edition.placements) <= MOST_COMMENTS:
        return ""
    place = site.imprint.address
    where = site.say("report_here", address=place) if place else site.say("report_beside")
    n = quantity(site.language, MOST_COMMENTS, "messages")
    return site.say("report_short", n=n, where=where)


def _elsewhere(site: Site) -> str:
    """The file in the other language: on the web, when it is known where, else beside this one."""
    other: Language = "en" if site.language == "ja" else "ja"
    folder = f"v/{site.version}/" if site.base else ""
    place = f"{site.imprint.address}{folder}" if site.imprint.address else ""
    return f"{place}{site.file('report', other)}"


def _map_scripts(site: Site, *, with_texts: bool) -> Iterator[str]:
    """The component, what it draws, and last what mounts it."""
    received: dict[str, object] = {
        "map": drawn(site.edition).content,
        "words": words(site.language),
    }
    if with_texts:
        received |= {f"voices-{n}": part for n, part in enumerate(voice_parts(site))}
    yield from (_read(f"assets/{name}") for name in COMPONENT)
    for name, content in received.items():
        yield script(name, content).decode()
    yield _read(MOUNTING)


def _content(site: Site) -> dict[str, object]:
    """What the file says however many comments there are."""
    return front_values(site) | {
        "maps": maps(site, MOST_POINTS),
        "part": PART,
        "leads": as_script(leads(site)),
        "opened": [_opened(site, n, topic) for n, topic in enumerate(site.edition.topics.values())],
        "reasons": reasons(site),
        "missed": missed(site),
        "steps": STEPS,
        "limits": LIMITS,
        "license": license_line(site),
    }


def _everything(site: Site) -> dict[str, object]:
    """Every comment beside the telling ones, and the search in them."""
    labels = [topic.label for topic in site.edition.topics.values()]
    return {
        "search": {**search(site), "files": 0},
        "search_topics": as_script(labels),
        "members": {
            topic_id: quotes(site, comments) for topic_id, comments in site.edition.members.items()
        },
        "lone": quotes(site, site.edition.with_status("lone")),
        "unplaced": list(_unplaced(site)),
    }


def _findings(site: Site, *, with_list: bool) -> Iterator[dict[str, object]]:
    """The findings with the comments counted, else with the topic that they are about."""
    found = find(site.edition, site.language)
    for told, finding in zip(findings(site), found, strict=True):
        counted = finding.evidence if with_list else ()
        yield {
            **told,
            "link": site.file(topic_slug(finding.topic_id)),
            "n": quantity(site.language, len(finding.evidence), "messages"),
            "counted": [(site.link(i), excerpt(site.edition.comments[i].text)) for i in counted],
        }


def _opened(site: Site, number: int, topic: Topic) -> dict[str, object]:
    hues = hue_numbers(site.edition.opinion_map.themes)
    return {
        "slug": topic_slug(topic.topic_id),
        "number": number,
        "label": topic.label,
        "hue": hues.get(topic.theme_id, 0),
        "id": topic.topic_id,
        "counts": topic_counts(site, topic),
        "named": named(site, topic),
        "keywords": topic.keywords,
        "answer": reply(site, topic.topic_id),
        "chosen": exemplars(site, topic, N_EXEMPLARS),
        "chosen_by": chosen(site, topic, N_EXEMPLARS),
        "neighbours": neighbours(site, topic),
    }


def _unplaced(site: Site) -> Iterator[Mapping[str, object]]:
    """The receipts of comments that stand nowhere else, the text only of reactions."""
    ids = {receipt: comment_id for comment_id, receipt in site.receipts.items()}
    for entries in whereabouts(site).values():
        for one in entries:
            placement = site.edition.placements[ids[one.receipt]]
            if placement.comment_id not in site.places:
                comment: Comment = site.edition.comments[placement.comment_id]
                text = comment.text if placement.status == "reaction" else ""
                yield {"one": one, "where": WHERE[placement.status], "text": text}


def _read(name: str) -> str:
    return (files("dashboard") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression that lets just this text run."""
    digest = hashlib.sha256(text.encode(errors="replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
