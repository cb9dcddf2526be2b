"""Sentence-transformers models from a local folder; nothing is downloaded, no code in it is run.

Each text is read by itself and on one thread: in a batch, the other texts and the number of threads
change its last digits, and the map would depend on who came with whom. On two cores a thread for
each core is faster that way than one batch for both.
Source: Reimers and Gurevych 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import Vectors, unit_rows
from analysis.meaning import REVISION, Kept, joined
from analysis.model_folder import broken, checked, digest, installed, versions
from analysis.parts import n_cores
from analysis.static import StaticEncoder
from analysis.text import Document
from analysis.vector_cache import VectorCache

PROGRAM = "sentence-transformers"
PROMPT = "clustering"
"""Prompt for finding topics, by the name that models give it; else the model's default."""


@dataclass(frozen=True)
class SentenceModel:
    """A model in a folder."""

    folder: Path
    cache: VectorCache = field(default_factory=VectorCache, compare=False)
    name = PROGRAM

    @cached_property
    def revision(self) -> str:
        """The digest of the model's files, and what reads them."""
        folder = _checked(self.folder)
        read_by = versions(PROGRAM, "transformers", "tokenizers", "torch")
        return f"{digest(folder)} ({read_by}; {REVISION})"

    def fit(self, documents: Sequence[Document]) -> StaticEncoder:
        """An encoder that loads the model where it is used."""
        self.cache.tidy()
        reader = SentenceReader(_checked(self.folder))
        return joined(Kept(reader, self.cache, f"{self.name} {self.revision}"), documents)


@dataclass(frozen=True)
class SentenceReader:
    """Reads texts with the model in the folder."""

    folder: Path

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 per text, the same whatever the other texts are."""
        model = _model(self.folder)
        with ThreadPoolExecutor(n_cores(), initializer=_on_one_thread) as pool:
            rows = np.array(list(pool.map(partial(_row, model), texts)), np.float64)
        if not np.isfinite(rows).all():
            raise broken(self.folder, PROGRAM, ValueError())
        return unit_rows(rows)


def _checked(folder: Path) -> Path:
    installed("sentence_transformers", PROGRAM)
    return checked(folder, needs=("modules.json",), program=PROGRAM)


def _row(model: Any, text: str) -> Any:
    prompt = PROMPT if PROMPT in model.prompts else None
    return model.encode(text, prompt_name=prompt, show_progress_bar=False)


@cache
def _model(folder: Path) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False
        )
        # The tokenizer sets itself up at the first text, which threads must not do together.
        _row(model, "a")
    except Exception as error:
        raise broken(folder, PROGRAM, error) from error
    return model


def _on_one_thread() -> None:
    import torch

    torch.set_num_threads(1)
