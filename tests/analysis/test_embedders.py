"""Embedders by name, and the folders that some of them need."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.embedders import Setup, embedder, is_known
from analysis.model_folder import checked, digest
from analysis.static import Static
from koemap.errors import AnalysisError


@pytest.mark.parametrize(
    "name",
    ["static", "model2vec:folder", "sentence-transformers:/a/folder", "openai:org/model:latest"],
)
def test_a_name_with_what_it_needs_is_known(name: str) -> None:
    assert is_known(name)


@pytest.mark.parametrize(
    "name", ["", "unknown", "static:folder", "model2vec", "sentence-transformers:", "openai: ", ":"]
)
def test_a_name_without_what_it_needs_is_refused_with_the_known_ones(name: str) -> None:
    assert not is_known(name)
    with pytest.raises(AnalysisError, match="known: static, model2vec:FOLDER"):
        embedder(name)


def test_the_default_needs_nothing() -> None:
    assert isinstance(embedder("static"), Static)
    assert "a-key" not in repr(Setup(key="a-key"))


@pytest.mark.parametrize("kind", ["model2vec", "sentence-transformers"])
def test_what_is_not_installed_is_told_with_the_way_to_get_it(kind: str, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="make neural") as caught:
        embedder(f"{kind}:{tmp_path}").fit([])
    assert kind in str(caught.value)
    assert "`make neural` を実行し" in caught.value.ja


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"no folder .*/nowhere; koemap downloads no model"):
        checked(tmp_path / "nowhere", needs=["modules.json"], program="a program")


def test_a_folder_without_a_model_is_told_by_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"modules\.json is missing"):
        checked(tmp_path, needs=["modules.json"], program="a program")


def a_folder(path: Path) -> Path:
    (path / "1_Pooling").mkdir(parents=True)
    (path / "model.safetensors").write_bytes(b"weights" * 99)
    (path / "1_Pooling" / "config.json").write_text("{}", encoding="utf-8")
    return path


def test_a_model_has_the_same_revision_wherever_its_folder_is(tmp_path: Path) -> None:
    here, there = a_folder(tmp_path / "here"), a_folder(tmp_path / "else" / "where")
    (there / "README.md").write_text("How to use it", encoding="utf-8")
    (there / ".git").mkdir()
    (there / ".git" / "config").write_text("x", encoding="utf-8")
    assert digest(here) == digest(there)
    assert digest(here).startswith("sha256:")


@pytest.mark.parametrize("change", ["bytes", "name", "more", "less"])
def test_another_file_of_a_model_is_another_revision(tmp_path: Path, change: str) -> None:
    folder = a_folder(tmp_path / "model")
    before, weights = digest(folder), folder / "model.safetensors"
    if change == "bytes":
        weights.write_bytes(b"Weights" + weights.read_bytes()[7:])
    elif change == "name":
        weights.rename(folder / "model2.safetensors")
    elif change == "more":
        (folder / "2_Dense").write_bytes(b"")
    else:
        weights.unlink()
    assert digest(folder) != before
