"""The subjects of findings: topics with the comments counted for them, and which stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.stance import DECIDED, Stances, side, stances
from koemap.edition import Edition
from koemap.records import CHAT_KINDS, Comment, Topic

WINDOW_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """One topic with the comments counted for it; `decided` have a stance that could be read."""

    topic: Topic
    comments: tuple[Comment, ...]
    chat: tuple[Comment, ...]
    questions: tuple[Comment, ...]
    decided: tuple[Comment, ...]
    stances: Stances
    answered: bool

    @property
    def n_elsewhere(self) -> int:
        """Messages from anywhere but the chat."""
        return len(self.comments) - len(self.chat)

    def evidence(self) -> tuple[str, ...]:
        """Its comment ids, exemplars first."""
        return tuple(dict.fromkeys((*self.topic.exemplars, *ids(self.comments))))


def subjects_of(edition: Edition) -> tuple[Subject, ...]:
    """One for each topic, in the order of the topics."""
    chat = {source.source_id for source in edition.sources if source.kind in CHAT_KINDS}
    return tuple(_subject(edition, topic, chat) for topic in edition.topics.values())


def _subject(edition: Edition, topic: Topic, chat: Collection[str]) -> Subject:
    comments, placements = edition.members[topic.topic_id], edition.placements
    placed = [(comment, placements[comment.comment_id]) for comment in comments]
    return Subject(
        topic=topic,
        comments=comments,
        chat=tuple(c for c in comments if c.source_id in chat),
        questions=tuple(c for c, placement in placed if placement.kind == "question"),
        decided=tuple(c for c, placement in placed if side(placement) in DECIDED),
        stances=stances(placement for _, placement in placed),
        answered=topic.topic_id in edition.answers,
    )


def largest(
    subjects: Sequence[Subject], size: Callable[[Subject], int], fewest: int
) -> tuple[Subject | None, bool]:
    """The largest subject of at least that size, and whether another is as large."""
    most = max(map(size, subjects), default=0)
    found = [subject for subject in subjects if size(subject) == most]
    if most < fewest:
        return None, False
    first = max(found, key=lambda s: (s.topic.n_people, s.topic.n_comments))
    return first, len(found) > 1


def untold(
    subjects: Sequence[Subject],
    taken: Collection[str],
    size: Callable[[Subject], int],
    fewest: int,
) -> tuple[Subject | None, str]:
    """The largest subject of which nothing was said yet, and how far it may be called so.

    That is "" for the largest of all, "_tied" for one of several, "_also" for one among others.
    """
    first, tied = largest(subjects, size, fewest)
    left, _ = largest([s for s in subjects if s.topic.topic_id not in taken], size, fewest)
    if first is None or left is None or size(left) < size(first):
        return left, "_also"
    return left, "_tied" if tied else ""


def busiest(comments: Iterable[Comment]) -> tuple[int, tuple[Comment, ...]]:
    """The first minute of the fullest window of the video, and what was written in it."""
    timed = [c for c in comments if c.offset_seconds is not None and c.offset_seconds >= 0]
    minutes = {c.comment_id: int((c.offset_seconds or 0) // 60) for c in timed}
    per_minute = Counter(minutes.values())
    if not per_minute:
        return 0, ()
    start = max(sorted(per_minute), key=lambda first: _written_from(first, per_minute))
    window = range(start, start + WINDOW_MINUTES)
    return start, tuple(c for c in timed if minutes[c.comment_id] in window)


def _written_from(first: int, per_minute: Counter[int]) -> int:
    return sum(per_minute[minute] for minute in range(first, first + WINDOW_MINUTES))


def ids(comments: Iterable[Comment]) -> tuple[str, ...]:
    """The ids of these comments, in their order."""
    return tuple(comment.comment_id for comment in comments)
