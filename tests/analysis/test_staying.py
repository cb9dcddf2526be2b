"""Layouts that go on from earlier places, and lie as those lay."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from analysis.staying import beginnings, registered

NOWHERE = (np.nan, np.nan)


def turned(points: np.ndarray, angle: float = 2.0, *, scale: float = 3.0) -> np.ndarray:
    """The points mirrored, turned, scaled and shifted."""
    turn = [[np.cos(angle), np.sin(angle)], [np.sin(angle), -np.cos(angle)]]
    return scale * points @ np.array(turn) + np.array([4.0, -9.0])


def cloud(n: int = 60) -> np.ndarray:
    return np.random.default_rng(5).normal(size=(n, 2)) * [4, 2]


def test_a_turned_mirrored_and_scaled_layout_lies_as_before() -> None:
    assert registered(turned(cloud()), cloud()) == pytest.approx(cloud(), abs=1e-6)


def test_a_few_that_moved_far_turn_nothing() -> None:
    before = cloud()
    before[:12] += 30
    assert registered(turned(cloud()), before)[12:] == pytest.approx(cloud()[12:], abs=1e-6)


def test_voices_without_an_earlier_place_are_not_asked() -> None:
    before = cloud()
    before[::3] = NOWHERE
    assert registered(turned(cloud()), before) == pytest.approx(cloud(), abs=1e-6)


def test_one_shared_voice_only_shifts() -> None:
    before = np.array([(1.0, 1.0), NOWHERE])
    found = registered(np.array([(5.0, 5.0), (6.0, 5.0)]), before)
    assert found.tolist() == [[1, 1], [2, 1]]


def test_a_new_voice_begins_amid_its_neighbours_and_one_without_at_the_voice_most_like_it() -> None:
    before = np.array([(0.0, 0.0), (4.0, 0.0), NOWHERE, NOWHERE, NOWHERE])
    ties = np.zeros((5, 5))
    ties[2, 0], ties[2, 1], ties[3, 2] = 1.0, 3.0, 0.5
    vectors = np.array([(0, 1), (1, 0), (1, 0), (1, 0), (0, 1)], np.float32)
    found = beginnings(vectors, csr_matrix(ties + ties.T), before)
    assert found.tolist() == [[0, 0], [4, 0], [3, 0], [3, 0], [0, 0]]
