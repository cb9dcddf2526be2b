"""Exemplars: the whole comments that stand for most people of a topic, unlike one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Values, Vectors
from analysis.text import Document

EXEMPLARS = 5
READABLE = (10, 140)
_SPACED = 2.0
_UNREADABLE = 0.3
_SAME = 0.85
_MANY = 3
_MOST_CANDIDATES, _MOST_HEARD = 150, 500


def exemplars(
    vectors: Vectors, documents: Sequence[Document], sizes: Sequence[int], authors: Sequence[str]
) -> list[int]:
    """Rows of the comments that stand for the group, those of several people first.

    `sizes` has the people per document. Each is the comment near which most people speak who are
    not near one chosen before, of another person as far as there are enough; `authors` has a
    person per document. Source: facility location, Nemhauser, Wolsey and Fisher 1978.
    """
    people = np.asarray(sizes, float)
    reading = np.where(_readable(documents), 1.0, _UNREADABLE)
    candidates = _candidates(vectors, documents, people, reading)
    heard = np.arange(len(people))[:: -(-len(people) // _MOST_HEARD) or 1]
    near = np.round(np.clip(vectors[candidates] @ vectors[heard].T, 0.0, 1.0), 3).astype(float)
    near[candidates[:, None] == heard] = 1.0
    alike = np.round(vectors[candidates] @ vectors[candidates].T, 3) >= _SAME
    chosen: list[int] = []
    allowed = np.ones(len(candidates), bool)
    covered = np.zeros(len(heard))
    while allowed.any() and len(chosen) < EXEMPLARS:
        gains = np.maximum(near - covered, 0.0) @ people[heard] * reading[candidates]
        best = int(np.argmax(np.where(allowed, np.round(gains, 6), -1.0)))
        chosen.append(int(candidates[best]))
        covered = np.maximum(covered, near[best])
        others = [authors[row] != authors[chosen[-1]] for row in candidates]
        allowed &= ~alike[best] & np.array(others, bool)
        allowed[best] = False
    return sorted(chosen, key=lambda row: -sizes[row] if sizes[row] >= _MANY else 0)


def _candidates(
    vectors: Vectors, documents: Sequence[Document], people: Values, reading: Values
) -> NDArray[np.int64]:
    """The most central rows and those of most people, in the order of their texts."""
    central = np.round(vectors @ vectors.mean(axis=0), 4) * reading
    best = np.lexsort((np.arange(len(people)), -central, -np.where(people >= _MANY, people, 0)))
    rows = best[:_MOST_CANDIDATES].tolist()
    return np.array(sorted(rows, key=lambda row: (documents[row].text, row)), np.int64)


def _readable(documents: Sequence[Document]) -> NDArray[np.bool_]:
    """Which comments are neither a shout nor a letter; words with spaces take more signs."""
    lengths = [
        len(d.text) / (1.0 if d.language in ("ja", "zh", "ko") else _SPACED) for d in documents
    ]
    return np.array([READABLE[0] <= length <= READABLE[1] for length in lengths], bool)
