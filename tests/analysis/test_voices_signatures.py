"""A wording has its signature whatever it is signed with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.signatures import BANDS, SHORTEST, agreement, signatures

WORDINGS = [
    "予算を増やしてほしい人の数は三人です",
    "we should keep the pool open",
    "短い",
    "長い話" * 9000,
]


@given(st.lists(st.text(min_size=10, max_size=60), max_size=12), st.integers(0, 12))
def test_signatures_do_not_depend_on_the_partition(wordings: list[str], place: int) -> None:
    parts = (signatures(wordings[:place]), signatures(wordings[place:]))
    assert np.array_equal(signatures(wordings), np.concatenate(parts))


def test_a_long_wording_moves_no_other_into_another_block() -> None:
    together = signatures(WORDINGS * 3)
    assert all(
        np.array_equal(signatures([wording])[0], together[row])
        for row, wording in enumerate(WORDINGS * 3)
    )


def test_only_wordings_that_are_too_short_have_no_signature() -> None:
    signed = signatures(["あ" * (SHORTEST - 1), "あ" * SHORTEST, ""])
    assert signed.shape == (3, BANDS)
    assert signed.any(axis=1).tolist() == [False, True, False]


@pytest.mark.parametrize(("n_shared", "least", "most"), [(0, 0, 3), (60, 8, 24), (120, 48, 48)])
def test_signatures_agree_as_much_as_wordings_share(n_shared: int, least: int, most: int) -> None:
    one = "".join(chr(0x4E00 + number) for number in range(120))
    other = one[:n_shared] + "".join(chr(0x6E00 + number) for number in range(120 - n_shared))
    signed = signatures([one, other])
    assert least <= agreement(signed[0], signed[1:])[0] <= most
