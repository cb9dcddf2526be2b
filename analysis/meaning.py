"""The meaning of whole texts as an optional model reads it, made fit for a map.

All vectors of such a model share a direction, and those of one language another: without their
centres, languages would form topics. Requests are told apart by their very words too, so spelling
is joined, as beside the default's word vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors, unit_rows
from analysis.spelling import CharacterAnalysis, WordAnalysis, shared_words
from analysis.static import CHARACTERS, WORDS, StaticEncoder
from analysis.text import Document
from analysis.vector_cache import VectorCache

LONGEST = 2_000
"""Characters of one comment that are read; most models read less."""
FEW = 4
"""Comments of a language that are too few to have a centre of their own: they get that of all."""
SPELLING = 0.5
"""Weight of spelling, as a share of what it weighs beside word vectors: a model that reads whole
sentences says more than they do."""
REVISION = "centred+lsa-100/1"
"""Goes up when the same vectors of a model are made into others."""

Row = NDArray[np.float64]


class Reader(Protocol):
    """Turns texts into vectors, each on its own; can be pickled."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 per text, the same whatever the other texts are."""
        ...


@dataclass(frozen=True)
class Kept:
    """A slow reader whose vectors are kept; `space` names it with its revision."""

    reader: Reader
    cache: VectorCache
    space: str

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row per text, read only where it is not kept."""
        return self.cache.vectors(self.space, texts, self.reader.vectors)


@dataclass(frozen=True)
class Meaning:
    """What a reader says of texts, without the centre of their language.

    The centre of "" is that of all comments, for languages that have none of their own.
    """

    reader: Reader
    centres: Mapping[str, Row]
    width: int

    @classmethod
    def fit(cls, reader: Reader, documents: Sequence[Document]) -> Meaning:
        """The centres of these documents."""
        rows = _rows(reader, documents)
        return cls(reader, _centres(rows, documents), rows.shape[1])

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row per document, shape (n_documents, width)."""
        rows = _rows(self.reader, documents, self.width).astype(np.float64)
        languages = np.array([document.language for document in documents])
        seen = rows.any(axis=1)
        for code in sorted(set(languages.tolist())):
            centre = self.centres.get(code, self.centres.get("", 0.0))
            rows[seen & (languages == code)] -= centre
        return unit_rows(rows)


def joined(reader: Reader, documents: Sequence[Document]) -> StaticEncoder:
    """An encoder of meaning and spelling for documents like these."""
    shared = SPELLING * shared_words(documents)
    return StaticEncoder(
        (
            (1.0, Meaning.fit(reader, documents)),
            (CHARACTERS * shared, CharacterAnalysis.fit(documents)),
            (WORDS * shared, WordAnalysis.fit(documents)),
        )
    )


def plain(document: Document) -> str:
    """What a model is given to read."""
    return document.plain[:LONGEST]


def _rows(reader: Reader, documents: Sequence[Document], width: int = 1) -> Vectors:
    """The reader's rows, zeros for documents that hold nothing to read.

    `width` is that of the rows when no document holds anything.
    """
    texts = [plain(document) for document in documents]
    filled = [row for row, text in enumerate(texts) if text]
    if not filled:
        return np.zeros((len(documents), width), np.float32)
    read = reader.vectors([texts[row] for row in filled])
    rows = np.zeros((len(documents), read.shape[1]), np.float32)
    rows[filled] = read
    return rows


def _centres(rows: Vectors, documents: Sequence[Document]) -> dict[str, Row]:
    """The mean of each language that is no rarity, and that of all under ""."""
    seen = rows.any(axis=1)
    languages = np.array([document.language for document in documents])
    counts = Counter(languages[seen].tolist())
    of = {code: seen & (languages == code) for code in sorted(counts) if counts[code] > FEW}
    if seen.sum() > FEW:
        of[""] = seen
    return {code: rows[mine].mean(axis=0, dtype=np.float64) for code, mine in of.items()}
