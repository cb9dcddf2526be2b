"""Labelled texts of others are not part of the project: their test runs only where they are."""

from __future__ import annotations

from pathlib import Path

LABELLED = Path(__file__).parents[3] / "shared" / "data" / "labelled" / "tidy"

collect_ignore = [] if LABELLED.is_dir() else ["test_labelled_texts.py"]
