"""Themes and topics hold together, lie inside one another, and say how firm they are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from analysis.arrays import Graph, Labels
from analysis.communities import MOST_THEMES, Communities, communities
from analysis.consensus import Run, agreement, reappears, resampled
from analysis.ties import Ties, leiden, settled


def cliques(n_groups: int, size: int, *, across: float = 0.0, seed: int = 0) -> Graph:
    """Groups in which all are tied to all, with a few weaker ties across."""
    n = n_groups * size
    of = np.repeat(np.arange(n_groups), size)
    weights = (of[:, None] == of[None, :]).astype(float)
    drawn = np.random.default_rng(seed).random((n, n))
    weights = np.maximum(weights, np.triu(drawn < across, 1) * 0.3)
    weights = np.maximum(weights, weights.T)
    np.fill_diagonal(weights, 0)
    return csr_matrix(weights)


def partition(labels: Labels) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


def test_groups_that_hold_together_are_found_and_reappear() -> None:
    found = communities(cliques(9, 12, across=0.01), seed=0)
    whole = partition(np.repeat(np.arange(9), 12))
    themes = found.themes[found.topics]
    assert partition(themes) == whole
    assert (found.stability > 0.8).all()


def test_each_topic_lies_inside_one_theme() -> None:
    graph = cliques(30, 12, across=0.02)
    found = communities(graph, seed=0)
    assert len(found.themes) == len(found.stability) == found.topics.max() + 1
    assert 1 < len(set(found.themes.tolist())) <= MOST_THEMES


def test_a_cloud_without_groups_says_that_its_topics_are_not_firm() -> None:
    cloud = np.random.default_rng(1).random((150, 150)) < 0.08
    weights = csr_matrix(np.maximum(np.triu(cloud, 1), np.triu(cloud, 1).T).astype(float))
    firm = communities(cliques(9, 12, across=0.01), seed=0)
    assert communities(weights, seed=0).stability.mean() < firm.stability.mean() - 0.3


def test_numbers_of_voices_do_not_change_the_groups() -> None:
    graph = cliques(8, 10, across=0.01)
    order = np.random.default_rng(2).permutation(graph.shape[0])
    straight, turned = (communities(g, seed=0) for g in (graph, graph[order][:, order]))
    back = np.empty_like(turned.topics)
    back[order] = turned.topics
    assert partition(themes_of(straight)) == partition(themes_of(turned)[np.argsort(order)])
    assert len(set(back.tolist())) == len(set(straight.topics.tolist()))


def themes_of(found: Communities) -> Labels:
    return np.where(found.topics < 0, -1, found.themes[found.topics])


@pytest.mark.parametrize("n_voices", [0, 1, 2, 5])
def test_voices_without_ties_are_in_no_topic(n_voices: int) -> None:
    found = communities(csr_matrix((n_voices, n_voices)), seed=0)
    assert found.topics.tolist() == [-1] * n_voices
    assert not len(found.themes)


def test_a_voice_settles_where_most_of_its_ties_lead() -> None:
    ties = Ties(np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([1.0, 1.0, 5.0]), 4)
    assert settled(ties, np.array([0, 0, 0, 1])).tolist() == [1, 0, 0, 0]
    assert settled(ties, np.array([0, 0, 1, 1]))[0] == 1


def test_runs_on_the_same_groups_agree_and_others_do_not() -> None:
    ties = Ties.of(cliques(6, 15))
    (runs,) = resampled(ties, [0.5], 4, seed=0)
    assert agreement(runs) == 1
    drawn = np.random.default_rng(3)
    everyone = np.ones(90, bool)
    random = [Run(everyone, drawn.integers(0, 6, 90)) for _ in range(4)]
    assert agreement(random) < 0.1


def test_a_group_reappears_where_a_run_has_most_of_it() -> None:
    members = np.array([True] * 10 + [False] * 10)
    everyone = np.ones(20, bool)
    whole = Run(everyone, np.repeat([0, 1], 10))
    halved = Run(everyone, np.repeat([0, 1, 2, 3], 5))
    thirds = Run(everyone, np.arange(20) % 3)
    assert reappears(members, [whole]) == 1
    assert reappears(members, [halved]) == 1  # a half has a Jaccard similarity of 0.5
    assert reappears(members, [whole, thirds]) == 0.5


def test_a_voice_alone_is_a_community_of_its_own() -> None:
    ties = Ties(np.array([0]), np.array([1]), np.array([1.0]), 3)
    assert len(set(leiden(ties, 1.0, 0).tolist())) == 2
