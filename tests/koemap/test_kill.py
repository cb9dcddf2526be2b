"""Killed at any moment, the analysis leaves whole maps or none."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from koemap.store import Store
from tests.factories import a_meeting, a_source, some_comments

ANALYZE = [sys.executable, "-m", "koemap", "analyze", "--meeting", "minamo-2", "--json"]
MOMENTS = (0.2, 0.9, 1.8, 3.0)


def analyze_for(seconds: float | None, home: Path) -> None:
    """Run the analysis and kill it after some seconds, or let it end."""
    with subprocess.Popen(
        ANALYZE, env={**os.environ, "KOEMAP_HOME": str(home)}, stdout=subprocess.DEVNULL
    ) as process:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = Store(f"sqlite:///{tmp_path}/koemap.db")
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), some_comments(300))
    store.close()
    return tmp_path


def test_an_analysis_killed_at_several_moments_still_ends_in_one_whole_map(home: Path) -> None:
    for seconds in MOMENTS:
        analyze_for(seconds, home)
    analyze_for(None, home)
    store = Store(f"sqlite:///{home}/koemap.db")
    opinion_map = store.opinion_map("minamo-2")
    assert opinion_map.map_id.startswith("0001-")
    assert opinion_map.accounting.adds_up()
    assert len(opinion_map.placements) == len(store.comments("minamo-2")) == 300
    store.close()
