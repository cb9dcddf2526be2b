"""The place of every received comment on the map, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from analysis import stance as analysed
from analysis.assigning import Assigned
from analysis.traits import Traits
from analysis.voices import Voice
from koemap.records import Comment, Placement, Stance, Status


def left_out(
    comments: Iterable[Comment], traits: Traits, hidden: Collection[str]
) -> dict[str, Status]:
    """Why a comment takes no part in topics, by id: withdrawn before hidden before reaction.

    A text that was erased because its retention had ended counts as withdrawn from this map.
    """
    found: dict[str, Status] = {}
    for comment, kind in zip(comments, traits.kinds, strict=True):
        if comment.withdrawn or comment.purged_at:
            found[comment.comment_id] = "withdrawn"
        elif comment.comment_id in hidden:
            found[comment.comment_id] = "hidden"
        elif kind == "reaction":
            found[comment.comment_id] = "reaction"
    return found


def placements(
    received: Sequence[Comment],
    traits: Traits,
    outside: Mapping[str, Status],
    voices: Sequence[Voice],
    assigned: Assigned,
    topic_ids: Sequence[str],
) -> tuple[Placement, ...]:
    """One placement per received comment, in their order.

    The members of voices are counted among the comments that are not `outside`. All comments of a
    voice share its topic and its place; `topic_ids` has the id of each topic.
    """
    rows = iter(_voice_of(voices))
    found = []
    for comment, kind, code in zip(received, traits.kinds, traits.languages, strict=True):
        own = comment.comment_id
        if own in outside:
            found.append(Placement(own, outside[own], kind, code))
            continue
        row = next(rows)
        topic_id, x, y, strength = _placed(assigned, row, topic_ids)
        said = _said(assigned.stances[row], comment.text)
        status: Status = "in_topic" if topic_id else "lone"
        about = (own, status, kind, code, voices[row].voice_id, topic_id)
        found.append(Placement(*about, x, y, strength, *said))
    return tuple(found)


def _placed(
    assigned: Assigned, row: int, topic_ids: Sequence[str]
) -> tuple[str, float, float, float]:
    """The topic of a voice, "" for a lone one, its two coordinates and its strength."""
    topic, (x, y) = int(assigned.topics[row]), assigned.points[row].tolist()
    return topic_ids[topic] if topic >= 0 else "", x, y, float(assigned.strengths[row])


def _said(found: analysed.Stance, text: str) -> tuple[Stance, tuple[str, ...]]:
    """The stance as it is kept, and those of its words that stand in this comment of the voice."""
    if found.value == "unclear":
        return "", ()
    is_wish = found.wished and found.value != "conditional"
    kept = cast("Stance", f"wish_{found.value}" if is_wish else found.value)
    return kept, tuple(word for word in found.words if word in text)


def _voice_of(voices: Sequence[Voice]) -> list[int]:
    """The row of the voice of each comment that has one."""
    found = [-1] * sum(len(voice.members) for voice in voices)
    for row, voice in enumerate(voices):
        for member in voice.members:
            found[member] = row
    return found
