"""Counts of pieces of texts: words, and runs of one to three characters within words.

The same numbers as scikit-learn's `CountVectorizer` gives, by words between spaces or with
`analyzer="char_wb", ngram_range=(1, 3)`. That one takes twice as long for very many texts and a
millisecond for a single one, which live comments do not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Runs = NDArray[np.uint64]
Rows = NDArray[np.int64]

_WIDTH = np.uint64(21)  # bits of a character
_SPACE = np.uint64(ord(" ") + 1)


@dataclass(frozen=True)
class RunCounter:
    """The runs that are counted, ascending, each as a number that sorts as its characters do."""

    known: Runs

    @classmethod
    def fit(cls, texts: Sequence[str], *, fewest_texts: int) -> RunCounter:
        """Counts the runs that stand in at least so many of the texts."""
        every = cls(np.unique(_runs(texts)[0]))
        n_texts = np.bincount(every.count(texts).indices, minlength=len(every.known))
        return cls(every.known[n_texts >= fewest_texts])

    def count(self, texts: Sequence[str]) -> Any:
        """A sparse row of counts per text, float32, shape (n_texts, n_runs)."""
        from scipy.sparse import csr_matrix

        n_texts, n_known = len(texts), len(self.known)
        if not n_known:
            return csr_matrix(np.zeros((n_texts, 0), np.float32))
        runs, rows = _runs(texts)
        places = np.minimum(np.searchsorted(self.known, runs), n_known - 1)
        there = self.known[places] == runs
        found = np.sort(rows[there] * n_known + places[there])
        firsts = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1]))[: len(found)])
        counts = np.diff(np.append(firsts, len(found))).astype(np.float32)
        begins = np.arange(n_texts + 1) * n_known
        starts = np.searchsorted(found[firsts], begins)
        columns = found[firsts] - np.repeat(begins[:-1], np.diff(starts))
        return csr_matrix((counts, columns, starts), (n_texts, n_known))


@dataclass(frozen=True)
class WordCounter:
    """The words that are counted, numbered in their order."""

    numbers: Mapping[str, int]

    @classmethod
    def fit(cls, texts: Sequence[str], *, fewest_texts: int) -> WordCounter:
        """Counts the words that stand in at least so many of the texts."""
        n_texts = Counter(word for text in texts for word in set(text.split()))
        known = sorted(word for word, n in n_texts.items() if n >= fewest_texts)
        return cls({word: number for number, word in enumerate(known)})

    def count(self, texts: Sequence[str]) -> Any:
        """A sparse row of counts per text, float32, shape (n_texts, n_words)."""
        from scipy.sparse import csr_matrix

        found = [Counter(map(self.numbers.get, text.split())) for text in texts]
        rows = [sorted((n, times) for n, times in row.items() if n is not None) for row in found]
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.array([number for row in rows for number, _ in row], np.int64)
        counts = np.array([times for row in rows for _, times in row], np.float32)
        return csr_matrix((counts, columns, starts), (len(texts), len(self.numbers)))


def _runs(texts: Sequence[str]) -> tuple[Runs, Rows]:
    """Every run of every text, and the row of the text that it stands in.

    Words stand between spaces of their own, so that a run with two spaces is in no word.
    """
    spaced = [f" {'  '.join(text.split())} " if text.strip() else "" for text in texts]
    rows = np.repeat(np.arange(len(texts)), np.fromiter(map(len, spaced), np.int64, len(texts)))
    encoded = "".join(spaced).encode("utf-32-le", "surrogatepass")
    one = np.frombuffer(encoded, np.uint32).astype(np.uint64) + np.uint64(1)
    between = one == _SPACE
    pairs = np.flatnonzero(~(between[:-1] & between[1:]))
    triples = pairs[:-1][(np.diff(pairs) == 1) & (pairs[:-1] + 2 < len(one))]
    first = one << (_WIDTH + _WIDTH)
    two = first[pairs] | one[pairs + 1] << _WIDTH
    three = first[triples] | one[triples + 1] << _WIDTH | one[triples + 2]
    runs = np.concatenate((first, two, three))
    return runs, np.concatenate((rows, rows[pairs], rows[triples]))
