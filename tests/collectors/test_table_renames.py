"""A table read again after somebody renamed, moved or added columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from collectors.tables import Table
from koemap.collection import Collection
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.tables import OPINIONS, TOKYO, a_csv, notices, received

HEADER = ["タイムスタンプ", "年代", "ご意見", "メールアドレス"]
ROWS = [
    [f"2026/10/{n + 1} 18:30:00", "30代", text, f"p{n}@example.jp"]
    for n, text in enumerate(OPINIONS)
]


def read(
    desk: Desk, folder: Path, rows: Sequence[Sequence[object]], **options: object
) -> Collection:
    path = a_csv(folder, rows)
    return desk.collect(Table(desk.meeting, path, zone=TOKYO, **options))  # type: ignore[arg-type]


def renamed(old: str, new: str) -> list[list[str]]:
    return [[new if name == old else name for name in HEADER], *ROWS]


def test_moved_rows_and_columns_and_a_row_above_double_nothing(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    turned = [[row[n] for n in (3, 2, 0, 1)] for row in [HEADER, *ROWS[::-1]]]
    new = ["new@example.jp", "新しく届いた意見を上に書きました", "2026/11/1 9:00:00", "40代"]
    done = read(desk, tmp_path, [turned[0], new, *turned[1:]])
    assert (done.added, done.changed, done.known) == (1, 0, len(OPINIONS))


def test_a_title_above_the_header_doubles_nothing(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    done = read(desk, tmp_path, [["市民意見募集の結果"], [], HEADER, *ROWS])
    assert (done.added, done.changed) == (0, 0)


def test_a_renamed_column_of_comments_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    with pytest.raises(CollectError) as failure:
        read(desk, tmp_path, renamed("ご意見", "ご意見（自由記述）"))
    assert str(failure.value) == (
        "answers.csv has no column “ご意見” any more, which was read before; was it renamed?"
        " Name it with --text “ご意見（自由記述）”"
    )
    assert len(desk.texts) == len(OPINIONS)


def test_a_column_renamed_beyond_recognition_is_proposed_by_what_it_holds(
    desk: Desk, tmp_path: Path
) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    with pytest.raises(CollectError, match="Name it with --text “市民の声”"):
        read(desk, tmp_path, renamed("ご意見", "市民の声"))


def test_a_renamed_column_that_is_named_doubles_nothing_ever_after(
    desk: Desk, tmp_path: Path
) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    for name, options in (("感想", {"text": ("感想",)}), ("感想", {}), ("声", {"text": ("声",)})):
        done = read(desk, tmp_path, renamed("ご意見", name), **options)
        assert (done.added, done.changed, done.known) == (0, 0, len(OPINIONS))


def test_one_of_two_renamed_columns_keeps_its_comments(desk: Desk, tmp_path: Path) -> None:
    rows = [[text, f"{text}と困ります"] for text in OPINIONS]
    read(desk, tmp_path, [["良い点", "困る点"], *rows], text=("良い点", "困る点"))
    new = [["良い点", "心配な点"], *rows]
    with pytest.raises(CollectError, match="--text"):
        read(desk, tmp_path, new)
    done = read(desk, tmp_path, new, text=("良い点", "心配な点"))
    assert (done.added, done.known + done.changed) == (0, 2 * len(OPINIONS))


def test_what_a_person_named_is_read_without_naming_it_again(desk: Desk, tmp_path: Path) -> None:
    rows = [[n, f"備考 {n}", text] for n, text in enumerate(OPINIONS)]
    table = [["番号", "備考", "ご意見"], *rows]
    read(desk, tmp_path, table, text=("備考",), id="番号")
    done = read(desk, tmp_path, table)
    assert (done.added, done.known) == (0, len(OPINIONS))
    assert done.facts["comments from"] == "“備考” as last time"


def test_another_column_of_comments_is_added_and_the_old_one_stays(
    desk: Desk, tmp_path: Path
) -> None:
    table = [["備考", "ご意見"], *([f"備考として {n} 番", text] for n, text in enumerate(OPINIONS))]
    read(desk, tmp_path, table, text=("備考",))
    done = read(desk, tmp_path, table, text=("ご意見",))
    assert done.added == len(OPINIONS)
    assert "“備考” was read before and is not now; its comments stay" in done.notices


def test_a_question_answered_later_is_read_too(desk: Desk, tmp_path: Path) -> None:
    rows = [[text, ""] for text in OPINIONS]
    read(desk, tmp_path, [["ご意見", "心配なこと"], *rows])
    rows[0][1] = "夜道が暗くて、塾から帰る子どもがとても心配です"
    done = read(desk, tmp_path, [["ご意見", "心配なこと"], *rows])
    assert done.added == 1


def test_a_renamed_column_of_times_is_asked_about_and_doubles_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    new = renamed("タイムスタンプ", "受けた日")
    with pytest.raises(CollectError, match="no column “タイムスタンプ” any more"):
        read(desk, tmp_path, new)
    assert read(desk, tmp_path, new, time="受けた日").added == 0


def test_times_found_later_double_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [[f"2026/10/{n + 1}", text] for n, text in enumerate(OPINIONS)]
    read(desk, tmp_path, [["いつ", "ご意見"], *rows])
    assert read(desk, tmp_path, [["いつ", "ご意見"], *rows], time="いつ").added == 0


def test_ids_named_later_would_double_everything_and_are_refused(
    desk: Desk, tmp_path: Path
) -> None:
    table = [["番号", "ご意見"], *([n, text] for n, text in enumerate(OPINIONS))]
    read(desk, tmp_path, table)
    with pytest.raises(CollectError, match="every answer would count twice"):
        read(desk, tmp_path, table, id="番号")
    assert read(desk, tmp_path, table, id="番号", name="anew").added == len(OPINIONS)


def test_people_who_can_no_longer_be_told_apart_are_said(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, [HEADER, *ROWS])
    done = read(desk, tmp_path, [row[:3] for row in [HEADER, *ROWS]])
    assert (done.added, done.changed) == (0, 0)
    assert any("“メールアドレス” is gone" in notice for notice in done.notices)


def test_an_id_that_is_alike_in_many_answers_is_a_clear_question(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [HEADER, *ROWS])
    with pytest.raises(CollectError, match="“年代” is alike in many answers"):
        received(path, id="年代")


def test_addresses_of_people_make_no_ids(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [HEADER, *ROWS])
    with pytest.raises(CollectError, match=r"holds e-mail addresses.*name it with --author"):
        received(path, id="メールアドレス")


def test_an_id_tells_nothing_of_its_author(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [HEADER, *ROWS])
    others = a_csv(tmp_path, [HEADER, *([*row[:3], "x@example.jp"] for row in ROWS)], name="b.csv")
    ids = [[event.comment_id for event in received(file, name="n")] for file in (path, others)]
    assert ids[0] == ids[1]


def test_two_answers_with_one_id_are_said(tmp_path: Path) -> None:
    rows = [["番号", "ご意見"], [1, OPINIONS[0]], [2, OPINIONS[1]], [1, OPINIONS[2]]]
    assert "line 4 has the id of line 2" in notices(a_csv(tmp_path, rows), id="番号")


NUMBERED: list[list[object]] = [
    [n, f"2026/10/15 10:{n:02}:00", "30代", text] for n, text in enumerate(OPINIONS)
]
EXPORTS: dict[str, list[list[object]]] = {
    "times": [HEADER, *ROWS],
    "numbers and times": [["受付番号", "受付日時", "年代", "ご意見"], *NUMBERED],
    "long ids": [["id", "text", "created_at"]]
    + [[f"207400000000000000{n}", "2026-10-15T10:00:00Z", "x"] for n in range(9)],
    "days and long texts": [
        ["受付日", "ご意見"],
        *([f"2026/10/{n + 1}", f"{text}{text}"] for n, text in enumerate(OPINIONS)),
    ],
    "short texts at full hours": [
        ["タイムスタンプ", "ご意見"],
        *([f"2026/10/15 {10 * n}:00:00", text] for n, text in enumerate(OPINIONS[1:3], start=1)),
    ],
}


@pytest.mark.parametrize("rows", EXPORTS.values(), ids=EXPORTS)
def test_the_same_answers_under_another_name_stay_one_and_taken_down(
    desk: Desk, tmp_path: Path, rows: list[list[object]]
) -> None:
    options = {"id": rows[0][0]} if rows[0][0] == "受付番号" else {}
    for name in ("回答.csv", "回答 2026-10-16.csv"):
        path = a_csv(tmp_path, rows, name=name)
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO, **options))  # type: ignore[arg-type]
        if name == "回答.csv":
            (gone, *_) = desk.store.comments(desk.meeting.meeting_id)
            source = Table(desk.meeting, path, zone=TOKYO).source
            desk.store.save_comments(source, [], {gone.comment_id: "asked by its author"}, {})
    assert (done.added, done.merged) == (0, {"table-回答": len(rows) - 1})
    assert "" in desk.texts


@pytest.mark.parametrize(
    "rows",
    [
        [["ご意見"], ["賛成です"], ["反対です"]],
        [["受付日", "ご意見"], ["2026/10/15", "賛成です"], ["2026/10/15", "反対です"]],
        [["受付番号", "ご意見"], ["1", "賛成です"], ["2", "反対です"]],
        [
            ["受付番号", "日時", "ご意見"],
            *([n, "2026/10/15 19:00", f"{n}人目の意見です"] for n in range(3)),
        ],
    ],
)
def test_answers_that_others_may_have_given_too_stay_those_of_their_table(
    desk: Desk, tmp_path: Path, rows: list[list[object]]
) -> None:
    options = {"id": "受付番号"} if rows[0][0] == "受付番号" else {}
    for name in ("本庁.csv", "支所.csv"):
        path = a_csv(tmp_path, rows, name=name)
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO, **options))  # type: ignore[arg-type]
        assert done.added == len(rows) - 1


def test_an_export_in_another_form_gives_the_same_answers(tmp_path: Path) -> None:
    times = ["2026/10/01 3:05:09 午後 GMT+9", "2026-10-01 15:05:09", "2026/10/1 15:05:09"]
    paths = [
        a_csv(tmp_path, [["タイムスタンプ", "ご意見"], [t, OPINIONS[0]]], name=f"{n}.csv")
        for n, t in enumerate(times)
    ]
    assert len({received(path)[0].comment_id for path in paths}) == 1


def test_times_that_come_to_be_alike_later_double_nothing(desk: Desk, tmp_path: Path) -> None:
    header = ["受付番号", "受付日時", "年代", "ご意見"]
    later = [[n + 50, NUMBERED[0][1], "30代", f"{text}また"] for n, text in enumerate(OPINIONS * 3)]
    read(desk, tmp_path, [header, *NUMBERED], id="受付番号")
    assert read(desk, tmp_path, [header, *NUMBERED, *later]).added == len(later)


def test_an_answer_edited_under_its_id_and_time_is_one_comment(desk: Desk, tmp_path: Path) -> None:
    rows = [list(row) for row in NUMBERED]
    header = ["受付番号", "受付日時", "年代", "ご意見"]
    read(desk, tmp_path, [header, *rows], id="受付番号")
    rows[3][3] = "直した文です。よろしくお願いします。"
    done = read(desk, tmp_path, [header, *rows])
    assert (done.added, done.changed) == (0, 1)


def test_a_guess_is_said_once_and_again_when_it_changes(desk: Desk, tmp_path: Path) -> None:
    path = a_csv(tmp_path, [["ご意見"], *([text] for text in OPINIONS)])

    def guesses() -> int:
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO))
        return sum("guessed" in notice for notice in done.notices)

    assert [guesses(), guesses()] == [1, 0]
    rows = [[text, f"{n} 本文とは別に書かれた長い感想です。"] for n, text in enumerate(OPINIONS)]
    a_csv(tmp_path, [["ご意見", "ご感想"], *rows])
    assert [guesses(), guesses()] == [1, 0]
