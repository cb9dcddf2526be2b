"""Workbooks as officials keep them: titles, merged cells, formulas, hidden rows, several sheets."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from collectors.rows.text_tables import LONGEST_CELL
from koemap.errors import CollectError
from tests.collectors.tables import OPINIONS, a_csv, facts, notices, received, skipped

HEADER = ["受付番号", "受付日", "ご意見"]
ROWS = [[n, datetime(2026, 10, 1 + n, 18, 30), text] for n, text in enumerate(OPINIONS)]


def a_book(
    folder: Path,
    rows: Sequence[Sequence[object]],
    change: Callable[[Worksheet], object] = lambda sheet: None,
    **others: Sequence[Sequence[object]],
) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    change(sheet)
    for title, cells in others.items():
        for row in cells:
            (book[title] if title in book else book.create_sheet(title)).append(row)
    path = folder / "iken.xlsx"
    book.save(path)
    return path


def with_results(path: Path, results: dict[str, str]) -> Path:
    """The workbook as a program that calculates saves it: each formula with its result."""
    calculated = path.with_name("calculated.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(calculated, "w") as after:
        for part in before.namelist():
            content = before.read(part).decode("utf-8", "surrogateescape")
            for place, result in results.items():
                content = content.replace(f'<c r="{place}"><f>', f'<c r="{place}" t="str"><f>')
                start = content.find(f'<c r="{place}" t="str"><f>')
                head, tail = content[:start], content[start:]
                content = head + tail.replace("<v />", f"<v>{result}</v>", 1).replace(
                    "<v></v>", f"<v>{result}</v>", 1
                )
            after.writestr(part, content.encode("utf-8", "surrogateescape"))
    return calculated


def test_a_formula_counts_by_the_value_that_it_had(tmp_path: Path) -> None:
    rows = [HEADER, *ROWS[:2], [2, datetime(2026, 10, 3), '=CONCATENATE("道路", "を直して")']]
    path = with_results(a_book(tmp_path, rows), {"C4": "道路を直して"})
    assert [event.text for event in received(path)] == [*OPINIONS[:2], "道路を直して"]


def test_formulas_that_nobody_calculated_are_said_and_counted(tmp_path: Path) -> None:
    path = a_book(tmp_path, [HEADER, *ROWS, [99, datetime(2026, 11, 1), "=A1"]])
    assert [event.text for event in received(path)] == list(OPINIONS)
    assert skipped(path) == ["not_calculated"]
    assert notices(path).count("open it in Excel, save it and collect again") == 1


def test_a_workbook_of_nothing_but_uncalculated_formulas_is_no_empty_table(tmp_path: Path) -> None:
    path = a_book(tmp_path, [["No.", "x"], *([n, f"=A{n + 2}"] for n in range(12))])
    with pytest.raises(CollectError, match=r"its formulas have no results.*open it in Excel"):
        received(path)


def test_errors_of_a_spreadsheet_are_no_comments(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [HEADER, *ROWS, [12, "#N/A", "#REF!"], [13, "#N/A", "公園がほしい"]])
    assert skipped(path) == ["error_cell"]
    assert received(path)[-1].text == "公園がほしい"
    assert received(path)[-1].posted_at is None


def test_the_first_sheet_with_rows_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = a_book(tmp_path, [], 回答=[HEADER, *ROWS], 集計=[["年代", "件数"], ["30代", 3]])
    assert [event.text for event in received(path)] == list(OPINIONS)
    assert "sheet “回答”" in facts(path)["read as"]
    assert facts(path)["not read"] == "the sheets “Sheet”, “集計”; name one with --sheet"


def test_a_sheet_is_read_by_its_name(tmp_path: Path) -> None:
    path = a_book(tmp_path, [["目次"], ["1 回答"]], 回答=[HEADER, *ROWS])
    assert [event.text for event in received(path, sheet="回答")] == list(OPINIONS)
    with pytest.raises(CollectError, match="has no sheet “解答”; its sheets: “Sheet”, “回答”"):
        received(path, sheet="解答")
    with pytest.raises(CollectError, match="is no workbook and has no sheets"):
        received(a_csv(tmp_path, [HEADER, *ROWS]), sheet="回答")


def test_a_hidden_sheet_is_not_taken_for_the_first(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    path = a_book(tmp_path, [["古い"], ["内容"]], hide, 回答=[HEADER, *ROWS])
    assert len(received(path)) == len(OPINIONS)


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    path = a_book(tmp_path, [HEADER, *ROWS], hide)
    assert len(received(path)) == len(OPINIONS)
    assert "hidden rows are read like the others" in notices(path)
    assert "hidden" not in notices(a_book(tmp_path, [HEADER, *ROWS]))


def test_merged_cells_in_the_header_are_a_clear_question(tmp_path: Path) -> None:
    rows = [["No.", "受付日", "意見", None], [None, None, "良い点", "困る点"]]
    rows += [[*row, "困る点はありません"] for row in ROWS]
    path = a_book(tmp_path, rows, lambda sheet: sheet.merge_cells("C1:D1"))
    with pytest.raises(CollectError, match=r"header cells “意見”, “column 4” in row 1 are merged"):
        received(path)


def test_merged_titles_are_no_matter_and_merged_answers_are_said(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B4:B6")

    path = a_book(tmp_path, [["市民意見募集", None, None], HEADER, *ROWS], merge)
    assert [event.text for event in received(path)] == list(OPINIONS)
    assert skipped(path) == ["above_header"]
    assert facts(path)["header"] == "line 2; 1 above it are no answers"
    assert "merged over rows, such as 4-6, count in the first" in notices(path)


def test_dates_are_read_in_both_date_systems(tmp_path: Path) -> None:
    def of_a_mac(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    for change in (lambda sheet: None, of_a_mac):
        found = received(a_book(tmp_path, [HEADER, *ROWS], change))
        assert found[0].posted_at == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


def test_a_workbook_cut_in_its_middle_is_said_in_one_line(tmp_path: Path) -> None:
    path = a_book(tmp_path, [HEADER, *ROWS])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(CollectError, match="is no XLSX workbook"):
        received(path)


def test_a_very_long_cell_costs_no_other_answer(tmp_path: Path) -> None:
    long = "長" * 3_500_000
    assert 10_000_000 < len(long.encode()) < LONGEST_CELL
    path = a_csv(tmp_path, [HEADER, *ROWS[:6], [6, "", long], *ROWS[7:]])
    assert [len(event.text) for event in received(path)][6] == len(long)
    assert len(received(path)) == len(OPINIONS)


def test_lines_of_an_answer_stay_lines(tmp_path: Path) -> None:
    path = a_book(tmp_path, [["ご意見"], ["一行目_x000D_\n二行目です"], *([t] for t in OPINIONS)])
    assert received(path)[0].text == "一行目\n二行目です"
