"""Candidate topics: groups among comments that fit no topic, for a person to adopt or dismiss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from analysis.pipeline import build_map
from koemap.counting import count_people
from koemap.live_records import Candidate
from koemap.records import Comment, OpinionMap, Recipe, Topic

FEWEST_PEOPLE, FEWEST_COMMENTS = 4, 5
FEWEST_READ = 12
"""Comments below which nothing is proposed: too few to tell a group from chance."""
MOST_READ = 600
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

    Those that are known keep their ids; a new one is named after the first of its comments.
    """
    read = waiting[-MOST_READ:]
    if len(read) < FEWEST_READ:
        return ()
    found = build_map(read, recipe)
    groups = [_group(found, topic, read, at) for topic in _firm(found)]
    return tuple(_named([one for one in groups if one.n_people >= FEWEST_PEOPLE], known))


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
    free, taken = list(known), set[str]()
    for group in sorted(groups, key=lambda one: (-one.n_people, one.candidate_id)):
        same = next((one for one in free if _share(one, group) >= SAME_FROM), group)
        if same in free:
            free.remove(same)
        if same.candidate_id not in taken:
            taken.add(same.candidate_id)
            yield replace(group, candidate_id=same.candidate_id, first_at=same.first_at)


def _share(one: Candidate, other: Candidate) -> float:
    mine, theirs = set(one.comment_ids), set(other.comment_ids)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
