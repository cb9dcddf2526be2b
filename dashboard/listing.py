"""The comments behind what a reader chose: a topic, a search, a number on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.address import Address
from koemap.edition import Edition, written
from koemap.records import CHAT_KINDS, Comment, Placement, Status

SHOWN: tuple[Status, ...] = ("in_topic", "lone", "reaction")
STATUS_OF: dict[str, Status] = {
    "in_topic": "in_topic",
    "lone": "lone",
    "reactions": "reaction",
    "hidden": "hidden",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Fold:
    """Near-identical comments of one list: the first one written, and the others."""

    first: Comment
    others: tuple[Comment, ...]


def family(kind: str) -> str:
    """Which kind of place a source is, by the name of its listing.

    >>> family("youtube-archive"), family("google-forms")
    ('chat', 'forms')
    """
    if kind in CHAT_KINDS:
        return "chat"
    return "video" if kind == "youtube-comments" else "forms"


def families(edition: Edition) -> dict[str, str]:
    """The family of each source, by source id."""
    return {source.source_id: family(source.kind) for source in edition.sources}


def found(edition: Edition, query: str) -> frozenset[str]:
    """Ids of the shown comments that contain the query, whatever its case and width."""
    wanted = _plain(query)
    placements = (p for p in edition.opinion_map.placements if p.status in SHOWN)
    ids = (p.comment_id for p in placements)
    return frozenset(i for i in ids if wanted in _plain(edition.comments[i].text))


def listed(
    edition: Edition, address: Address, evidence: Collection[str] = ()
) -> tuple[Comment, ...]:
    """The comments that fit every choice of the address, in the order they were written.

    Hidden and withdrawn comments are among them only when they are asked for by name, and then
    without a query: nobody may find out what they said.
    """
    fitting = (p for p in edition.opinion_map.placements if _fits(p, edition, address, evidence))
    chosen = [edition.comments[placement.comment_id] for placement in fitting]
    if address.query and address.listing not in ("hidden", "withdrawn"):
        hits = found(edition, address.query)
        chosen = [comment for comment in chosen if comment.comment_id in hits]
    return tuple(sorted(chosen, key=written))


def folded(edition: Edition, comments: Iterable[Comment]) -> tuple[Fold, ...]:
    """The comments with near-identical ones gathered at the first of them."""
    voices: dict[str, list[Comment]] = {}
    for comment in comments:
        placement = edition.placements[comment.comment_id]
        voices.setdefault(placement.voice_id or comment.comment_id, []).append(comment)
    return tuple(Fold(first, tuple(others)) for first, *others in voices.values())


def _fits(
    placement: Placement, edition: Edition, address: Address, evidence: Collection[str]
) -> bool:
    if placement.status != STATUS_OF.get(address.listing, placement.status):
        return False
    if placement.status not in SHOWN and address.listing not in ("hidden", "withdrawn"):
        return False
    if address.topic and placement.topic_id != address.topic:
        return False
    return _of_the_kind(placement, edition, address.listing, evidence)


def _of_the_kind(
    placement: Placement, edition: Edition, listing: str, evidence: Collection[str]
) -> bool:
    if listing == "questions":
        return placement.kind == "question"
    if listing == "evidence":
        return placement.comment_id in evidence
    if listing in ("chat", "video", "forms"):
        source_id = edition.comments[placement.comment_id].source_id
        return families(edition)[source_id] == listing
    return True


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
