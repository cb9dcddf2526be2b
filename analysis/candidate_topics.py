"""Candidate topics: groups among comments that fit no topic, for a person to adopt or dismiss."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from analysis.labels import JOINT
from analysis.pipeline import build_map
from koemap.counting import count_people
from koemap.live_records import Candidate
from koemap.records import Comment, OpinionMap, Recipe, Topic

FEWEST_PEOPLE, FEWEST_COMMENTS = 4, 5
FEWEST_READ = 12
"""Comments below which nothing is proposed: too few to tell a group from chance."""
MOST_READ = 600
MOST_OF_ONE = 5
"""The last comments of one person that are read, so that nobody pushes out the others."""
LEAST_STRENGTH = 0.6
"""The mean strength with which its comments must belong to a candidate, 0 to 1."""
SAME_FROM = 0.5
"""A candidate is an earlier one when they share this much of the smaller of the two."""


def candidates(
    waiting: Sequence[Comment],
    recipe: Recipe,
    *,
    known: Sequence[Candidate] = (),
    at: datetime,
) -> tuple[Candidate, ...]:
    """The groups among the comments that wait, of enough different people each.

    Those that are known keep their ids, and stay when they are not found again; a new one is named
    after the first of its comments.
    """
    read = _fairly(waiting)
    found = build_map(read, recipe) if len(read) >= FEWEST_READ else None
    groups = [_group(found, topic, read, at) for topic in _firm(found)] if found else []
    return tuple(_named([one for one in groups if one.n_people >= FEWEST_PEOPLE], known))


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
    label = candidate.label if is_said else next(iter(keywords), candidate.candidate_id)
    n_people = count_people(mine.values())
    return replace(candidate, label=label, keywords=keywords, comment_ids=ids, n_people=n_people)


def is_enough(candidate: Candidate) -> bool:
    """Whether enough people said enough for it to be shown."""
    many = len(candidate.comment_ids) >= FEWEST_COMMENTS
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


def _firm(found: OpinionMap) -> Iterator[Topic]:
    for topic in found.topics:
        strengths = [p.strength or 0.0 for p in found.placements if p.topic_id == topic.topic_id]
        n = len(strengths)
        if n >= FEWEST_COMMENTS and sum(strengths) / n >= LEAST_STRENGTH:
            yield topic


def _group(found: OpinionMap, topic: Topic, read: Sequence[Comment], at: datetime) -> Candidate:
    inside = {p.comment_id for p in found.placements if p.topic_id == topic.topic_id}
    members = [comment for comment in read if comment.comment_id in inside]
    others = [c.comment_id for c in members if c.comment_id not in topic.exemplars]
    return Candidate(
        candidate_id=f"c-{members[0].comment_id}",
        label=topic.label,
        keywords=topic.keywords,
        comment_ids=(*topic.exemplars, *others),
        n_people=count_people(members),
        first_at=at,
    )


def _named(groups: Sequence[Candidate], known: Sequence[Candidate]) -> Iterator[Candidate]:
    """The groups with the ids of the known ones that they are, then the other known ones."""
    left = {one.candidate_id: one for one in known}
    for group in sorted(groups, key=lambda one: (-one.n_people, one.candidate_id)):
        alike = {one: _share(earlier, group) for one, earlier in left.items()}
        best = max(alike, key=alike.__getitem__, default="")
        if best and alike[best] >= SAME_FROM:
            earlier = left.pop(best)
            yield replace(group, candidate_id=best, first_at=earlier.first_at)
        elif group.candidate_id not in left:
            yield group
    yield from left.values()


def _share(one: Candidate, other: Candidate) -> float:
    mine, theirs = set(one.comment_ids), set(other.comment_ids)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
