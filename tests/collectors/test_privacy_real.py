"""Real texts, in which people tell nothing private, come out of masking as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.masking import altered, texts_of
from tests.collectors.conftest import SHARED

CHAT = SHARED / "livechat" / "ytdlp-json2csv" / "20231112_ch-name_title.live_chat.json"
TABLES = sorted((SHARED / "labelled" / "tidy").glob("*.tsv"))


@pytest.mark.parametrize("path", [CHAT, *TABLES], ids=lambda path: path.stem)
def test_of_real_texts_less_than_one_in_a_thousand_is_altered(path: Path) -> None:
    texts = list(texts_of(path))
    assert len(texts) >= 400
    assert len(altered(texts)) / len(texts) < 0.001
