"""Leaves: the pages of a site that carry comments, verbatim, a few hundred on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.findings import find
from dashboard.palette import hue_numbers
from dashboard.period import moment
from dashboard.publishing import Site, address, anchor, topic_slug
from dashboard.quantities import clock, quantity
from dashboard.video import watch
from koemap.records import CHAT_KINDS, Comment, Topic

PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Chain:
    """Comments of one page or several; `topic` is None when they are not one topic's."""

    slug: str
    title: str
    lead: str
    comments: tuple[Comment, ...]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment as the pages show it; `video` is "" without a second to open.

    `gone` says why there is no text, "" when there is.
    """

    anchor: str
    text: str
    language: str
    at: str
    video: str
    clock: str
    question: bool
    same: str
    gone: str


def leaves(site: Site) -> Mapping[str, str]:
    """Every page of comments, by file name."""
    pages: dict[str, str] = {}
    for chain in chains(site):
        pages |= dict(_pages(site, chain))
    return pages


def chains(site: Site) -> Iterator[Chain]:
    """The topics, the lone voices, and what each finding counted."""
    edition = site.edition
    for topic in edition.topics.values():
        members = edition.members[topic.topic_id]
        yield Chain(topic_slug(topic.topic_id), topic.label, "", members, topic)
    lone = edition.with_status("lone")
    yield Chain("lone", site.say("lone"), site.say("lone_lead"), lone)
    for number, finding in enumerate(find(edition, site.language), start=1):
        counted = tuple(edition.comments[comment_id] for comment_id in finding.evidence)
        title = site.say("evidence_title", n=number)
        yield Chain(f"finding-{number}", title, finding.sentence, counted)


def quotes(site: Site, comments: Sequence[Comment]) -> list[Quote]:
    """The comments as pages show them, in the same order."""
    chats = {source.source_id for source in site.edition.sources if source.kind in CHAT_KINDS}
    return [_quote(site, comment, comment.source_id in chats) for comment in comments]


def _pages(site: Site, chain: Chain) -> Iterator[tuple[str, str]]:
    starts = range(0, max(len(chain.comments), 1), PER_PAGE)
    slugs = [chain.slug if not n else f"{chain.slug}-page-{n + 1}" for n in range(len(starts))]
    exemplars = chain.topic.exemplars[:3] if chain.topic else ()
    chosen = [site.edition.comments[comment_id] for comment_id in exemplars]
    hues = hue_numbers(site.edition.opinion_map.themes)
    for number, (start, slug) in enumerate(zip(starts, slugs, strict=True)):
        html = site.render(
            "comments.html",
            slug,
            chain=chain,
            hue=hues.get(chain.topic.theme_id, 0) if chain.topic else 0,
            n=quantity(site.language, len(chain.comments), "messages"),
            chosen=quotes(site, chosen) if not number else [],
            quotes=quotes(site, chain.comments[start : start + PER_PAGE]),
            slugs=slugs,
            counts=topic_counts(site, chain.topic) if chain.topic else "",
        )
        yield address(slug, site.language), html


def topic_counts(site: Site, topic: Topic) -> str:
    """People, messages and voices of a topic."""
    return site.say(
        "counts",
        people=quantity(site.language, topic.n_people, "people"),
        messages=quantity(site.language, topic.n_comments, "messages"),
        voices=quantity(site.language, topic.n_voices, "voices"),
    )


def _quote(site: Site, comment: Comment, in_chat: bool) -> Quote:
    placement = site.edition.placements[comment.comment_id]
    offset = comment.offset_seconds
    timed = in_chat and offset is not None and offset >= 0
    video = watch(site.edition.meeting.video_id, offset or 0.0) if timed else ""
    n_same = site.edition.voice_sizes.get(placement.voice_id, 1)
    same = quantity(site.language, n_same, "messages")
    at = comment.posted_at
    return Quote(
        anchor=anchor(comment.comment_id),
        text=comment.text,
        language=placement.language or "und",
        at=moment(at, site.language, site.zone) if at else "",
        video=video,
        clock=clock(offset or 0.0) if timed else "",
        question=placement.kind == "question",
        same=site.say("same", n=same) if n_same > 1 else "",
        gone=site.told(comment.why_gone),
    )
