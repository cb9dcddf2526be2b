"""What is spelled alike is near, whatever the words mean."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.spelling import CharacterAnalysis, WordAnalysis, shared_words
from analysis.text import read_all

SAID = [
    *("みなもパスをコンビニで買えるように", "みなもパスが高すぎる", "みなもパスを紙でも出して"),
    *("給食を無料にしてほしい", "給食の無料化に賛成です", "給食費をなくして無料に"),
    *("夜のバスを増やして", "夜のバスが少ない", "夜のバスの時間を延ばして"),
]
MATTERS = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])


@pytest.mark.parametrize("analysis", [CharacterAnalysis, WordAnalysis])
def test_comments_with_the_same_words_are_nearer_than_others(
    analysis: type[CharacterAnalysis | WordAnalysis],
) -> None:
    documents = read_all(SAID)
    rows = analysis.fit(documents).encode(documents)
    alike, same = rows @ rows.T, MATTERS[:, None] == MATTERS
    assert alike[same].mean() > alike[~same].mean() + 0.3


def test_characters_find_a_word_that_is_written_a_little_otherwise() -> None:
    documents = read_all([*SAID, "みなもぱすの値段", "みなもﾊﾟｽの値段", "図書館の本"])
    rows = CharacterAnalysis.fit(documents).encode(documents)
    assert rows[9] @ rows[1] > rows[11] @ rows[1]


@pytest.mark.parametrize("analysis", [CharacterAnalysis, WordAnalysis])
def test_a_comment_has_the_same_row_alone_and_among_others(
    analysis: type[CharacterAnalysis | WordAnalysis],
) -> None:
    documents = read_all(SAID)
    encoder = analysis.fit(documents)
    whole = encoder.encode(documents)
    alone = np.vstack([encoder.encode([document]) for document in documents])
    np.testing.assert_allclose(alone, whole, atol=1e-6)
    lengths = np.linalg.norm(whole, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


@pytest.mark.parametrize("analysis", [CharacterAnalysis, WordAnalysis])
@pytest.mark.parametrize("texts", [["橋"], ["👏", "。"], ["あ", "い", "う"]])
def test_what_shares_no_spelling_has_rows_of_zeros(
    texts: list[str], analysis: type[CharacterAnalysis | WordAnalysis]
) -> None:
    documents = read_all(texts)
    rows = analysis.fit(documents).encode(documents)
    assert rows.shape[0] == len(texts)
    assert np.isfinite(rows).all()
    assert not rows.any()


def test_near_comments_share_words_where_all_ask_for_one_thing_and_none_where_they_do_not() -> None:
    alike = [f"給食を無料に{end}" for end in ("して", "すべき", "してほしい", "できないか")]
    strange = ["港を広く", "本がほしい", "公園は危険", "学校に庭"]
    assert 0.5 < shared_words(read_all(alike)) <= 1
    assert shared_words(read_all(strange)) == 0
    assert shared_words(read_all(alike[:1])) == 0
