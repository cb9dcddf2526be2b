"""Archive files that are broken, cut off, empty or something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from tests.collectors.chat import Json, a_line, lines, written
from tests.collectors.conftest import Desk

BROKEN: tuple[Json | str, ...] = (
    a_line(1),
    "{not json",
    "",
    "[1, 2]",
    '"text"',
    a_line(2),
    json.dumps(a_line(3))[:-20],
)


def test_broken_lines_are_counted_and_said_with_their_number(desk: Desk, tmp_path: Path) -> None:
    done = desk.collect(YouTubeArchive(desk.meeting, written(tmp_path / "broken.json", BROKEN)))
    assert (done.added, done.read) == (2, 7)
    assert done.skipped == {"blank": 1, "unreadable": 4}
    assert [notice[:24] for notice in done.notices[:3]] == [
        "line 2 is no JSON",
        "line 4 is no JSON object",
        "line 5 is no JSON object",
    ]


def test_a_file_that_was_cut_off_keeps_what_came_before(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "cut.json", lines(5))
    file.write_bytes(file.read_bytes()[:-100])
    done = desk.collect(YouTubeArchive(desk.meeting, file))
    assert done.added == 4
    assert done.notices == ("line 5 is cut off; was the download interrupted?",)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"{}", b"[]", bytes(range(256)) * 20, b"a,b\n1,2\n", b'{"title": "info"}\n'],
)
def test_a_file_without_chat_is_refused_in_one_line(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "wrong.json"
    file.write_bytes(content)
    with pytest.raises(
        CollectError, match=r"^wrong\.json (holds no live chat; give the|is empty; download it)"
    ) as failure:
        desk.collect(YouTubeArchive(desk.meeting, file))
    assert "\n" not in str(failure.value)
    assert desk.store.sources("minamo-2") == ()


def test_a_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="cannot be read"):
        desk.collect(YouTubeArchive(desk.meeting, tmp_path))
