"""A real archive of two hours and real answers of the chat go in whole; no name comes out.

These files are not part of the project; where they are missing this file is not collected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from collectors.driver import MAX_TEXT
from collectors.events import Fact, Missed
from collectors.youtube_archive import YouTubeArchive
from koemap.collection import Collection
from koemap.records import Meeting
from tests.collectors.conftest import SHARED, Desk

CHATS = SHARED / "livechat"
ARCHIVE = CHATS / "ytdlp-json2csv" / "20231112_ch-name_title.live_chat.json"


def collected(desk: Desk) -> Collection:
    meeting = replace(desk.meeting, video_id="-2r-zfEIvpU", starts_at=None)
    desk.store.add_meeting(meeting)
    return desk.collect(YouTubeArchive(meeting, ARCHIVE))


def test_every_line_of_the_archive_is_accounted_for(desk: Desk) -> None:
    done = collected(desk)
    assert (done.read, done.added, done.known, done.withdrawn) == (2792, 2779, 0, 0)
    assert done.skipped == {"paid": 5, "sticker": 1, "system": 1, "ticker": 2, "withheld": 4}
    again = collected(desk)
    assert (again.added, again.changed, again.known) == (0, 0, 2779)


def test_its_known_defects_are_noticed(desk: Desk) -> None:
    done = collected(desk)
    assert [notice.split(";")[0] for notice in done.notices] == [
        "line 3 names another video (vYPciSZOiCU) and is kept",
        "no message between 7:16–9:21",
        "no message between 29:40–92:27",
        "no message between 98:32–117:55",
    ]
    assert done.facts["before the stream"] == "50 messages"
    assert done.facts["coverage"].startswith("covered 36 of 120 min")


def test_what_lies_beside_the_archive_tells_its_start_and_its_end(tmp_path: Path) -> None:
    (tmp_path / "chat.live_chat.json").symlink_to(ARCHIVE)
    (tmp_path / "chat.info.json").symlink_to(
        ARCHIVE.with_name("20231112_ch-name_title.info.min.json")
    )
    meeting = Meeting("m", "t", None, "-2r-zfEIvpU")
    found = list(YouTubeArchive(meeting, tmp_path / "chat.live_chat.json").events())
    missed = [event for event in found if isinstance(event, Missed)]
    start = datetime(2023, 11, 12, 12, 4, 16, 395_000, tzinfo=UTC)
    spans = [int((gap.starts_at - start).total_seconds()) for gap in missed]
    assert spans == [436, 1780, 5912]
    assert (
        Fact("coverage", "covered 36 of 120 min, gaps 7:16–9:21, 29:40–92:27, 98:32–117:55")
        in found
    )


def test_no_author_of_the_archive_is_in_the_database(desk: Desk, tmp_path: Path) -> None:
    collected(desk)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert _n_people(stored, "\n".join(desk.texts)) == 0
    assert _n_people(ARCHIVE.read_bytes(), "") > 600


def _n_people(content: bytes, said: str) -> int:
    """How many authors are found there, but for names that are said in messages as well.

    A number and no names, because a failing test shows what it compares.
    """
    people = set(_people(ARCHIVE))
    return sum(name not in said and name.encode() in content for name in people)


def _people(path: Path) -> Iterator[str]:
    """Names (of four characters or more, as shorter ones are words) and channels of authors."""
    for line in path.read_text("utf-8").splitlines():
        for renderer in _renderers(json.loads(line)):
            name = renderer.get("authorName", {}).get("simpleText", "")
            channel = renderer["authorExternalChannelId"]
            yield from (name, channel) if len(name) >= 4 else (channel,)


def _renderers(entry: Any) -> Iterator[dict[str, Any]]:
    if isinstance(entry, list):
        for item in entry:
            yield from _renderers(item)
    elif isinstance(entry, dict):
        if "authorExternalChannelId" in entry:
            yield entry
        for item in entry.values():
            yield from _renderers(item)


def test_pages_that_overlap_are_received_once(desk: Desk) -> None:
    pages = sorted((CHATS / "pytchat/tests/testdata/extract_duplcheck/overlap").glob("*.json"))
    done = [desk.collect(YouTubeArchive(desk.meeting, page)) for page in pages]
    assert sum(d.known for d in done) > 0
    assert sum(d.added for d in done) == len(desk.texts)
    assert all(len(text) < MAX_TEXT for text in desk.texts)
