"""Maps of very many comments: some voices are landmarks, the others join, wherever that is done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from distributed import LocalCluster

from analysis.assigning import Assigner
from analysis.clock import Clock
from analysis.cluster import InParquet, InPostgres, cluster
from analysis.fitting import fit
from analysis.landmarks import landmarks
from analysis.parts import Given, Here, Runner
from analysis.pipeline import build_map, make_recipe
from analysis.static import Static
from analysis.traits import traits_of
from analysis.voices import Voice, fold
from dashboard.downloads import write
from koemap.cli.analyze import run
from koemap.edition import read
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap
from koemap.store import Store
from tests import postgres
from tests.analysis.corpora import said, sample_comments
from tests.factories import a_meeting, a_source


def a_map(runner: Runner) -> OpinionMap:
    return build_map(sample_comments(), make_recipe(n_landmarks=120), runner=runner)


@pytest.fixture(scope="module")
def alone() -> OpinionMap:
    """The sample, fitted on some of its voices, in parts of a hundred, in one process."""
    return a_map(Here(1, part=100))


@contextmanager
def a_cluster(n_workers: int, n_threads: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, each a process with so many threads."""
    with LocalCluster(
        n_workers=n_workers,
        threads_per_worker=n_threads,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as made:
        yield made.scheduler_address


@pytest.fixture(scope="module", params=[(1, 1), (2, 4)], ids=["one", "two with threads"])
def workers(request: pytest.FixtureRequest) -> Iterator[str]:
    with a_cluster(*request.param) as address:
        yield address


@pytest.fixture(params=["C", "en"])
def sorting_postgres(request: pytest.FixtureRequest, empty_postgres: str) -> Iterator[str]:
    """An empty database that sorts ids by code points, or as a language does."""
    if request.param == "C":
        yield empty_postgres
    else:
        with postgres.sorting_as(request.param, empty_postgres) as url:
            yield url


def stored(url: str, comments: Sequence[Comment]) -> Store:
    """A store with these comments of the sample meeting."""
    store = Store(url)
    store.add_meeting(a_meeting())
    for source_id in sorted({comment.source_id for comment in comments}):
        source = replace(a_source(), source_id=source_id)
        store.add_source(source)
        store.save_comments(source, [c for c in comments if c.source_id == source_id])
    return store


def exported(store: Store, runner: Runner, file: Path) -> bytes:
    """The file of the newest map after `koemap analyze`, as `koemap export` writes it."""
    run(store, "minamo-2", make_recipe(n_landmarks=120), runner=runner)
    write(read(store, "minamo-2"), "map", file)
    store.close()
    return file.read_bytes()


@pytest.fixture(scope="module")
def exported_alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the sample that is analysed in one process."""
    folder = tmp_path_factory.mktemp("alone")
    store = stored(f"sqlite:///{folder / 'here.db'}", sample_comments())
    return exported(store, Here(1, part=100), folder / "here.json")


def test_every_voice_has_its_place_also_when_few_are_landmarks(alone: OpinionMap) -> None:
    assert alone.accounting.adds_up()
    assert alone.accounting.voices > 300
    assert alone.accounting.in_topic > 250
    for topic in alone.topics:
        members = [p for p in alone.placements if p.topic_id == topic.topic_id]
        assert (topic.n_comments, topic.n_voices) == (
            len(members),
            len({p.voice_id for p in members}),
        )
    people = [topic.n_people for topic in alone.topics]
    assert people == sorted(people, reverse=True)


def test_processes_make_the_same_map(alone: OpinionMap) -> None:
    assert a_map(Here(2, part=100)) == alone


def test_a_cluster_makes_the_same_map_from_files_in_smaller_parts(
    alone: OpinionMap, workers: str, tmp_path: Path
) -> None:
    with cluster(workers, partial(InParquet.lay, tmp_path), part=20) as runner:
        assert a_map(runner) == alone
    assert list(tmp_path.glob("*.parquet"))


def test_a_cluster_writes_the_same_bytes_as_one_process(
    workers: str, exported_alone: bytes, tmp_path: Path
) -> None:
    store = stored(f"sqlite:///{tmp_path / 'there.db'}", sample_comments())
    with cluster(workers, partial(InParquet.lay, tmp_path), part=100) as runner:
        assert exported(store, runner, tmp_path / "there.json") == exported_alone
    assert len(json.loads(exported_alone)["points"]) > 400


def test_a_cluster_makes_the_same_map_from_the_store(
    alone: OpinionMap, workers: str, sorting_postgres: str
) -> None:
    stored(sorting_postgres, sample_comments()).close()
    with cluster(workers, partial(InPostgres.lay, sorting_postgres), part=100) as runner:
        assert a_map(runner) == alone


def test_ids_are_compared_by_code_points_whatever_the_locale(sorting_postgres: str) -> None:
    ids = ["a-1", "B", "_", "a", "b", "Z", "z1", "あ", "é"]
    comments = [replace(sample_comments()[0], comment_id=one, text=one) for one in ids]
    store = stored(sorting_postgres, comments)
    assert store.texts_between("minamo-2", "Z", "b") == [
        (one, one) for one in ("Z", "_", "a", "a-1", "b")
    ]
    store.close()


def test_a_text_that_changed_in_the_store_meanwhile_is_not_mapped(empty_postgres: str) -> None:
    comments = sorted(sample_comments(), key=lambda comment: comment.comment_id)[:3]
    store = stored(empty_postgres, comments)
    part = InPostgres.lay(empty_postgres, comments)
    assert list(part.texts()) == [comment.text for comment in comments]
    source = replace(a_source(), source_id=comments[1].source_id)
    store.save_comments(source, [replace(comments[1], text="書き直しました")])
    with pytest.raises(AnalysisError, match="changed while they were read"):
        part.texts()
    store.close()


def test_a_text_that_is_withdrawn_meanwhile_is_not_mapped(empty_postgres: str) -> None:
    comments = sorted(sample_comments(), key=lambda comment: comment.comment_id)[:3]
    store = stored(empty_postgres, comments)
    part = InPostgres.lay(empty_postgres, comments)
    source = replace(a_source(), source_id=comments[1].source_id)
    store.save_comments(source, [], {comments[1].comment_id: "deleted"})
    with pytest.raises(AnalysisError, match="changed while they were read"):
        part.only([0]).texts()
    store.close()


def test_a_text_that_changed_in_a_file_meanwhile_is_not_mapped(tmp_path: Path) -> None:
    part = InParquet.lay(tmp_path, said(["ひとつ", "ふたつ"]))
    changed = InParquet.lay(tmp_path, said(["ひとつ", "みっつ"]))
    Path(changed.path).replace(part.path)
    with pytest.raises(AnalysisError, match="changed while they were read"):
        part.texts()


def test_a_change_that_a_worker_finds_is_told_in_both_languages(
    workers: str, tmp_path: Path
) -> None:
    with cluster(workers, partial(InParquet.lay, tmp_path), part=1) as runner:
        one, other = runner.cut(said(["ひとつ", "ふたつ"]))
        Path(other.path).replace(one.path)  # type: ignore[attr-defined]
        with pytest.raises(AnalysisError, match="changed while they were read") as told:
            list(runner.map(list, [one]))
    assert "読み込みの途中で声が変わりました" in told.value.ja


def test_a_part_does_not_show_the_password_of_the_store() -> None:
    part = InPostgres.lay("postgresql://koemap:geheim@db/koemap", said(["ひとつ"]))
    assert "geheim" not in repr(part)


def test_a_scheduler_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(AnalysisError, match="no Dask scheduler answers"),
        cluster("tcp://127.0.0.1:9", partial(InParquet.lay, tmp_path)),
    ):
        pass


def test_landmarks_do_not_hang_on_the_order_and_repeated_voices_are_among_them() -> None:
    voices = [Voice(f"v{n}", tuple(range(1 + (n % 50 == 0))), 0) for n in range(1000)]
    chosen = {voices[row].voice_id for row in landmarks(voices, 100)}
    turned = {voices[::-1][row].voice_id for row in landmarks(voices[::-1], 100)}
    assert chosen == turned
    assert len(chosen) == 100
    assert {voice.voice_id for voice in voices if len(voice.members) > 1} <= chosen


def test_a_voice_of_a_topic_joins_it_and_a_strange_one_stands_alone() -> None:
    given = list(dict.fromkeys(c.text for c in sample_comments()))
    traits = traits_of(given)
    ids = [f"c{n:04d}" for n in range(len(given))]
    voices = fold(ids, traits.keys, traits.signatures)
    texts = [given[voice.speaker] for voice in voices]
    fitted = fit(texts, voices, make_recipe(), Static(), Clock(lambda step, share: None))
    assigner = Assigner.of(fitted.encoder, fitted.vectors, fitted.grouping)
    again = assigner.read(texts)
    inside = fitted.grouping.topics >= 0
    assert np.mean(again.topics[inside] == fitted.grouping.topics[inside]) > 0.9
    strange = assigner.read(["ⲁⲃⲅ ⲇⲉⲍ", "👏👏👏", ""])
    assert strange.topics.tolist() == [-1, -1, -1]
    assert np.isfinite(again.points).all()


def test_very_many_voices_without_a_topic_all_stand_alone() -> None:
    emoji = said(chr(0x4E00 + 7 * n) + "っ" for n in range(40))
    made = build_map(emoji, make_recipe(n_landmarks=2), runner=Here(1, part=10))
    assert made.accounting.adds_up()
    assert made.accounting.topics == 0


def test_a_part_gives_what_is_asked_for() -> None:
    assert list(Given(["a", "b", "c"]).only([0, 2]).texts()) == ["a", "c"]
