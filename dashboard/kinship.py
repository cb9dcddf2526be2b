"""Kinship of topics: which speak of similar things, within a map or from one map to another.

Compared is what people wrote: pairs of Japanese characters and whole words elsewhere, weighed by
how many of a topic's texts have them and how few topics do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, hypot, log, sqrt

from dashboard.listing import plain
from dashboard.memory import remembered
from koemap.edition import Edition
from koemap.records import Comment, Meeting, Topic

ALIKE = 0.05  # cosine from which two topics of one map are called similar; most pairs have 0.0
AGAIN = 0.1  # cosine from which an earlier topic counts as the same; halves of one have 0.2 to 1
MOST_SIMILAR = 3
MOST_READ = 300  # texts of one topic; of more, so many evenly taken
FEWEST_TEXTS = 2  # a term of one text alone says nothing about a topic of several
KEYWORD_WEIGHT = 0.5  # a keyword counts as if so large a share of the texts had its terms

_RUN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿々ー]+|[^\W\d_぀-ヿ㐀-鿿豈-﫿々ー]{3,}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿々ー]")
_HIRAGANA = re.compile(r"[ぁ-ゟー]+")

Vector = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Profile:
    """What one topic of a map says; `shares` has the share of its texts that have a term."""

    topic: Topic
    shares: Vector


@dataclass(frozen=True)
class Earlier:
    """The meeting before another, and what its topics said."""

    meeting: Meeting
    profiles: tuple[Profile, ...]


def before(meetings: Iterable[Meeting], meeting: Meeting) -> list[Meeting]:
    """The meetings that began before that one, the last first; none when it has no time."""
    dated = ((m.starts_at, m) for m in meetings if m.starts_at and meeting.starts_at)
    earlier = [(at, m) for at, m in dated if meeting.starts_at and at < meeting.starts_at]
    return [m for _, m in sorted(earlier, key=lambda pair: pair[0], reverse=True)]


@remembered
def profiles(edition: Edition) -> tuple[Profile, ...]:
    """The profile of each topic, in reading order."""
    found = edition.topics.values()
    return tuple(Profile(topic, _shares(topic, _texts(edition, topic))) for topic in found)


@remembered
def similar(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The topics most similar to each, the most similar first; near on the map breaks a tie."""
    every = profiles(edition)
    likeness = alike(every, every)
    return {
        one.topic.topic_id: tuple(_kin(one, row, every))
        for one, row in zip(every, likeness, strict=True)
    }


def _kin(one: Profile, row: Sequence[float], every: Sequence[Profile]) -> list[str]:
    others = ((value, _near(one, other), other) for value, other in zip(row, every, strict=True))
    kin = [(v, near, o.topic.topic_id) for v, near, o in others if o is not one and v >= ALIKE]
    return [topic_id for _, _, topic_id in sorted(kin, reverse=True)[:MOST_SIMILAR]]


@lru_cache(maxsize=32)
def counterparts(
    ours: tuple[Profile, ...], earlier: tuple[Profile, ...]
) -> Mapping[str, Topic | None]:
    """The most similar topic of an earlier map for each of ours, by id; None for a new one."""
    found: dict[str, Topic | None] = {}
    for one, row in zip(ours, alike(ours, earlier), strict=True):
        best = max(zip(row, earlier, strict=True), key=lambda pair: pair[0], default=None)
        again = best is not None and best[0] >= AGAIN
        found[one.topic.topic_id] = best[1].topic if best and again else None
    return found


def alike(ours: Sequence[Profile], theirs: Sequence[Profile]) -> list[list[float]]:
    """The cosine of each of ours with each of theirs, in [0, 1]."""
    every = list(dict.fromkeys((*ours, *theirs)))
    spread = Counter(term for profile in every for term in profile.shares)
    rarity = {term: log((1 + len(every)) / (0.5 + n)) for term, n in spread.items()}
    vectors = {profile: _unit(profile.shares, rarity) for profile in every}
    return [[_cosine(vectors[a], vectors[b]) for b in theirs] for a in ours]


def terms(text: str) -> set[str]:
    """The pairs of Japanese characters that are not all hiragana, and the words of letters.

    >>> sorted(terms("授業でAIを使う the best school"))
    ['best', 'school', 'the', 'を使', '使う', '授業', '業で']
    """
    found: set[str] = set()
    for run in _RUN.findall(plain(text)):
        if _JAPANESE.match(run):
            pairs = (run[at : at + 2] for at in range(len(run) - 1))
            found.update(pair for pair in pairs if not _HIRAGANA.fullmatch(pair))
        else:
            found.add(run)
    return found


def _texts(edition: Edition, topic: Topic) -> list[str]:
    """A text of each voice of the topic, of very many so many evenly taken."""
    placements = edition.placements
    voices: dict[str, Comment] = {}
    for comment in edition.members[topic.topic_id]:
        voices.setdefault(placements[comment.comment_id].voice_id, comment)
    step = -(-len(voices) // MOST_READ) or 1
    return [comment.text for comment in list(voices.values())[::step]]


def _shares(topic: Topic, texts: Sequence[str]) -> Vector:
    counts = Counter(term for text in texts for term in terms(text))
    fewest = FEWEST_TEXTS if len(texts) > FEWEST_TEXTS else 1
    shares = {term: n / len(texts) for term, n in counts.items() if n >= fewest}
    for term in _named(topic):
        shares[term] = max(shares.get(term, 0.0), KEYWORD_WEIGHT)
    return shares


def _named(topic: Topic) -> Iterable[str]:
    return (term for words in (topic.label, *topic.keywords) for term in terms(words))


def _unit(shares: Vector, rarity: Vector) -> Vector:
    weights = {term: sqrt(share) * rarity[term] for term, share in shares.items()}
    length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _cosine(one: Vector, other: Vector) -> float:
    """The same to the last digit in whatever order the terms stand."""
    few, many = sorted((one, other), key=len)
    return fsum(weight * many[term] for term, weight in few.items() if term in many)


def _near(one: Profile, other: Profile) -> float:
    """The larger the nearer their centres on the map."""
    return -hypot(one.topic.x - other.topic.x, one.topic.y - other.topic.y)
