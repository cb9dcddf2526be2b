"""Pieces of texts are counted as scikit-learn counts them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis.pieces import RunCounter, WordCounter

TEXTS = st.lists(st.text(alphabet="abあい  \x1c\u3000\ud800😀w", max_size=12), max_size=6)


RUNS = {"analyzer": "char_wb", "ngram_range": (1, 3)}
WORDS = {"tokenizer": str.split, "token_pattern": None}


@pytest.mark.parametrize(("counting", "options"), [(RunCounter, RUNS), (WordCounter, WORDS)])
@given(learned=TEXTS, texts=TEXTS)
def test_the_counts_are_those_of_scikit_learn(
    counting: type[RunCounter | WordCounter],
    options: dict[str, object],
    learned: list[str],
    texts: list[str],
) -> None:
    counts = counting.fit(learned, fewest_texts=2).count(texts)
    assert counts.shape[0] == len(texts)
    try:
        peer = CountVectorizer(min_df=2, lowercase=False, **options).fit(learned)
    except ValueError:
        assert counts.shape[1] == 0
        return
    if texts:
        assert np.array_equal(counts.toarray(), peer.transform(texts).toarray())
