"""Vectors for documents, near when meanings are near; nothing is downloaded.

`static` joins word vectors that ship inside ordinary packages with character n-grams:
chiVe in ja-ginza for Japanese, WordLlama for English. A language of few comments is read in the
space of the language of most: Sudachi turns `school` into スクール, and chiVe knows that word.
Sources: Arora et al. 2017 (weights and first component), Manabe et al. 2019 (chiVe),
Deerwester et al. 1990 (latent semantic analysis).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors, unit_rows
from analysis.text import Document, japanese_units, normalise
from koemap.errors import AnalysisError

SIF = 0.01
SMOOTHING = 50.0
UNTELLING = 0.25
"""Weight of a word that carries no subject, beside one that does: particles, `思う`, `こと`."""
CHARACTERS = {"ja": 0.7, "en": 0.5}
LSA_DIMS = 100
OWN_SPACE = 0.25
"""Share of the comments from which a second language gets a space of its own."""

_LONGEST = 5000
"""Characters of one comment that are read for n-grams; the words are read to the end."""


class Embedder(Protocol):
    """Turns documents into vectors; equal documents in equal company get equal vectors."""

    name: str
    revision: str

    def embed(self, documents: Sequence[Document]) -> Vectors:
        """A row of length 1 per document, 0 for one that holds nothing to read."""
        ...


class Static:
    """The default: word vectors from packages, joined with character n-grams."""

    name = "static"
    revision = "chive-1.1+wordllama-l2-256+lsa-100/2"

    def embed(self, documents: Sequence[Document]) -> Vectors:
        """Word vectors of each large language side by side, then character n-grams."""
        if not documents:
            return np.zeros((0, 1), np.float32)
        languages = _spaces(documents)
        blocks = [_READERS[code](documents) for code in languages]
        weight = CHARACTERS.get(languages[0], 1.0) if languages else 1.0
        blocks.append(weight * _characters(documents))
        return np.round(unit_rows(np.hstack(blocks)), 6)


def embedder(name: str) -> Embedder:
    """The embedder of that name.

    Raises
    ------
    AnalysisError
        There is none.
    """
    if name != Static.name:
        raise AnalysisError(f"there is no embedder {name!r}; use {Static.name!r}")
    return Static()


def _spaces(documents: Sequence[Document]) -> list[str]:
    """The languages that get a space of their own, the largest first."""
    counts = Counter(document.language for document in documents)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    large = ranked[:1] + [code for code in ranked[1:] if counts[code] >= OWN_SPACE * len(documents)]
    return [code for code in large if code in _READERS]


def _japanese_space(documents: Sequence[Document]) -> Vectors:
    """Weighted mean of chiVe vectors; each language is centred, so that none forms a cluster."""
    table = _chive()
    units = [_known(document, table) for document in documents]
    counts = Counter(unit for row in units for unit, _ in row)
    total = sum(counts.values()) + SMOOTHING / SIF
    weights = {unit: SIF / (SIF + count / total) for unit, count in counts.items()}
    rows = np.zeros((len(documents), table.width), np.float64)
    for row, known in enumerate(units):
        for unit, telling in known:
            rows[row] += telling * weights[unit] * table.vector(unit)
    return _without_first(_centred(unit_rows(rows), documents))


def _english_space(documents: Sequence[Document]) -> Vectors:
    """WordLlama vectors, centred."""
    texts = [normalise(document.text)[:_LONGEST] or " " for document in documents]
    return _centred(unit_rows(np.asarray(_wordllama().embed(texts, norm=True))), documents)


_READERS = {"ja": _japanese_space, "en": _english_space}


def _centred(rows: Vectors, documents: Sequence[Document]) -> Vectors:
    """The rows without the mean of their language."""
    centred = rows.astype(np.float64)
    seen = np.abs(rows).sum(axis=1) > 0
    for code in sorted({document.language for document in documents}):
        mine = seen & np.array([document.language == code for document in documents])
        if mine.sum() > 4:
            centred[mine] -= centred[mine].mean(axis=0)
    return unit_rows(centred)


def _without_first(rows: Vectors) -> Vectors:
    """The rows without their first component, which is style more than subject."""
    plain = rows.astype(np.float64)
    seen = np.abs(rows).sum(axis=1) > 0
    if seen.sum() > 4:
        first = np.linalg.eigh(plain[seen].T @ plain[seen])[1][:, -1:]
        plain[seen] -= plain[seen] @ first @ first.T
    return unit_rows(plain)


def _characters(documents: Sequence[Document]) -> Vectors:
    """Latent semantic analysis of character n-grams, at most `LSA_DIMS` wide."""
    from scipy.sparse.linalg import svds
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [normalise(document.text)[:_LONGEST] for document in documents]
    count = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(1, 3), min_df=2, sublinear_tf=True, lowercase=False
    )
    try:
        grams = count.fit_transform(texts).astype(np.float64)
    except ValueError:
        return np.zeros((len(texts), 1), np.float32)
    width = min(LSA_DIMS, min(grams.shape) - 1)
    if width < 1:
        return np.zeros((len(texts), 1), np.float32)
    start = np.ones(min(grams.shape)) / np.sqrt(min(grams.shape))
    left, values, right = svds(grams, k=width, v0=start)
    signs = np.sign(right[np.arange(width), np.abs(right).argmax(axis=1)])
    return unit_rows(left * values * signs)


class _Table:
    """Word vectors of length 1 by word."""

    def __init__(self, vocab: Any) -> None:
        self._keys = {vocab.strings[key]: row for key, row in vocab.vectors.key2row.items()}
        self._rows = unit_rows(vocab.vectors.data)
        self.width = self._rows.shape[1]

    def __contains__(self, word: str) -> bool:
        return word in self._keys

    def vector(self, word: str) -> NDArray[np.float32]:
        """The vector of a word the table knows."""
        row: NDArray[np.float32] = self._rows[self._keys[word]]
        return row


def _known(document: Document, table: _Table) -> list[tuple[str, float]]:
    """The units of the document that the table knows, each with how telling its word is."""
    return [
        (unit, 1.0 if word.content else UNTELLING)
        for word in document.words
        for unit in (word.units if document.language == "ja" else japanese_units(word.surface))
        if unit in table
    ]


@cache
def _chive() -> _Table:
    import ja_ginza
    from spacy.vocab import Vocab

    folder = next(Path(ja_ginza.__file__).parent.glob("ja_ginza-*"))
    return _Table(Vocab().from_disk(folder / "vocab"))


@cache
def _wordllama() -> Any:
    import wordllama

    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
