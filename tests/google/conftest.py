"""Which tests of the fake need what is not part of the project."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"

# Real and foreign pages are not part of the project: their test runs only where they are.
collect_ignore = [] if SHARED.exists() else ["test_foreign_pages.py"]
