"""Killed at any moment, run twice at once or out of room, commands leave whole work or none."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from koemap.store import Store
from tests.factories import a_meeting, a_source, some_comments

KOEMAP = [sys.executable, "-m", "koemap"]
ANALYZE = [*KOEMAP, "analyze", "--meeting", "minamo-2", "--json"]
ANALYZED_FOR = (0.2, 0.9, 1.8, 3.0)
COLLECTED_FOR = (0.3, 0.45, 0.6, 0.8, 1.1)
ANSWERS = 8_000
LITTLE = 400_000  # bytes, less than the answers need


def run_for(seconds: float | None, command: list[str], home: Path) -> None:
    """Run the command and kill it after some seconds, or let it end."""
    with subprocess.Popen(command, env=at(home), stdout=subprocess.DEVNULL) as process:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()


def at(home: Path) -> dict[str, str]:
    return {**os.environ, "KOEMAP_HOME": str(home)}


def texts(home: Path) -> list[str]:
    store = Store(f"sqlite:///{home}/koemap.db")
    found = [comment.text for comment in store.comments("minamo-2")]
    store.close()
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = Store(f"sqlite:///{tmp_path}/koemap.db")
    store.add_meeting(a_meeting())
    store.close()
    return tmp_path


@pytest.fixture
def collect(home: Path) -> list[str]:
    """The command that reads a long table."""
    table = home / "answers.csv"
    rows = (f"{n}番目の人は公園のベンチを増やしてほしいと書きました" for n in range(ANSWERS))
    table.write_text("\n".join(["ご意見", *rows]), encoding="utf-8")
    return [*KOEMAP, "collect", "table", str(table), "--meeting", "minamo-2", "--json"]


def test_an_analysis_killed_at_several_moments_still_ends_in_one_whole_map(home: Path) -> None:
    store = Store(f"sqlite:///{home}/koemap.db")
    store.add_source(a_source())
    store.save_comments(a_source(), some_comments(300))
    store.close()
    for seconds in ANALYZED_FOR:
        run_for(seconds, ANALYZE, home)
    run_for(None, ANALYZE, home)
    store = Store(f"sqlite:///{home}/koemap.db")
    opinion_map = store.opinion_map("minamo-2")
    assert opinion_map.map_id.startswith("0001-")
    assert opinion_map.accounting.adds_up()
    assert len(opinion_map.placements) == len(store.comments("minamo-2")) == 300
    store.close()


def test_a_collection_killed_at_several_moments_loses_and_doubles_nothing(
    home: Path, collect: list[str]
) -> None:
    for seconds in COLLECTED_FOR:
        run_for(seconds, collect, home)
    run_for(None, collect, home)
    found = texts(home)
    assert len(found) == len(set(found)) == ANSWERS


def test_two_collections_of_one_file_at_once_double_nothing(home: Path, collect: list[str]) -> None:
    both = [subprocess.Popen(collect, env=at(home), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    found = texts(home)
    assert len(found) == len(set(found)) == ANSWERS


def test_a_full_disk_is_said_in_one_line_and_leaves_a_store_that_goes_on(
    home: Path, collect: list[str]
) -> None:
    done = subprocess.run(
        collect[:-1],
        env=at(home),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LITTLE, LITTLE)),
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "make room on the disk, then run the command again" in done.stderr
    run_for(None, collect, home)
    assert len(texts(home)) == ANSWERS
