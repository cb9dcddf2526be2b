"""The place of every received comment on the map, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from analysis.grouping import Grouping
from analysis.languages import language
from analysis.voices import Voice
from koemap.records import Comment, Kind, Placement, Status


def left_out(
    comments: Iterable[Comment], kinds: Mapping[str, Kind], hidden: Collection[str]
) -> dict[str, Status]:
    """Why a comment takes no part in topics, by id: withdrawn before hidden before reaction.

    A text that was erased because its retention had ended counts as withdrawn from this map.
    """
    found: dict[str, Status] = {}
    for comment in comments:
        if comment.withdrawn or comment.purged_at:
            found[comment.comment_id] = "withdrawn"
        elif comment.comment_id in hidden:
            found[comment.comment_id] = "hidden"
        elif kinds[comment.comment_id] == "reaction":
            found[comment.comment_id] = "reaction"
    return found


def placements(
    received: Iterable[Comment],
    kinds: Mapping[str, Kind],
    outside: Mapping[str, Status],
    voiced: Mapping[str, Placement],
) -> tuple[Placement, ...]:
    """One placement per received comment, in their order."""
    return tuple(
        voiced.get(c.comment_id)
        or Placement(c.comment_id, outside[c.comment_id], kinds[c.comment_id], language(c.text))
        for c in received
    )


def voiced(
    said: Sequence[Comment],
    kinds: Mapping[str, Kind],
    voices: Sequence[Voice],
    grouping: Grouping,
    topic_ids: Sequence[str],
) -> dict[str, Placement]:
    """The placements of comments that have a voice, by comment id.

    All comments of a voice share its topic and its place; `topic_ids` has the id of each topic.
    """
    found = {}
    for row, voice in enumerate(voices):
        topic, (x, y) = int(grouping.topics[row]), grouping.points[row].tolist()
        topic_id = topic_ids[topic] if topic >= 0 else ""
        status: Status = "in_topic" if topic >= 0 else "lone"
        strength = float(grouping.strengths[row])
        for member in voice.members:
            comment = said[member]
            found[comment.comment_id] = Placement(
                comment.comment_id,
                status,
                kinds[comment.comment_id],
                language(comment.text),
                voice.voice_id,
                topic_id,
                x,
                y,
                strength,
            )
    return found
