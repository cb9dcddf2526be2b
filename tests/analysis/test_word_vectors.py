"""What is meant alike is near, in other words too, and no language is a heap of its own."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.text import read_all
from analysis.word_vectors import EnglishWords, JapaneseWords, known_units
from tests.analysis.corpora import sample_comments

JAPANESE = [
    *("学校の授業で使う", "教室での教え方", "先生と生徒の学び"),
    *("電気が足りない", "電力の不足", "発電所を増やす"),
    *("病院が遠い", "医者がいない", "診療所を開く"),
]
ENGLISH = [
    *("teachers need better classrooms", "pupils learn in school", "education for children"),
    *("we lack electricity", "power plants burn coal", "the energy grid is weak"),
    *("the hospital is far away", "there is no doctor", "open a clinic for patients"),
]
MEETING = read_all([comment.text for comment in sample_comments()])
MATTERS = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])


@pytest.mark.parametrize(("reader", "texts"), [(JapaneseWords, JAPANESE), (EnglishWords, ENGLISH)])
def test_one_matter_in_other_words_is_near(
    reader: type[JapaneseWords | EnglishWords], texts: list[str]
) -> None:
    rows = reader.fit(MEETING).encode(read_all(texts))
    alike = rows @ rows.T
    np.fill_diagonal(alike, np.nan)
    same = MATTERS[:, None] == MATTERS
    assert np.nanmean(alike[same]) > np.nanmean(alike[~same]) + 0.2


@pytest.mark.parametrize(("reader", "texts"), [(JapaneseWords, JAPANESE), (EnglishWords, ENGLISH)])
def test_a_comment_means_the_same_alone_and_among_others(
    reader: type[JapaneseWords | EnglishWords], texts: list[str]
) -> None:
    documents = read_all(texts)
    encoder = reader.fit(documents)
    alone = np.vstack([encoder.encode([document]) for document in documents])
    np.testing.assert_allclose(alone, encoder.encode(documents), atol=1e-5)


def test_each_language_lies_around_the_middle() -> None:
    documents = read_all(JAPANESE + ENGLISH)
    rows = JapaneseWords.fit(documents).encode(documents)
    of = np.array([document.language for document in documents])
    for code in ("ja", "en"):
        assert np.linalg.norm(rows[of == code].mean(axis=0)) < 0.35


def test_a_comment_without_known_words_has_no_direction() -> None:
    documents = read_all([*JAPANESE, "👏👏", "ⲁⲃⲅ"])
    rows = JapaneseWords.fit(documents).encode(documents)
    assert known_units(documents[-2]) == []
    assert not rows[-2:].any()
    assert rows[:-2].any(axis=1).all()


def test_a_word_that_all_use_counts_for_less_than_a_rare_one() -> None:
    documents = read_all(
        [f"市役所の{thing}" for thing in ("窓口", "電話", "駐車場", "食堂", "予算")]
    )
    weights = JapaneseWords.fit(documents).weights
    common = min(weights.values())
    assert [unit for unit, weight in weights.items() if weight == common]
    assert weights["窓口"] > common
    assert all(0 < weight <= 1 for weight in weights.values())


def test_an_english_word_among_japanese_comments_is_near_its_japanese_matter() -> None:
    encoder = JapaneseWords.fit(MEETING)
    school, *others = encoder.encode(read_all(["school", "学校の先生", "電気が足りない", "漁協"]))
    near = [float(school @ other) for other in others]
    assert near[0] == max(near)
