"""Maps of very many comments: some voices are landmarks, the others join, wherever that is done."""

from __future__ import annotations

from collections.abc import Iterator
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
from koemap.errors import AnalysisError
from koemap.records import OpinionMap
from koemap.store import Store
from tests.analysis.corpora import said, sample_comments
from tests.factories import a_meeting, a_source


def a_map(runner: Runner) -> OpinionMap:
    return build_map(sample_comments(), make_recipe(n_landmarks=120), runner=runner)


@pytest.fixture(scope="module")
def alone() -> OpinionMap:
    """The sample, fitted on some of its voices, in parts of a hundred, in one process."""
    return a_map(Here(1, part=100))


@pytest.fixture(scope="module")
def workers() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made.scheduler_address


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


def test_a_cluster_makes_the_same_map_from_files(
    alone: OpinionMap, workers: str, tmp_path: Path
) -> None:
    with cluster(workers, partial(InParquet.lay, tmp_path), part=100) as runner:
        assert a_map(runner) == alone
    assert list(tmp_path.glob("*.parquet"))


def test_a_cluster_makes_the_same_map_from_the_store(
    alone: OpinionMap, workers: str, empty_postgres: str
) -> None:
    store = Store(empty_postgres)
    meeting = a_meeting()
    store.add_meeting(meeting)
    for source_id in sorted({comment.source_id for comment in sample_comments()}):
        source = replace(a_source(), source_id=source_id)
        store.add_source(source)
        mine = [c for c in sample_comments() if c.source_id == source_id]
        store.save_comments(source, mine)
    store.close()
    with cluster(workers, partial(InPostgres.lay, empty_postgres), part=100) as runner:
        assert a_map(runner) == alone


def test_comments_that_changed_meanwhile_are_not_mapped(tmp_path: Path) -> None:
    part = InParquet.lay(tmp_path, said(["ひとつ", "ふたつ"]))
    other = InParquet(part.mark, path=InParquet.lay(tmp_path, said(["べつ"])).path)
    with pytest.raises(AnalysisError, match="changed while they were read"):
        other.texts()


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
