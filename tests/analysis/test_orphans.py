"""Processes that work on parts end with the one that began them, even if that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEGIN = """
from threading import Event
from analysis.parts import Given, Here

def hang(texts):
    print("ready", flush=True)
    Event().wait()

if __name__ == "__main__":
    list(Here(2, part=1).map(hang, [Given(["一"]), Given(["二"])]))
"""


def test_who_works_on_a_part_ends_with_who_began_that(tmp_path: Path) -> None:
    script = tmp_path / "begin.py"
    script.write_text(BEGIN, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    ) as begun:
        assert begun.stdout
        assert begun.stdout.readline() == "ready\n"
        begun.kill()
        # Those who work have this pipe, too: it is at its end when all are gone.
        assert set(begun.stdout.read().split()) <= {"ready"}
