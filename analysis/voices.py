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

from analysis.copies import CONTAINMENT
from analysis.leaders import leaders
from analysis.signatures import Signatures
from analysis.text import normalise

__all__ = ["CONTAINMENT", "Voice", "fold", "key"]

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
    led_by = leaders(ordered, signed[[rows_of[wording][0] for wording in ordered]])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for wording, leader in zip(ordered, led_by, strict=True):
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
