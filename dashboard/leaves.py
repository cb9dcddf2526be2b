"""Leaves: the pages of a site that carry comments, verbatim, a few hundred on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.findings import find
from dashboard.kinship import similar
from dashboard.marks import chosen, confirmed, named, pinned
from dashboard.palette import hue_numbers
from dashboard.period import moment
from dashboard.publishing import PER_PAGE, Site, page_slug, topic_slug
from dashboard.quantities import clock, quantity
from dashboard.receipts import spoken
from dashboard.replies import Reply, reply
from dashboard.search_index import point
from dashboard.video import watch
from koemap.records import CHAT_KINDS, Comment, Topic

N_EXEMPLARS = 3
LONGEST_DESCRIPTION = 110  # characters that social media show


@dataclass(frozen=True, slots=True)
class Chain:
    """Comments of one page or several; `topic` is None when they are not one topic's.

    The comments of a finding stand on other pages already, so `own` is False for them; `mark` says
    who confirmed it.
    """

    slug: str
    title: str
    lead: str
    comments: tuple[Comment, ...]
    topic: Topic | None = None
    own: bool = True
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment as the pages show it; `video` is "" without a second to open.

    `pinned` says which person made it an example, `gone` why there is no text; "" otherwise.
    `point` is where the map draws it, -1 when nowhere.
    """

    receipt: str
    spoken: str
    link: str
    text: str
    language: str
    at: str
    video: str
    clock: str
    question: bool
    same: str
    pinned: str
    gone: str
    point: int


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
        counts = topic_counts(site, topic)
        yield Chain(topic_slug(topic.topic_id), topic.label, counts, members, topic)
    lone = edition.with_status("lone")
    yield Chain("lone", site.say("lone"), site.say("lone_lead"), lone)
    for number, finding in enumerate(find(edition, site.language), start=1):
        counted = tuple(edition.comments[comment_id] for comment_id in finding.evidence)
        title = site.say("evidence_title", n=number)
        mark = confirmed(site, finding) or site.say("unconfirmed")
        slug = f"finding-{number}"
        yield Chain(slug, title, finding.sentence, counted, own=False, mark=mark)


def quotes(site: Site, comments: Sequence[Comment]) -> list[Quote]:
    """The comments as pages show them, in the same order."""
    chats = {source.source_id for source in site.edition.sources if source.kind in CHAT_KINDS}
    return [_quote(site, comment, comment.source_id in chats) for comment in comments]


def exemplars(site: Site, topic: Topic, n: int) -> list[Quote]:
    """The most telling comments of a topic."""
    return quotes(site, [site.edition.comments[i] for i in topic.exemplars[:n]])


def topic_counts(site: Site, topic: Topic) -> str:
    """People, messages and voices of a topic."""
    return site.say(
        "counts",
        people=quantity(site.language, topic.n_people, "people"),
        messages=quantity(site.language, topic.n_comments, "messages"),
        voices=quantity(site.language, topic.n_voices, "voices"),
    )


def neighbours(site: Site, topic: Topic) -> list[tuple[str, str, str]]:
    """The topics that speak of similar things: label, people and page of each."""
    kin = (site.edition.topics[topic_id] for topic_id in similar(site.edition)[topic.topic_id])
    return [
        (
            one.label,
            quantity(site.language, one.n_people, "people"),
            site.file(topic_slug(one.topic_id)),
        )
        for one in kin
    ]


def _pages(site: Site, chain: Chain) -> Iterator[tuple[str, str]]:
    starts = range(0, max(len(chain.comments), 1), PER_PAGE)
    slugs = [page_slug(chain.slug, n + 1) for n in range(len(starts))]
    values = _values(site, chain)
    for number, (start, slug) in enumerate(zip(starts, slugs, strict=True), start=1):
        shown = quotes(site, chain.comments[start : start + PER_PAGE])
        html = site.render(
            "comments.html", slug, **values, quotes=shown, slugs=slugs, number=number
        )
        yield site.file(slug), html


def _values(site: Site, chain: Chain) -> dict[str, object]:
    topic = chain.topic
    hues = hue_numbers(site.edition.opinion_map.themes)
    themes = {theme.theme_id: theme.label for theme in site.edition.opinion_map.themes}
    given: Reply | None = reply(site, topic.topic_id) if topic else None
    return {
        "chain": chain,
        "hue": hues.get(topic.theme_id, 0) if topic else 0,
        "theme": themes.get(topic.theme_id, "") if topic else "",
        "n": quantity(site.language, len(chain.comments), "messages"),
        "named": named(site, topic) if topic else "",
        "chosen": exemplars(site, topic, N_EXEMPLARS) if topic else [],
        "chosen_by": chosen(site, topic, N_EXEMPLARS) if topic else "",
        "answer": given,
        "is_taken_up": topic is not None and topic.topic_id in site.edition.taken_up,
        "taken_up": _taken_up(site, topic) if topic else [],
        "neighbours": neighbours(site, topic) if topic else [],
        "card": chain.slug if topic else "index",
        "description": _description(site, chain, given),
    }


def _taken_up(site: Site, topic: Topic) -> list[tuple[str, str]]:
    """When the meeting spoke of the topic, if that is known, and where in the video, "" without."""
    decisions = site.edition.taken_up.get(topic.topic_id, ())
    seconds = [decision.details.get("offset_seconds") for decision in decisions]
    video = site.edition.meeting.video_id
    return [(clock(one), watch(video, one)) for one in seconds if one is not None]


def _description(site: Site, chain: Chain, given: Reply | None) -> str:
    """What social media show below the title."""
    parts = [chain.lead]
    if given:
        parts.append(f"{site.say('answer')} {given.status} {given.text}")
    elif chain.topic:
        parts += [quote.text for quote in exemplars(site, chain.topic, 1)]
    text = " ".join(" / ".join(parts).split())
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1]}…"


def _quote(site: Site, comment: Comment, in_chat: bool) -> Quote:
    placement = site.edition.placements[comment.comment_id]
    offset = comment.offset_seconds
    timed = in_chat and offset is not None and offset >= 0
    n_same = site.edition.voice_sizes.get(placement.voice_id, 1)
    same = quantity(site.language, n_same, "messages")
    at, receipt = comment.posted_at, site.receipts[comment.comment_id]
    return Quote(
        receipt=receipt,
        spoken=spoken(receipt),
        link=site.permanent(receipt),
        text=comment.text,
        language=placement.language or "und",
        at=moment(at, site.language, site.zone) if at else "",
        video=watch(site.edition.meeting.video_id, offset or 0.0) if timed else "",
        clock=clock(offset or 0.0) if timed else "",
        question=placement.kind == "question",
        same=site.say("same", n=same) if n_same > 1 else "",
        pinned=pinned(site, comment.comment_id),
        gone=site.told(comment.why_gone),
        point=point(site, comment.comment_id),
    )
