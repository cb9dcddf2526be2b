"""What several tests of the analysis ask for.

Texts of others are not part of the project: their tests run only where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analysis.service import Service

SHARED = Path(__file__).parents[3] / "shared" / "data"
LABELLED = SHARED / "labelled" / "tidy"
CHAT = SHARED / "livechat" / "ytdlp-json2csv" / "20231112_ch-name_title.live_chat.json"

collect_ignore = [
    name
    for name, needed in (("test_labelled_texts.py", LABELLED), ("test_kinds_labelled.py", CHAT))
    if not needed.exists()
]


@pytest.fixture
def service() -> Iterator[Service]:
    with Service().running() as service:
        yield service
