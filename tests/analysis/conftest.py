"""Texts of others are not part of the project: their tests run only where they are."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"
LABELLED = SHARED / "labelled" / "tidy"
CHAT = SHARED / "livechat" / "ytdlp-json2csv" / "20231112_ch-name_title.live_chat.json"

collect_ignore = [
    name
    for name, needed in (("test_labelled_texts.py", LABELLED), ("test_kinds_labelled.py", CHAT))
    if not needed.exists()
]
