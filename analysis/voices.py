"""Voices: near-identical comments said by one or many people, folded before clustering.

Two comments are one voice when their wordings are equal, or one is a copy of the other. Only
wordings whose signatures meet are compared; all others are voices of their own at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.copies import CONTAINMENT, same_voice
from analysis.signatures import BANDS, ROWS, Signatures, agreement
from analysis.text import normalise

__all__ = ["CONTAINMENT", "Voice", "fold", "key"]

_MOST_MET = 16
_MOST_COMPARED = 3
# Edits break more pieces than words; of copies, hardly any share less of their pieces than this.
_PIECES_SHARED = 0.72
_DEVIATIONS = 1.0
_LAUGHTER = re.compile(r"(?<![a-z])w+(?![a-z])")
_GAP = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice: its id, the rows of its comments, and the row that speaks for them."""

    voice_id: str
    members: tuple[int, ...]
    speaker: int


def key(text: str) -> str:
    """The letters and digits of the text, by which equal comments are recognised.

    >>> key("反対！！ｗｗ 👏") == key("反対です？")[:2]
    True
    """
    folded = normalise(text)
    gap = " " if folded.isascii() else _kept
    words = " ".join(_GAP.sub(gap, folded).split())
    if "w" in words:
        words = _LAUGHTER.sub("", words).strip()
    return words or folded


def _kept(gap: re.Match[str]) -> str:
    """Marks and signs as a space, except those that are part of a letter."""
    return _parts_of_letters(gap[0])


@lru_cache(maxsize=4096)
def _parts_of_letters(gap: str) -> str:
    return "".join(sign if unicodedata.category(sign)[0] == "M" else " " for sign in gap)


def fold(comment_ids: Sequence[str], keys: Sequence[str], signed: Signatures) -> list[Voice]:
    """The voices of the comments, each comment in exactly one, in the order of their first rows.

    `keys` and `signed` are the key of each comment and its signature. The rows of a voice are
    ascending; a voice is named after its smallest comment id.
    """
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    for row, wording in enumerate(keys):
        rows_of[wording].append(row)
    ordered = _ranked(rows_of)
    leaders = _leaders(ordered, signed[[rows_of[wording][0] for wording in ordered]])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for wording, leader in zip(ordered, leaders, strict=True):
        members[leader].extend(rows_of[wording])
    voices = [
        _voice(rows, rows_of[ordered[leader]], comment_ids) for leader, rows in members.items()
    ]
    return sorted(voices, key=lambda voice: voice.members)


def _ranked(rows_of: Mapping[str, Sequence[int]]) -> list[str]:
    """The wordings, those first that may lead: repeated ones, as slips seldom are, and short ones.

    What is put around a text makes it longer.
    """

    def rank(wording: str) -> tuple[bool, int, int, str]:
        n = len(rows_of[wording])
        return n == 1, len(wording), -n, wording

    return sorted(rows_of, key=rank)


def _voice(rows: list[int], spoken: list[int], comment_ids: Sequence[str]) -> Voice:
    if len(rows) == 1:
        return Voice("v-" + comment_ids[rows[0]], (rows[0],), rows[0])
    speaker = min(spoken, key=lambda row: comment_ids[row])
    return Voice("v-" + min(comment_ids[row] for row in rows), tuple(sorted(rows)), speaker)


def _leaders(ordered: Sequence[str], signed: Signatures) -> list[int]:
    """The place of the wording that leads each wording; the first that may lead leads.

    What is shorter than its leader may be all that others have of it, and is met by them too.
    """
    leaders = list(range(len(ordered)))
    lengths = np.fromiter(map(len, ordered), np.int64, len(ordered))
    shared = _shared(signed)
    entered: defaultdict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero((shared >= 0).any(axis=1)).tolist():
        buckets = [bucket for bucket in shared[place].tolist() if bucket >= 0]
        met = list({other for bucket in buckets for other in entered[bucket]})
        likely = _likely(place, met, lengths, signed) if met else ()
        copied = next((row for row in likely if _are_copies(ordered[row], ordered[place])), None)
        if copied is not None:
            leaders[place] = leaders[copied]
            if lengths[place] >= lengths[leaders[copied]]:
                continue
        for bucket in buckets:
            if len(entered[bucket]) < _MOST_MET:
                entered[bucket].append(place)
    return leaders


def _likely(
    place: int, met: list[int], lengths: NDArray[np.int64], signed: Signatures
) -> list[int]:
    """Those met before whose signatures share as much as those of copies do, most of all first."""
    others = np.array(met)
    share = lengths[others] / lengths[place]
    share = np.minimum(share, 1 / share)
    n_shared = agreement(signed[place], signed[others])
    likely = n_shared >= _fewest(share)
    overlap = n_shared / (BANDS * ROWS)
    contained = overlap * (1 + share) / (share * (1 + overlap))
    first = np.lexsort((others, -contained))
    nearest: list[int] = others[first[likely[first]]][:_MOST_COMPARED].tolist()
    return nearest


def _fewest(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The fewest hashes that copies share when one is this share of the other in length."""
    overlap = _PIECES_SHARED * share / (1 + share - _PIECES_SHARED * share)
    n = BANDS * ROWS
    return n * overlap - _DEVIATIONS * np.sqrt(n * overlap * (1 - overlap))


def _are_copies(one: str, other: str) -> bool:
    return same_voice(one, other) if len(one) <= len(other) else same_voice(other, one)


def _shared(signed: Signatures) -> NDArray[np.int32]:
    """A number for each band that several wordings have, shape of `signed`; -1 for all others."""
    shared = np.full(signed.shape, -1, np.int32)
    told = np.flatnonzero(signed.any(axis=1))
    n_before = 0
    for band in range(signed.shape[1]):
        values, which, counts = np.unique(
            signed[told, band], return_inverse=True, return_counts=True
        )
        shared[told, band] = np.where(counts[which] > 1, which + n_before, -1)
        n_before += len(values)
    return shared
