"""Texts that are laid out for workers do not stay behind, and folders nobody would use are refused.

A run that is killed is a real process that dies with its folder full.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from koemap.cli.parts_folder import laid, remove_left
from koemap.errors import AnalysisError
from tests.analysis.corpora import sample_comments
from tests.analysis.test_parts import stored
from tests.commands import run
from tests.koemap.test_cli import facts, koemap

LAYS = """
import sys
from pathlib import Path
from koemap.cli.parts_folder import laid
with laid(Path(sys.argv[1]), Path(sys.argv[2])) as folder:
    (folder / "part.parquet").write_text("texts")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def a_run(home: Path, inside: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that holds a folder with a text, and where that is."""
    command = [sys.executable, "-c", LAYS, str(home), str(inside)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def killed(home: Path, inside: Path) -> Path:
    """The folder that a run left which was killed."""
    with a_run(home, inside) as (_, folder):
        pass
    assert (folder / "part.parquet").exists()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with the comments of the sample meeting."""
    home = tmp_path / "home"
    stored(f"sqlite:///{home / 'koemap.db'}", sample_comments()).close()
    return home


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as made:
        yield made.scheduler_address


def test_a_map_made_with_workers_is_the_same_file(
    home: Path, scheduler: str, tmp_path: Path
) -> None:
    analyze = ("analyze", "--meeting", "minamo-2")
    export = ("export", "--meeting", "minamo-2", "--what", "map", "--to")
    shared, one, other = tmp_path / "shared", tmp_path / "one.json", tmp_path / "other.json"
    alone = facts(home, *analyze)
    facts(home, *export, one)
    (home / "koemap.db").unlink()
    stored(f"sqlite:///{home / 'koemap.db'}", sample_comments()).close()
    by_workers = facts(home, *analyze, "--scheduler", scheduler, "--parts", shared)
    facts(home, *export, other)
    assert alone["map_id"] == by_workers["map_id"]
    assert one.read_bytes() == other.read_bytes()
    assert list(shared.iterdir()) == []
    assert list((home / "locks").iterdir()) == []


def test_the_next_analysis_removes_what_a_killed_one_left(home: Path, tmp_path: Path) -> None:
    left = killed(home, home), killed(home, tmp_path / "shared")
    facts(home, "analyze", "--meeting", "minamo-2")
    assert not any(folder.exists() for folder in left)
    assert list((home / "locks").iterdir()) == []


def test_purging_removes_what_a_killed_analysis_left_and_says_so(
    home: Path, tmp_path: Path
) -> None:
    left = killed(home, tmp_path / "shared")
    assert facts(home, "purge", "--meeting", "minamo-2", "--dry-run")["parts_erased"] == 0
    assert left.exists()
    assert "texts left by 1 interrupted" in koemap(home, "purge", "--meeting", "minamo-2").stdout
    assert not left.exists()
    assert facts(home, "purge", "--meeting", "minamo-2")["parts_erased"] == 0


def test_what_a_live_analysis_uses_stays(tmp_path: Path) -> None:
    with a_run(tmp_path, tmp_path) as (_, folder):
        assert remove_left(tmp_path) == 0
        assert (folder / "part.parquet").exists()
    assert remove_left(tmp_path) == 1


def test_a_folder_that_is_out_of_reach_is_removed_when_it_is_there_again(tmp_path: Path) -> None:
    share, away = tmp_path / "share", tmp_path / "away"
    folder = killed(tmp_path, share)
    share.rename(away)
    assert remove_left(tmp_path) == 0
    away.rename(share)
    assert remove_left(tmp_path) == 1
    assert not folder.exists()


def test_nothing_but_the_folder_of_a_run_is_ever_removed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    folder = killed(tmp_path, tmp_path)
    (tmp_path / "locks" / f"{folder.name}.txt").write_text(str(precious), encoding="utf-8")
    remove_left(tmp_path)
    assert precious.exists()


def test_only_its_owner_may_look_into_the_folder(tmp_path: Path) -> None:
    with laid(tmp_path, tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_a_place_where_no_folder_can_be_made_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with (
        pytest.raises(AnalysisError, match="choose another with --parts") as told,
        laid(tmp_path, tmp_path / "file"),
    ):
        pass
    assert "声を分けて置けません" in told.value.ja
    assert list((tmp_path / "locks").glob("*.txt")) == []


@pytest.mark.parametrize(
    ("locale", "options", "url", "words"),
    [
        ("C.UTF-8", (), "", "--parts goes with --scheduler"),
        ("ja_JP.UTF-8", (), "", "--parts は --scheduler と一緒に使います"),
        ("C.UTF-8", ("--scheduler", "x"), "postgresql://nowhere/x", "goes with SQLite only"),
        ("ja_JP.UTF-8", ("--scheduler", "x"), "postgresql://nowhere/x", "SQLite のときだけ"),
    ],
)
def test_a_folder_that_would_not_be_used_is_wrong_usage(
    tmp_path: Path, locale: str, options: tuple[str, ...], url: str, words: str
) -> None:
    command = ("analyze", "--meeting", "m", "--json", "--parts", tmp_path, *options)
    where = {"KOEMAP_HOME": str(tmp_path), "LC_ALL": locale, "KOEMAP_DATABASE_URL": url}
    done = run(*command, environment={**os.environ, **where})
    assert done.returncode == 2
    assert words in done.stderr
    assert json.loads(done.stdout)["status"] == 2
