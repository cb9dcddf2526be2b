"""One edition (版): a map as people's decisions leave it, together with its comments.

Screens, exports and publications read editions and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from koemap.collection import MissedSpan
from koemap.editing import edited
from koemap.left import decided
from koemap.records import (
    Answer,
    Comment,
    Decision,
    Meeting,
    OpinionMap,
    Placement,
    Source,
    Status,
    Topic,
)
from koemap.standing import (
    approval,
    approvals,
    hidden_comments,
    pinned_comments,
    standing,
)
from koemap.store import Store


@dataclass(frozen=True)
class Received:
    """A map as it was computed, with every comment that it places; decisions do not change it."""

    meeting: Meeting
    sources: tuple[Source, ...]
    missed: tuple[MissedSpan, ...]
    opinion_map: OpinionMap
    comments: Mapping[str, Comment]


@dataclass(frozen=True)
class Edition:
    """What readers of one map see; built by `read`.

    `comments` holds every comment of the meeting by id, also hidden and withdrawn ones, whose
    texts nobody is shown, and those that came after the map was made. `approval` is None until a
    person approved the map as it now stands.
    `decisions` are all that were made, `stood` those that nobody took back; `reached` is the topic
    of this map that a decision is about, by its number. `named` holds who gave a label, by topic or
    theme, `confirmed` who confirmed a finding, by its name.
    """

    meeting: Meeting
    sources: tuple[Source, ...]
    missed: tuple[MissedSpan, ...]
    opinion_map: OpinionMap
    comments: Mapping[str, Comment]
    hidden: Mapping[str, Decision]
    pinned: Mapping[str, Decision]
    approval: Decision | None
    decisions: tuple[Decision, ...]
    stood: tuple[Decision, ...]
    reached: Mapping[int, str]
    named: Mapping[str, Decision]

    @property
    def last_decision(self) -> int:
        """The number of the last decision, 0 before the first."""
        return self.decisions[-1].decision_id if self.decisions else 0

    @cached_property
    def lapsed(self) -> Decision | None:
        """The last approval, when something was decided after it that it cannot cover."""
        given = approvals(self.stood, self.opinion_map.map_id)
        return given[-1] if given and self.approval is None else None

    @cached_property
    def placements(self) -> Mapping[str, Placement]:
        """The placement of each comment, by comment id."""
        return {p.comment_id: p for p in self.opinion_map.placements}

    @cached_property
    def shown(self) -> frozenset[str]:
        """Ids of the comments that readers may see."""
        found = (p for p in self.opinion_map.placements if p.status not in ("hidden", "withdrawn"))
        return frozenset(p.comment_id for p in found if not self.comments[p.comment_id].purged_at)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by id, in reading order."""
        return {topic.topic_id: topic for topic in self.opinion_map.topics}

    @cached_property
    def voice_sizes(self) -> Mapping[str, int]:
        """How many shown comments each voice has, by voice id."""
        return Counter(p.voice_id for p in self.opinion_map.placements if p.voice_id)

    @cached_property
    def members(self) -> Mapping[str, tuple[Comment, ...]]:
        """The comments of each topic by topic id, in the order they were written."""
        found: dict[str, list[Comment]] = defaultdict(list)
        for placement in self.opinion_map.placements:
            if placement.topic_id:
                found[placement.topic_id].append(self.comments[placement.comment_id])
        return {topic_id: tuple(sorted(found[topic_id], key=written)) for topic_id in self.topics}

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """What the council last answered, by topic id."""
        given = (d for d in self.stood if d.act == "answer" and d.decision_id in self.reached)
        found = {answer.topic_id: answer for answer in map(self._answer, given)}
        return {topic_id: answer for topic_id, answer in found.items() if topic_id in self.topics}

    @cached_property
    def taken_up(self) -> Mapping[str, tuple[Decision, ...]]:
        """When the meeting spoke of a topic, by topic id, in the order it was said."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.stood:
            topic_id = self.reached.get(decision.decision_id, "")
            if decision.act == "take_up" and topic_id in self.topics:
                found[topic_id].append(decision)
        return {topic_id: tuple(given) for topic_id, given in found.items()}

    @cached_property
    def confirmed(self) -> Mapping[str, Decision]:
        """Who confirmed a finding in the words it has, by its name."""
        return {d.target: d for d in self.stood if d.act == "confirm"}

    def with_status(self, status: Status) -> tuple[Comment, ...]:
        """The comments of one status, in the order they were written."""
        ids = (p.comment_id for p in self.opinion_map.placements if p.status == status)
        return tuple(sorted((self.comments[comment_id] for comment_id in ids), key=written))

    def _answer(self, decision: Decision) -> Answer:
        details = decision.details
        return Answer(
            topic_id=self.reached[decision.decision_id],
            status=details["status"],
            text=details["text"],
            department=details["department"],
            on=date.fromisoformat(details["on"]) if details["on"] else None,
            link=details["link"],
            by=decision.by,
            at=decision.at,
        )


def read(store: Store, meeting_id: str, map_id: str = "") -> Edition:
    """The edition of that map, of the newest one without `map_id`.

    Raises
    ------
    StoreError
        The meeting or the map does not exist.
    """
    return decide(received(store, meeting_id, map_id), store.decisions(meeting_id))


def received(store: Store, meeting_id: str, map_id: str = "") -> Received:
    """What an edition is made of beside decisions.

    Raises
    ------
    StoreError
        The meeting or the map does not exist.
    """
    return Received(
        meeting=store.meeting(meeting_id),
        sources=store.sources(meeting_id),
        missed=store.missed(meeting_id),
        opinion_map=store.opinion_map(meeting_id, map_id),
        comments={comment.comment_id: comment for comment in store.comments(meeting_id)},
    )


def decide(
    given: Received, decisions: Sequence[Decision], also: Mapping[str, Decision] | None = None
) -> Edition:
    """The edition after these decisions; `also` hides comments beside, by id."""
    comments, stood = given.comments, standing(decisions)
    hidden, pinned = {**hidden_comments(stood), **(also or {})}, pinned_comments(stood)
    shown = _quotable(decided(given.opinion_map, comments, hidden), comments)
    after = edited(shown, comments, stood, pinned)
    return Edition(
        meeting=given.meeting,
        sources=given.sources,
        missed=given.missed,
        opinion_map=after.opinion_map,
        comments=comments,
        hidden=hidden,
        pinned=pinned,
        approval=approval(decisions, given.opinion_map.map_id),
        decisions=tuple(decisions),
        stood=stood,
        reached=after.reached,
        named=after.named,
    )


def _quotable(opinion_map: OpinionMap, comments: Mapping[str, Comment]) -> OpinionMap:
    """The map without exemplars whose text has been erased."""
    if not any(comment.purged_at for comment in comments.values()):
        return opinion_map
    topics = (
        replace(topic, exemplars=tuple(i for i in topic.exemplars if not comments[i].purged_at))
        for topic in opinion_map.topics
    )
    return replace(opinion_map, topics=tuple(topics))


def written(comment: Comment) -> tuple[float, str]:
    """Sort key: the order of writing, then the id; comments without a time come last."""
    at = comment.posted_at.timestamp() if comment.posted_at else float("inf")
    return (at, comment.comment_id)
