"""The exported map is the same file, whatever the order of the store, the process and the cache."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from koemap.records import Comment, Source
from koemap.store import Store
from tests.analysis.corpora import sample_comments
from tests.analysis.service import Service
from tests.factories import a_meeting

ROOT = Path(__file__).parents[2]


def stored(home: Path, order: int) -> Path:
    """An installation with the sample meeting, its comments received in that random order."""
    home.mkdir(exist_ok=True)
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    store.add_meeting(a_meeting())
    comments = list(sample_comments())
    random.Random(order).shuffle(comments)  # noqa: S311
    for source_id in sorted({comment.source_id for comment in comments}, reverse=order % 2 > 0):
        mine: list[Comment] = [c for c in comments if c.source_id == source_id]
        source = Source("minamo-2", source_id, "table", "見本")
        store.add_source(source)
        store.save_comments(source, mine)
    store.close()
    return home


def koemap(home: Path, *words: object, **more: str) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "KOEMAP_HOME": str(home), **more}
    command = [sys.executable, "-m", "koemap", *map(str, words)]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def exported(home: Path, *words: object, **more: str) -> bytes:
    """The bytes of the map that is made in one process and exported in another."""
    koemap(home, "analyze", "--meeting", "minamo-2", *words, **more)
    file = home / "map.json"
    koemap(home, "export", "--meeting", "minamo-2", "--what", "map", "--to", file)
    return file.read_bytes()


def test_another_order_in_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    one = exported(stored(tmp_path / "one", 1), PYTHONHASHSEED="1")
    other = exported(stored(tmp_path / "other", 2), PYTHONHASHSEED="2", OMP_NUM_THREADS="1")
    assert one == other
    assert len(one) > 20_000


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
