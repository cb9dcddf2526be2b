"""The second environment: locked with hashes, but for torch, which differs by computer."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements-neural.lock").read_text(encoding="utf-8")


def test_everything_but_torch_is_locked_with_hashes() -> None:
    requirements = [line for line in LOCK.splitlines() if line and line[0].isalnum()]
    assert all("==" in line and line.endswith("\\") for line in requirements)
    assert "://" not in LOCK
    for name in ("torch", "triton", "nvidia-"):
        assert not any(line.startswith(name) for line in requirements)


def test_what_is_installed_is_what_is_locked() -> None:
    for name in ("sentence-transformers", "transformers", "tokenizers", "model2vec", "numpy"):
        assert f"\n{name}=={version(name)} " in LOCK
    assert find_spec("torch") is not None
