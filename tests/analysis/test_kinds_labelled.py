"""Kinds of a real chat and of the sample meeting agree with those a person gave them.

The real chat is not part of the project; where it is missing this file is not collected.
"""

from __future__ import annotations

import pytest

from benchmarks.kinds import part, read_labelled, score
from tests.analysis.conftest import CHAT

LABELLED = read_labelled(CHAT)


def test_five_hundred_comments_are_labelled_in_two_halves_and_more_later() -> None:
    sizes = [len(part(LABELLED, name)) for name in ("tuned", "held_out", "later")]
    assert sizes == [250, 250, 174]
    assert score(part(LABELLED, "held_out"), "question").n >= 20


@pytest.mark.parametrize("name", ["held_out", "unseen", "later"])
@pytest.mark.parametrize(("kind", "least"), [("reaction", 0.9), ("question", 0.85)])
def test_what_the_rules_were_not_tuned_on_is_told_apart(name: str, kind: str, least: float) -> None:
    assert score(part(LABELLED, name), kind).f1 >= least


@pytest.mark.parametrize("name", ["tuned", "held_out", "later"])
def test_hardly_an_opinion_is_taken_for_noise(name: str) -> None:
    assert score(part(LABELLED, name), "reaction").precision >= 0.98
