"""Topics that hold: what a new grouping would change happens only up to a limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.arrays import Labels
from analysis.earlier import Earlier
from analysis.holding import Limits, held

NEW = -1


def was(
    topics: Sequence[int],
    most_moving: float = 0.05,
    *,
    themes: Sequence[int] | None = None,
    naming: Sequence[int] = (),
    firm: Sequence[int] = (),
) -> Earlier:
    """What was: a voice per topic number, those in the rows `naming` say their topic's name.

    Topics in `firm` stay whole.
    """
    before = np.array(topics, np.int64)
    return Earlier(
        topics=before,
        themes=before if themes is None else np.array(themes, np.int64),
        points=np.zeros((len(before), 2)),
        sizes=np.where(before >= 0, 1, 0),
        naming=np.isin(np.arange(len(before)), naming),
        firm=np.isin(before, firm),
        most_moving=most_moving,
    )


def now(groups: Sequence[int], earlier: Earlier, fewest: int = 0) -> Labels:
    """The topics that hold when voices are grouped so and that many topics are enough."""
    return both(groups, earlier, fewest=fewest)[0]


def both(
    groups: Sequence[int],
    earlier: Earlier,
    themes: Sequence[int] | None = None,
    fewest: int = 0,
) -> tuple[Labels, Labels]:
    found = np.array(groups, np.int64)
    theme = np.zeros(len(found), np.int64) if themes is None else np.array(themes, np.int64)
    return held(found, theme, earlier, Limits(fewest, 60, 10))


def test_new_voices_join_the_topic_that_they_are_grouped_with() -> None:
    earlier = was([0] * 10 + [1] * 10 + [NEW] * 2)
    found = now([3] * 10 + [1] * 10 + [3, 1], earlier)
    assert found.tolist() == [0] * 10 + [1] * 10 + [0, 1]


def test_a_group_of_new_voices_is_a_topic_of_its_own() -> None:
    found = now([0] * 10 + [1] * 4, was([0] * 10 + [NEW] * 4))
    assert len(set(found[10:])) == 1
    assert found[10] != 0


def test_a_small_part_splits_off_and_a_large_one_waits() -> None:
    earlier = was([0] * 90 + [1] * 10 + [NEW] * 4)
    small = now([0] * 86 + [2] * 4 + [1] * 10 + [2] * 4, earlier)
    assert len(set(small[86:90])) == 1
    assert small[86] not in {0, 1}
    large = now([0] * 50 + [2] * 40 + [1] * 10 + [2] * 4, earlier)
    assert large[:90].tolist() == [0] * 90
    assert large[100:].tolist() == [0] * 4


def test_a_small_topic_merges_and_a_large_one_waits() -> None:
    small, large = [0] * 96 + [1] * 4, [0] * 60 + [1] * 40
    assert now([0] * 140, was(small + [NEW] * 40)).tolist() == [0] * 140
    assert now([0] * 140, was(large + [NEW] * 40)).tolist() == large + [0] * 40


def test_a_topic_that_people_decided_about_neither_parts_nor_goes_into_another() -> None:
    parted = [0] * 86 + [2] * 4 + [1] * 10 + [2] * 4
    topics = [0] * 90 + [1] * 10 + [NEW] * 4
    assert now(parted, was(topics, firm=[0]))[:90].tolist() == [0] * 90
    small = [0] * 96 + [1] * 4
    assert now([0] * 140, was(small + [NEW] * 40, firm=[1])).tolist() == small + [0] * 40
    assert now([0] * 140, was(small + [NEW] * 40, firm=[0])).tolist() == [0] * 140


def test_what_only_regrouping_sees_stays_unless_topics_are_too_few() -> None:
    earlier = was([0] * 100)
    groups = [0] * 96 + [1] * 4
    assert set(now(groups, earlier).tolist()) == {0}
    assert len(set(now(groups, earlier, fewest=2).tolist())) == 2
    assert now([0] * 100, was(groups), fewest=9).tolist() == groups


def test_single_voices_that_would_change_sides_stay() -> None:
    earlier = was([0] * 50 + [1] * 50)
    assert now([0] * 49 + [1] * 51, earlier).tolist() == earlier.topics.tolist()


def test_a_part_that_would_take_the_name_along_stays() -> None:
    groups = [0] * 97 + [1] * 3
    assert len(set(now(groups, was([0] * 100, naming=[0, 97]), fewest=2).tolist())) == 2
    assert set(now(groups, was([0] * 100, naming=[97]), fewest=2).tolist()) == {0}


def test_a_topic_is_never_split_in_halves() -> None:
    earlier = was([0] * 8 + [1] * 92, most_moving=0.1)
    halves, less = [0] * 4 + [2] * 4 + [1] * 92, [0] * 5 + [2] * 3 + [1] * 92
    assert now(halves, earlier, fewest=9).tolist() == earlier.topics.tolist()
    assert len(set(now(less, earlier, fewest=9).tolist())) == 3


def test_a_topic_of_which_too_few_would_stay_keeps_its_voices() -> None:
    earlier = was([0] * 5 + [1] * 95, most_moving=0.1)
    assert now([0] * 2 + [2] * 3 + [1] * 95, earlier, fewest=9).tolist() == earlier.topics.tolist()


def test_a_topic_keeps_its_theme_and_a_new_one_takes_that_beside_it() -> None:
    earlier = was([0] * 5 + [1] * 5 + [NEW] * 8, themes=[0] * 5 + [1] * 5 + [NEW] * 8)
    groups, themes = [0] * 5 + [1] * 5 + [2] * 4 + [3] * 4, [0] * 5 + [1] * 9 + [2] * 4
    _, found = both(groups, earlier, themes)
    assert set(found[:5].tolist()) == {0}
    assert set(found[5:14].tolist()) == {1}
    assert not set(found[14:].tolist()) & {0, 1}


topics = st.lists(st.integers(-1, 4), min_size=1, max_size=60)


@given(topics, st.data(), st.sampled_from([0.0, 0.05, 0.3]))
def test_no_more_comments_change_topic_than_may(
    before: list[int], data: st.DataObject, most_moving: float
) -> None:
    size = st.lists(st.integers(0, 6), min_size=len(before), max_size=len(before))
    groups = data.draw(size)
    earlier = was(before, most_moving)
    found, themes = both(groups, earlier, groups)
    inside = earlier.topics >= 0
    assert (found[inside] != earlier.topics[inside]).sum() <= most_moving * inside.sum()
    assert (found >= 0).all()
    for topic in np.unique(found):
        assert len(set(themes[found == topic].tolist())) == 1
