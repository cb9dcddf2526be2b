"""These tests run in the environment that `make neural` sets up; the usual one has no torch."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore_glob = [] if find_spec("torch") else ["models.py", "test_*.py"]


@pytest.fixture(scope="session")
def sentence_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny sentence-transformers model with random weights, made on the spot."""
    from tests.neural.models import save_sentence_model

    return save_sentence_model(tmp_path_factory.mktemp("sentence") / "model")


@pytest.fixture(scope="session")
def token_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model2vec model with random vectors, made on the spot."""
    from tests.neural.models import save_token_model

    logging.getLogger("model2vec").setLevel(logging.ERROR)
    return save_token_model(tmp_path_factory.mktemp("token") / "model")
