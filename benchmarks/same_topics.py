"""What stays from one map to the next: the topic, name and colour of comments, and their places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from analysis.continuing import topics_of
from dashboard.live.hues import hues
from koemap.records import OpinionMap

Look = tuple[str, str, int]
"""Id, name and hue of a topic."""


def kept(maps: Sequence[OpinionMap]) -> list[float]:
    """At each refit, the share of the comments in a topic that keep its id, name and hue."""
    looks = [looks_of(maps[: number + 1]) for number in range(len(maps))]
    return [
        float(np.mean([now.get(one) == look for one, look in then.items()]))
        for then, now in pairwise(looks)
    ]


def looks_of(maps: Sequence[OpinionMap]) -> dict[str, Look]:
    """How the topic of each comment in one looks on the last of these maps."""
    found = maps[-1]
    sizes = [(one.map_id, {t.topic_id: t.n_people for t in one.topics}) for one in maps]
    hue_of = hues(sizes, ())
    looks = {t.topic_id: (t.topic_id, t.label, hue_of[t.topic_id]) for t in found.topics}
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
