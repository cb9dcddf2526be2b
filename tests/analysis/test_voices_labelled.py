"""Copies are folded and other letters kept apart, as a person labelled pairs of letters."""

from __future__ import annotations

import pytest

from benchmarks.voices import PARTS, campaign, n_voices, read_pairs, score

PAIRS = read_pairs()


def test_half_of_the_pairs_or_more_are_hard_and_copies_and_others_are_many() -> None:
    assert len(PAIRS) >= 150
    assert sum(pair.hard for pair in PAIRS) >= len(PAIRS) / 2
    assert min(sum(pair.same for pair in PAIRS), sum(not pair.same for pair in PAIRS)) >= 75


@pytest.mark.parametrize("part", PARTS)
def test_unequal_letters_are_not_folded_and_most_copies_are(part: str) -> None:
    precision, recall = score(pair for pair in PAIRS if pair.part == part)
    assert precision >= 0.98
    assert recall >= 0.9


@pytest.mark.parametrize("language", ["Japanese", "English"])
def test_a_campaign_of_a_hundred_copies_is_one_or_two_voices(language: str) -> None:
    texts = campaign(language)
    assert len(set(texts)) >= 40
    assert n_voices(texts) <= 2
