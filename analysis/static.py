"""The default embedder: word vectors that ship inside ordinary packages, joined with spelling.

Word vectors say what words mean, latent semantic analysis of characters and words says which are
used together here. In short requests nearly all is in the very words; in long texts equal words
are chance. So spelling counts for as much as near comments share words: twice their mean cosine.
Sources: Arora et al. 2017, Manabe et al. 2019 (chiVe), Deerwester et al. 1990.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis.arrays import Vectors, unit_rows
from analysis.spelling import CharacterAnalysis, WordAnalysis, shared_words
from analysis.text import Document
from analysis.word_vectors import EnglishWords, JapaneseWords

CHARACTERS, WORDS = 2.0, 1.6
"""How much spelling counts beside meaning, per cosine of near comments' words."""
AT_ONCE = 500
"""Documents whose rows are made in one go: the steps in between take many times their room."""
OWN_SPACE = 0.25
"""Share of the comments from which a second language gets a space of its own."""
READERS: dict[str, type[JapaneseWords | EnglishWords]] = {"ja": JapaneseWords, "en": EnglishWords}


class Block(Protocol):
    """Some columns of the vectors."""

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row of length 1 or 0 per document."""
        ...


@dataclass(frozen=True)
class StaticEncoder:
    """Blocks of columns side by side, each with its weight."""

    blocks: tuple[tuple[float, Block], ...]

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """The vectors, rounded, so that small differences between machines vanish."""
        if not documents:
            return np.zeros((0, 1), np.float32)
        starts = range(0, len(documents), AT_ONCE)
        return np.concatenate([self._rows(documents[n : n + AT_ONCE]) for n in starts])

    def _rows(self, documents: Sequence[Document]) -> Vectors:
        columns = [np.float32(weight) * block.encode(documents) for weight, block in self.blocks]
        return np.round(unit_rows(np.hstack(columns)), 6)


class Static:
    """Word vectors of each large language, then characters and words as they are written."""

    name = "static"
    revision = "chive-1.1+wordllama-l2-256+lsa-100/4"

    def fit(self, documents: Sequence[Document]) -> StaticEncoder:
        """An encoder whose weights, centres and components are those of these documents."""
        meaning: list[tuple[float, Block]] = [
            (1.0, READERS[code].fit(documents)) for code in spaces(documents)
        ]
        shared = shared_words(documents) if meaning else 1.0
        characters, words = CharacterAnalysis.fit(documents), WordAnalysis.fit(documents)
        spelling: list[tuple[float, Block]] = [
            (CHARACTERS * shared, characters),
            (WORDS * shared, words),
        ]
        return StaticEncoder((*meaning, *spelling))


def spaces(documents: Sequence[Document]) -> list[str]:
    """The languages that get a space of their own, the largest first.

    A language of few comments is read in the space of the language of most: Sudachi turns
    `school` into スクール, and chiVe knows that word.
    """
    counts = Counter(document.language for document in documents)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    large = ranked[:1] + [code for code in ranked[1:] if counts[code] >= OWN_SPACE * len(documents)]
    return [code for code in large if code in READERS]
