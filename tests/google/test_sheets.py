"""The real Sheets client reads tabs as they are shown and as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from googleapiclient.errors import HttpError

from tests.google.clients import sheets
from tests.google.fake import FakeGoogle
from tests.google.sheets import Sheet

SHEET = "1FakeSheet"
NOON = datetime(2026, 10, 15, 3, 0, tzinfo=UTC)  # of Tokyo


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        yield fake


@pytest.fixture
def sheet(fake: FakeGoogle) -> Sheet:
    rows: Any = [["時刻", "評価", "ご意見"], [NOON, 4, "賛成"], [NOON, "", ""], ["", "", ""]]
    return fake.sheets.sheet(SHEET, rows, tab="回答")


@pytest.fixture
def client(fake: FakeGoogle) -> Iterator[Any]:
    with sheets(fake) as client:
        yield client.spreadsheets()


def values(client: Any, range: str = "回答", **options: str) -> Any:
    return client.values().get(spreadsheetId=SHEET, range=range, **options).execute()


def test_cells_are_read_as_they_are_shown(sheet: Sheet, client: Any) -> None:
    assert values(client)["values"][1] == ["2026/10/15 12:00:00", "4", "賛成"]


def test_cells_are_read_as_they_are(sheet: Sheet, client: Any) -> None:
    read = values(client, valueRenderOption="UNFORMATTED_VALUE")
    assert read["values"][1] == [46310.5, 4, "賛成"]


def test_empty_cells_and_rows_at_the_end_are_not_sent(sheet: Sheet, client: Any) -> None:
    assert [len(row) for row in values(client)["values"]] == [3, 3, 1]


def test_a_range_may_name_columns_and_rows(sheet: Sheet, client: Any) -> None:
    assert values(client, "'回答'!C1:C2")["values"] == [["ご意見"], ["賛成"]]
    assert values(client, "B:B")["values"][0] == ["評価"]


def test_a_sheet_may_be_read_by_columns(sheet: Sheet, client: Any) -> None:
    assert values(client, majorDimension="COLUMNS")["values"][2] == ["ご意見", "賛成"]


def test_a_tab_that_is_not_there_is_refused(sheet: Sheet, client: Any) -> None:
    with pytest.raises(HttpError, match="Unable to parse range"):
        values(client, "別のシート!A1:B2")


def test_a_sheet_tells_its_zone_and_its_tabs(sheet: Sheet, client: Any) -> None:
    fields = "properties(timeZone,locale),sheets.properties/title"
    read = client.get(spreadsheetId=SHEET, fields=fields).execute()
    assert read["properties"] == {"timeZone": "Asia/Tokyo", "locale": "ja_JP"}
    assert read["sheets"] == [{"properties": {"title": "回答"}}]


def test_only_a_public_sheet_is_read_with_a_key(fake: FakeGoogle, sheet: Sheet) -> None:
    address, headers = f"{fake.endpoint}v4/spreadsheets/{SHEET}", {"x-goog-api-key": fake.api_key}
    before = requests.get(address, headers=headers, timeout=5).status_code
    sheet.is_public = True
    assert (before, requests.get(address, headers=headers, timeout=5).status_code) == (403, 200)


def test_columns_move_and_files_have_any_encoding(sheet: Sheet) -> None:
    sheet.reorder(["ご意見", "時刻", "評価"])
    sheet.rename("評価", "点")
    assert sheet.csv("cp932").decode("cp932").splitlines()[:2] == [
        "ご意見,時刻,点",
        "賛成,2026/10/15 12:00:00,4",
    ]
