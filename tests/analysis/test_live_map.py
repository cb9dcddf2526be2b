"""A map that is ready to place others, with its topics as people left them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from analysis.live_map import UNLIKE, LiveMap, live_map
from analysis.pipeline import make_recipe
from koemap.records import OpinionMap, Placement
from tests.analysis.live import MEETING, POOL, chat

N_KNOWN = 250


@cache
def made() -> LiveMap:
    return live_map(chat(N_KNOWN), make_recipe(), meeting_id=MEETING)


def placements() -> dict[str, Placement]:
    return {p.comment_id: p for p in made().opinion_map.placements}


def merged(topic_id: str, into: str) -> list[Placement]:
    return [
        replace(p, topic_id=into) if p.topic_id == topic_id else p for p in placements().values()
    ]


def test_most_comments_of_the_map_would_be_assigned_to_their_own_topic() -> None:
    inside = [c for c in chat(N_KNOWN) if placements()[c.comment_id].topic_id]
    found = made().place([comment.text for comment in inside])
    own = [
        placements()[c.comment_id].topic_id == placed.topic_id
        for c, placed in zip(inside, found, strict=True)
    ]
    assert np.mean(own) > 0.8
    assert np.mean([not placed.topic_id for placed in found]) < UNLIKE + 0.05


def test_a_comment_lies_among_its_topic() -> None:
    for placed in made().place([comment.text for comment in chat(50, N_KNOWN)]):
        if placed.topic_id:
            there = [(p.x, p.y) for p in placements().values() if p.topic_id == placed.topic_id]
            low, high = np.min(there, axis=0), np.max(there, axis=0)
            assert (low <= (placed.x, placed.y)).all()
            assert (high >= (placed.x, placed.y)).all()


def test_where_one_comment_belongs_does_not_hang_on_what_comes_with_it() -> None:
    texts = [comment.text for comment in chat(40, N_KNOWN)]
    together = made().place(texts)
    assert [made().place([text])[0] for text in texts] == together
    assert made().place([]) == []


def test_after_a_merge_arrivals_join_the_merged_topic() -> None:
    first, second = (topic.topic_id for topic in made().opinion_map.topics[:2])
    after = made().edited(merged(second, first))
    texts = [comment.text for comment in chat(N_KNOWN)]
    before = [placed.topic_id for placed in made().place(texts)]
    now = [placed.topic_id for placed in after.place(texts)]
    assert second in before
    assert second not in now
    went = [new for old, new in zip(before, now, strict=True) if old == second]
    assert went.count(first) > 0.9 * len(went)


def test_after_an_adoption_arrivals_join_the_adopted_topic() -> None:
    more = {f"late-{n}": ("s07", text) for n, text in enumerate(POOL[:10])}
    after = made().edited(placements().values(), more)
    found = [placed.topic_id for placed in after.place(POOL[10:])]
    assert found.count("s07") >= 4
    assert after.assigner.near_enough == made().assigner.near_enough


def test_an_edited_map_can_be_edited_again() -> None:
    more = {f"late-{n}": ("s07", text) for n, text in enumerate(POOL[:10])}
    once = made().edited(placements().values(), more)
    more |= {f"later-{n}": ("s08", text) for n, text in enumerate(POOL[10:])}
    twice = once.edited(placements().values(), more)
    assert len(twice.assigner.vectors) == len(twice.landmarks) == len(made().landmarks) + 16
    assert {"s07", "s08"} <= set(twice.topic_ids)


def test_a_live_map_made_anew_keeps_topics_names_colours_and_places() -> None:
    before = made().opinion_map
    recipe = make_recipe(most_moving=0.05)
    after = live_map(chat(N_KNOWN + 60), recipe, meeting_id=MEETING, earlier=before).opinion_map
    then, now = looks(before), looks(after)
    assert np.mean([now.get(one) == look for one, look in then.items()]) >= 0.95
    assert {topic.topic_id for topic in before.topics} <= {topic.topic_id for topic in after.topics}
    there, here = places(before), places(after)
    moves = [np.linalg.norm(np.subtract(here[one], there[one])) for one in there]
    assert np.median(moves) <= 0.05 * np.ptp(list(there.values()), axis=0).max()


def looks(found: OpinionMap) -> dict[str, tuple[str, str, str]]:
    """Id, name and theme of the topic of each comment in one."""
    topics = {
        topic.topic_id: (topic.topic_id, topic.label, topic.theme_id) for topic in found.topics
    }
    return {p.comment_id: topics[p.topic_id] for p in found.placements if p.topic_id}


def places(found: OpinionMap) -> dict[str, tuple[float, float]]:
    """The place of each comment that has one."""
    return {
        p.comment_id: (p.x, p.y) for p in found.placements if p.x is not None and p.y is not None
    }
