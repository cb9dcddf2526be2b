"""The fit of a map on its landmarks: words, vectors, topics and places of those voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors
from analysis.assigning import Assigned, Assigner, together
from analysis.clock import Clock
from analysis.earlier import Earlier
from analysis.embedding import Embedder, Encoder
from analysis.grouping import Grouping, group
from analysis.landmarks import landmarks
from analysis.parts import Part, Runner, one_thread
from analysis.people import People
from analysis.stance import stances_of
from analysis.text import Document, evenly, read_all, tells
from analysis.vector_cache import heard
from analysis.voices import Voice
from koemap.records import Recipe

Advance = Callable[[float], None]

ENOUGH = 4_000
"""Documents from which an embedder learns weights, centres and components."""


@dataclass(frozen=True)
class Fitted:
    """The landmarks by the rows of their voices, with their documents, vectors and grouping."""

    rows: NDArray[np.int64]
    documents: Sequence[Document]
    encoder: Encoder
    vectors: Vectors
    grouping: Grouping


def fit(
    texts: Sequence[str],
    voices: Sequence[Voice],
    recipe: Recipe,
    embedder: Embedder,
    clock: Clock,
    earlier: Earlier | None = None,
    people: People | None = None,
) -> Fitted:
    """The fit on the landmarks among the voices; `texts` has what each voice says."""
    clock.begin("words")
    heard_of = people.heard() if people else np.arange(len(voices))
    n_most = int(dict(recipe.parameters)["landmarks, at most"])
    rows = heard_of[landmarks([voices[row] for row in heard_of], n_most)]
    documents = read_all([texts[row] for row in rows])
    clock.begin("vectors")
    with one_thread(), heard(lambda n_texts: clock.advance(n_texts / len(documents))):
        encoder = embedder.fit(evenly(documents, ENOUGH))
        vectors = encoder.encode(documents)
        before = earlier.only(rows) if earlier else None
        behind = people.only(rows) if people else None
        grouping = group(vectors, tells(documents), recipe, clock.begin, before, behind)
    return Fitted(rows, documents, encoder, vectors, grouping)


def assigned(
    fitted: Fitted,
    speakers: NDArray[np.int64],
    parts: Sequence[Part],
    runner: Runner,
    advance: Advance,
) -> Assigned:
    """Topic, place and stance of every voice: the landmarks have theirs, the others are assigned.

    `speakers` are the rows of the comments that speak for the voices, counted over all `parts`.
    """
    grouping = fitted.grouping
    known = Assigned(
        grouping.topics, grouping.points, grouping.strengths, stances_of(fitted.documents)
    )
    others = np.setdiff1d(np.arange(len(speakers)), fitted.rows, assume_unique=True)
    if not len(others):
        return known
    others = others[np.argsort(speakers[others], kind="stable")]
    assigner = Assigner.of(fitted.encoder, fitted.vectors, grouping)
    meant = list(_meant(speakers[others], parts, runner.part))
    found = [known]
    for part in runner.map(assigner.read, meant):
        found.append(part)
        advance(len(found[1:]) / len(meant))
    return _ordered(found, np.concatenate([fitted.rows, others]))


def _meant(speakers: NDArray[np.int64], parts: Sequence[Part], n_in_part: int) -> Iterator[Part]:
    """Of each part the comments that speak, ascending; parts of which none does are left out."""
    numbers, rows = np.divmod(speakers, n_in_part)
    for number in np.unique(numbers):
        yield parts[number].only(rows[numbers == number].tolist())


def _ordered(parts: Sequence[Assigned], rows: NDArray[np.int64]) -> Assigned:
    """The voices of all parts, which belong to these rows, in the order of the rows."""
    order, found = np.argsort(rows, kind="stable"), together(parts)
    return Assigned(
        found.topics[order],
        found.points[order],
        found.strengths[order],
        [found.stances[place] for place in order],
    )
