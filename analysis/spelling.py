"""Latent semantic analysis of characters and of words as they are written.

Source: Deerwester et al. 1990.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors, unit_rows
from analysis.character_runs import RunCounter
from analysis.text import LONGEST, Document, evenly

DIMS = 100
SAMPLE = 1_000
NEAR = 0.015
"""Share of the sample that counts as near a comment."""
_NEAREST = 3
_FEWEST_TEXTS = 2
"""In which a piece has to stand to be counted."""


@dataclass(frozen=True)
class _Analysis:
    """Counts of a vectorizer turned to few dimensions; None where there was nothing to count."""

    vectorizer: Any
    components: NDArray[np.float32] | None

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self.components is None:
            return np.zeros((len(texts), 1), np.float32)
        return unit_rows(self.vectorizer.transform(texts) @ self.components)


class CharacterAnalysis(_Analysis):
    """Of one to three characters in a row."""

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> CharacterAnalysis:
        """The components of these documents."""
        texts = [_plain(document) for document in documents]
        counter = RunCounter.fit(texts, fewest_texts=_FEWEST_TEXTS)
        if not len(counter.known):
            return cls(None, None)
        return cls(*_fitted(*_weighted(counter, texts)))

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, at most `DIMS` wide."""
        return self._encode([_plain(document) for document in documents])


class WordAnalysis(_Analysis):
    """Of words."""

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> WordAnalysis:
        """The components of these documents."""
        counted = _counted([_words(document) for document in documents])
        return cls(*_fitted(*counted)) if counted else cls(None, None)

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, at most `DIMS` wide."""
        return self._encode([_words(document) for document in documents])


@dataclass(frozen=True)
class _WeightedRuns:
    """Counts of runs of characters, weighted; `weights` is scikit-learn's."""

    counter: RunCounter
    weights: Any

    def transform(self, texts: Sequence[str]) -> Any:
        """A sparse row per text."""
        return self.weights.transform(self.counter.count(texts), copy=False)


def shared_words(documents: Sequence[Document]) -> float:
    """How alike in their words each comment and those nearest to it are: mean cosine, in [0, 1].

    An even sample stands for all, so that the figure does not grow with their number.
    """
    taken = evenly(documents, SAMPLE)
    counted = _counted([_words(document) for document in taken])
    if counted is None or len(taken) < 2:
        return 0.0
    _, counts = counted
    alike = np.asarray((counts @ counts.T).todense())
    np.fill_diagonal(alike, 0)
    n_near = min(len(taken) - 1, max(_NEAREST, round(NEAR * len(taken))))
    return float(np.round(np.partition(alike, -n_near, axis=1)[:, -n_near:].mean(), 3))


def _plain(document: Document) -> str:
    return document.plain[:LONGEST]


def _words(document: Document) -> str:
    return " ".join(word.lemma.replace(" ", "_") for word in document.words)


def _weighted(counter: RunCounter, texts: Sequence[str]) -> tuple[_WeightedRuns, Any]:
    """The weights of the runs in these texts, and the texts weighted."""
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = counter.count(texts)
    weights = TfidfTransformer(sublinear_tf=True).fit(counts)
    return _WeightedRuns(counter, weights), weights.transform(counts, copy=False)


def _counted(texts: Sequence[str]) -> tuple[Any, Any] | None:
    """A vectorizer of words and the weights it gives, None where no word stands in two texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        tokenizer=str.split,
        token_pattern=None,
        min_df=_FEWEST_TEXTS,
        sublinear_tf=True,
        lowercase=False,
        dtype=np.float32,
    )
    try:
        return vectorizer, vectorizer.fit_transform(texts)
    except ValueError:
        return None


def _fitted(vectorizer: Any, counts: Any) -> tuple[Any, NDArray[np.float32] | None]:
    """The vectorizer and the components of what it gives."""
    from sklearn.utils.extmath import randomized_svd

    width = min(DIMS, min(counts.shape) - 1)
    if width < 1:
        return None, None
    right = randomized_svd(counts, width, n_oversamples=20, n_iter=4, random_state=0)[2]
    return vectorizer, np.ascontiguousarray(right.T.astype(np.float32))
