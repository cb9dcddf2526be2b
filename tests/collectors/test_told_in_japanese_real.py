"""What reading real chats and tables tells is Japanese to its last word.

These files are not part of the project; where they are missing this file is not collected.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from tests.collectors.conftest import SHARED, Desk
from tests.collectors.tables import TOKYO
from tests.dashboard.japanese import english_left, in_japanese

CHATS = SHARED / "livechat"
TABLES = sorted([*SHARED.glob("polis/*/comments.csv"), *CHATS.glob("synthetic-forms/*.csv")])
N_CHATS = 50


def test_every_real_chat_is_told_in_japanese(desk: Desk) -> None:
    n_read, said = 0, set[str]()
    for path in sorted(CHATS.rglob("*.json")):
        try:
            done = desk.collect(YouTubeArchive(desk.meeting, path))
        except CollectError:
            continue
        n_read, said = n_read + 1, said | {*in_japanese(done)}
    assert n_read > N_CHATS
    assert [phrase for phrase in said if english_left(phrase)] == []
    assert any(phrase.startswith("声のある時間: ") for phrase in said)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_real_table_is_told_in_japanese(desk: Desk, path: Path) -> None:
    said = in_japanese(desk.collect(Table(desk.meeting, path, zone=TOKYO)))
    assert [phrase for phrase in said if english_left(phrase)] == []
    assert any(phrase.startswith("声とした列: 「") for phrase in said)
