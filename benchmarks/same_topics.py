"""What stays from one map to the next: the topic, name and colour of comments, and their places."""

from __future__ import annotations

import numpy as np

from analysis.continuing import topics_of
from koemap.records import OpinionMap


def kept_at(before: OpinionMap, after: OpinionMap) -> float:
    """The share of the comments in a topic that are in the same one, of that name.

    It has the same colour as well, which goes with the id.
    """
    then, now = looks_of(before), looks_of(after)
    return float(np.mean([now.get(one) == look for one, look in then.items()]))


def looks_of(found: OpinionMap) -> dict[str, tuple[str, str]]:
    """Id and name of the topic of each comment in one."""
    looks = {topic.topic_id: (topic.topic_id, topic.label) for topic in found.topics}
    return {one: looks[topic] for one, topic in topics_of(found).items() if topic}


def moved_at(before: OpinionMap, after: OpinionMap) -> float:
    """How far comments moved, by the median, as a share of the earlier map's width."""
    now = {p.comment_id: (p.x, p.y) for p in after.placements if p.voice_id}
    then = {p.comment_id: (p.x, p.y) for p in before.placements if p.comment_id in now}
    there = np.array(list(then.values()), float)
    here = np.array([now[one] for one in then], float)
    known = ~np.isnan(there[:, 0])
    far = np.linalg.norm(here[known] - there[known], axis=1)
    return float(np.median(far) / np.ptp(there[known], axis=0).max())
