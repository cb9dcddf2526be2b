"""A model behind an OpenAI-compatible service, on this machine or at a provider.

How the service reads texts together is its own affair, and so are the last digits of its vectors:
kept vectors are what makes a map the same the next time.
Source: the "Create embeddings" request of the OpenAI API reference.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import Any

import numpy as np
import requests

from analysis.arrays import Vectors, unit_rows
from analysis.endpoint import Endpoint, refused, unreachable
from analysis.meaning import REVISION, Kept, joined
from analysis.static import StaticEncoder
from analysis.text import Document
from analysis.vector_cache import VectorCache
from koemap.errors import AnalysisError

BATCH = 64
MOST_BYTES = 64 * 2**20
MOST_SECONDS = 300.0
"""For one answer, however slowly it drips."""
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Answer:
    """Vectors of length 1 in the order of the texts, and the model as the service calls it."""

    model: str
    rows: Vectors


@dataclass(frozen=True)
class ServiceModel:
    """A model by the name that the service knows it by."""

    model: str
    endpoint: Endpoint
    cache: VectorCache = field(default_factory=VectorCache, compare=False)

    @property
    def name(self) -> str:
        """The name without the address, which may tell of the inside of an office."""
        return f"openai:{self.model}"

    @cached_property
    def revision(self) -> str:
        """The model as the service calls it and its width: all that can be known of it."""
        said = self._tried
        return f"{said.model}, {said.rows.shape[1]} wide ({REVISION})"

    @cached_property
    def _tried(self) -> Answer:
        with self.endpoint.session() as session:
            return ask(session, self.endpoint, self.model, ["声の地図"])

    def fit(self, documents: Sequence[Document]) -> StaticEncoder:
        """An encoder that asks for what is not kept."""
        self.cache.tidy()
        reader = ServiceReader(self.model, self.endpoint, self._tried.rows.shape[1])
        # Two services may give one name to two models.
        space = f"{self.name} {self.revision} at {self.endpoint.url}"
        return joined(Kept(reader, self.cache, space), documents)


@dataclass(frozen=True)
class ServiceReader:
    """Asks the service for vectors of so many numbers."""

    model: str
    endpoint: Endpoint
    width: int

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 per text."""
        with self.endpoint.session() as session:
            return np.vstack(list(self._asked(session, texts)))

    def _asked(self, session: requests.Session, texts: Sequence[str]) -> Iterator[Vectors]:
        for start in range(0, len(texts), BATCH):
            answer = ask(session, self.endpoint, self.model, texts[start : start + BATCH])
            if answer.rows.shape[1] != self.width:
                raise _wrong(self.endpoint, "vectors of changing length", "長さの変わるベクトル")
            yield answer.rows


def ask(session: requests.Session, endpoint: Endpoint, model: str, texts: Sequence[str]) -> Answer:
    """What the service answers.

    Raises
    ------
    AnalysisError
        It cannot be reached, refuses, or answers something else than vectors.
    """
    question = {"model": model, "input": list(texts)}
    try:
        with session.post(
            f"{endpoint.url}/embeddings",
            json=question,
            timeout=endpoint.timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise refused(endpoint.host, response.status_code)
            return _answer(endpoint, model, len(texts), _body(endpoint, response))
    except requests.RequestException as error:
        raise unreachable(endpoint.host, error) from error


def _body(endpoint: Endpoint, response: requests.Response) -> bytes:
    """The whole body, unless it is endless."""
    ends_at, body = monotonic() + MOST_SECONDS, bytearray()
    for piece in response.iter_content(2**16):
        body += piece
        if len(body) > MOST_BYTES or monotonic() > ends_at:
            raise _wrong(endpoint, "an answer without end", "終わらない応答")
    return bytes(body)


def _answer(endpoint: Endpoint, model: str, n_texts: int, body: bytes) -> Answer:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _wrong(endpoint, "no JSON", "JSON でない応答") from error
    rows = _rows(said)
    if rows is None:
        raise _wrong(endpoint, "no vectors of numbers", "数のベクトルでない応答")
    if len(rows) != n_texts:
        raise _wrong(
            endpoint,
            f"{len(rows)} vectors for {n_texts} texts",
            f"{n_texts}件の文に{len(rows)}件のベクトル",
        )
    called = said.get("model")
    known = called if isinstance(called, str) and called.isprintable() and called else model
    return Answer(known[:_LONGEST_NAME], unit_rows(rows))


def _rows(said: Any) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """The vectors in the order of their numbers, None where they are none."""
    try:
        found = {entry["index"]: entry["embedding"] for entry in said["data"]}
        listed = [found[number] for number in range(len(said["data"]))]
        if not all(type(value) in (int, float) for row in listed for value in row):
            return None
        rows = np.array(listed, np.float64)
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    sound = rows.ndim == 2 and rows.shape[1] and np.abs(rows).max() < 1e100  # NaN is not smaller
    return rows if sound else None


def _wrong(endpoint: Endpoint, en: str, ja: str) -> AnalysisError:
    return AnalysisError(
        f"the embedding service at {endpoint.host} answered {en}; see the address and the model",
        ja=f"{endpoint.host} の埋め込みサービスの応答を使えません（{ja}）。アドレスとモデルを"
        "確かめてください",
        lasting=True,
    )
