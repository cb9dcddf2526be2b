"""Tables without a header, and headers that look like answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from collectors.privacy import PHONE
from collectors.tables import Table
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.tables import OPINIONS, TOKYO, a_csv, a_text, facts, notices, received

SIX = [
    [f"2026/10/15 10:0{n}:00", f"市民{n}号 090-1234-567{n}", text]
    for n, text in enumerate(OPINIONS[:6])
]
COLUMNS = "“column 1” to “column 3”"

HEADERS = [
    ["タイムスタンプ", "2026年度の感想"],
    ["日時", "10月15日の会議について"],
    ["No.", "Q1", "Q2"],
    ["受付番号", "1. お住まいの地区", "2. ご意見をお書きください。"],
    ["id", "text"],
    ["Timestamp", "What should the city do about buses in 2026?"],
    ["年度", "2024", "2025", "2026", "市民からの声"],
    ["回答日", "第2回会議（2026/10/15）で良かった点"],
    ["通し番号", "AIの活用についてのご意見\n（自由にお書きください）"],
    ["お名前", "電話番号（例 090-0000-0000）", "市政全般へのご意見・ご要望をお聞かせください"],
    ["ニックネーム", "市政についてどう思いますか"],
    ["Response ID", "Date", "Comment"],
    ["地区", "1", "2", "3", "その他の声"],
    ["年代", "このまちに住み続けたいと思いますか。その理由もお答えください。"],
    ["年代", "良かった点があれば、具体的に記述してください。"],
    ["地区", "2026", "市への要望"],
    ["整理番号", "意見募集 R8.10.1〜R8.10.31 に寄せられた声"],
]


def below(header: Sequence[str]) -> list[list[str]]:
    """Answers as they would be found below that header."""
    values = {
        "タイムスタンプ": "2026/10/{} 9:12:44",
        "日時": "2026/10/{}",
        "Timestamp": "10/{}/2026",
    }
    values |= {"回答日": "2026年10月{}日", "Date": "2026-10-{}", "お名前": "市民{}", "年代": "30代"}
    values |= {"ニックネーム": "みなもっ子{}", "電話番号（例 090-0000-0000）": "0263-41-55{}"}
    values |= {"地区": "本町", "1. お住まいの地区": "緑が丘", "年度": "支出{}", "Q1": "はい"}
    return [
        [*(values.get(name, "{}").format(10 + n) for name in header[:-1]), OPINIONS[n]]
        for n in range(6)
    ]


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[-1].split()[0])
def test_a_header_with_numbers_dates_or_questions_stays_a_header(
    tmp_path: Path, header: list[str]
) -> None:
    path = a_csv(tmp_path, [header, *below(header)])
    assert [event.text for event in received(path)][:6] == list(OPINIONS[:6])
    assert "no header" not in notices(path)


def test_a_table_without_a_header_loses_no_answer_and_says_so(tmp_path: Path) -> None:
    path = a_csv(tmp_path, SIX)
    found = received(path)
    assert [event.text for event in found] == list(OPINIONS[:6])
    assert found[0].posted_at is not None
    assert found[0].attributes == {}
    assert "the table has no header: its first line was read as a comment" in notices(path)
    assert COLUMNS in notices(path)


def test_nothing_private_of_a_first_line_is_stored_or_shown(desk: Desk, tmp_path: Path) -> None:
    done = desk.collect(Table(desk.meeting, a_csv(tmp_path, SIX), zone=TOKYO))
    assert done.added == 6
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    for told in ("090-1234", "市民0号"):
        assert told not in f"{done.facts}{done.notices}"
        assert told.encode() not in stored


def test_what_a_header_tells_of_somebody_is_masked_wherever_it_is_named(
    desk: Desk, tmp_path: Path
) -> None:
    header = ["No.", "年代", "会場（担当 090-1234-5678）", "ご意見（担当 090-1234-5678）"]
    rows = [[n, "30代", "本庁", text] for n, text in enumerate(OPINIONS)]
    done = desk.collect(Table(desk.meeting, a_csv(tmp_path, [header, *rows]), zone=TOKYO))
    assert done.added == len(OPINIONS)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert b"090-1234-5678" not in stored
    assert f"ご意見（担当 {PHONE}）" in done.facts["comments from"]
    again = Table(desk.meeting, a_csv(tmp_path, [header, *rows]), zone=TOKYO, text=[header[-1]])
    assert desk.collect(again).added == 0


def test_a_table_without_a_header_is_read_again_without_doubling(
    desk: Desk, tmp_path: Path
) -> None:
    for rows, added in ((SIX, 6), (SIX[::-1], 0)):
        done = desk.collect(Table(desk.meeting, a_csv(tmp_path, rows), zone=TOKYO))
        assert done.added == added


def test_a_header_given_later_takes_the_comments_over_when_it_is_named(
    desk: Desk, tmp_path: Path
) -> None:
    desk.collect(Table(desk.meeting, a_csv(tmp_path, SIX), zone=TOKYO))
    headed = a_csv(tmp_path, [["日時", "名前", "ご意見"], *SIX])
    with pytest.raises(CollectError, match="no column “column 3” any more"):
        desk.collect(Table(desk.meeting, headed, zone=TOKYO))
    named = Table(desk.meeting, headed, zone=TOKYO, text=["ご意見"], time="日時")
    assert desk.collect(named).added == 0


def test_rows_above_the_widest_are_answers_too_where_there_is_no_header(tmp_path: Path) -> None:
    short = [["2026/10/14 9:59:00", "", OPINIONS[7]], *([*row, "30代", "本町"] for row in SIX)]
    assert received(a_csv(tmp_path, short))[0].text == OPINIONS[7]


@pytest.mark.parametrize(
    "row",
    [
        ["taro@example.jp", OPINIONS[0]],
        ["12", OPINIONS[0]],
        ["30代", OPINIONS[0]],
        ["本町二丁目の者です", f"{OPINIONS[0]} 連絡は 090-1234-5678 へ"],
        ["無題", OPINIONS[0]],
        ["市民A", "中央地区", "女性", "図書館の本を増やしてほしい。"],
        ["1", "中央地区", "図書館の本を増やして下さるようお願いします"],
        ["なし", "70代", "図書館の本を増やしてほしいと思います"],
        ["匿名", "要望", "公園の草を刈ってもらえるとうれしいです"],
    ],
)
def test_a_first_line_like_the_others_is_an_answer(tmp_path: Path, row: list[str]) -> None:
    others = {"taro@example.jp": "x{}@example.jp", "12": "{}", "30代": "30代", "無題": "題{}"}
    others |= {"1": "{}", "なし": "{}", "中央地区": "地区{}", "女性": "男性"}
    rows = [
        [*(others.get(cell, "丁目の者{}").format(n + 20) for cell in row[:-1]), text]
        for n, text in enumerate(OPINIONS[1:6])
    ]
    assert len(received(a_csv(tmp_path, [row, *rows]))) == 6


def test_where_no_text_can_be_told_the_columns_are_asked_for(tmp_path: Path) -> None:
    rows = [[f"2026/10/15 10:0{n}", "賛成", "反対"] for n in range(6)]
    path = a_csv(tmp_path, rows)
    with pytest.raises(CollectError, match=r"no header.*--text: “column 1”, “column 2”"):
        received(path)
    assert len(received(path, text=["column 3"])) == 6


def test_english_answers_without_a_header_are_read(tmp_path: Path) -> None:
    texts = [f"We need {n} more benches in the park near the station" for n in range(6)]
    rows = [[f"2026-10-15T10:0{n}:00Z", f"p{n}@example.org", text] for n, text in enumerate(texts)]
    found = received(a_csv(tmp_path, rows))
    assert [event.text for event in found] == texts
    assert [event.author for event in found] == [row[1] for row in rows]


def test_a_person_may_say_that_there_is_no_header(desk: Desk, tmp_path: Path) -> None:
    rows = [["公園", OPINIONS[0]], ["図書館", OPINIONS[1]], ["バス", OPINIONS[2]]]
    path = a_csv(tmp_path, [["道路", "道がでこぼこで危ないこと"], *rows])
    assert len(received(path)) == 3
    for options, added in (({"text": ["column 2"]}, 4), ({}, 0)):
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO, **options))  # type: ignore[arg-type]
        assert done.added == added


def test_an_unnamed_column_of_a_table_with_a_header_is_read_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = a_csv(tmp_path, [["会場", ""], *([f"会場{n}", text] for n, text in enumerate(OPINIONS))])
    for options, added in (({"text": ["column 2"]}, len(OPINIONS)), ({}, 0)):
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO, **options))  # type: ignore[arg-type]
        assert done.added == added


def test_columns_without_a_header_are_called_the_same_each_time(desk: Desk, tmp_path: Path) -> None:
    rows = [["", f"{text}", f"2026/10/15 10:{n:02}"] for n, text in enumerate(OPINIONS)]
    for added in (len(OPINIONS), 0):
        done = desk.collect(Table(desk.meeting, a_csv(tmp_path, rows), zone=TOKYO))
        assert done.added == added


def test_a_chat_is_not_called_a_table_without_a_header(tmp_path: Path) -> None:
    path = a_text(tmp_path, "10:02:11\t From 市民 : 公園がほしいです\n" * 3)
    assert "header" not in notices(path)


def test_one_answer_alone_is_read(tmp_path: Path) -> None:
    (found,) = received(a_csv(tmp_path, SIX[:1]))
    assert found.text == OPINIONS[0]


def test_no_notice_quotes_what_is_in_a_cell(tmp_path: Path) -> None:
    hearsay = "きのう山田さんの家で聞いた話です"
    rows = [[str(n), f"{hearsay}{n}", text] for n, text in enumerate(OPINIONS)]
    path = a_csv(tmp_path, [["No.", "ひとこと", "ご意見"], *rows, ["9", hearsay, "x", "余分な欄"]])
    told = notices(path, time="ひとこと", text=["ご意見"])
    assert "line 2: the time in “ひとこと” cannot be read" in told
    assert hearsay not in told + str(facts(path, time="ひとこと", text=["ご意見"]))


def test_a_list_of_one_short_word_a_line_loses_no_line(tmp_path: Path) -> None:
    path = a_text(tmp_path, "賛成です\n反対です\n賛成です\n", name="a.csv")
    assert len(received(path)) == 3
