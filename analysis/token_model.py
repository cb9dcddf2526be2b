"""Model2vec models from a local folder: a vector for each piece of a word, so they need no torch.

Their vectors are not kept: they are read about as fast as kept ones are found.
Source: Tulkens and van Dongen 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import Vectors, unit_rows
from analysis.meaning import REVISION, joined
from analysis.model_folder import broken, checked, digest, installed, versions
from analysis.static import StaticEncoder
from analysis.text import Document

PROGRAM = "model2vec"
WEIGHTS = ("model.safetensors", "0_StaticEmbedding/model.safetensors")


@dataclass(frozen=True)
class TokenModel:
    """A model in a folder."""

    folder: Path
    name = PROGRAM

    @cached_property
    def revision(self) -> str:
        """The digest of the model's files, and what reads them."""
        return f"{digest(_checked(self.folder))} ({versions(PROGRAM, 'tokenizers')}; {REVISION})"

    def fit(self, documents: Sequence[Document]) -> StaticEncoder:
        """An encoder that loads the model where it is used."""
        return joined(TokenReader(_checked(self.folder)), documents)


@dataclass(frozen=True)
class TokenReader:
    """Reads texts with the model in the folder."""

    folder: Path

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 per text, zeros for one that holds no piece the model knows."""
        # With many texts it would change a variable of the whole process, to little gain.
        rows = _model(self.folder).encode(list(texts), use_multiprocessing=False)
        if not np.isfinite(rows).all():
            raise broken(self.folder, PROGRAM, ValueError())
        return unit_rows(rows.astype(np.float64))


def _checked(folder: Path) -> Path:
    installed(PROGRAM, PROGRAM)
    return checked(folder, needs=WEIGHTS, program=PROGRAM)


@cache
def _model(folder: Path) -> Any:
    try:
        from model2vec import StaticModel

        model = StaticModel.from_pretrained(folder)
        model.encode(["a"])
    except Exception as error:
        raise broken(folder, PROGRAM, error) from error
    return model
