"""The comments behind what a reader chose: a topic, a search, a number on the screen."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from dashboard.address import Address, Family, Side
from dashboard.memory import remembered
from dashboard.stance import side
from koemap.counting import count_people
from koemap.edition import Edition, written
from koemap.records import CHAT_KINDS, Comment, Kind, Placement, Status

SHOWN: tuple[Status, ...] = ("in_topic", "lone", "reaction")
STATUS_OF: dict[str, Status] = {
    "in_topic": "in_topic",
    "lone": "lone",
    "reactions": "reaction",
    "hidden": "hidden",
    "withdrawn": "withdrawn",
}


class Traits(NamedTuple):
    """What a list of comments can be narrowed by; `side` is "" unless it is an opinion."""

    source: Family
    kind: Kind
    side: Side

    def fits(self, address: Address, *, but: str = "") -> bool:
        """Whether these are the traits a reader chose, the one named `but` left open."""
        chosen = (
            ("source", address.source, self.source),
            ("kind", address.kind, self.kind),
            ("stance", address.stance, self.side),
        )
        return all(not wanted or wanted == own or name == but for name, wanted, own in chosen)


@dataclass(frozen=True, slots=True)
class Row:
    """One comment with all that a list asks of it; `plain` is its text for searching.

    `plain` is "" where nobody may see the text, so that no search tells what it said. `voice` is
    what near-identical comments share, `strength` 0 outside topics.
    """

    comment: Comment
    placement: Placement
    traits: Traits
    plain: str
    voice: str
    strength: float


@dataclass(frozen=True, slots=True)
class Fold:
    """Near-identical comments of one list: the first one written, and the others."""

    first: Comment
    others: tuple[Comment, ...]
    n_people: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, `number` of `last`, counted from 1."""

    folds: tuple[Fold, ...]
    number: int
    last: int


def family(kind: str) -> Family:
    """Which kind of place a source is.

    >>> family("youtube-archive"), family("google-forms")
    ('chat', 'forms')
    """
    if kind in CHAT_KINDS:
        return "chat"
    return "video" if kind == "youtube-comments" else "forms"


def families(edition: Edition) -> dict[str, Family]:
    """The family of each source, by source id."""
    return {source.source_id: family(source.kind) for source in edition.sources}


@remembered
def rows(edition: Edition) -> tuple[Row, ...]:
    """Every comment of the map, in the order they were written."""
    kinds = families(edition)
    made = (_row(edition.comments[p.comment_id], p, kinds) for p in edition.opinion_map.placements)
    return tuple(sorted(made, key=lambda row: written(row.comment)))


def found(edition: Edition, query: str) -> frozenset[str]:
    """Ids of the shown comments that contain the query, whatever its case and width."""
    wanted = plain(query)
    return frozenset(r.comment.comment_id for r in rows(edition) if wanted in r.plain)


def open_to(edition: Edition, address: Address, evidence: Collection[str] = ()) -> Sequence[Row]:
    """What a reader can narrow further by traits, in the order it was written.

    Hidden and withdrawn comments are among them only when they are asked for by name, and then
    without a query: nobody may find out what they said.
    """
    status = STATUS_OF.get(address.listing)
    chosen = _shown(edition)
    if status:
        chosen = [row for row in rows(edition) if row.placement.status == status]
    for fits in _choices(address, evidence):
        chosen = [row for row in chosen if fits(row)]
    return chosen


def listed(
    edition: Edition, address: Address, evidence: Collection[str] = ()
) -> tuple[Comment, ...]:
    """The comments that fit every choice of the address, in the order they were written."""
    return tuple(row.comment for row in narrowed(open_to(edition, address, evidence), address))


def narrowed(chosen: Sequence[Row], address: Address) -> Sequence[Row]:
    """Those of the traits a reader chose."""
    if not (address.source or address.kind or address.stance):
        return chosen
    fitting = {traits for traits in tallied(chosen) if traits.fits(address)}
    return [row for row in chosen if row.traits in fitting]


def tallied(chosen: Iterable[Row]) -> Counter[Traits]:
    """How many comments have the same traits."""
    return Counter(map(attrgetter("traits"), chosen))


def paged(edition: Edition, chosen: Iterable[Row], address: Address, size: int) -> Page:
    """The page that a reader is on: so many comments, near-identical ones at the first of them.

    The copies of one voice, where a reader opened that, stand each for itself.
    """
    firsts, copied = (list(chosen), {}) if address.voice else _gathered(chosen)
    if address.order == "people":
        people = _saying(edition)
        firsts.sort(key=lambda row: people.get(row.voice, 1), reverse=True)
    elif address.order == "strength":
        firsts.sort(key=attrgetter("strength"), reverse=True)
    last = max(1, -(-len(firsts) // size))
    page = min(address.page, last)
    shown = firsts[(page - 1) * size : page * size]
    return Page(tuple(_fold(copied.get(row.voice, [row])) for row in shown), page, last)


def most_shared(edition: Edition, comments: Iterable[Comment], n: int) -> list[Comment]:
    """A comment of each of the n voices that most people share, the firmest in its topic first.

    Comments whose text has been erased are left out.
    """
    voices: dict[str, list[Comment]] = {}
    for comment in comments:
        if not comment.purged_at:
            voices.setdefault(edition.placements[comment.comment_id].voice_id, []).append(comment)
    strength = {voice: edition.placements[c[0].comment_id].strength for voice, c in voices.items()}
    found = sorted(voices, key=lambda v: (-count_people(voices[v]), -(strength[v] or 0.0)))
    return [voices[voice][0] for voice in found[:n]]


def plain(text: str) -> str:
    """The text without differences of case and width."""
    return unicodedata.normalize("NFKC", text).casefold()


@remembered
def _shown(edition: Edition) -> Sequence[Row]:
    """The comments that readers may see, in the order they were written."""
    return tuple(row for row in rows(edition) if row.placement.status in SHOWN)


@remembered
def _saying(edition: Edition) -> Mapping[str, int]:
    """How many people say the same, for each voice that is more than one comment."""
    _, copied = _gathered(_shown(edition))
    return {voice: _people(group) for voice, group in copied.items()}


def _gathered(chosen: Iterable[Row]) -> tuple[list[Row], dict[str, list[Row]]]:
    """The first of each voice, and all of those that have more than one, by voice.

    A list for each voice would have the garbage collector go through a large meeting every time.
    """
    firsts: dict[str, Row] = {}
    copied: dict[str, list[Row]] = {}
    for row in chosen:
        first = firsts.setdefault(row.voice, row)
        if first is not row:
            copied.setdefault(row.voice, [first]).append(row)
    return list(firsts.values()), copied


def _row(comment: Comment, placement: Placement, kinds: dict[str, Family]) -> Row:
    traits = Traits(kinds[comment.source_id], placement.kind, side(placement))
    text = plain(comment.text) if placement.status in SHOWN else ""
    voice = placement.voice_id or comment.comment_id
    return Row(comment, placement, traits, text, voice, placement.strength or 0.0)


def _choices(address: Address, evidence: Collection[str]) -> Iterator[Callable[[Row], bool]]:
    """A question to each row for each of the reader's choices."""
    if address.topic:
        yield lambda row: row.placement.topic_id == address.topic
    if address.voice:
        yield lambda row: row.placement.voice_id == address.voice
    if address.listing == "evidence":
        yield lambda row: row.comment.comment_id in evidence
    if address.minutes:
        yield lambda row: _within(row.comment, address)
    if address.query and address.listing not in ("hidden", "withdrawn"):
        wanted = plain(address.query)
        yield lambda row: wanted in row.plain


def _within(comment: Comment, address: Address) -> bool:
    at, start, end = comment.offset_seconds, address.from_minute, address.to_minute
    if at is None:
        return False
    return (start is None or 60 * start <= at) and (end is None or at < 60 * end)


def _people(group: Sequence[Row]) -> int:
    return count_people(row.comment for row in group)


def _fold(group: Sequence[Row]) -> Fold:
    first, *others = (row.comment for row in group)
    return Fold(first, tuple(others), _people(group))
