"""How comments, people and voices are counted, the same everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from koemap.records import Accounting, Comment, Placement


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
