"""Runs of characters are counted as scikit-learn counts them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis.character_runs import RunCounter

TEXTS = st.lists(st.text(alphabet="abあい  \x1c\u3000\ud800😀w", max_size=12), max_size=6)


@given(TEXTS, TEXTS)
def test_the_counts_are_those_of_scikit_learn(learned: list[str], texts: list[str]) -> None:
    counter = RunCounter.fit(learned, fewest_texts=2)
    counts = counter.count(texts)
    assert counts.shape == (len(texts), len(counter.known))
    options = {"analyzer": "char_wb", "ngram_range": (1, 3), "min_df": 2, "lowercase": False}
    try:
        peer = CountVectorizer(**options).fit(learned)
    except ValueError:
        assert not len(counter.known)
        return
    if texts:
        assert np.array_equal(counts.toarray(), peer.transform(texts).toarray())
