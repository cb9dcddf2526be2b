"""Chats as Zoom and Google Meet save them; the people in them are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.rows.presets import PRESETS
from collectors.tables import Table
from koemap.errors import CollectError
from koemap.records import Meeting
from tests.collectors.conftest import Desk
from tests.collectors.tables import TOKYO, a_text, facts, notices, received, skipped

# One conversation in the dialects that public repositories show (docs/tables.md).
CLIENT = """09:00:10 From  Hanako Yamada  to  Everyone:
\tWill the slides be public?
\tOn the city's pages?
09:00:12 From  Taro  to  Hanako Yamada(Direct Message):
\tIs this on?
09:01:00 From  Taro  to  Everyone:
\tReplying to "Will the slides be..."

\tYes, please: all of them
09:01:05 From  Hanako Yamada  to  Everyone:
\tReacted to "Yes, please: all of ..." with 👍
09:01:09 From  Hanako Yamada  to  Everyone:
\tRemoved a 👍 reaction from "Yes, please: all of ..."
"""
JAPANESE = """09:00:10 開始 山田 花子 に 全員:
\tWill the slides be public?
\tOn the city's pages?
09:00:12 開始 太郎 に 山田 花子 (ダイレクトメッセージ):
\tIs this on?
09:01:00 開始 太郎 に 全員:
\tReplying to "Will the slides be..."
\tYes, please: all of them
"""
DATED = """2026-10-15 09:00:10 From Hanako Yamada to Everyone:
\tWill the slides be public?
\tOn the city's pages?
2026-10-15 09:00:12 From Taro to Hanako Yamada (Direct Message):
\tIs this on?
2026-10-15 09:01:00 From Taro to Everyone:
\tYes, please: all of them
"""
JAPANESE_FROM = JAPANESE.replace(" に ", " から ").replace("ダイレクトメッセージ", "プライベート")
JAPANESE_SENDER = JAPANESE_FROM.replace("開始", "送信者")
INLINE = """09:00:10\t From  Hanako Yamada  to  Everyone : Will the slides be public?
On the city's pages?
09:00:12\t From  Taro  to  Hanako Yamada(Privately) : Is this on?
09:01:00\t From  Taro  to  Everyone : Yes, please: all of them
"""
WITHOUT_ALL = """09:00:10\t From  Hanako Yamada : Will the slides be public?
On the city's pages?
09:00:12\t From  Taro  to  Hanako Yamada(Privately) : Is this on?
09:01:00\t From  Taro : Yes, please: all of them
"""
TIME_ALONE = """09:00:10
 From Hanako Yamada : Will the slides be public?
On the city's pages?
09:01:00
 From Taro : Yes, please: all of them
"""
TIME_LAST = """From Hanako Yamada to Everyone:  09:00 AM
Will the slides be public?
On the city's pages?
From Taro to Me: (Privately) (09:00 AM)
Is this on?
From Taro to Everyone: (9:01)
Yes, please: all of them
"""
CLOUD = """00:00:10\tHanako Yamada:\tWill the slides be public?
On the city's pages?
00:01:00\tTaro:\tYes, please: all of them
"""
MEET = """00:00:10.906,00:00:13.906
Hanako Yamada: Will the slides be public?
On the city's pages?

00:01:00.000,00:01:03.000
Taro: Yes, please: all of them
"""
NEWER = [DATED, JAPANESE_FROM, JAPANESE_SENDER]
SAID = ["Will the slides be public?\nOn the city's pages?", "Yes, please: all of them"]


@pytest.mark.parametrize(
    "chat", [CLIENT, JAPANESE, *NEWER, INLINE, WITHOUT_ALL, TIME_ALONE, TIME_LAST, CLOUD, MEET]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_dialect_gives_the_same_messages(tmp_path: Path, chat: str, ends: str) -> None:
    path = a_text(tmp_path, "\ufeff" + chat.replace("\n", ends))
    found = received(path)
    assert [event.text for event in found] == SAID
    assert len({event.author for event in found}) == 2
    assert all(event.author and event.posted_at for event in found)
    assert all(event.attributes == {} for event in found)


@pytest.mark.parametrize("chat", [CLIENT, JAPANESE, *NEWER, INLINE, WITHOUT_ALL, TIME_LAST])
def test_private_messages_are_counted_and_not_read(tmp_path: Path, chat: str) -> None:
    path = a_text(tmp_path, chat)
    assert skipped(path).count("private") == 1
    assert "Is this on?" not in str(received(path))


def test_reactions_are_counted_and_no_comments(tmp_path: Path) -> None:
    assert skipped(a_text(tmp_path, CLIENT)).count("reaction") == 2


def test_what_went_to_the_hosts_only_is_not_public(tmp_path: Path) -> None:
    chat = "18:57:14 From Taro to Hosts and panelists:\n\tTuesday evenings work for us.\n"
    path = a_text(tmp_path, chat + CLIENT)
    assert skipped(path).count("to_hosts_only") == 1
    assert [event.text for event in received(path)] == SAID


def test_a_clock_is_that_of_the_day_of_the_meeting(tmp_path: Path) -> None:
    first, _ = received(a_text(tmp_path, CLIENT))
    assert first.posted_at == datetime(2026, 10, 16, 0, 0, 10, tzinfo=UTC)
    assert first.offset_seconds is None


@pytest.mark.parametrize(("chat", "seconds"), [(CLOUD, 10.0), (MEET, 10.906)])
def test_a_recording_counts_from_its_start(tmp_path: Path, chat: str, seconds: float) -> None:
    first, _ = received(a_text(tmp_path, chat))
    assert first.offset_seconds == seconds
    assert first.posted_at is not None
    assert first.posted_at.replace(microsecond=0) == datetime(2026, 10, 15, 9, 0, 10, tzinfo=UTC)


def test_a_meeting_without_a_start_is_told_so_once(tmp_path: Path) -> None:
    path = a_text(tmp_path, CLIENT)
    found = list(Table(Meeting("m", "会議"), path, zone=TOKYO).events())
    assert sum("give the meeting its start" in str(event) for event in found) == 1
    assert "cannot be read" not in str(found)


def test_lines_before_the_first_message_are_counted(tmp_path: Path) -> None:
    path = a_text(tmp_path, "Meeting chat\n" + CLIENT)
    assert skipped(path).count("no_message") == 1
    assert [event.text for event in received(path)] == SAID


def test_a_long_preface_does_not_make_private_messages_public(tmp_path: Path) -> None:
    path = a_text(tmp_path, "Meeting\n" + "about the park\n" * 8 + CLIENT)
    assert [event.text for event in received(path)] == SAID


def test_a_chat_says_what_it_was_read_as(tmp_path: Path) -> None:
    assert facts(a_text(tmp_path, JAPANESE))["read as"] == "a Zoom chat; utf-8, a chat in lines"
    assert facts(a_text(tmp_path, MEET))["read as"] == "a Google Meet chat; utf-8, a chat in lines"
    assert "guessed" not in notices(a_text(tmp_path, MEET))


@pytest.mark.parametrize("preset", sorted(set(PRESETS) - {"zoom"}))
def test_no_other_preset_reads_what_is_private_in_a_chat(tmp_path: Path, preset: str) -> None:
    with pytest.raises(CollectError, match=r"does not look like .*; leave --preset out"):
        received(a_text(tmp_path, CLIENT), preset=preset)


@pytest.mark.parametrize("chat", [CLIENT, JAPANESE, *NEWER, INLINE, CLOUD, MEET])
def test_no_name_of_a_chat_is_in_the_database(desk: Desk, tmp_path: Path, chat: str) -> None:
    path = a_text(tmp_path, chat)
    desk.collect(Table(desk.meeting, path, zone=TOKYO))
    again = desk.collect(Table(desk.meeting, path, zone=TOKYO))
    assert (again.added, again.changed) == (0, 0)
    assert sorted(desk.texts) == sorted(SAID)
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("koemap.db*"))
    assert SAID[0].split("\n")[0].encode() in stored
    for name in ("Hanako", "Taro", "花子", "太郎"):
        assert name.encode() not in stored


def test_an_id_does_not_depend_on_who_wrote(tmp_path: Path) -> None:
    ids = [
        [event.comment_id for event in received(a_text(tmp_path, chat))]
        for chat in (CLOUD, CLOUD.replace("Taro", "Jiro"))
    ]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("preset", ["", "zoom", "meet", "forms"])
@pytest.mark.parametrize(
    "lines",
    [
        ["18:02 Jiro to Taro (private):", "\tis this on?", "18:03 Taro to all:", "\tyes"],
        [
            "2026/10/15 18:02:00 鈴木 から 山田 へ：",
            "内緒です",
            "2026/10/15 18:03:00 山田 へ 鈴木：",
            "はい",
        ],
        ["[2026/10/15 18:02] 鈴木: 内緒です", "[2026/10/15 18:03] 山田: はい、そうです"],
        ["(18:02:00) From Jiro, privately", "is this on?", "(18:03:00) From Taro", "yes"],
        ["18:02:00 送信者 鈴木", "内緒です"],
        ["2026-10-15 18:02:00\tJiro:\tis this on?", "2026-10-15 18:03:00\tTaro:\tyes"],
        ["a preface"] * 80 + ["18:02:00 From Jiro to Taro:", "\tis this on?"] * 2,
    ],
)
def test_a_chat_of_unknown_form_is_refused(tmp_path: Path, lines: list[str], preset: str) -> None:
    path = a_text(tmp_path, "\n".join(lines))
    with pytest.raises(CollectError, match="looks like a chat, but its form is not known"):
        received(path, preset=preset)


def test_a_text_that_is_no_known_chat_is_not_sent_on_to_be_read_as_a_table(tmp_path: Path) -> None:
    path = a_text(tmp_path, "Jiro\nis this on?\nTaro\nYes please\n")
    with pytest.raises(CollectError, match="its form is not known; save it as a table") as failure:
        received(path, preset="zoom")
    assert "--preset out" not in str(failure.value)
    assert "外して" not in failure.value.ja


def test_a_message_that_begins_in_an_unknown_way_is_taken_to_be_private(tmp_path: Path) -> None:
    hidden = "09:02:00 Taro to Hanako (Direct Message):\n\tnobody else may know\n"
    path = a_text(tmp_path, CLIENT + hidden)
    assert "nobody else" not in str(received(path))
    assert skipped(path).count("private") == 2


@pytest.mark.parametrize(
    "rows",
    [
        [
            "日時\t意見",
            "2026-10-15 10:00\t賛成：公園が要るので",
            "2026-10-15 10:01\t反対：高いので",
        ],
        ["ご意見", "10:00 から開館してほしい", "18:00 に閉まるのは早い", "バスを増やして"],
        ["time,comment", "2026-10-15 10:00,From A to B: benches", "2026-10-15 10:01,no: trees"],
    ],
)
def test_a_table_with_times_is_not_taken_for_a_chat(tmp_path: Path, rows: list[str]) -> None:
    found = received(a_text(tmp_path, "\n".join(rows), name="a.csv"))
    assert len(found) == len(rows) - 1
