"""Choosing an embedder at the command: what it makes, what it says, what it never says."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.text import read_all
from koemap.cli.embedders import embedder_of
from koemap.settings import Settings
from koemap.store import Store
from tests import commands
from tests.analysis.service import Reply, Service

ROOT = Path(__file__).parents[2]
KEY = "a-key-that-nobody-may-see"
ANSWERS = [
    *("給食を無料にしてほしい", "給食の無料化に賛成です", "給食費をなくしてください"),
    *("夜のバスを増やして", "バスの本数を増やしてください", "バスが少なくて困ります"),
    *("図書館を夜も開けて", "図書館の時間を延ばして", "図書館で勉強したい"),
]


@pytest.fixture
def service() -> Iterator[Service]:
    with Service().running() as service:
        yield service


def run(home: Path, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "KOEMAP_HOME": str(home), **more}
    return commands.run(*words, environment=environment)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with one meeting and a few answers."""
    home = tmp_path / "home"
    table = tmp_path / "answers.csv"
    table.write_text("\n".join(["意見", *ANSWERS]), encoding="utf-8")
    assert run(home, "meeting", "add", "m", "--title", "会議").returncode == 0
    assert run(home, "collect", "table", table, "--meeting", "m").returncode == 0
    return home


def analyze(home: Path, service: Service, **more: str) -> subprocess.CompletedProcess[str]:
    setting = {"KOEMAP_EMBEDDINGS_URL": service.url, "KOEMAP_EMBEDDINGS_KEY": KEY, **more}
    return run(home, "analyze", "--meeting", "m", "--embedder", "openai:small", "--json", **setting)


def test_a_service_makes_the_map_and_the_second_time_is_not_asked_again(
    home: Path, service: Service
) -> None:
    service.trembles = True
    first = analyze(home, service)
    assert first.returncode == 0, first.stderr
    n_texts = sum(map(len, service.asked))
    second = analyze(home, service)
    assert sum(map(len, service.asked)) == n_texts + 1  # which model it is
    assert json.loads(first.stdout)["map_id"] == json.loads(second.stdout)["map_id"]

    store = Store(f"sqlite:///{home / 'koemap.db'}")
    recipe = store.opinion_map("m").recipe
    store.close()
    assert recipe.embedder == "openai:small"
    assert dict(recipe.parameters)["embedder revision"].startswith("small-2, 48 wide")
    kept = b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    for hidden in (KEY, service.url):
        assert hidden not in repr(recipe) + first.stdout + first.stderr
        assert hidden.encode() not in kept


@pytest.mark.parametrize("locale", ["C.UTF-8", "ja_JP.UTF-8"])
def test_a_service_that_refuses_is_told_in_one_line(
    home: Path, service: Service, locale: str
) -> None:
    service.replies = [Reply(401, {"error": KEY})]
    done = analyze(home, service, LC_ALL=locale)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "KOEMAP_EMBEDDINGS_KEY" in done.stderr
    assert ("断りました" in done.stderr) == locale.startswith("ja")
    assert KEY not in done.stderr + done.stdout
    assert json.loads(done.stdout)["lasting"]


def test_a_service_that_does_not_run_is_told_in_one_line(home: Path, service: Service) -> None:
    done = analyze(home, service, KOEMAP_EMBEDDINGS_URL="http://127.0.0.1:9/v1")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be reached" in done.stderr


def test_broken_kept_vectors_stop_no_map(home: Path, service: Service) -> None:
    (home / "vectors.db").write_text("no database" * 999, encoding="utf-8")
    done = analyze(home, service)
    assert done.returncode == 0
    assert done.stderr.count("vectors.db") == 2  # one line that says it and what to do
    assert done.stderr.count("\n") == 1


def test_erasing_texts_erases_the_vectors_kept_of_them(home: Path, service: Service) -> None:
    assert analyze(home, service).returncode == 0
    everything = ("purge", "--meeting", "m", "--everything")
    kept = sorted(home.glob("vectors.db*"))
    assert kept

    rehearsed = json.loads(run(home, *everything, "--dry-run", "--json").stdout)
    assert (rehearsed["erased"], rehearsed["vectors_erased"]) == (len(ANSWERS), False)
    nothing_due = json.loads(run(home, *everything[:-1], "--json").stdout)
    assert (nothing_due["erased"], nothing_due["vectors_erased"]) == (0, False)
    assert sorted(home.glob("vectors.db*")) == kept

    done = run(home, *everything, LC_ALL="ja_JP.UTF-8")
    assert "保存していたベクトルも消去しました" in done.stdout
    assert not list(home.glob("vectors.db*"))
    assert not json.loads(run(home, *everything, "--json").stdout)["vectors_erased"]


def test_taking_down_one_comment_erases_the_vectors_too(home: Path, service: Service) -> None:
    assert analyze(home, service).returncode == 0
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    wanted = store.comments("m")[0].comment_id
    store.close()
    done = run(home, "purge", "--meeting", "m", "--comment", wanted)
    assert "the vectors kept of texts are erased, too" in done.stdout
    assert not list(home.glob("vectors.db*"))


def test_vectors_that_cannot_be_erased_are_told_with_what_to_do(home: Path) -> None:
    (home / "vectors.db").mkdir()
    done = run(home, "purge", "--meeting", "m", "--everything")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "the texts are erased" in done.stderr
    assert str(home / "vectors.db") in done.stderr


def test_what_an_installation_lends_goes_to_other_processes(
    tmp_path: Path, service: Service
) -> None:
    chosen = Settings(home=str(tmp_path), embeddings_url=service.url)
    encoder = embedder_of(chosen, "openai:small").fit(read_all(ANSWERS))
    other = pickle.loads(pickle.dumps(encoder))  # noqa: S301
    assert other.encode(read_all(ANSWERS)).any()


@pytest.mark.parametrize("name", ["unknown", "openai", "sentence-transformers:", "static:x"])
def test_a_name_that_is_none_is_wrong_usage(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, "analyze", "--meeting", "m", "--embedder", name)
    assert done.returncode == 2
    assert "sentence-transformers:FOLDER" in done.stderr


def test_the_doctor_says_which_embedders_there_are(tmp_path: Path, service: Service) -> None:
    def finding(**more: str) -> tuple[int, str]:
        done = run(tmp_path, "doctor", **more)
        (line,) = [
            line for line in done.stdout.splitlines() if "埋め込み" in line or "embedd" in line
        ]
        assert KEY not in done.stdout + done.stderr
        return done.returncode, line

    status, line = finding()
    assert (status, line.split(": ")[1].split(", ")[0]) == (0, "static")
    assert "`make neural`" in line
    assert "KOEMAP_EMBEDDINGS_URL" in line
    there = {"KOEMAP_EMBEDDINGS_URL": service.url, "KOEMAP_EMBEDDINGS_KEY": KEY}
    status, line = finding(**there)
    assert status == 0
    assert line.endswith("answers")
    assert "応答あり" in finding(**there, LC_ALL="ja_JP.UTF-8")[1]
    service.replies = [Reply(401)]
    status, line = finding(**there)
    assert status == 1
    assert line.startswith("FAIL")
    status, line = finding(KOEMAP_EMBEDDINGS_URL="http://example.org/v1")
    assert status == 1
    assert "https" in line
