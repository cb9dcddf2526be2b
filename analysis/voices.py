"""Voices: near-identical comments said by one or many people, folded before clustering.

Two texts are one voice when they are equal after normalisation, or when most of the shorter one
is in the longer and what differs is no number, no negation and no stance.
Source of the candidate search: Broder 1997, On the resemblance and containment of documents.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.text import normalise

WIDTH, WIDTH_SPACED = 4, 9
CONTAINMENT = 0.8
SHORTEST = 14
LENGTH_RATIO = 0.5
BANDS, ROWS = 24, 2
_SCAN = 4000
_MOST_LEADERS = 40
_MOST_COMPARED = 5
_LAUGHTER = re.compile(r"(?<![a-z])w+(?![a-z])")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")

# What a difference may not touch: these turn a sentence into another opinion.
_TURNS = re.compile(
    r"\d+|ない|なく|なけれ|なかっ|ません|まへん|へん|[ぁ-ん]ぬ(?=$|[^ぁ-ん])|ず(?=$|に|、)|賛成|反対|不要|必要|不[一-鿿]|無[一-鿿]"
    r"|非[一-鿿]|未[一-鿿]|減|増|廃止|存続|禁止|許可|やめ|中止|続|高|低|上が|下が|早|遅|多|少"
    r"|\b(?:not|no|never|without|against|more|less|for|ban|allow|stop|start)\b|n't\b"
    r"|\b(?:não|nunca|sem|contra|nada|pas|sans|contre|sin)\b"
)


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
    kept = (c if unicodedata.category(c)[0] in "LNM" else " " for c in folded)
    words = " ".join("".join(kept).split())
    return _LAUGHTER.sub("", words).strip() or folded


def fold(comment_ids: Sequence[str], texts: Sequence[str]) -> list[Voice]:
    """The voices of the comments, each comment in exactly one, in the order of their first rows.

    The rows of a voice are ascending; a voice is named after its smallest comment id.
    """
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        rows_of[key(text)].append(row)
    leader_of = _leaders(rows_of)
    members: defaultdict[str, list[int]] = defaultdict(list)
    for wording, rows in rows_of.items():
        members[leader_of[wording]].extend(rows)
    voices = [
        _voice(sorted(rows), rows_of[leader], comment_ids) for leader, rows in members.items()
    ]
    return sorted(voices, key=lambda voice: voice.members)


def _voice(rows: list[int], spoken: list[int], comment_ids: Sequence[str]) -> Voice:
    speaker = min(spoken, key=lambda row: comment_ids[row])
    return Voice("v-" + min(comment_ids[row] for row in rows), tuple(rows), speaker)


def _leaders(rows_of: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The wording that leads each wording; the most repeated and shortest lead."""
    leader_of: dict[str, str] = {}
    buckets: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    ordered = sorted(rows_of, key=lambda wording: (len(wording), -len(rows_of[wording]), wording))
    for wording, bands in zip(ordered, _bands(ordered), strict=True):
        leader = _first_same(wording, _candidates(bands, buckets)) if bands else None
        leader_of[wording] = leader or wording
        if leader is None:
            _enter(wording, bands, buckets)
    return leader_of


def _enter(
    wording: str, bands: list[tuple[int, ...]], buckets: dict[tuple[int, ...], list[str]]
) -> None:
    for band in bands:
        if len(buckets[band]) < _MOST_LEADERS:
            buckets[band].append(wording)


def _candidates(
    bands: list[tuple[int, ...]], buckets: Mapping[tuple[int, ...], list[str]]
) -> Iterator[str]:
    """Leaders that share a band, those that share most bands first."""
    found = Counter(leader for band in bands for leader in buckets.get(band, ()))
    ranked = sorted(found, key=lambda leader: (-found[leader], len(leader), leader))
    yield from ranked[:_MOST_COMPARED]


def _first_same(wording: str, leaders: Iterator[str]) -> str | None:
    return next((leader for leader in leaders if same_voice(leader, wording)), None)


def same_voice(shorter: str, longer: str) -> bool:
    """Whether two keys, the shorter first, say the same thing in nearly the same words.

    >>> same_voice("学校で生成aiを使わせたいと思います", "学校で生成aiを使わせたくないと思います")
    False
    """
    if len(shorter) < max(SHORTEST, LENGTH_RATIO * len(longer)):
        return False
    small, large = _shingles(shorter), _shingles(longer)
    if len(small & large) < CONTAINMENT * len(small):
        return False
    return _turns(shorter, longer)


def _turns(shorter: str, longer: str) -> bool:
    """Whether both say the same numbers, negations and stances, and not much else, in common."""
    start, end = _overlap(shorter[:_SCAN], longer[:_SCAN])
    said = longer[start:end]
    if len(shorter) < CONTAINMENT * len(said):
        return False
    return Counter(_TURNS.findall(shorter[:_SCAN])) == Counter(_TURNS.findall(said))


def _overlap(shorter: str, longer: str) -> tuple[int, int]:
    """The part of the longer text without whole sentences before or after the shorter one."""
    matcher = SequenceMatcher(None, shorter, longer, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= WIDTH]
    if not blocks:
        return 0, len(longer)
    first, last = blocks[0], blocks[-1]
    before, after = first.b, last.b + last.size
    opens = first.a == 0 and longer[before - 1 : before] == " "
    closes = last.a + last.size == len(shorter) and longer[after : after + 1] == " "
    return before if opens else 0, after if closes else len(longer)


@lru_cache(maxsize=50_000)
def _shingles(wording: str) -> frozenset[str]:
    """Pieces of equal width; scripts that write a word in one sign need narrower ones."""
    width = WIDTH if len(_CJK.findall(wording)) * 3 > len(wording) else WIDTH_SPACED
    return frozenset(wording[i : i + width] for i in range(max(1, len(wording) - width + 1)))


def _bands(wordings: Sequence[str]) -> list[list[tuple[int, ...]]]:
    """The MinHash bands of each wording; none for wordings too short to compare."""
    drawn = np.random.default_rng(0).integers(0, 2**63, (2, BANDS * ROWS), dtype=np.uint64)
    seeds = drawn | np.uint64(1)
    return [_signature(wording, seeds) if len(wording) >= SHORTEST else [] for wording in wordings]


def _signature(wording: str, seeds: NDArray[np.uint64]) -> list[tuple[int, ...]]:
    """The smallest hashes of its pieces; multiply-shift, where only the high bits are mixed."""
    codes = [zlib.crc32(shingle.encode()) for shingle in _shingles(wording)]
    hashed = (np.array(codes, np.uint64)[:, None] * seeds[0] + seeds[1]) >> np.uint64(32)
    lows = hashed.min(axis=0).reshape(BANDS, ROWS).tolist()
    return [(band, *values) for band, values in enumerate(lows)]
