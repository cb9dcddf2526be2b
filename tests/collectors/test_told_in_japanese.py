"""What collections tell is read in Japanese to its last word: tables, chats, Google's answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from collectors.google_forms import GoogleForms
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from dashboard.wording import told
from koemap.collection import Collection
from koemap.errors import CollectError
from tests.collectors.chat import (
    OTHER_VIDEO,
    VIDEO,
    a_line,
    a_menu,
    a_renderer,
    added,
    banner,
    replayed,
    ticker,
)
from tests.collectors.chat import written as a_chat
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import google_at
from tests.collectors.google_sources import FORM, MEETING, SOURCES
from tests.collectors.live import a_live_collector, a_stream, chat
from tests.collectors.tables import OPINIONS, TOKYO, a_csv, a_text
from tests.dashboard.japanese import english_left, in_japanese
from tests.google.fake import FakeGoogle

Rows = list[Sequence[object]]
HEAD = ("タイムスタンプ", "メールアドレス", "ご意見", "お名前（任意）")
ZOOM = "10:01:05 From Hanako to Everyone:\n\t賛成です\n10:02:00 From Jiro to Hanako:\n\t私信です\n"


def answers(n: int = 12) -> Rows:
    return [
        (f"2026/10/15 10:{k + 1:02d}:00", f"p{k % 5}@example.jp", OPINIONS[k % 12], f"名前{k}")
        for k in range(n)
    ]


def read(desk: Desk, path: Path, **options: object) -> list[str]:
    """What reading the table tells, every phrase of it in Japanese."""
    return all_japanese(desk.collect(Table(desk.meeting, path, zone=TOKYO, **options)))  # type: ignore[arg-type]


def all_japanese(done: Collection) -> list[str]:
    said = in_japanese(done)
    assert [phrase for phrase in said if english_left(phrase)] == []
    assert all(told("en", notice) == notice for notice in done.notices)
    return said


def test_a_table_of_a_form_tells_its_columns(desk: Desk, tmp_path: Path) -> None:
    rows: Rows = [("令和8年度の回答",), HEAD, *answers(), ("", "", "", "匿名"), ("", "", "")]
    said = read(desk, a_csv(tmp_path, rows, encoding="cp932"))
    assert said == [
        "声ではないもの: 見出しより上の行 1件",
        "声ではないもの: 空白の行 1件",
        "声ではないもの: 文のないもの 1件",
        "読み方: Google フォームの書き出し（文字コード cp932、コンマ区切り）",
        "見出し: 2行目（上の1行は回答ではありません）",
        "声とした列: 「ご意見」（列名と中身から。100%が異なる文、平均29文字）",
        "書いた人の列: 「メールアドレス」（Google フォームの書き出しの列名から）",
        "時刻の列: 「タイムスタンプ」（Google フォームの書き出しの列名から）",
        "保存しなかったもの: 「お名前（任意）」",
        "注意: 声の列は推測です。違うときは --text で指定してください",
    ]


def test_what_is_doubtful_in_a_table_is_told_with_its_line(desk: Desk, tmp_path: Path) -> None:
    rows: Rows = [HEAD, *answers(9)]
    rows += [("10月ごろ", "a@example.jp", "時刻の読めない意見です。", "", "余ったセル")]
    rows += [("2026/10/15 10:40", "", "\n".join(["何行にもわたる意見です。"] * 50), "")]
    said = read(desk, a_csv(tmp_path, rows))
    assert "注意: 11行目には見出しより多くのセルがあります。すべて残します" in said
    assert "注意: 11行目の「タイムスタンプ」の時刻を読めません" in said
    long = "12行目からの回答が50行にわたります。引用符が欠けていないか確かめてください"
    assert f"注意: {long}" in said


def test_a_column_that_changes_is_told(desk: Desk, tmp_path: Path) -> None:
    head = ("受付番号", "投稿日", "ご意見", "ご要望", "メールアドレス")
    rows: Rows = [
        (
            f"{k:05d}",
            f"3/{k + 1}/2026",
            OPINIONS[k],
            f"要望{k}です。ぜひお願いします。",
            f"p{k}@example.jp",
        )
        for k in range(9)
    ]
    said = read(desk, a_csv(tmp_path, [head, *rows]), id="受付番号")
    assert "注意: 3/4/2026 のような日付は、月・日・年の順に読みました" in said
    assert "ID の列: 「受付番号」（--id で指定）" in said
    again = read(desk, a_csv(tmp_path, [head, *rows]), text=("ご意見",))
    assert "声とした列: 「ご意見」（--text で指定）" in again
    assert "注意: 前回まで読んだ「ご要望」は、今回は読みませんでした。その列の声は残ります" in again
    less: Rows = [row[:4] for row in [head, *rows]]
    gone = "「メールアドレス」の列がなくなったため、書いた人を見分けられません"
    assert f"注意: {gone}" in read(desk, a_csv(tmp_path, less))


def test_a_table_without_a_header_and_of_two_encodings_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    own = [f"2026-10-15 10:{k:02d},{OPINIONS[k]}\n".encode() for k in range(9)]
    others = [
        f"2026-10-15 11:{k:02d},別の文字コードの意見です。\n".encode("cp932") for k in range(2)
    ]
    path.write_bytes(b"".join([*own, *others]))
    said = read(desk, path)
    assert "注意: 10、11行目の文字コードは cp932、ほかの行は utf-8 として読みました" in said
    (no_header,) = [phrase for phrase in said if "見出しがない" in phrase]
    assert "列を「column 1」～「column 2」と呼びます" in no_header


def test_a_workbook_tells_its_sheets_and_what_is_hidden(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "回答"
    for row in [HEAD, *answers()]:
        sheet.append(list(row))
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("D5:D6")
    book.create_sheet("集計").append(["賛成", 3])
    book.save(tmp_path / "answers.xlsx")
    said = read(desk, tmp_path / "answers.xlsx")
    assert "読み方: Google フォームの書き出し（Excel のシート「回答」）" in said
    assert "読まなかったシート: 「集計」（読むには --sheet で指定してください）" in said
    assert "注意: 隠した行も、ほかの行と同じように読みました" in said
    merged = "行をまたいで結合されたセル（5～6行目など）は、最初の行だけで数えます"
    assert f"注意: {merged}" in said


def test_a_saved_chat_tells_what_was_private(desk: Desk, tmp_path: Path) -> None:
    said = read(desk, a_text(tmp_path, ZOOM))
    assert said[:2] == [
        "声ではないもの: 個別のメッセージ 1件",
        "読み方: Zoom のチャット（文字コード utf-8、一行ずつのチャット）",
    ]


def test_an_archive_tells_its_gaps_and_what_it_could_not_read(desk: Desk, tmp_path: Path) -> None:
    early = [a_line(k, second=10.0 * k) for k in range(60)]
    late = [a_line(k, second=3600 + 10.0 * k) for k in range(60, 120)]
    odd = [
        a_line(200, second=20.0, contextMenuEndpoint=a_menu(OTHER_VIDEO)),
        replayed({"beamLiveChatAction": {}}),
        replayed(added(a_renderer(201), "liveChatFutureRenderer")),
        *(replayed(added({"message": {"runs": [{"text": "x"}]}})) for _ in range(14)),
        replayed(ticker(202, a_renderer(202))),
        replayed(banner({"liveChatCreatorAnswersQuestionsRenderer": {}})),
        "{broken",
    ]
    path = a_chat(tmp_path / "chat.live_chat.json", [*early, *odd, *late])
    said = all_japanese(desk.collect(YouTubeArchive(desk.meeting, path)))
    assert f"動画: {VIDEO}" in said
    span = "9分50秒～70分00秒"
    assert f"声のある時間: 80分のうち20分。欠落 {span}" in said
    unclear = f"動画の{span}に声がありません。アーカイブに抜けがないか確かめてください"
    assert f"注意: {unclear}" in said
    assert "注意: … 同じような注意がほか6件（種類の分からないもの）" in said
    assert "注意: 62行目: 種類の分からないチャットの操作です（「beamLiveChatAction」）" in said


@pytest.mark.parametrize("kind", SOURCES)
def test_what_google_gives_is_told(desk: Desk, kind: str) -> None:
    source = SOURCES[kind]
    with FakeGoogle() as fake:
        source.fill(fake)
        for change in (lambda _: None, source.change):
            change(fake)
            google = google_at(fake, source.interface, store=desk.store)
            said = all_japanese(desk.collect(source.made(google, timedelta(0))))
    assert said
    withdrawn = [
        one.why_gone for one in desk.store.comments(desk.meeting.meeting_id) if one.withdrawn
    ]
    assert withdrawn
    assert [why for why in withdrawn if english_left(told("ja", why))] == []


def test_a_stream_joined_late_is_told_with_the_time_of_day(desk: Desk) -> None:
    with a_stream(minutes=30) as fake:
        chat(fake, 200)
        fake.advance(15 * 60)
        said = all_japanese(desk.collect(a_live_collector(fake, desk.store)))
    (late,) = [phrase for phrase in said if "遅れ" in phrase]
    assert late.startswith("注意: 収集を始めるのが遅れ、")
    assert late.endswith("欠けているかもしれません。配信のあとでアーカイブを取り込んでください")
    spans = desk.store.missed(desk.meeting.meeting_id)
    assert [told("ja", span.reason) for span in spans] == ["配信の開始後に収集を始めた"]


def test_what_only_the_other_of_two_sources_has_is_told(desk: Desk, tmp_path: Path) -> None:
    read(desk, a_csv(tmp_path, [HEAD, *answers()], name="first.csv"))
    kept = [row for k, row in enumerate(answers()) if k not in (3, 7)]
    said = read(desk, a_csv(tmp_path, [HEAD, *kept], name="second.csv"))
    assert "table-first だけにある同じ時間帯の声: 2件" in said


def test_a_kept_answer_of_youtube_tells_the_time_of_the_installation(
    desk: Desk, tmp_path: Path
) -> None:
    snippet = {"type": "sponsorOnlyModeStartedEvent", "publishedAt": "2026-10-15T09:03:00Z"}
    answer = {
        "kind": "youtube#liveChatMessageListResponse",
        "items": [{"id": "LCC.CjgKDQoLa29lbWFwVGVzdDE", "snippet": snippet}],
    }
    path = a_chat(tmp_path / "chat.json", [json.dumps(answer)])
    said = all_japanese(desk.collect(YouTubeArchive(desk.meeting, path, zone=TOKYO)))
    assert "注意: 18時03分から、メンバーだけが書き込めました" in said


def test_names_and_exports_in_a_refusal_are_written_as_its_language_writes_them(
    tmp_path: Path,
) -> None:
    with FakeGoogle() as fake:
        SOURCES["google-forms"].fill(fake)
        google = google_at(fake, "forms")
        asked = GoogleForms(MEETING, FORM, google, questions=["ご要望"])
        with pytest.raises(CollectError) as no_question:
            list(asked.events())
    assert "Questions: “ご意見”, “年代”" in str(no_question.value)
    assert no_question.value.ja.endswith("質問: 「ご意見」、「年代」")
    table = Table(MEETING, a_csv(tmp_path, [HEAD, *answers()]), preset="zoom", zone=TOKYO)
    with pytest.raises(CollectError) as not_alike:
        list(table.events())
    assert "does not look like a Zoom chat" in str(not_alike.value)
    assert "の形式（Zoom のチャット）と合いません" in not_alike.value.ja
