"""Wordings looked at together are led by the same wordings as when they come one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.buckets import MOST_MET, Buckets
from analysis.copies import same_voice
from analysis.hunks import hunks
from analysis.leaders import leaders
from analysis.likeness import Likeness, fewest
from analysis.signatures import BANDS, ROWS, Signatures, agreement, signatures
from analysis.voices import key
from benchmarks.voices import campaign, hostile

PIECES = (
    "港町データセンター計画の白紙撤回を求めます ",
    "市民の声を聞かないまま進めるai戦略には断固反対です ",
    "今すぐ住民投票を ",
    "夜は静かな町でした ",
    "港で魚を干しています ",
    "please keep the swimming pool in the town open ",
    "our children learn to swim there every morning ",
)


def one_by_one(wordings: Sequence[str], signed: Signatures) -> list[int]:
    """What leads each wording, found without looking at several together."""
    found = list(range(len(wordings)))
    lengths = np.array([len(wording) for wording in wordings])
    entered: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place in np.flatnonzero(signed.any(axis=1)).tolist():
        buckets = list(enumerate(signed[place].tolist()))
        others = np.array(sorted({other for bucket in buckets for other in entered[bucket]}), int)
        share = np.minimum(lengths[others], lengths[place]) / np.maximum(
            lengths[others], lengths[place]
        )
        n_shared = agreement(signed[place], signed[others])
        overlap = n_shared / (BANDS * ROWS)
        nearest = np.lexsort((others, -overlap * (1 + share) / (share * (1 + overlap))))
        likely = others[nearest[(n_shared >= fewest(share))[nearest]]][:3].tolist()
        for other in likely:
            if same_voice(*sorted((wordings[other], wordings[place]), key=len)):
                found[place] = found[other]
                break
        if found[place] == place or lengths[place] < lengths[found[place]]:
            for bucket in buckets:
                if len(entered[bucket]) < MOST_MET:
                    entered[bucket].append(place)
    return found


def found_together(texts: Sequence[str]) -> list[int]:
    wordings = list(dict.fromkeys(map(key, texts)))
    signed = signatures(wordings)
    found = leaders(wordings, signed)
    assert found == one_by_one(wordings, signed)
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), max_size=60))
def test_letters_put_together_of_the_same_sentences_are_led_as_one_by_one(
    letters: list[list[str]],
) -> None:
    found_together(["".join(letter) for letter in letters])


@pytest.mark.parametrize("language", ["Japanese", "English"])
def test_a_campaign_in_which_most_are_met_by_nobody_is_led_as_one_by_one(language: str) -> None:
    found = found_together(campaign(language, 1500))
    assert len(set(found)) < len(found) / 4


@pytest.mark.parametrize(("name", "make"), list(hostile(1200)), ids=lambda given: str(given)[:30])
def test_comments_made_to_be_alike_are_led_as_one_by_one(name: str, make: object) -> None:
    assert callable(make)
    if "100,000" not in name:
        found_together(make())


def test_a_bucket_keeps_the_first_that_enter() -> None:
    n = MOST_MET + 5
    buckets = Buckets(np.full((n, 1), 7, np.uint64))
    buckets.enter(np.arange(3))
    buckets.enter(np.arange(3, n))
    rows, others = buckets.met(np.array([2, n - 1]))
    assert others[rows == 0].tolist() == [0, 1]
    assert others[rows == 1].tolist() == list(range(MOST_MET))


def test_whoever_leaves_a_bucket_gives_room_to_others() -> None:
    n = MOST_MET + 5
    buckets = Buckets(np.full((n, 1), 7, np.uint64))
    buckets.enter(np.array([0]))
    entry = buckets.enter(np.arange(1, n - 1))
    buckets.undo(entry)
    buckets.enter(np.array([4]))
    assert buckets.met(np.array([n - 1]))[1].tolist() == [0, 4]


def test_bands_that_only_one_has_are_no_bucket() -> None:
    signed = np.array([[1, 2], [1, 3], [4, 5], [0, 0], [0, 0]], np.uint64)
    buckets = Buckets(signed)
    assert buckets.places().tolist() == [0, 1]
    assert buckets.beside(np.array([0, 1, 2]), np.array([1])).tolist() == [0, 1]


@given(st.integers(0, BANDS * ROWS), st.integers(0, 2**32 - 1))
def test_likely_are_those_that_share_enough_and_the_likeliest_come_first(
    n_shared: int, seed: int
) -> None:
    drawn = np.random.default_rng(seed)
    hashes = drawn.integers(0, 2**32, (3, BANDS * ROWS), dtype=np.uint32)
    hashes[1, :n_shared] = hashes[2, :n_shared]
    hashes[0, : n_shared // 2] = hashes[2, : n_shared // 2]
    likeness = Likeness(hashes.view(np.uint64), np.array([50, 50, 50]))
    found = likeness.likely(np.array([2]), np.array([0, 0]), np.array([0, 1]))[1].tolist()
    least = fewest(np.ones(1))[0]
    assert found == [other for other, n in ((1, n_shared), (0, n_shared // 2)) if n >= least]


def _aligned(shorter: Sequence[str], longer: Sequence[str]) -> list[tuple[int, int, int, int]]:
    codes = SequenceMatcher(None, shorter, longer).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]


words = st.lists(st.sampled_from("abc"), max_size=6)


@settings(max_examples=300)
@given(words, words, st.lists(st.sampled_from("axy"), max_size=3), st.sampled_from(["", "z", "zu"]))
def test_the_only_place_where_texts_differ_is_that_of_an_alignment(
    start: list[str], end: list[str], mine: list[str], theirs: str
) -> None:
    shorter, longer = (*start, *mine, *end), (*start, *theirs, *end)
    found = [
        (len(start), len(start) + len(h.shorter), len(start), len(start) + len(h.longer))
        for h in hunks(shorter, longer, spaced=True)
    ]
    aligned = _aligned(shorter, longer)
    if "a" not in mine and mine and theirs:
        assert found == aligned
    else:
        assert len(found) == len(aligned)
