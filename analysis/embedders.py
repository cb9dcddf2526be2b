"""The embedders by what is written behind `--embedder`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.embedding import Embedder
from analysis.vector_cache import VectorCache
from koemap.errors import AnalysisError

WAYS = ("static", "model2vec:FOLDER", "sentence-transformers:FOLDER", "openai:MODEL")


@dataclass(frozen=True)
class Setup:
    """What embedders need of an installation: kept vectors, address and key of a service."""

    cache: VectorCache = field(default_factory=VectorCache)
    url: str = ""
    key: str = field(default="", repr=False)


def embedder(chosen: str, setup: Setup | None = None) -> Embedder:
    """The embedder of that name.

    Raises
    ------
    AnalysisError
        There is none of that name, or it cannot be had here.
    SettingsError
        The address or the key of the service cannot be used.
    """
    if not is_known(chosen):
        raise AnalysisError(f"there is no embedder {chosen!r}; known: {', '.join(WAYS)}")
    kind, _, rest = chosen.partition(":")
    return _MAKERS[kind](rest, setup or Setup())


def is_known(chosen: str) -> bool:
    """Whether this names an embedder, with the folder or model it needs."""
    kind, _, rest = chosen.partition(":")
    return kind in _MAKERS and bool(rest.strip()) == (kind != "static")


def _static(rest: str, setup: Setup) -> Embedder:
    # Nothing is kept for it: it is fast, and its vectors depend on all comments of the map.
    from analysis.static import Static

    return Static()


def _token_model(rest: str, setup: Setup) -> Embedder:
    from analysis.token_model import TokenModel

    return TokenModel(Path(rest).expanduser())


def _sentence_model(rest: str, setup: Setup) -> Embedder:
    from analysis.sentence_model import SentenceModel

    return SentenceModel(Path(rest).expanduser(), setup.cache)


def _service_model(rest: str, setup: Setup) -> Embedder:
    from analysis.endpoint import endpoint
    from analysis.service_model import ServiceModel

    return ServiceModel(rest.strip(), endpoint(setup.url, setup.key), setup.cache)


_MAKERS: dict[str, Callable[[str, Setup], Embedder]] = {
    "static": _static,
    "model2vec": _token_model,
    "sentence-transformers": _sentence_model,
    "openai": _service_model,
}
