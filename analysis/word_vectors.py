"""The meaning of words: chiVe in ja-ginza for Japanese, WordLlama for English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors, unit_rows
from analysis.text import LONGEST, Document, japanese_units

SIF = 0.01
SMOOTHING = 50.0
UNTELLING = 0.25
"""Weight of a word that carries no subject, beside one that does: particles, `思う`, `こと`."""
_FEW = 4
"""Documents of a language that are too few to have a centre of their own."""
_TELL_STYLE = 60
"""Documents in which style is told from subject; what fewer have most in common is a subject."""

Row = NDArray[np.float64]
Centres = Mapping[str, Row]


@dataclass(frozen=True)
class JapaneseWords:
    """Weighted means of chiVe vectors; each language is centred, so that none forms a cluster.

    `weights` has one per unit, smaller for frequent ones; `first` is the first component, which is
    style more than subject.
    """

    weights: Mapping[str, float]
    centres: Centres
    first: Row

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> JapaneseWords:
        """Weights, centres and first component of these documents."""
        counts = Counter(unit for document in documents for unit, _ in known_units(document))
        total = sum(counts.values()) + SMOOTHING / SIF
        weights = {unit: SIF / (SIF + count / total) for unit, count in counts.items()}
        plain = _weighted_means(documents, weights)
        centres = _centres(plain, documents)
        return cls(weights, centres, _first(_centred(plain, documents, centres)))

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, shape (n_documents, 300)."""
        plain = _weighted_means(documents, self.weights)
        centred = _centred(plain, documents, self.centres)
        return unit_rows(centred - np.outer(centred @ self.first, self.first))


@dataclass(frozen=True)
class EnglishWords:
    """WordLlama's vectors, centred."""

    centres: Centres

    @classmethod
    def fit(cls, documents: Sequence[Document]) -> EnglishWords:
        """The centre of each language among these documents."""
        return cls(_centres(_wordllama_rows(documents), documents))

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, shape (n_documents, 256)."""
        return unit_rows(_centred(_wordllama_rows(documents), documents, self.centres))


def known_units(document: Document) -> list[tuple[str, float]]:
    """The units of the document that chiVe knows, each with how telling its word is."""
    table = _chive()
    return [
        (unit, 1.0 if word.content else UNTELLING)
        for word in document.words
        for unit in (word.units if document.language == "ja" else japanese_units(word.surface))
        if table.row(unit) is not None
    ]


def _weighted_means(documents: Sequence[Document], weights: Mapping[str, float]) -> Vectors:
    """The direction of each document's words together; a unit without weight is a rare one: 1."""
    from scipy.sparse import csr_matrix

    table = _chive()
    known = [known_units(document) for document in documents]
    starts = np.cumsum([0, *map(len, known)])
    units = [unit for row in known for unit, _ in row]
    rows = np.array([table.row(unit) for unit in units], np.int64)
    used, places = np.unique(rows, return_inverse=True)
    telling = np.array([told for row in known for _, told in row])
    counts = telling * np.array([weights.get(unit, 1.0) for unit in units])
    words = csr_matrix((counts, places, starts), (len(documents), len(used)))
    return unit_rows(words @ table.vectors[used])


def _wordllama_rows(documents: Sequence[Document]) -> Vectors:
    texts = [document.plain[:LONGEST] or " " for document in documents]
    return unit_rows(np.asarray(_wordllama().embed(texts, norm=True)))


def _centres(rows: Vectors, documents: Sequence[Document]) -> dict[str, Row]:
    """The mean of each language that enough of the rows are in; rows of zeros are not counted."""
    seen, languages = rows.any(axis=1), np.array([document.language for document in documents])
    of = {code: seen & (languages == code) for code in sorted(set(languages.tolist()))}
    return {
        code: rows[mine].mean(axis=0, dtype=np.float64)
        for code, mine in of.items()
        if mine.sum() > _FEW
    }


def _centred(rows: Vectors, documents: Sequence[Document], centres: Centres) -> Row:
    """The rows at length 1 without the centre of their language; rows of zeros stay."""
    centred = rows.astype(np.float64)
    languages = np.array([document.language for document in documents])
    for code, centre in centres.items():
        centred[rows.any(axis=1) & (languages == code)] -= centre
    return unit_rows(centred).astype(np.float64)


def _first(rows: Row) -> Row:
    """The first component of the rows, zero when they are too few to tell style by."""
    seen = rows[rows.any(axis=1)]
    if len(seen) < _TELL_STYLE:
        return np.zeros(rows.shape[1])
    return np.asarray(np.linalg.eigh(seen.T @ seen)[1][:, -1], np.float64)


class _Table:
    """Word vectors of length 1, and the row of each word that has one."""

    def __init__(self, vectors: Any, hashed: Callable[[str], int]) -> None:
        self.vectors = unit_rows(vectors.data)
        self._rows, self._hashed = vectors.key2row, hashed

    def row(self, word: str) -> int | None:
        """The row of the word, None for one that is not known."""
        row: int | None = self._rows.get(self._hashed(word))
        return row


@cache
def _chive() -> _Table:
    import ja_ginza
    from spacy.strings import hash_string  # type: ignore[attr-defined]
    from spacy.vectors import Vectors as SpacyVectors

    folder = next(Path(ja_ginza.__file__).parent.glob("ja_ginza-*"))
    return _Table(SpacyVectors().from_disk(folder / "vocab", exclude=["strings"]), hash_string)


@cache
def _wordllama() -> Any:
    import wordllama

    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
