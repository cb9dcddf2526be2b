"""What is left of a map when comments were hidden or withdrawn after it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from koemap.counting import account, count_people
from koemap.errors import StoreError
from koemap.records import Comment, OpinionMap, Placement, Status, Topic
from koemap.unlabelling import Gone, without

SHOWN: tuple[Status, ...] = ("in_topic", "lone", "reaction")


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
    gone = _gone(opinion_map.placements, placements, comments)
    recounted = _recounted(opinion_map.topics, placements, comments)
    topics = tuple(_retold(topic, gone) for topic in recounted if topic.n_comments)
    used = {topic.theme_id for topic in topics}
    themes = tuple(
        replace(theme, label=without(theme.label, (), theme.theme_id, gone)[0])
        for theme in opinion_map.themes
        if theme.theme_id in used
    )
    accounting = account(placements, comments, n_topics=len(topics), n_themes=len(themes))
    return replace(
        opinion_map, placements=placements, topics=topics, themes=themes, accounting=accounting
    )


def _gone(
    before: Iterable[Placement], after: Iterable[Placement], comments: Mapping[str, Comment]
) -> Gone:
    """Tells which words of names stood only in texts that are shown no more."""
    pairs = tuple(zip(before, after, strict=True))
    taken = (comments[was.comment_id].text for was, now in pairs if was != now)

    def left() -> Iterator[str]:
        return (comments[now.comment_id].text for was, now in pairs if now.status in SHOWN)

    return Gone(taken, left)


def _retold(topic: Topic, gone: Gone) -> Topic:
    """The topic without words in its names that only hidden texts have."""
    label, keywords = without(topic.label, topic.keywords, topic.topic_id, gone)
    return replace(topic, label=label, keywords=keywords)


def _check_whole(opinion_map: OpinionMap, comments: Mapping[str, Comment]) -> None:
    lost = [p.comment_id for p in opinion_map.placements if p.comment_id not in comments]
    if lost:
        raise StoreError(
            f"map {opinion_map.map_id} places {len(lost)} comments not in the store",
            ja=f"地図 {opinion_map.map_id} の声のうち {len(lost)}件が保管庫にありません",
        )


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
    topics: Iterable[Topic], placements: Iterable[Placement], comments: Mapping[str, Comment]
) -> Iterator[Topic]:
    """The topics with what is left of them."""
    members: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        members[placement.topic_id].append(placement)
    for topic in topics:
        mine = members[topic.topic_id]
        ids = {placement.comment_id for placement in mine}
        yield replace(
            topic,
            exemplars=tuple(comment_id for comment_id in topic.exemplars if comment_id in ids),
            n_comments=len(mine),
            n_people=count_people(comments[comment_id] for comment_id in ids),
            n_voices=len({placement.voice_id for placement in mine}),
        )
