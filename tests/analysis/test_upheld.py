"""Topics of the map before that a free map has as well, as a grouping of voices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from analysis.grouping import Grouping
from analysis.upheld import regrouped

NONE = -1


def grouping(topics: Sequence[int], themes: Sequence[int]) -> Grouping:
    """Voices in a row, in these topics."""
    n = len(topics)
    points = np.column_stack([np.arange(n), np.zeros(n)]).astype(float)
    stability = np.linspace(0.9, 0.5, len(themes))
    return Grouping(np.array(topics), points, np.ones(n), np.array(themes), stability)


def upheld(topics: Sequence[int], themes: Sequence[int], held: Sequence[int]) -> Grouping:
    return regrouped(grouping(topics, themes), np.array(held), max(held) + 1)[0]


def test_the_voices_of_an_upheld_topic_are_one_and_the_others_stay() -> None:
    made = upheld([0] * 5 + [1] * 5, [0, 1], [0, 0, NONE, NONE, NONE] * 2)
    assert made.topics.tolist() == [2, 2, 0, 0, 0, 2, 2, 1, 1, 1]
    assert made.stability[:2].tolist() == [0.9, 0.5]
    assert np.isnan(made.stability[2])


@pytest.mark.parametrize(("n_taken", "n_left", "goes"), [(4, 3, True), (4, 4, False), (2, 2, True)])
def test_what_is_left_goes_along_where_it_is_the_smaller_part_or_too_little(
    n_taken: int, n_left: int, goes: bool
) -> None:
    made = upheld([0] * (n_taken + n_left) + [1] * 3, [0, 0], [0] * n_taken + [NONE] * (n_left + 3))
    inside = made.topics[0]
    assert (made.topics[n_taken : n_taken + n_left] == inside).all() == goes
    assert len(made.themes) == (2 if goes else 3)


def test_an_upheld_topic_of_lone_voices_lies_in_the_theme_nearest_to_it() -> None:
    made = upheld([0, 0, 0, 1, 1, 1, NONE, NONE], [0, 1], [NONE] * 6 + [0, 0])
    assert made.topics.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert made.themes.tolist() == [0, 1, 1]


def test_a_theme_whose_topics_are_all_upheld_elsewhere_is_gone() -> None:
    made = upheld([0] * 4 + [1] * 3, [0, 1], [0] * 7)
    assert (made.topics.tolist(), made.themes.tolist()) == ([0] * 7, [0])


def test_an_upheld_topic_that_nobody_speaks_for_has_no_number() -> None:
    made, numbers = regrouped(grouping([0, 0, 0], [0]), np.array([NONE] * 3), 1)
    assert numbers.tolist() == [NONE]
    assert made.topics.tolist() == [0, 0, 0]


def test_where_there_are_no_free_topics_upheld_ones_are_alone() -> None:
    made = upheld([NONE] * 3, [], [0, 0, NONE])
    assert (made.topics.tolist(), made.themes.tolist()) == ([0, 0, NONE], [0])
