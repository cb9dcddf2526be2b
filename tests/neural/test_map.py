"""A whole map by models from a folder: the same whoever read before, and no path in its recipe."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.embedders import Setup, embedder
from analysis.embedding import Embedder
from analysis.pipeline import build_map, make_recipe
from analysis.vector_cache import VectorCache
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import sample_comments

COMMENTS = list(sample_comments())[:200]


def mapped(comments: list[Comment], chosen: Embedder) -> OpinionMap:
    return replace(build_map(comments, make_recipe(embedder=chosen), embedder=chosen), seconds={})


def test_a_cold_a_half_warm_and_a_warm_cache_give_the_same_map(
    sentence_folder: Path, tmp_path: Path
) -> None:
    def by_cache(comments: list[Comment], home: Path | None) -> OpinionMap:
        setup = Setup(VectorCache(home))
        return mapped(comments, embedder(f"sentence-transformers:{sentence_folder}", setup))

    by_cache(COMMENTS[::2], tmp_path)
    turned = [*COMMENTS[77:], *COMMENTS[:77]]
    half_warm, warm = by_cache(COMMENTS, tmp_path), by_cache(turned, tmp_path)
    cold = by_cache(COMMENTS, None)
    assert repr(half_warm) == repr(warm) == repr(cold)
    assert cold.accounting.adds_up()
    assert cold.topics


@pytest.mark.parametrize("kind", ["sentence-transformers", "model2vec"])
def test_the_recipe_names_the_model_by_its_files(
    kind: str, sentence_folder: Path, token_folder: Path
) -> None:
    folder = token_folder if kind == "model2vec" else sentence_folder
    chosen = embedder(f"{kind}:{folder}")
    recipe = make_recipe(embedder=chosen)
    assert recipe.embedder == kind
    assert dict(recipe.parameters)["embedder revision"] == chosen.revision
    assert str(folder.parent) not in json.dumps((recipe.embedder, recipe.parameters))


def test_a_map_by_word_pieces_has_a_place_for_everyone(token_folder: Path) -> None:
    made = mapped(COMMENTS, embedder(f"model2vec:{token_folder}"))
    assert made.accounting.adds_up()
    assert len(made.placements) == len(COMMENTS)


def test_a_recipe_without_its_model_makes_no_map(token_folder: Path) -> None:
    recipe = make_recipe(embedder=embedder(f"model2vec:{token_folder}"))
    with pytest.raises(AnalysisError, match="the recipe needs the embedder 'model2vec'"):
        build_map(COMMENTS[:3], recipe)
