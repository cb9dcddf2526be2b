"""The summary of a topic: what a table tells of it beside messages, people and voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.address import Family, Sort
from dashboard.listing import families
from dashboard.memory import remembered
from dashboard.stance import Stances, stances
from koemap.edition import Edition
from koemap.records import Topic

FIRM, FAIR = 0.75, 0.5  # shares of resamplings from which a topic is called firm, and fair


@dataclass(frozen=True, slots=True)
class Summary:
    """One topic with what is counted in it."""

    topic: Topic
    sources: Mapping[Family, int]
    n_questions: int
    stances: Stances

    @property
    def firmness(self) -> str:
        """How surely the topic is one: "firm", "fair", "loose", or "" when nobody tried."""
        share = self.topic.stability
        if share is None:
            return ""
        return "firm" if share >= FIRM else "fair" if share >= FAIR else "loose"


@remembered
def summaries(edition: Edition) -> Mapping[str, Summary]:
    """The summary of each topic by topic id, in reading order."""
    kinds = families(edition)
    return {topic.topic_id: _summary(edition, topic, kinds) for topic in edition.topics.values()}


def _summary(edition: Edition, topic: Topic, kinds: Mapping[str, Family]) -> Summary:
    members = edition.members[topic.topic_id]
    placements = [edition.placements[comment.comment_id] for comment in members]
    return Summary(
        topic=topic,
        sources=Counter(kinds[comment.source_id] for comment in members),
        n_questions=sum(placement.kind == "question" for placement in placements),
        stances=stances(placements),
    )


SIZES: Mapping[Sort, Callable[[Summary], float]] = MappingProxyType(
    {
        "people": lambda s: s.topic.n_people,
        "messages": lambda s: s.topic.n_comments,
        "questions": lambda s: s.n_questions,
        "stance": lambda s: s.stances.dividing,
        "stability": lambda s: -1.0 if s.topic.stability is None else s.topic.stability,
    }
)
"""What a table is ordered by, the largest first; the most people break a tie."""
