"""The drawn map: comments of one topic lie together, nothing lies far outside."""

from __future__ import annotations

import locale

import numpy as np
import pytest

from analysis.layout import WIDTH
from tests.analysis.corpora import sample_map


def points() -> tuple[np.ndarray, list[str]]:
    """The place and topic of each voice of the sample."""
    once = {p.voice_id: p for p in sample_map().placements if p.voice_id}
    return np.array([(p.x, p.y) for p in once.values()]), [p.topic_id for p in once.values()]


def test_nothing_lies_far_outside() -> None:
    xy, _ = points()
    assert np.abs(xy - np.median(xy, axis=0)).max() <= WIDTH


def test_the_nearest_dots_of_a_dot_are_mostly_of_its_topic() -> None:
    xy, topics = points()
    far = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    near = far.argsort(axis=1)[:, 1:6]
    rows = [row for row, topic in enumerate(topics) if topic]
    shares = [np.mean([topics[other] == topics[row] for other in near[row]]) for row in rows]
    assert np.mean(shares) > 0.6


def test_coordinates_have_four_decimals() -> None:
    xy, _ = points()
    assert (np.round(xy, 4) == xy).all()


def test_drawing_leaves_the_way_numbers_are_written_alone() -> None:
    before = locale.setlocale(locale.LC_NUMERIC)
    sample_map()
    assert locale.setlocale(locale.LC_NUMERIC) == before


def test_a_topic_lies_amid_its_dots() -> None:
    for topic in sample_map().topics:
        once = {p.voice_id: p for p in sample_map().placements if p.topic_id == topic.topic_id}
        xs, ys = [p.x for p in once.values()], [p.y for p in once.values()]
        assert (topic.x, topic.y) == pytest.approx((np.mean(xs), np.mean(ys)), abs=1e-3)
