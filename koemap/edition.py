"""One edition (版): a map as people's decisions leave it, together with its comments.

Screens, exports and publications read editions and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from koemap.errors import StoreError
from koemap.records import (
    Accounting,
    Comment,
    Decision,
    Meeting,
    MissedSpan,
    OpinionMap,
    Placement,
    Source,
    Status,
    Topic,
)
from koemap.store import Store


@dataclass(frozen=True)
class Edition:
    """What readers of one map see; built by `read`.

    `comments` holds every comment of the map by id, also hidden and withdrawn ones; nobody is
    shown those texts. `approval` is None until a person approved the map.
    """

    meeting: Meeting
    sources: tuple[Source, ...]
    missed: tuple[MissedSpan, ...]
    opinion_map: OpinionMap
    comments: Mapping[str, Comment]
    hidden: Mapping[str, Decision]
    approval: Decision | None
    last_decision: int

    @cached_property
    def placements(self) -> Mapping[str, Placement]:
        """The placement of each comment, by comment id."""
        return {p.comment_id: p for p in self.opinion_map.placements}

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

    def with_status(self, status: Status) -> tuple[Comment, ...]:
        """The comments of one status, in the order they were written."""
        ids = (p.comment_id for p in self.opinion_map.placements if p.status == status)
        return tuple(sorted((self.comments[comment_id] for comment_id in ids), key=written))


def read(store: Store, meeting_id: str, map_id: str = "") -> Edition:
    """The edition of that map, of the newest one without `map_id`.

    Raises
    ------
    StoreError
        The meeting or the map does not exist.
    """
    meeting, sources = store.meeting(meeting_id), store.sources(meeting_id)
    opinion_map = store.opinion_map(meeting_id, map_id)
    decisions = store.decisions(meeting_id)
    comments = {comment.comment_id: comment for comment in store.comments(meeting_id)}
    hidden = hidden_comments(decisions)
    approvals = [d for d in decisions if d.act == "approve" and d.target == opinion_map.map_id]
    return Edition(
        meeting=meeting,
        sources=sources,
        missed=store.missed(meeting_id),
        opinion_map=_quotable(decided(opinion_map, comments, hidden), comments),
        comments=comments,
        hidden=hidden,
        approval=approvals[-1] if approvals else None,
        last_decision=decisions[-1].decision_id if decisions else 0,
    )


def hidden_comments(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decisions that hide a comment and were not taken back, by comment id."""
    hidden: dict[str, Decision] = {}
    for decision in decisions:
        if decision.act == "hide":
            hidden[decision.target] = decision
        elif decision.act == "show":
            hidden.pop(decision.target, None)
    return hidden


def decided(
    opinion_map: OpinionMap, comments: Mapping[str, Comment], hidden: Collection[str]
) -> OpinionMap:
    """The map without comments hidden or withdrawn since it was made, counted anew.

    Raises
    ------
    StoreError
        The map places a comment that the store does not have.
    """
    _check_whole(opinion_map, comments)
    placements = tuple(_left(one, comments, hidden) for one in opinion_map.placements)
    if placements == opinion_map.placements:
        return opinion_map
    topics = tuple(_recounted(topic, placements, comments) for topic in opinion_map.topics)
    topics = tuple(topic for topic in topics if topic.n_comments)
    used = {topic.theme_id for topic in topics}
    themes = tuple(theme for theme in opinion_map.themes if theme.theme_id in used)
    accounting = account(placements, comments, n_topics=len(topics), n_themes=len(themes))
    return replace(
        opinion_map, placements=placements, topics=topics, themes=themes, accounting=accounting
    )


def _check_whole(opinion_map: OpinionMap, comments: Mapping[str, Comment]) -> None:
    lost = [p.comment_id for p in opinion_map.placements if p.comment_id not in comments]
    if lost:
        raise StoreError(
            f"map {opinion_map.map_id} places {len(lost)} comments not in the store",
            ja=f"地図 {opinion_map.map_id} の声のうち {len(lost)}件が保管庫にありません",
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


def account(
    placements: Iterable[Placement],
    comments: Mapping[str, Comment],
    *,
    n_topics: int,
    n_themes: int,
) -> Accounting:
    """Where every received comment went, counted from the placements."""
    placed = tuple(placements)
    status = Counter(placement.status for placement in placed)
    return Accounting(
        received=len(placed),
        in_topic=status["in_topic"],
        lone=status["lone"],
        reactions=status["reaction"],
        hidden=status["hidden"],
        withdrawn=status["withdrawn"],
        people=count_people(comments[p.comment_id] for p in placed if p.status != "withdrawn"),
        voices=len({placement.voice_id for placement in placed if placement.voice_id}),
        topics=n_topics,
        themes=n_themes,
    )


def count_people(comments: Iterable[Comment]) -> int:
    """Distinct authors; a comment whose source names no author counts as a person of its own."""
    keys = [comment.author_key for comment in comments]
    return len({key for key in keys if key}) + sum(key is None for key in keys)


def written(comment: Comment) -> tuple[float, str]:
    """Sort key: the order of writing, then the id; comments without a time come last."""
    at = comment.posted_at.timestamp() if comment.posted_at else float("inf")
    return (at, comment.comment_id)


def _left(
    placement: Placement, comments: Mapping[str, Comment], hidden: Collection[str]
) -> Placement:
    """The placement as decisions and withdrawals leave it; a withdrawal counts for more."""
    if comments[placement.comment_id].withdrawn:
        return _taken_out(placement, "withdrawn")
    if placement.comment_id in hidden:
        return _taken_out(placement, "hidden")
    return placement


def _taken_out(placement: Placement, status: Status) -> Placement:
    if placement.status == status:
        return placement
    return Placement(placement.comment_id, status, placement.kind, placement.language)


def _recounted(
    topic: Topic, placements: Iterable[Placement], comments: Mapping[str, Comment]
) -> Topic:
    members = [p for p in placements if p.topic_id == topic.topic_id]
    ids = {placement.comment_id for placement in members}
    return replace(
        topic,
        exemplars=tuple(comment_id for comment_id in topic.exemplars if comment_id in ids),
        n_comments=len(members),
        n_people=count_people(comments[placement.comment_id] for placement in members),
        n_voices=len({placement.voice_id for placement in members}),
    )
