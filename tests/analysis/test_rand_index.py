"""The adjusted Rand index is that of scikit-learn."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from analysis.rand_index import adjusted_rand_index

groupings = st.lists(st.tuples(st.integers(0, 6), st.integers(-2, 300)), max_size=80)


@given(groupings)
def test_it_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    assert round(adjusted_rand_index(one, other), 9) == round(adjusted_rand_score(one, other), 9)
