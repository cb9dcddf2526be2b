"""Processes that work on parts end with the one that began them, even if that is killed."""

from __future__ import annotations

from pathlib import Path

from tests.analysis.orphaned import last_words

BEGIN = """
from threading import Event
from analysis.parts import Given, Here

def hang(texts):
    print("ready\\n", end="", flush=True)  # in one piece, as there are two
    Event().wait()

if __name__ == "__main__":
    list(Here(2, part=1).map(hang, [Given(["一"]), Given(["二"])]))
"""


def test_who_works_on_a_part_ends_with_who_began_that(tmp_path: Path) -> None:
    assert set(last_words(tmp_path / "begin.py", BEGIN).split()) <= {"ready"}
