"""Tables as cities, forms and other programs write them, and as they break."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from collectors.events import Received
from collectors.tables import Table
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.factories import a_meeting

TOKYO = ZoneInfo("Asia/Tokyo")
OPINIONS = [f"公園の遊具を{n}基増やしてほしいです。子どもが待っています。" for n in range(12)]
ROWS = [[str(n), f"2026/10/{n + 1} 18:30:00", text] for n, text in enumerate(OPINIONS)]
NOISE = b"".join(sha256(bytes([n])).digest() for n in range(200))
HEADER = ["No.", "タイムスタンプ", "ご意見"]


def a_file(
    folder: Path,
    rows: Sequence[Sequence[str]],
    *,
    name: str = "answers.csv",
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def received(path: Path, **options: object) -> list[Received]:
    events = Table(a_meeting(), path, zone=TOKYO, **options).events()  # type: ignore[arg-type]
    return [event for event in events if isinstance(event, Received)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_in_any_usual_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = a_file(tmp_path, [HEADER, *ROWS], encoding=encoding, delimiter=delimiter)
    found = received(path)
    assert [event.text for event in found] == OPINIONS
    assert found[0].posted_at == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


def test_a_workbook_is_read_below_its_title(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["市民意見募集 結果一覧"], [], ["受付番号", "受付日", "ご意見"]]:
        sheet.append(row)
    for number, text in enumerate(OPINIONS):
        sheet.append([number, datetime(2026, 10, 1 + number, 18, 30), text])
    book.save(tmp_path / "iken.xlsx")
    found = received(tmp_path / "iken.xlsx")
    assert [event.text for event in found] == OPINIONS
    assert found[-1].posted_at == datetime(2026, 10, 12, 9, 30, tzinfo=UTC)


def test_columns_that_tell_who_wrote_are_not_kept(desk: Desk, tmp_path: Path) -> None:
    header = [
        "First Name",
        "お名前（任意）",
        "Phone number",
        "Home address",
        "年代",
        "会員",
        "Comment",
    ]
    rows = [
        [f"Jane{n}", f"山田{n}郎", f"512-555-01{n:02}", f"{n} Elm St", "40代", f"ID-{n}", text]
        for n, text in enumerate(OPINIONS)
    ]
    done = desk.collect(Table(desk.meeting, a_file(tmp_path, [header, *rows]), zone=TOKYO))
    assert done.facts["not kept"] == "、".join(f"“{name}”" for name in (*header[:4], "会員"))
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    for told in (b"Jane1", "山田1郎".encode(), b"512-555", b"Elm St", b"ID-1"):
        assert told not in stored
    kept = [comment.attributes for comment in desk.store.comments(desk.meeting.meeting_id)]
    assert kept == [{"年代": "40代"}] * len(OPINIONS)


def test_a_column_named_like_a_time_that_holds_none_is_not_one(tmp_path: Path) -> None:
    rows = [["update", "Posted Date", "Comment"]]
    rows += [["minor", "2026-10-15T09:00Z", text] for text in OPINIONS]
    assert {event.posted_at for event in received(a_file(tmp_path, rows))} == {
        datetime(2026, 10, 15, 9, tzinfo=UTC)
    }


def test_each_named_column_gives_comments_of_its_own(tmp_path: Path) -> None:
    rows = [["良い点", "困る点"], ["便利になる点", "電気が足りない点"], ["", "騒音"]]
    path = a_file(tmp_path, rows)
    events = Table(a_meeting(), path, text=("良い点", "困る点"), zone=TOKYO).events()
    found = [event for event in events if isinstance(event, Received)]
    assert [event.text for event in found] == ["便利になる点", "電気が足りない点", "騒音"]
    assert [event.attributes["question"] for event in found] == ["良い点", "困る点", "困る点"]


def test_every_question_answered_freely_gives_comments_and_choices_do_not(tmp_path: Path) -> None:
    header = [
        "Q1 ご意見をお聞かせください",
        "Q2 その他、自由にお書きください",
        "意見の種類",
        "年代",
    ]
    others = ["公園を増やして", "道が暗い", "特になし"]
    rows = [[text, others[n % 3], "要望", "30代"] for n, text in enumerate(OPINIONS)]
    found = received(a_file(tmp_path, [header, *rows]))
    assert {event.attributes["question"] for event in found} == set(header[:2])
    assert {event.attributes["意見の種類"] for event in found} == {"要望"}


def test_a_column_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="there is no column “ご意見欄”; did you mean “ご意見”"):
        received(a_file(tmp_path, [HEADER, *ROWS]), text=("ご意見欄",))  # type: ignore[arg-type]


def test_a_list_without_a_header_loses_no_line(tmp_path: Path) -> None:
    path = a_file(tmp_path, [[text] for text in OPINIONS], name="list.txt")
    assert [event.text for event in received(path)] == OPINIONS


def test_a_list_with_a_header_does_not_take_it_for_a_comment(tmp_path: Path) -> None:
    path = a_file(tmp_path, [["ご意見"], *([text] for text in OPINIONS)])
    assert [event.text for event in received(path)] == OPINIONS


def test_an_answer_changed_under_its_id_is_one_comment(desk: Desk, tmp_path: Path) -> None:
    for text in ("はじめの文です", "直した文です"):
        path = a_file(tmp_path, [["id", "comment"], ["a1", text], ["a2", "別の人の文です"]])
        done = desk.collect(Table(desk.meeting, path, id="id", text=("comment",), zone=TOKYO))
    assert (done.added, done.changed, done.known) == (0, 1, 1)
    assert sorted(desk.texts) == ["別の人の文です", "直した文です"]


def test_equal_answers_of_different_rows_all_count(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, [["ご意見"], ["賛成です"], ["賛成です"], ["反対です"]])
    assert desk.collect(Table(desk.meeting, path, zone=TOKYO)).added == 3
    assert desk.collect(Table(desk.meeting, path, zone=TOKYO)).added == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"save it as \.xlsx or \.csv"),
        (b"PK\x03\x04broken", "is no XLSX workbook"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "is a picture, no table"),
        (b"\xff\xd8\xff\xe0 JFIF\n a", "is a picture, no table"),
        (b"GIF89a,\n,", "is a picture, no table"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "is a PDF, no table"),
        (b"\0\0\0\x20ftypisom\n a", "is a recording, no table"),
        (b"\0\0\0\x20ftypheic\n a", "is a picture, no table"),
        (b"ID3\x03\0 a\n", "is a recording, no table"),
        (b"\x1f\x8b\x08\0 a\n b", "is a packed archive, no table"),
        (b"PK\x05\x06" + b"\0" * 18, "is a packed archive, no table"),
        (b"SQLite format 3\0 a\n b", "is a database, no table"),
        (b"{\\rtf1\\ansi hello}", "is a document, no table"),
        (NOISE, "is no table"),
        (b"ABCD" + NOISE, "is no table"),
        ("ご意見,日時\n".encode(), "has a header and no answers"),
        (b'{"replayChatItemAction": {}}\n' * 3, "is JSON, no table"),
        (b'\n[{"comment": "a, b"}]', "is JSON, no table"),
        (b"<!DOCTYPE html><p>a, b</p>", "is a web page, no table"),
    ],
)
def test_what_is_no_table_is_said_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(CollectError, match=said) as failure:
        received(path)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("first", ["ID3 の使い方", "GIF8", "RIFF", "PDF", "BM", "MZ"])
def test_a_word_that_begins_as_another_kind_of_file_does_is_a_word(
    tmp_path: Path, first: str
) -> None:
    found = received(a_file(tmp_path, [[first], *([text] for text in OPINIONS)]), text=(first,))
    assert len(found) == len(OPINIONS)


def test_a_nul_in_a_cell_costs_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes("\n".join(["ご意見", *OPINIONS]).encode().replace(b"\n", b"\n\0", 3))
    assert [event.text for event in received(path)] == OPINIONS


def test_ragged_rows_and_unreadable_letters_are_noticed_with_their_line(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "answers.csv"
    lines = ["日時,ご意見", *(f"2026/10/{n + 1},{text}" for n, text in enumerate(OPINIONS))]
    lines[3] += ",余分"
    lines[5] = "いつか,時のない意見を書きました"
    path.write_bytes("\n".join(lines).encode() + b"\n2026/10/20,\xff\xfe broken letters here\n")
    done = desk.collect(Table(desk.meeting, path, zone=TOKYO))
    assert done.added == 13
    notices = "\n".join(done.notices)
    assert "line 4 has more cells than the header; all are kept" in notices
    assert "line 6: the time in “日時” cannot be read" in notices
    assert "line 14 has characters that cannot be read" in notices
