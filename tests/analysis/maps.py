"""Maps made by hand, for what is said of maps alone."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.pipeline import make_recipe
from koemap.records import Accounting, OpinionMap, Placement, Theme, Topic


def a_map(topics: Mapping[str, str], labels: Mapping[str, str]) -> OpinionMap:
    """A map with each comment, by id, in its topic, "" for a lone voice; all in one theme."""
    placed = tuple(
        Placement(one, "in_topic" if topic else "lone", "opinion", "ja", one, topic, 0.0, 0.0, 0.5)
        for one, topic in topics.items()
    )
    ids = sorted({topic for topic in topics.values() if topic})
    named = tuple(Topic(one, "T1", labels[one], (), (), 1, 1, 1, 0.0, 0.0) for one in ids)
    in_topic = sum(bool(topic) for topic in topics.values())
    n = len(topics)
    accounting = Accounting(n, in_topic, n - in_topic, 0, 0, 0, n, n, len(ids), 1)
    return OpinionMap("m", make_recipe(), (Theme("T1", "暮らし"),), named, placed, accounting)
