"""Vectors for documents, near when meanings are near: what an embedder is, and which there are.

An embedder is fitted on the documents of one map and gives an encoder; the encoder reads any
document on its own, so that documents may be read in parts, in other processes, and later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analysis.arrays import Vectors
from analysis.text import Document


class Encoder(Protocol):
    """Turns documents into vectors; the vector of a document depends on nothing but the document.

    Encoders are handed to other processes, so they can be pickled.
    """

    def encode(self, documents: Sequence[Document]) -> Vectors:
        """A row of length 1 per document, 0 for one that holds nothing to read."""
        ...


class Embedder(Protocol):
    """Makes an encoder that suits the documents it is fitted on."""

    @property
    def name(self) -> str:
        """What `--embedder` calls it."""
        ...

    @property
    def revision(self) -> str:
        """Which version of its words or weights; another revision gives other vectors."""
        ...

    def fit(self, documents: Sequence[Document]) -> Encoder:
        """An encoder for documents like these.

        Raises
        ------
        AnalysisError
            It cannot be had here; the message says what to do.
        """
        ...
