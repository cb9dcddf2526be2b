"""The fit of a map on its landmarks: words, vectors, topics and places of those voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors
from analysis.assigning import Assigned, Assigner
from analysis.embedders import embedder
from analysis.embedding import Encoder
from analysis.grouping import Grouping, group
from analysis.landmarks import landmarks
from analysis.parts import Runner, cut, one_thread
from analysis.stance import stance, stances_of
from analysis.text import Document, read_all, tells
from analysis.voices import Voice
from koemap.records import Recipe

Advance = Callable[[float], None]


@dataclass(frozen=True)
class Fitted:
    """The landmarks by the rows of their voices, with their documents, vectors and grouping."""

    rows: NDArray[np.int64]
    documents: Sequence[Document]
    encoder: Encoder
    vectors: Vectors
    grouping: Grouping


def fit(
    texts: Sequence[str], voices: Sequence[Voice], recipe: Recipe, begin: Callable[[str], None]
) -> Fitted:
    """The fit on the landmarks among the voices; `texts` has what each voice says."""
    begin("words")
    rows = landmarks(voices)
    documents = read_all([texts[row] for row in rows])
    begin("vectors")
    with one_thread():
        encoder = embedder(recipe.embedder).fit(documents)
        vectors = encoder.encode(documents)
        grouping = group(vectors, tells(documents), recipe, begin)
    return Fitted(rows, documents, encoder, vectors, grouping)


def assigned(texts: Sequence[str], fitted: Fitted, runner: Runner, advance: Advance) -> Assigned:
    """Topic and place of every voice: the landmarks have theirs, the others are assigned."""
    grouping = fitted.grouping
    stances = stances_of(fitted.documents)
    found = Assigned(grouping.topics, grouping.points, grouping.strengths, stances)
    others = np.setdiff1d(np.arange(len(texts)), fitted.rows, assume_unique=True)
    if not len(others):
        return found
    if not len(grouping.themes):
        nowhere = [_nowhere(texts[row]) for row in others]
        return _with(found, fitted.rows, others, nowhere)
    assigner = Assigner.of(fitted.encoder, fitted.vectors, grouping)
    parts = cut([texts[row] for row in others])
    return _with(
        found, fitted.rows, others, _heard(runner.map(assigner.read, parts), len(parts), advance)
    )


def _heard(results: Iterator[Assigned], n_parts: int, advance: Advance) -> Iterator[Assigned]:
    for number, result in enumerate(results, start=1):
        yield result
        advance(number / n_parts)


def _nowhere(text: str) -> Assigned:
    """A voice for which there is no topic on the map: alone, in its middle."""
    return Assigned(np.array([-1]), np.zeros((1, 2)), np.zeros(1), [stance(text)])


def _with(
    found: Assigned,
    rows: NDArray[np.int64],
    others: NDArray[np.int64],
    rest: Iterator[Assigned] | list[Assigned],
) -> Assigned:
    """The landmarks in their `rows`, the other voices in theirs."""
    parts = [found, *rest]
    order = np.argsort(np.concatenate([rows, others]), kind="stable")
    stances = [one for part in parts for one in part.stances]
    return Assigned(
        np.concatenate([part.topics for part in parts])[order],
        np.concatenate([part.points for part in parts])[order],
        np.concatenate([part.strengths for part in parts])[order],
        [stances[place] for place in order],
    )
