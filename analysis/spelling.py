"""Latent semantic analysis of characters and of words as they are written.

Source: Deerwester et al. 1990.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors, unit_rows
from analysis.pieces import RunCounter, WordCounter
from analysis.text import LONGEST, Document, evenly

DIMS = 100
SAMPLE = 1_000
NEAR = 0.015
"""Share of the sample that counts as near a comment."""
_NEAREST = 3
_FEWEST_TEXTS = 2
"""In which a piece has to stand to be counted."""


class Counter(Protocol):
    """Counts the pieces of texts that it knows."""

    def count(self, texts: Sequence[str]) -> Any:
        """A sparse row of counts per text, float32, shape (n_texts, n_pieces)."""
        ...


@dataclass(frozen=True)
class _Analysis:
    """Counts of pieces turned to few dimensions; without components there was nothing to count.

    `weights` are larger for pieces of few texts. Rows are not made as long as each other before
    they are turned, since in the end they are.
    """

    counter: Counter
    weights: NDArray[np.float32]
    components: NDArray[np.float32] | None

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self.components is None:
            return np.zeros((len(texts), 1), np.float32)
        counts = self.counter.count(texts)
        counts.data = (1 + np.log(counts.data)) * self.weights[counts.indices]
        return unit_rows(counts @ self.components)


class CharacterAnalysis(_Analysis):
    """Of one to three characters in a row."""

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> CharacterAnalysis:
        """The components of these documents."""
        texts = [_plain(document) for document in documents]
        counter = RunCounter.fit(texts, fewest_texts=_FEWEST_TEXTS)
        return cls(counter, *_fitted(counter.count(texts)))

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, at most `DIMS` wide."""
        return self._encode([_plain(document) for document in documents])


class WordAnalysis(_Analysis):
    """Of words."""

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> WordAnalysis:
        """The components of these documents."""
        texts = [_words(document) for document in documents]
        counter = WordCounter.fit(texts, fewest_texts=_FEWEST_TEXTS)
        return cls(counter, *_fitted(counter.count(texts)))

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, at most `DIMS` wide."""
        return self._encode([_words(document) for document in documents])


def shared_words(documents: Sequence[Document]) -> float:
    """How alike in their words each comment and those nearest to it are: mean cosine, in [0, 1].

    An even sample stands for all, so that the figure does not grow with their number.
    """
    taken = evenly(documents, SAMPLE)
    texts = [_words(document) for document in taken]
    counter = WordCounter.fit(texts, fewest_texts=_FEWEST_TEXTS)
    if not counter.numbers or len(taken) < 2:
        return 0.0
    _, weighted = _weighted(counter.count(texts))
    alike = np.asarray((weighted @ weighted.T).todense())
    np.fill_diagonal(alike, 0)
    n_near = min(len(taken) - 1, max(_NEAREST, round(NEAR * len(taken))))
    return float(np.round(np.partition(alike, -n_near, axis=1)[:, -n_near:].mean(), 3))


def _plain(document: Document) -> str:
    return document.plain[:LONGEST]


def _words(document: Document) -> str:
    return " ".join(word.lemma.replace(" ", "_") for word in document.words)


def _weighted(counts: Any) -> tuple[NDArray[np.float32], Any]:
    """The weight of each piece in these texts, and the texts weighted, at length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    weighting = TfidfTransformer(sublinear_tf=True).fit(counts)
    return weighting.idf_.astype(np.float32), weighting.transform(counts)


def _fitted(counts: Any) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """The weight of each piece, and the components of the texts."""
    from sklearn.utils.extmath import randomized_svd

    width = min(DIMS, min(counts.shape) - 1)
    if width < 1:
        return np.zeros(counts.shape[1], np.float32), None
    weights, weighted = _weighted(counts)
    right = randomized_svd(weighted, width, n_oversamples=20, n_iter=4, random_state=0)[2]
    return weights, np.ascontiguousarray(right.T.astype(np.float32))
