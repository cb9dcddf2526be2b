"""A map that continues an earlier one: topics, names and places stay unless something speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from analysis.continuing import CONTINUES, carried, fingerprint, topics_of
from analysis.continuing import continued as continuing
from analysis.events import happened
from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from dashboard.wording import told
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import said, sample_comments, sample_map
from tests.analysis.maps import a_map

MEETING = "minamo-2"
LABELS = {"t01": "給食", "t02": "バス"}


def known() -> list[Comment]:
    """The comments of the sample that came first: ten of eleven, drawn by chance."""
    return [c for n, c in enumerate(sample_comments()) if n % 11 != 3]


@cache
def earlier_map(clusterer: str = "leiden") -> OpinionMap:
    return build_map(known(), make_recipe(clusterer=clusterer), meeting_id=MEETING)


@cache
def continued(clusterer: str = "leiden") -> OpinionMap:
    return following(earlier_map(clusterer), clusterer=clusterer)


def following(
    earlier: OpinionMap, *, without: Collection[str] = frozenset(), clusterer: str = "leiden"
) -> OpinionMap:
    """The map of the sample meeting that continues the earlier one."""
    recipe = make_recipe(clusterer=clusterer)
    comments = [c for c in sample_comments() if c.comment_id not in without]
    return build_map(comments, recipe, meeting_id=MEETING, earlier=earlier)


def members(opinion_map: OpinionMap, topic_id: str) -> set[str]:
    return {one for one, topic in topics_of(opinion_map).items() if topic == topic_id}


def changed(opinion_map: OpinionMap, topic_of: Callable[[str, str], str]) -> OpinionMap:
    """The map as if each comment in a topic had been in another; ids of topics stay."""
    placements = tuple(
        replace(p, topic_id=topic_of(p.comment_id, p.topic_id)) if p.topic_id else p
        for p in opinion_map.placements
    )
    used = {p.topic_id for p in placements}
    topics = tuple(topic for topic in opinion_map.topics if topic.topic_id in used)
    return replace(opinion_map, placements=placements, topics=topics)


def test_nearly_all_comments_keep_their_topic_when_a_tenth_more_have_come() -> None:
    after = topics_of(continued())
    before = {one: topic for one, topic in topics_of(earlier_map()).items() if topic}
    assert np.mean([after[one] == topic for one, topic in before.items()]) >= 0.95


def test_comments_move_little_and_the_layout_is_as_true_as_a_free_one() -> None:
    then = {p.comment_id: (p.x, p.y) for p in earlier_map().placements if p.voice_id}
    now = {p.comment_id: (p.x, p.y) for p in continued().placements if p.voice_id}
    both = sorted(then.keys() & now.keys())
    before, after = (np.array([one[c] for c in both], float) for one in (then, now))
    moved = np.linalg.norm(after - before, axis=1) / np.ptp(before, axis=0).max()
    assert 0 < np.median(moved) <= 0.05
    free = sample_map().quality["trustworthiness"]
    assert continued().quality["trustworthiness"] >= free - 0.02


def test_topics_and_themes_that_go_on_keep_their_names_and_no_two_are_the_same() -> None:
    before = {topic.topic_id: topic.label for topic in earlier_map().topics}
    after = {topic.topic_id: topic.label for topic in continued().topics}
    assert sum(before.get(one) == label for one, label in after.items()) >= 0.9 * len(before)
    labels = [*after.values(), *(theme.label for theme in continued().themes)]
    assert len(labels) == len(set(labels))


def test_topics_are_read_by_people_whatever_their_ids() -> None:
    people = [topic.n_people for topic in continued().topics]
    assert people == sorted(people, reverse=True)
    assert {t.theme_id for t in continued().topics} == {t.theme_id for t in continued().themes}
    counts = Counter(topics_of(continued()).values())
    assert {t.topic_id: t.n_comments for t in continued().topics} == {
        one: n for one, n in counts.items() if one
    }


def test_a_subject_that_nobody_spoke_of_before_is_a_topic_with_a_new_number() -> None:
    subject = next(t for t in sample_map().topics if "病院" in t.label)
    held_back = members(sample_map(), subject.topic_id)
    before = following_nothing(without=held_back)
    after = following(before)
    (new,) = {topics_of(after)[one] for one in subject.exemplars[:1]}
    assert new not in {topic.topic_id for topic in before.topics}
    assert len(members(after, new) & held_back) >= 0.8 * len(held_back)
    others = {one: topic for one, topic in topics_of(before).items() if topic}
    assert np.mean([topics_of(after)[one] == topic for one, topic in others.items()]) >= 0.9
    told_new = [e for e in happened(before, after) if e.happening == "new"]
    assert new in {side.topic_id for event in told_new for side in event.after}


def following_nothing(*, without: Collection[str]) -> OpinionMap:
    comments = [c for c in sample_comments() if c.comment_id not in without]
    return build_map(comments, make_recipe(), meeting_id=MEETING)


def test_a_topic_whose_comments_are_gone_ends() -> None:
    last = max(t.topic_id for t in sample_map().topics)
    ended = following(sample_map(), without=members(sample_map(), last))
    assert last not in {topic.topic_id for topic in ended.topics}
    gone = [e for e in happened(sample_map(), ended) if e.happening == "gone"]
    assert last in {side.topic_id for event in gone for side in event.before}


def test_the_number_of_a_topic_that_ended_is_never_given_again() -> None:
    comments = said(["給食とバス"] * 2)
    one, other = (comment.comment_id for comment in comments)
    first = a_map({one: "t01", other: "t02"}, LABELS)
    second = carried(a_map({one: "t01", other: ""}, LABELS), first, comments)
    second = replace(second, recipe=continuing(second.recipe, first, "m"))
    third = carried(a_map({one: "t01", other: "t02"}, LABELS), second, comments)
    assert topics_of(third) == {one: "t01", other: "t03"}


def test_what_was_one_topic_and_is_two_subjects_comes_apart() -> None:
    one, other = (
        next(t.topic_id for t in sample_map().topics if word in t.label)
        for word in ("データセンター", "お年寄り")
    )
    as_one = changed(sample_map(), lambda _, topic: one if topic == other else topic)
    after = following(as_one)
    (split,) = (e for e in happened(as_one, after) if e.happening == "split")
    assert [side.topic_id for side in split.before] == [one]
    assert len(split.after) >= 2
    apart = {
        topics_of(after)[t.exemplars[0]] for t in sample_map().topics if t.topic_id in (one, other)
    }
    assert len(apart) == 2


def test_what_was_two_topics_of_one_subject_comes_together() -> None:
    whole, half = sample_map().topics[0].topic_id, sample_map().topics[-1].topic_id
    ids = sorted(members(sample_map(), whole))
    torn = set(ids[::2])
    as_two = changed(sample_map(), lambda one, topic: half if one in torn else topic)
    as_two = changed(
        as_two, lambda one, topic: whole if topic == half and one not in torn else topic
    )
    after = following(as_two)
    assert any(
        {side.topic_id for side in event.before} >= {whole, half}
        for event in happened(as_two, after)
        if event.happening == "merged"
    )


@pytest.mark.parametrize(("n_others", "label"), [(1, "給食"), (3, "弁当")])
def test_a_name_is_kept_as_long_as_most_still_say_it(n_others: int, label: str) -> None:
    comments = said([f"給食を{n}円に" for n in range(4)] + ["弁当を持たせたい"] * n_others)
    ids = [comment.comment_id for comment in comments]
    before = a_map(dict.fromkeys(ids[:4], "t07"), {"t07": "給食"})
    found = a_map(dict.fromkeys(ids, "t01"), {"t01": "弁当"})
    (topic,) = carried(found, before, comments).topics
    assert (topic.topic_id, topic.label) == ("t07", label)


def test_an_earlier_name_gives_way_where_another_topic_has_it_now() -> None:
    comments = said(["給食とバスと図書館"] * 6)
    topics = {c.comment_id: "t01" if n < 3 else "t02" for n, c in enumerate(comments)}
    before = a_map(topics, {"t01": "給食", "t02": "バス"})
    found = a_map({**topics, "new": "t03"}, {"t01": "バス", "t02": "図書館", "t03": "給食"})
    labels = {t.topic_id: t.label for t in carried(found, before, comments).topics}
    assert labels == {"t01": "バス", "t02": "図書館", "t03": "給食"}


def test_the_recipe_says_which_map_is_continued_and_a_first_one_none() -> None:
    recipe = dict(continued().recipe.parameters)
    assert recipe[CONTINUES] == fingerprint(earlier_map())
    assert list(recipe) == sorted(recipe)
    assert CONTINUES not in dict(earlier_map().recipe.parameters)
    moved = replace(earlier_map().placements[0], x=1.0, y=2.0)
    other = replace(earlier_map(), placements=(moved, *earlier_map().placements[1:]))
    assert fingerprint(other) != fingerprint(earlier_map())
    stored = replace(earlier_map(), map_id="7", seconds={"total": 1.0})
    assert fingerprint(stored) == fingerprint(earlier_map())


def test_every_choice_of_a_continued_map_is_told_in_japanese() -> None:
    held = continuing(make_recipe(most_moving=0.05), earlier_map(), MEETING)
    for name, _ in (*continued().recipe.parameters, *held.parameters):
        assert re.search("[ぁ-んァ-ヶ一-龠]", told("ja", name)), name


def test_a_map_that_is_missing_or_of_another_meeting_is_not_continued() -> None:
    with pytest.raises(AnalysisError, match="which is not given"):
        build_map(known(), continued().recipe, meeting_id=MEETING)
    with pytest.raises(AnalysisError, match="of the meeting 'elsewhere'"):
        following(replace(earlier_map(), meeting_id="elsewhere"))


def test_comments_that_are_no_landmarks_keep_their_topic_too() -> None:
    recipe = make_recipe(n_landmarks=200)
    before = build_map(known(), recipe, meeting_id=MEETING)
    after = build_map(sample_comments(), recipe, meeting_id=MEETING, earlier=before)
    was = {one: topic for one, topic in topics_of(before).items() if topic}
    assert np.mean([topics_of(after)[one] == topic for one, topic in was.items()]) >= 0.8
    assert after.accounting.adds_up()


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize(("n_before", "n_after"), [(0, 0), (0, 40), (3, 3), (5, 60), (60, 2)])
def test_the_smallest_maps_can_be_continued(n_before: int, n_after: int, clusterer: str) -> None:
    comments = said([c.text for c in sample_comments() if c.text][:60])
    recipe = make_recipe(clusterer=clusterer)
    before = build_map(comments[:n_before], recipe, meeting_id="m")
    after = build_map(comments[:n_after], recipe, meeting_id="m", earlier=before)
    assert after.accounting.adds_up()
    assert len(after.placements) == n_after
    assert all(np.isfinite((p.x, p.y)).all() for p in after.placements if p.voice_id)
