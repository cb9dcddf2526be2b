"""A Google spreadsheet is read as a table is, and what changes in it is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collectors.google.access import by_key
from collectors.google_sheets import GoogleSheets, sheet_id, tab_in
from collectors.rows.columns import Wanted
from koemap.collection import Collection
from koemap.errors import CollectError
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.google_desk import Changed, google_at, stored
from tests.factories import a_meeting
from tests.google.discovery import SHEET
from tests.google.fake import FakeGoogle
from tests.google.sheets import Cell, Rows, Sheet

ID = "1FakeSheetOfTheTests000"
TOKYO, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")
START = datetime(2026, 10, 15, 18, 30, tzinfo=TOKYO)
HEAD: list[Cell] = ["タイムスタンプ", "年代", "ご意見"]
TEXTS = [f"{n}番目の公園に木を植えてほしいです。夏が暑いので" for n in range(30)]


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        yield fake


def rows(n: int) -> Rows:
    return [[START + timedelta(minutes=k), "20代", TEXTS[k]] for k in range(n)]


def a_sheet(fake: FakeGoogle, n: int = 12, **more: Any) -> Sheet:
    return fake.sheets.sheet(ID, [[*HEAD], *rows(n)], **more)


def collected(
    desk: Desk, fake: FakeGoogle, *, sheet: str = "", access: Any = None, **wanted: Any
) -> Collection:
    google = google_at(fake, "sheets", access=access)
    collector = GoogleSheets(
        a_meeting(), ID, google, wanted=Wanted(**wanted), zone=ZoneInfo("UTC"), sheet=sheet
    )
    return desk.collect(collector)


def texts(desk: Desk) -> list[str]:
    """The texts that are not taken back."""
    return sorted(filter(None, desk.texts))


def reasons(desk: Desk) -> set[str]:
    found = desk.store.comments(desk.meeting.meeting_id)
    return {one.withdrawn for one in found if one.withdrawn}


@pytest.mark.parametrize("zone", [TOKYO, NEW_YORK])
def test_times_are_of_the_spreadsheet_s_own_zone(
    desk: Desk, fake: FakeGoogle, zone: ZoneInfo
) -> None:
    a_sheet(fake).time_zone = zone.key
    collected(desk, fake)
    times = {one.text: one.posted_at for one in desk.store.comments(desk.meeting.meeting_id)}
    assert times[TEXTS[0]] == datetime(2026, 10, 15, 9, 30, tzinfo=UTC)


def test_a_zone_that_nobody_knows_is_noticed(desk: Desk, fake: FakeGoogle) -> None:
    a_sheet(fake)
    fake.schedule(SHEET, 1, Changed(lambda page: page["properties"].update(timeZone="GMT-07:00")))
    done = collected(desk, fake)
    assert "the spreadsheet has no time zone; its times are read as of UTC" in done.notices
    assert done.added == 12


def test_ragged_rows_numbers_and_marks_are_read_as_a_person_sees_them(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake)
    sheet.rows[0] += ["人数", "公開"]
    sheet.rows[1] += [3.0, True]
    sheet.rows[2] += [2.5]
    sheet.rows.insert(3, [])
    collected(desk, fake)
    kept = {one.text: one.attributes for one in desk.store.comments(desk.meeting.meeting_id)}
    assert kept[TEXTS[0]] == {"年代": "20代", "人数": "3", "公開": "TRUE"}
    assert kept[TEXTS[1]] == {"年代": "20代", "人数": "2.5"}
    assert kept[TEXTS[2]] == {"年代": "20代"}


def test_a_row_inserted_above_and_columns_in_another_order_change_no_id(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake)
    collected(desk, fake)
    before = stored(desk)
    sheet.rows.insert(
        1, [START - timedelta(days=1), "30代", "一番上に加えた意見です。夏が暑いので"]
    )
    sheet.reorder(["ご意見", "タイムスタンプ", "年代"])
    done = collected(desk, fake)
    assert (done.added, done.changed, done.withdrawn) == (1, 0, 0)
    assert before.items() <= stored(desk).items()


def test_equal_rows_all_count(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    sheet.rows.extend([[*sheet.rows[1]], [*sheet.rows[1]]])
    assert collected(desk, fake).added == 14
    del sheet.rows[-1]
    assert collected(desk, fake).withdrawn == 1


def test_a_renamed_column_is_asked_about(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    collected(desk, fake)
    sheet.rename("ご意見", "ご意見・ご要望")
    with pytest.raises(CollectError, match="has no column “ご意見” any more") as failure:
        collected(desk, fake)
    assert "\n" not in str(failure.value)
    assert texts(desk) == sorted(TEXTS[:12])
    done = collected(desk, fake, text=("ご意見・ご要望",))
    assert (done.added, done.withdrawn) == (0, 0)


def test_a_deleted_row_is_taken_back_and_may_be_put_back(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    collected(desk, fake)
    gone = sheet.rows.pop(5)
    assert collected(desk, fake).withdrawn == 1
    assert reasons(desk) == {"no longer in the spreadsheet"}
    sheet.rows.insert(5, gone)
    assert collected(desk, fake).added == 1
    assert texts(desk) == sorted(TEXTS[:12])
    assert collected(desk, fake).added == 0


def test_an_edited_row_without_an_id_is_taken_back_and_added(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake, 1)
    collected(desk, fake)
    sheet.rows[1][2] = "直した意見です。木を植えてください"
    done = collected(desk, fake)
    assert (done.added, done.changed, done.withdrawn) == (1, 0, 1)
    assert texts(desk) == ["直した意見です。木を植えてください"]


def test_an_edited_row_with_an_id_is_changed(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    for number, row in enumerate(sheet.rows):
        row.append(f"R-{number}" if number else "受付番号")
    collected(desk, fake, id="受付番号")
    sheet.rows[1][2] = "直した意見です。木を植えてください"
    done = collected(desk, fake, id="受付番号")
    assert (done.added, done.changed, done.withdrawn) == (0, 1, 0)


def test_rows_that_vanish_all_at_once_are_asked_about_and_kept(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake, 30)
    collected(desk, fake)
    rest = sheet.rows[20:]
    del sheet.rows[20:]
    assert collected(desk, fake).withdrawn == 11
    del sheet.rows[7:]
    done = collected(desk, fake)
    assert done.withdrawn == 0
    assert any("13 of 19 comments are no longer in the spreadsheet" in n for n in done.notices)
    sheet.rows.extend(rest)
    del sheet.rows[1:]
    done = collected(desk, fake)
    assert (done.withdrawn, len(texts(desk))) == (0, 19)
    assert any("19 of 19 comments are no longer" in notice for notice in done.notices)


def test_a_sheet_without_comments_leaves_no_source_behind(desk: Desk, fake: FakeGoogle) -> None:
    choices: Rows = [["20代", "北"], ["30代", "南"]]
    fake.sheets.sheet(ID, [["年代", "地区"], *choices * 5])
    with pytest.raises(CollectError, match="no column looks like comments"):
        collected(desk, fake)
    assert desk.store.sources(desk.meeting.meeting_id) == ()


def test_an_emptied_sheet_takes_nothing_back_however_few_they_were(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake, 3)
    collected(desk, fake)
    del sheet.rows[1:]
    done = collected(desk, fake)
    assert (done.withdrawn, len(texts(desk))) == (0, 3)
    assert any("3 of 3 comments are no longer" in notice for notice in done.notices)


def test_a_spreadsheet_without_answers_is_fine(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake, 0)
    done = collected(desk, fake)
    assert (done.read, done.notices) == (0, ("no answers yet",))
    sheet.rows.extend(rows(3))
    assert collected(desk, fake).added == 3


def test_the_sheet_that_is_named_is_read_by_name_or_number(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    other: Rows = [[f"別の{text}"] for text in TEXTS[:3]]
    sheet.tabs["市長's 手元"] = [["ご意見"], *other]
    for named in ("市長'S　手元", "1"):
        assert collected(desk, fake, sheet=named).added == 3
    with pytest.raises(CollectError, match="no sheet “市長”") as failure:
        collected(desk, fake, sheet="市長")
    assert "「市長」というシートはありません" in failure.value.ja


def test_a_sheet_put_before_the_one_that_was_read_is_not_taken_for_it(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake)
    sheet.tabs = {"はじめに": [], **sheet.tabs}
    assert collected(desk, fake).added == 12
    sheet.tabs["はじめに"] += [["ご意見"], ["これは説明です。意見ではありません"]]
    done = collected(desk, fake)
    assert (done.added, done.known) == (0, 12)


def test_personal_data_in_an_answer_is_masked(desk: Desk, fake: FakeGoogle) -> None:
    sheet = a_sheet(fake)
    sheet.rows[1][2] = "連絡は 03-1234-5678 か citizen@example.jp へお願いします"
    collected(desk, fake)
    assert not any("1234-5678" in text or "citizen@" in text for text in desk.texts)


def test_a_spreadsheet_that_everybody_may_see_is_read_with_a_key(
    desk: Desk, fake: FakeGoogle
) -> None:
    sheet = a_sheet(fake)
    with pytest.raises(CollectError, match="share it with them"):
        collected(desk, fake, access=by_key(fake.api_key, SECRET))
    sheet.is_public = True
    assert collected(desk, fake, access=by_key(fake.api_key, SECRET)).added == 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://docs.google.com/spreadsheets/d/1a2b3c4d5e6f7g8h9i0jkl/edit?gid=7#gid=7", True),
        ("docs.google.com/spreadsheets/u/0/d/1a2b3c4d5e6f7g8h9i0jkl", True),
        ("1a2b3c4d5e6f7g8h9i0jkl", True),
        ("answers.xlsx", False),
    ],
)
def test_a_spreadsheet_is_known_by_any_of_its_addresses(text: str, found: bool) -> None:
    assert (sheet_id(text) == "1a2b3c4d5e6f7g8h9i0jkl") == found


def test_the_address_of_a_published_copy_is_refused_with_what_to_give() -> None:
    with pytest.raises(CollectError, match="open the spreadsheet itself") as failure:
        sheet_id("https://docs.google.com/spreadsheets/d/e/2PACX-1vexampleexample/pubhtml")
    assert "編集画面" in failure.value.ja


def test_an_address_names_the_sheet_it_shows() -> None:
    address = "https://docs.google.com/spreadsheets/d/1a2b3c/edit"
    assert (tab_in(f"{address}#gid=12"), tab_in(address)) == ("12", "")
