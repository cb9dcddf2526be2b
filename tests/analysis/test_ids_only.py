"""A free map that takes over nothing but ids from an earlier one of the same meeting."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from analysis.continuing import CONTINUES, NUMBERED_AS, fingerprint, matched, topics_of
from analysis.pipeline import build_map, make_recipe
from dashboard.wording import told
from koemap.errors import AnalysisError
from koemap.records import OpinionMap
from tests.analysis.corpora import sample_comments

MEETING = "minamo-2"


@cache
def free() -> OpinionMap:
    return build_map(sample_comments(), make_recipe(), meeting_id=MEETING)


@cache
def earlier() -> OpinionMap:
    """A map of what came first, whose topics have numbers that no free map gives them."""
    first = [c for n, c in enumerate(sample_comments()) if n % 11 != 3]
    found = build_map(first, make_recipe(), meeting_id=MEETING)
    other = {t.topic_id: f"t{90 - n}" for n, t in enumerate(found.topics)}
    return replace(
        found,
        topics=tuple(replace(t, topic_id=other[t.topic_id]) for t in found.topics),
        placements=tuple(replace(p, topic_id=other.get(p.topic_id, "")) for p in found.placements),
    )


@cache
def numbered() -> OpinionMap:
    recipe = make_recipe(ids_only=True)
    return build_map(sample_comments(), recipe, meeting_id=MEETING, earlier=earlier())


def test_only_the_ids_are_others_than_on_a_free_map() -> None:
    places = [(p.comment_id, p.x, p.y, p.strength) for p in free().placements]
    assert [(p.comment_id, p.x, p.y, p.strength) for p in numbered().placements] == places
    assert [t.label for t in numbered().topics] == [t.label for t in free().topics]
    assert [t.label for t in numbered().themes] == [t.label for t in free().themes]
    assert matched(topics_of(numbered()), topics_of(free())).keys() == {
        t.topic_id for t in numbered().topics
    }


def test_a_topic_that_is_the_same_keeps_its_id_and_a_new_one_has_a_number_never_used() -> None:
    same = matched(topics_of(numbered()), topics_of(earlier()))
    assert len(same) > len(numbered().topics) / 2
    assert all(new == old for new, old in same.items())
    others = {t.topic_id for t in numbered().topics} - same.keys()
    assert all(int(topic_id[1:]) > 90 for topic_id in others)


def test_its_recipe_says_so_and_gives_the_same_map() -> None:
    recipe = numbered().recipe
    assert dict(recipe.parameters)[NUMBERED_AS] == fingerprint(earlier())
    assert CONTINUES not in dict(recipe.parameters)
    assert re.search("[ぁ-んァ-ヶ一-龠]", told("ja", NUMBERED_AS))
    again = build_map(sample_comments(), recipe, meeting_id=MEETING, earlier=earlier())
    assert (again.recipe, again.topics, again.placements) == (
        recipe,
        numbered().topics,
        numbered().placements,
    )
    with pytest.raises(AnalysisError):
        build_map(sample_comments(), recipe, meeting_id=MEETING)
