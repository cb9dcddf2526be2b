"""Kept vectors: what is kept is used, texts are not kept, and a broken file stops nobody."""

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from analysis.arrays import Vectors
from analysis.vector_cache import PART, UNUSED_DAYS, VectorCache, heard
from analysis.vector_file import NAME, erase

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
TEXTS = ["給食を無料に", "バスを増やして", "給食を無料に", "図書館の時間"]


class Model:
    """Reads a text as something else each time."""

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, texts: Sequence[str]) -> Vectors:
        start = len(self.read_texts)
        self.read_texts += texts
        return np.arange(start, start + len(texts), dtype=np.float32)[:, None] + np.zeros((1, 3))


class Told(list[str]):
    """What people were told."""

    def __call__(self, en: str, ja: str) -> None:
        assert en
        assert ja
        self.append(en)


def test_a_text_is_read_once_and_kept(tmp_path: Path) -> None:
    model = Model()
    rows = VectorCache(tmp_path).vectors("a", TEXTS, model.read)
    again = VectorCache(tmp_path).vectors("a", TEXTS[::-1], model.read)
    assert model.read_texts == ["給食を無料に", "バスを増やして", "図書館の時間"]
    assert rows[:, 0].tolist() == [0, 1, 0, 2]
    assert again.tolist() == rows[::-1].tolist()
    assert again.dtype == np.float32


def test_another_embedder_revision_or_secret_has_other_vectors(tmp_path: Path) -> None:
    model = Model()
    VectorCache(tmp_path, b"one").vectors("a", TEXTS, model.read)
    VectorCache(tmp_path, b"one").vectors("b", TEXTS, model.read)
    VectorCache(tmp_path, b"two").vectors("a", TEXTS, model.read)
    assert len(model.read_texts) == 9


def test_space_and_text_are_told_apart_where_they_meet(tmp_path: Path) -> None:
    model = Model()
    cache = VectorCache(tmp_path)
    cache.vectors("a", ["bc"], model.read)
    cache.vectors("ab", ["c"], model.read)
    assert model.read_texts == ["bc", "c"]


def test_without_a_home_vectors_are_kept_for_this_run() -> None:
    model, cache = Model(), VectorCache()
    cache.vectors("a", TEXTS, model.read)
    cache.vectors("a", TEXTS, model.read)
    assert len(model.read_texts) == 3


def test_any_text_can_be_kept(tmp_path: Path) -> None:
    model = Model()
    odd = ["\ud800", "\0", "", "😀" * 10_000]
    for _ in range(2):
        VectorCache(tmp_path).vectors("a", odd, model.read)
    assert model.read_texts == odd


def test_neither_texts_nor_secret_are_in_the_file(tmp_path: Path) -> None:
    VectorCache(tmp_path, b"long-and-hidden").vectors("space", ["kyushoku"], Model().read)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"kyushoku" not in kept
    assert b"long-and-hidden" not in kept
    assert b"long-and-hidden" not in pickle.dumps(VectorCache(tmp_path, b"long-and-hidden"))
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_two_processes_at_once_use_the_same_vectors(tmp_path: Path) -> None:
    script = str(Path(__file__).with_name("keeping.py"))
    command = [sys.executable, script, str(tmp_path)]
    running = [
        subprocess.Popen([*command, seed], stdout=subprocess.PIPE, cwd=ROOT) for seed in "1234"
    ]
    digests = {process.communicate(timeout=120)[0] for process in running}
    assert [process.returncode for process in running] == [0] * 4
    assert len(digests) == 1


def test_a_copy_in_another_process_shares_the_file(tmp_path: Path) -> None:
    model, cache = Model(), VectorCache(tmp_path)
    rows = cache.vectors("a", TEXTS, model.read)
    copy: VectorCache = pickle.loads(pickle.dumps(cache))  # noqa: S301
    assert (copy.vectors("a", TEXTS, model.read) == rows).all()
    assert len(model.read_texts) == 3


def test_a_run_that_fails_goes_on_where_it_stopped(tmp_path: Path) -> None:
    texts = [str(number) for number in range(2 * PART)]
    model = Model()

    def read_part(part: Sequence[str]) -> Vectors:
        if model.read_texts:
            raise ConnectionError
        return model.read(part)

    with pytest.raises(ConnectionError):
        VectorCache(tmp_path).vectors("a", texts, read_part)
    VectorCache(tmp_path).vectors("a", texts, model.read)
    assert model.read_texts == texts


def test_how_many_texts_have_their_vectors_is_heard_and_never_fewer() -> None:
    texts = [str(number) for number in range(2 * PART + 1)]
    cache, model = VectorCache(), Model()
    told: list[int] = []
    with heard(told.append):
        cache.vectors("a", texts[:PART], model.read)
        assert told == [PART]
        cache.vectors("a", texts, model.read)
    assert told == [PART, 2 * PART, len(texts)]
    cache.vectors("b", texts, model.read)
    assert len(told) == 3


def test_altered_bytes_are_read_anew(tmp_path: Path) -> None:
    model = Model()
    VectorCache(tmp_path).vectors("a", TEXTS, model.read)
    with closing(sqlite3.connect(tmp_path / NAME)) as connection, connection:
        connection.execute("UPDATE vectors SET vector = zeroblob(length(vector))")
    rows = VectorCache(tmp_path).vectors("a", TEXTS, model.read)
    assert rows[:, 0].tolist() == [3, 4, 3, 5]
    assert (VectorCache(tmp_path).vectors("a", TEXTS, model.read) == rows).all()


@pytest.mark.parametrize("kind", ["no database", "empty file", "folder", "cut in half"])
def test_a_broken_file_is_told_once_and_stops_nobody(tmp_path: Path, kind: str) -> None:
    path = tmp_path / NAME
    if kind == "folder":
        path.mkdir()
    elif kind == "cut in half":
        VectorCache(tmp_path).vectors("a", [str(n) for n in range(2000)], Model().read)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.write_bytes(b"no database" * 999 if kind == "no database" else b"")
    model, told = Model(), Told()
    cache = VectorCache(tmp_path, say=told)
    cache.tidy()
    texts = [f"new {number}" for number in range(2 * PART)]
    rows = cache.vectors("a", texts, model.read)
    assert (cache.vectors("a", texts, model.read) == rows).all()
    assert model.read_texts == texts
    assert len(told) == 1
    assert NAME in told[0]


FULL = """
import resource, sys
from pathlib import Path
import numpy as np
from analysis.vector_cache import VectorCache
limit = 200_000  # bytes of one file, a sixth of what is to be kept
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
texts = [f"text {number}" for number in range(3000)]
read = lambda texts: np.ones((len(texts), 64), np.float32)
told = []
cache = VectorCache(Path(sys.argv[1]), say=lambda en, ja: told.append(en))
known = cache.vectors("a", ["known"], lambda texts: 1 / 0)
assert known.tolist() == [[7.0] * 64], known
assert cache.vectors("a", texts, read).shape == (3000, 64)
assert cache.vectors("a", ["known", *texts], lambda texts: 1 / 0).shape == (3001, 64)
print(len(told), told)
"""


def test_a_full_disk_is_told_once_and_what_is_kept_stays_in_use(tmp_path: Path) -> None:
    seven = np.full((1, 64), 7, np.float32)
    VectorCache(tmp_path).vectors("a", ["known"], lambda texts: seven)
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 "), done.stdout


def test_what_no_map_asked_for_in_a_month_is_erased(tmp_path: Path) -> None:
    model = Model()
    later = TODAY + timedelta(days=UNUSED_DAYS)
    VectorCache(tmp_path, today=TODAY).vectors("a", ["used", "unused"], model.read)
    VectorCache(tmp_path, today=later).vectors("a", ["used"], model.read)
    for day in (later, later + timedelta(days=1)):
        VectorCache(tmp_path, today=day).tidy()
        kept = [len(_keys(tmp_path))]
        assert kept == [2] if day == later else [1]
    VectorCache(tmp_path, today=later).vectors("a", ["used"], model.read)
    assert model.read_texts == ["used", "unused"]


def test_the_file_can_be_erased_at_any_time(tmp_path: Path) -> None:
    erase(tmp_path)
    VectorCache(tmp_path).vectors("a", TEXTS, Model().read)
    erase(tmp_path)
    assert list(tmp_path.iterdir()) == []


def _keys(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / NAME)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM vectors")]
