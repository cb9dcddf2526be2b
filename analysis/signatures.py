"""Signatures of wordings: texts that share most of their pieces share most of a signature.

A signature is the smallest hash of all pieces under 48 hash functions, in pairs called bands. Each
depends on its own wording only, so that wordings may be signed in any partition and order.
Source: Broder 1997, On the resemblance and containment of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Signatures = NDArray[np.uint64]

WIDTH, WIDTH_SPACED = 4, 9
SHORTEST = 14
BANDS, ROWS = 24, 2
# So many characters are hashed at a time; their hashes then stay in the processor's cache.
_BLOCK = 50_000

_BASE = np.uint64(0x9E3779B97F4A7C15)
_DRAWN = np.random.default_rng(0).integers(0, 2**32, (2, BANDS * ROWS), dtype=np.uint32)
_FACTORS, _ADDENDS = _DRAWN[0] | np.uint32(1), _DRAWN[1]


def signatures(wordings: Sequence[str]) -> Signatures:
    """The bands of each wording, shape (n, BANDS); all 0 where it is too short to compare."""
    signed = np.zeros((len(wordings), BANDS), np.uint64)
    long_enough = [row for row, wording in enumerate(wordings) if len(wording) >= SHORTEST]
    for block in _blocks(long_enough, wordings):
        signed[block] = _sign([wordings[row] for row in block])
    return signed


def agreement(one: Signatures, others: Signatures) -> NDArray[np.intp]:
    """Of the 48 smallest hashes of one wording, how many each of the others shares."""
    mine, theirs = one.view(np.uint32), np.ascontiguousarray(others).view(np.uint32)
    shared: NDArray[np.intp] = np.count_nonzero(theirs == mine, axis=1)
    return shared


def _blocks(rows: Sequence[int], wordings: Sequence[str]) -> Iterator[list[int]]:
    """The rows in their order, so many at a time that their wordings make one block."""
    block: list[int] = []
    size = 0
    for row in rows:
        if block and size + len(wordings[row]) > _BLOCK:
            yield block
            block, size = [], 0
        block.append(row)
        size += len(wordings[row])
    if block:
        yield block


def _sign(wordings: Sequence[str]) -> Signatures:
    lengths = np.fromiter(map(len, wordings), np.int64, len(wordings))
    codes = np.frombuffer("".join(wordings).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.concatenate(([0], lengths.cumsum()[:-1]))
    widths = np.where(_are_dense(codes, starts, lengths), WIDTH, WIDTH_SPACED)
    hashed = _pieces(codes.astype(np.uint64), np.repeat(widths, lengths))
    return _smallest(hashed, starts, lengths, widths)


def _are_dense(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a third of a wording is in a script that writes a word in one sign or two."""
    kana = (codes >= 0x3041) & (codes <= 0x30FF)
    han = (codes >= 0x3400) & (codes <= 0x9FFF)
    return np.add.reduceat((kana | han).astype(np.int64), starts) * 3 > lengths


def _pieces(codes: NDArray[np.uint64], widths: NDArray[np.int64]) -> NDArray[np.uint32]:
    """A hash of the piece that begins at each character; those beyond an end mean nothing."""
    hashed, narrow = np.zeros_like(codes), np.zeros_like(codes)
    for place in range(WIDTH_SPACED):
        if place == WIDTH:
            narrow = hashed.copy()
        hashed *= _BASE
        hashed[: len(codes) - place] += codes[place:]
    mixed = np.where(widths == WIDTH, narrow, hashed)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _BASE
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _smallest(
    hashed: NDArray[np.uint32],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    widths: NDArray[np.int64],
) -> Signatures:
    """The bands: the smallest hash of the pieces of each wording under each function."""
    n_pieces = lengths - widths + 1
    places = np.arange(len(hashed)) - np.repeat(starts, lengths)
    whole = hashed[places < np.repeat(n_pieces, lengths)]
    firsts = np.concatenate(([0], n_pieces.cumsum()[:-1]))
    least = np.empty((BANDS * ROWS, len(lengths)), np.uint32)
    turned = np.empty_like(whole)
    for row, (factor, addend) in enumerate(zip(_FACTORS, _ADDENDS, strict=True)):
        np.multiply(whole, factor, out=turned)
        turned += addend
        least[row] = np.minimum.reduceat(turned, firsts)
    return np.ascontiguousarray(least.T).view(np.uint64)
