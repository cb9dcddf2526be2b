"""Exemplars and keywords are what citizens wrote, of many people and unlike one another."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.arrays import Vectors, unit_rows
from analysis.exemplars import exemplars
from analysis.keywords import keywords
from analysis.text import read_all
from tests.analysis.corpora import sample_comments, sample_map


def directions(*rows: tuple[float, ...]) -> Vectors:
    return unit_rows(np.array(rows))


def readable(n_texts: int) -> list[str]:
    return [f"駅前の駐輪場を広くしてほしい、{number}番目の声" for number in range(n_texts)]


@pytest.mark.parametrize("clusterer", ["leiden", "hdbscan"])
def test_exemplars_are_comments_of_different_people_and_voices_in_the_topic(clusterer: str) -> None:
    made = sample_map(clusterer)
    places = {p.comment_id: p for p in made.placements}
    authors = {c.comment_id: c.author_key or c.comment_id for c in sample_comments()}
    for topic in made.topics:
        shown = topic.exemplars
        assert shown
        assert {places[comment_id].topic_id for comment_id in shown} == {topic.topic_id}
        assert len({places[comment_id].voice_id for comment_id in shown}) == len(shown)
        assert len({authors[comment_id] for comment_id in shown}) == len(shown)


def test_a_voice_of_many_people_is_shown_first() -> None:
    vectors = directions(*[(1, 0.1 * n, 0) for n in range(8)], (0, 0.1, 1))
    found = exemplars(vectors, read_all(readable(9)), [1] * 8 + [3], list("abcdefghi"))
    assert found[0] == 8


def test_the_comment_near_most_people_comes_before_one_that_stands_apart() -> None:
    vectors = directions((1, 0, 0), (0.8, 0.6, 0), (0.8, -0.6, 0), (0.8, 0, 0.6), (-1, 0, 0.1))
    found = exemplars(vectors, read_all(readable(5)), [1] * 5, list("abcde"))
    assert found[0] == 0


def test_a_second_exemplar_speaks_for_those_whom_the_first_does_not() -> None:
    near, far = [(1.0, 0.8 * n, 0.0) for n in range(-1, 2)], [(0.0, 0.8 * n, 1.0) for n in (0, 1)]
    found = exemplars(directions(*near, *far), read_all(readable(5)), [1] * 5, list("abcde"))
    assert found[0] in (0, 1, 2)
    assert found[1] in (3, 4)


def test_one_person_is_shown_once_and_no_two_exemplars_are_alike() -> None:
    vectors = directions((1, 0, 0), (1, 0.01, 0), (0, 1, 0), (0, 0, 1))
    found = exemplars(vectors, read_all(readable(4)), [1] * 4, ["a", "b", "c", "c"])
    assert len({0, 1} & set(found)) == 1
    assert len({2, 3} & set(found)) == 1


def test_a_comment_one_can_read_is_preferred_to_a_shout() -> None:
    vectors = directions((1, 0.02, 0), (1, 0, 0), (1, 0, 0.02))
    texts = ["あ！！！", "いいね", readable(1)[0]]
    assert exemplars(vectors, read_all(texts), [1] * 3, list("abc")) == [2]


def test_keywords_stand_in_comments_of_their_topic() -> None:
    texts = {c.comment_id: c.text for c in sample_comments()}
    made = sample_map()
    for topic in made.topics:
        said = [texts[p.comment_id] for p in made.placements if p.topic_id == topic.topic_id]
        assert topic.keywords
        assert all(any(word in text for text in said) for word in topic.keywords)


def test_keywords_name_no_person_time_number_or_mask_and_one_word_once() -> None:
    texts = ["田中さん、明日9時に［電話番号］へ", "The alarms rang", "an alarm on Monday", "noise"]
    weights = dict.fromkeys(["田中", "明日", "電話", "alarms", "alarm", "monday", "noise"], 1.0)
    assert keywords(weights, read_all(texts)) == ("alarms", "noise")
