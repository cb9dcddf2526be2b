"""Archive files that are broken, cut off, empty or something else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from collectors.chat.json_entries import CHUNK
from collectors.events import Received, Skipped
from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from tests.collectors.chat import VIDEO, Json, a_line, lines, written
from tests.collectors.conftest import Desk
from tests.factories import a_meeting

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


@pytest.mark.parametrize("name", [".", "", "/"])
def test_a_folder_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(CollectError, match="cannot be read"):
        desk.collect(YouTubeArchive(desk.meeting, Path(name)))


def texts(path: Path) -> list[str]:
    found = YouTubeArchive(a_meeting(video_id=VIDEO), path).events()
    return [event.text for event in found if isinstance(event, Received)]


CHAT = lines(5)
SAID = [f"{number}番目の意見です" for number in range(5)]
LINES = "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in CHAT)
ANSWERS = [
    {"continuationContents": {"liveChatContinuation": {"actions": CHAT[:2]}}},
    {"response": {"continuationContents": {"liveChatContinuation": {"actions": CHAT[2:4]}}}},
    {"contents": {"liveChatRenderer": {"actions": CHAT[4:]}}},
    {"continuationContents": {"liveChatContinuation": {"continuations": []}}},
]


@pytest.mark.parametrize(
    "content",
    [
        LINES,
        LINES.replace("\n", "\r\n"),
        LINES.replace("\n", "\n\n"),
        "\ufeff" + LINES.replace("\n", "\n\ufeff"),
        json.dumps(CHAT),
        json.dumps(CHAT, indent=2),
        json.dumps(ANSWERS),
        json.dumps({"actions": CHAT}),
        "\n".join(json.dumps(answer) for answer in ANSWERS),
        "\n".join(json.dumps(answer, indent=1, ensure_ascii=False) for answer in ANSWERS),
        json.dumps({"continuationContents": {"liveChatContinuation": {"actions": CHAT}}}, indent=4),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_chat_is_read_in_whatever_form_it_was_saved(
    tmp_path: Path, content: str, encoding: str, packed: bool
) -> None:
    data = content.encode(encoding)
    (tmp_path / "chat").write_bytes(gzip.compress(data) if packed else data)
    assert texts(tmp_path / "chat") == SAID


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_that_is_cut_off_keeps_what_came_before(tmp_path: Path, indent: int | None) -> None:
    (tmp_path / "chat").write_text(json.dumps(CHAT, indent=indent)[:-100])
    assert texts(tmp_path / "chat") == SAID[:-1]


@pytest.mark.parametrize("indent", [0, 2])
def test_a_broken_entry_of_a_list_of_lines_costs_only_itself(tmp_path: Path, indent: int) -> None:
    whole = json.dumps(CHAT, indent=indent, ensure_ascii=False)
    (tmp_path / "chat").write_text(whole.replace("2番目", '2"番目'))
    assert texts(tmp_path / "chat") == [*SAID[:2], *SAID[3:]]


@pytest.mark.parametrize("first", ["[]", "[1, 2]", "[[", '["a', "{", '{"a": {', "[" * 5000])
def test_a_broken_first_line_costs_only_itself(tmp_path: Path, first: str) -> None:
    (tmp_path / "chat").write_text(f"{first}\n{LINES}", encoding="utf-8")
    assert texts(tmp_path / "chat") == SAID


def test_an_entry_longer_than_what_is_read_at_once_is_whole(tmp_path: Path) -> None:
    long = a_line(9, "長" * (2 * CHUNK))
    (tmp_path / "chat").write_text(json.dumps([CHAT[0], long, CHAT[1]]))
    assert [len(text) for text in texts(tmp_path / "chat")] == [8, 2 * CHUNK, 8]


def test_a_packed_file_that_was_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    many = "".join(f"{json.dumps(entry)}\n" for entry in lines(2000))
    (tmp_path / "chat.gz").write_bytes(gzip.compress(many.encode())[:-5000])
    found = list(YouTubeArchive(a_meeting(video_id=VIDEO), tmp_path / "chat.gz").events())
    assert sum(isinstance(event, Received) for event in found) > 100
    assert any(isinstance(e, Skipped) and "compressed file is cut off" in e.detail for e in found)


def test_a_chat_without_a_message_is_told_from_no_chat(tmp_path: Path) -> None:
    (tmp_path / "chat").write_text(json.dumps(ANSWERS[-1]))
    with pytest.raises(CollectError, match=r"^chat is a live chat without a message; was anything"):
        texts(tmp_path / "chat")


def test_an_answer_kept_from_the_interface_is_read_too(tmp_path: Path) -> None:
    snippet = {
        "type": "textMessageEvent",
        "publishedAt": "2026-10-15T09:01:00Z",
        "textMessageDetails": {"messageText": "窓口を残して"},
    }
    items = [{"id": "LCC.EhwKGkNJcUFrc2Exdm9JREZTclB3Z1FkTE40SVBB", "snippet": snippet}]
    answer = {"kind": "youtube#liveChatMessageListResponse", "items": items}
    (tmp_path / "chat").write_text(json.dumps(answer, indent=1))
    (heard,) = (
        event
        for event in YouTubeArchive(a_meeting(), tmp_path / "chat").events()
        if isinstance(event, Received)
    )
    assert (heard.text, heard.offset_seconds, heard.line) == ("窓口を残して", 60.0, 1)
