"""The embedder of a command, with the kept vectors and the service of this installation."""

from __future__ import annotations

import logging
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap import settings
from koemap.cli.language import say
from koemap.settings import Settings

if TYPE_CHECKING:
    from analysis.embedding import Embedder

OPTIONAL = {"sentence-transformers": "sentence_transformers", "model2vec": "model2vec"}
KNOCK_SECONDS = 3.0


def embedder_of(chosen: Settings, name: str) -> Embedder:
    """The embedder of that name; says where texts are sent when it sends them elsewhere."""
    from analysis.embedders import Setup, embedder
    from analysis.vector_cache import VectorCache

    # What it would say of a second try is said by us when there is no third.
    logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)
    home = Path(chosen.home)
    cache = VectorCache(home, settings.secret(home), say=tell)
    found = embedder(name, Setup(cache, chosen.embeddings_url, chosen.embeddings_key))
    if name.startswith("openai:"):
        _tell_where(chosen)
    return found


def tell(en: str, ja: str) -> None:
    """Say it to the person at the command."""
    click.echo(f"koemap: {say(en, ja)}", err=True)


def available(chosen: Settings) -> tuple[str, str]:
    """Which embedders there are, in English and Japanese.

    Raises
    ------
    KoemapError
        A service is set that cannot be used.
    """
    there = {name: version(name) for name, package in OPTIONAL.items() if find_spec(package)}
    en = ["static", *(f"{name} {number}" for name, number in there.items())]
    ja = list(en)
    if missing := [name for name in OPTIONAL if name not in there]:
        en.append(f"no {', no '.join(missing)} (`make neural` gives .venv-neural/bin/koemap)")
        ja.append(
            f"{'・'.join(missing)} なし（`make neural` で .venv-neural/bin/koemap ができます）"
        )
    service_en, service_ja = _service(chosen)
    return ", ".join([*en, service_en]), "、".join([*ja, service_ja])


def _service(chosen: Settings) -> tuple[str, str]:
    from analysis.endpoint import endpoint

    if not chosen.embeddings_url:
        return "no service (KOEMAP_EMBEDDINGS_URL)", "サービスなし（KOEMAP_EMBEDDINGS_URL）"
    service = endpoint(chosen.embeddings_url, chosen.embeddings_key)
    service.knock(KNOCK_SECONDS)
    return f"the service at {service.host} answers", f"{service.host} のサービスは応答あり"


def _tell_where(chosen: Settings) -> None:
    from analysis.endpoint import endpoint

    service = endpoint(chosen.embeddings_url, chosen.embeddings_key)
    if not service.is_here:
        tell(
            f"the texts of the comments, masked, are sent to {service.host}",
            f"声の文（伏せ字のあと）を {service.host} に送ります",
        )
