"""Candidate topics: groups of comments unlike all known topics, for a person to adopt or dismiss.

A single comment of a new topic often resembles some known one; a group of them tells itself apart.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from analysis.arrays import Labels, Vectors
from analysis.assigning import Assigner
from analysis.embedding import Encoder
from analysis.grouping import Grouping
from analysis.labels import JOINT, is_name
from analysis.naming import Rows, Spoken, named, person
from analysis.parts import one_thread
from analysis.people import are_shared
from analysis.text import read_all, tells
from analysis.traits import traits_of
from analysis.voices import fold
from koemap.counting import count_people
from koemap.live_records import Candidate
from koemap.records import Comment, Topic

FEWEST_PEOPLE, FEWEST_VOICES = 4, 5
LEAST_ALIKE = 0.3
"""The mean cosine between two parts of a candidate, so that they are one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked of a candidate.

    A new one has at least `per_root` voices for the root of all that are read: among many, small
    groups that are like one another come up by chance. It is less like every known topic than the
    share `strange` of how alike its own voices are, in the mean at least `alike`.
    """

    per_root: float
    strange: float
    alike: float = LEAST_ALIKE


WAITING = Bar(per_root=0.25, strange=0.65)
"""Where half of the voices or more fit no topic."""
SPREAD = Bar(per_root=0.35, strange=0.5, alike=0.4)
"""Where they fit several topics, as those of a young one do."""
PART = Bar(per_root=1.0, strange=0.55)
"""Where most fit one topic: any topic has parts that are like one another, few large ones that are
unlike the whole."""
APART = Bar(per_root=0.35, strange=0.3)
"""Where most fit one topic only for want of a nearer one, and are hardly like it."""
YOUNG = Bar(per_root=0.25, strange=0.7)
"""Where all came of late: a topic that nobody spoke of before is one, wherever the map has it."""
BY_CHANCE = 0.001
"""So seldom voices drawn from all that are read would all have come as late as those of a young
candidate."""
MOST_READ = 600
MOST_OF_ONE = 5
"""The last comments of one person that are read, so that nobody pushes out the others."""
SAME_FROM = 0.5
"""A candidate is an earlier one when they share this much of the smaller of the two."""


def candidates(
    waiting: Sequence[Comment],
    known_map: Assigner,
    *,
    known: Sequence[Candidate] = (),
    at: datetime,
) -> tuple[Candidate, ...]:
    """The groups among the last comments that are like no topic of the map, of enough people each.

    Where the map has their comments decides how much is asked of them: least where they wait, or
    all came of late, most where they are part of one topic. Those that are known keep their ids,
    and stay as long as they are like no topic; a new one is named after the first of its comments.
    Source: average linkage, Sokal and Michener 1958.
    """
    spoken = _spoken(_fairly(waiting), known_map.encoder)
    groups = _alike(spoken.vectors)
    rows = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    topics = np.full(len(groups), -1)
    large = (mine for mine in rows if _is_large(mine, spoken))
    for number, mine in enumerate(m for m in large if _is_new(m, spoken, known_map)):
        topics[mine] = number
    still = [one for one in known if _is_still(one, spoken, known_map)]
    return tuple(_carried(list(_proposed(topics, spoken, at)), known, still))


def reduced(candidate: Candidate, left: Collection[Comment]) -> Candidate:
    """The candidate with those of its comments that are left, and only the words they say."""
    mine = {c.comment_id: c for c in left if c.comment_id in candidate.comment_ids}
    ids = tuple(one for one in candidate.comment_ids if one in mine)
    if ids == candidate.comment_ids:
        return candidate
    text = _plain(" ".join(comment.text for comment in mine.values()))
    keywords = tuple(word for word in candidate.keywords if _plain(word) in text)
    parts = candidate.label.rstrip("…").split(JOINT)
    is_said = all(_plain(part) in text for part in parts)
    label = candidate.label if is_said else next(filter(is_name, keywords), candidate.candidate_id)
    n_people = count_people(mine.values())
    return replace(candidate, label=label, keywords=keywords, comment_ids=ids, n_people=n_people)


def is_enough(candidate: Candidate) -> bool:
    """Whether enough people said enough for it to be shown."""
    many = len(candidate.comment_ids) >= FEWEST_VOICES
    return many and candidate.n_people >= FEWEST_PEOPLE


def _fairly(waiting: Sequence[Comment]) -> list[Comment]:
    """The last of the comments in their order, of each person only a few."""
    said, read = Counter[str](), list[Comment]()
    for comment in reversed(waiting):
        own = comment.author_key or comment.comment_id
        said[own] += 1
        if said[own] <= MOST_OF_ONE:
            read.append(comment)
    return read[:MOST_READ][::-1]


def _spoken(read: Sequence[Comment], encoder: Encoder) -> Spoken:
    """The voices of the comments that hold a word of a subject."""
    traits = traits_of([comment.text for comment in read])
    voices = fold([comment.comment_id for comment in read], traits.keys, traits.signatures)
    documents = read_all([read[voice.speaker].text for voice in voices])
    with one_thread():
        vectors = encoder.encode(documents)
    rows = np.flatnonzero(tells(documents) & vectors.any(axis=1)).tolist()
    voices, documents = [voices[row] for row in rows], [documents[row] for row in rows]
    return Spoken(read, voices, documents, vectors[rows])


def _alike(vectors: Vectors) -> Labels:
    """The group of each voice, in which all are alike."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(vectors) < FEWEST_VOICES:
        return np.zeros(len(vectors), np.int64)
    with one_thread():
        far = np.round(1 - np.clip(vectors @ vectors.T, -1, 1), 5)
    pairs = far[np.triu_indices(len(far), 1)]
    return np.asarray(fcluster(linkage(pairs, "average"), 1 - LEAST_ALIKE, "distance"), np.int64)


def _is_large(rows: Rows, spoken: Spoken) -> bool:
    """Whether enough people said it, and none of them most of it."""
    if len(rows) < FEWEST_VOICES or count_people(spoken.said_by(rows)) < FEWEST_PEOPLE:
        return False
    members = (spoken.voices[row].members for row in rows)
    return are_shared([frozenset(person(spoken.comments[n]) for n in mine) for mine in members])


def _is_new(rows: Rows, spoken: Spoken, known_map: Assigner) -> bool:
    """Whether these voices meet what is asked of a candidate where they are."""
    vectors, root = spoken.vectors[rows], float(np.sqrt(len(spoken.voices)))
    bars = (bar for bar in _bars(rows, spoken, known_map) if len(rows) >= bar.per_root * root)
    return any(_is_strange(vectors, known_map, bar) for bar in bars)


def _is_strange(vectors: Vectors, known_map: Assigner, bar: Bar) -> bool:
    """Whether the voices are like one another, and not nearly as much like those of any topic."""
    n = len(vectors)
    own = (float((vectors.sum(axis=0) ** 2).sum()) - n) / (n * (n - 1))
    middle = vectors.mean(axis=0)
    topics = range(len(known_map.centres))
    others = [known_map.vectors[known_map.topics == t].mean(axis=0) @ middle for t in topics]
    return own >= bar.alike and max(others, default=0.0) < bar.strange * own


def _bars(rows: Rows, spoken: Spoken, known_map: Assigner) -> tuple[Bar, ...]:
    """What is asked of these voices, one or another, by what they fit and when they came."""
    with one_thread():
        topics = known_map.place(spoken.vectors[rows]).topics
    inside = topics[topics >= 0]
    if 2 * len(inside) <= len(topics):
        return (WAITING,)
    if _chance(rows, spoken) < BY_CHANCE:
        return (YOUNG,)
    return (PART, APART) if 2 * np.bincount(inside).max() > len(topics) else (SPREAD,)


def _chance(rows: Rows, spoken: Spoken) -> float:
    """How probable it is that so many of all voices come no earlier than the first of these."""
    came = np.array([min(voice.members) for voice in spoken.voices])
    return float((came >= came[rows].min()).mean()) ** len(rows)


def _is_still(candidate: Candidate, spoken: Spoken, known_map: Assigner) -> bool:
    """Whether what is read of a candidate would be one still, were it found."""
    mine = {n for n, c in enumerate(spoken.comments) if c.comment_id in candidate.comment_ids}
    rows = np.array([n for n, v in enumerate(spoken.voices) if mine.intersection(v.members)], int)
    return _is_large(rows, spoken) and _is_strange(spoken.vectors[rows], known_map, YOUNG)


def _proposed(topics: Labels, spoken: Spoken, at: datetime) -> Iterator[Candidate]:
    """A candidate of each group of voices, with names and examples as topics have them."""
    n_topics = int(topics.max(initial=-1)) + 1
    n_voices = len(topics)
    if not n_topics:
        return
    apart = np.arange(n_topics)
    grouping = Grouping(
        topics, np.zeros((n_voices, 2)), np.ones(n_voices), apart, np.ones(n_topics)
    )
    with one_thread():
        _, found, ids = named(grouping, spoken)
    by_id = {topic.topic_id: topic for topic in found}
    for number, topic_id in enumerate(ids):
        members = spoken.said_by(np.flatnonzero(topics == number))
        yield _candidate(by_id[topic_id], members, at)


def _candidate(topic: Topic, members: Sequence[Comment], at: datetime) -> Candidate:
    ids = [comment.comment_id for comment in members]
    return Candidate(
        candidate_id=f"c-{ids[0]}",
        label=topic.label,
        keywords=topic.keywords,
        comment_ids=tuple(dict.fromkeys((*topic.exemplars, *ids))),
        n_people=topic.n_people,
        first_at=at,
    )


def _carried(
    groups: Sequence[Candidate], known: Sequence[Candidate], still: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The groups with the ids of the known ones that they are, then the others that are still."""
    left, used = {one.candidate_id: one for one in known}, set[str]()
    for group in sorted(groups, key=lambda one: (-one.n_people, one.candidate_id)):
        alike = {one: _share(earlier, group) for one, earlier in left.items()}
        best = max(alike, key=alike.__getitem__, default="")
        if best and alike[best] >= SAME_FROM:
            one = replace(group, candidate_id=best, first_at=left.pop(best).first_at)
        else:
            names = (group.candidate_id, *(f"c-{member}" for member in group.comment_ids))
            one = replace(group, candidate_id=next(n for n in names if n not in {*left, *used}))
        used.add(one.candidate_id)
        yield one
    yield from (one for one in still if one.candidate_id in left)


def _share(one: Candidate, other: Candidate) -> float:
    mine, theirs = set(one.comment_ids), set(other.comment_ids)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
