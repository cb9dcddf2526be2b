"""The same map and the same exported file, whatever the order, the process and the cache."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from koemap.cli import main
from koemap.records import Comment, OpinionMap, Source
from koemap.store import Store
from tests.analysis.corpora import sample_comments, sample_map
from tests.analysis.service import Service
from tests.analysis.test_continuing import MEETING, continued, earlier_map
from tests.commands import run
from tests.elsewhere import another_process
from tests.factories import a_meeting


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    with another_process() as process:
        yield process


def shuffled(order: int) -> list[Comment]:
    """The comments of the sample in that random order."""
    comments = list(sample_comments())
    random.Random(order).shuffle(comments)  # noqa: S311
    return comments


def mapped(clusterer: str, order: int) -> OpinionMap:
    return build_map(shuffled(order), make_recipe(clusterer=clusterer), meeting_id=MEETING)


def continued_from(earlier: OpinionMap, clusterer: str, order: int) -> OpinionMap:
    """The map that continues this one, whose parts are turned round."""
    turned = replace(earlier, placements=earlier.placements[::-1], topics=earlier.topics[::-1])
    recipe = make_recipe(clusterer=clusterer)
    return build_map(shuffled(order), recipe, meeting_id=MEETING, earlier=turned)


@pytest.mark.parametrize("clusterer", CLUSTERERS)
def test_any_order_in_any_process_gives_the_same_map(
    clusterer: str, elsewhere: ProcessPoolExecutor
) -> None:
    assert elsewhere.submit(mapped, clusterer, 1).result() == sample_map(clusterer)


@pytest.mark.parametrize("clusterer", CLUSTERERS)
def test_any_order_in_any_process_continues_to_the_same_map(
    clusterer: str, elsewhere: ProcessPoolExecutor
) -> None:
    there = elsewhere.submit(continued_from, earlier_map(clusterer), clusterer, 1)
    assert there.result() == continued(clusterer)


def stored(home: Path, order: int) -> Path:
    """An installation with the sample meeting, its comments received in that random order."""
    home.mkdir(exist_ok=True)
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    store.add_meeting(a_meeting())
    comments = shuffled(order)
    for source_id in sorted({comment.source_id for comment in comments}, reverse=order % 2 > 0):
        mine = [comment for comment in comments if comment.source_id == source_id]
        source = Source(MEETING, source_id, "table", "見本")
        store.add_source(source)
        store.save_comments(source, mine)
    store.close()
    return home


def commands(home: Path, *words: str) -> list[list[str]]:
    """How the map is made, and how it is exported."""
    export = ["export", "--meeting", MEETING, "--what", "map", "--to", str(home / "map.json")]
    return [["analyze", "--meeting", MEETING, *words], export]


def exported(home: Path, *words: str, **more: str) -> bytes:
    """The bytes of the map that is made in one process and exported in another."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "KOEMAP_HOME": str(home), **more}
    for command in commands(home, *words):
        done = run(*command, environment=environment)
        assert done.returncode == 0, done.stderr
    return (home / "map.json").read_bytes()


def exported_here(home: Path) -> bytes:
    """The bytes of the map that is made and exported in this process."""
    os.environ["KOEMAP_HOME"] = str(home)
    for command in commands(home):
        with pytest.raises(SystemExit) as ended:
            main(command)
        assert not ended.value.code
    return (home / "map.json").read_bytes()


def test_another_order_in_another_process_gives_the_same_bytes(
    tmp_path: Path, elsewhere: ProcessPoolExecutor
) -> None:
    there = elsewhere.submit(exported_here, stored(tmp_path / "one", 1))
    here = exported(stored(tmp_path / "other", 2))
    assert there.result() == here
    assert len(here) > 20_000


def test_kept_vectors_give_the_same_bytes_as_new_ones(tmp_path: Path) -> None:
    with Service().running() as service:
        options = ("--embedder", "openai:small")
        cold_home = stored(tmp_path / "cold", 1)
        cold = exported(cold_home, *options, KOEMAP_EMBEDDINGS_URL=service.url)
        n_asked = sum(map(len, service.asked))
        warm_home = tmp_path / "warm"
        shutil.copytree(cold_home, warm_home, ignore=shutil.ignore_patterns("koemap.db*"))
        # New answers would differ in their last digits, as those of real services do.
        service.trembles = True
        warm = exported(stored(warm_home, 2), *options, KOEMAP_EMBEDDINGS_URL=service.url)
        assert sum(map(len, service.asked)) <= n_asked + 1  # which model it is
    assert warm == cold
