"""Real exports, as their programs wrote them, line by line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from collectors.tables import Table
from koemap.errors import CollectError
from tests.collectors.conftest import SHARED, Desk
from tests.collectors.tables import TOKYO, facts, received, skipped

POLIS = SHARED / "polis"
FORMS = SHARED / "livechat" / "synthetic-forms"


@pytest.mark.parametrize(
    ("name", "moderated"),
    [
        ("large-de-1116p-522c-2g", "moderated"),
        ("scoop-hivemind.biodiversity", "moderated"),
        ("vtaiwan.uberx", "moderated"),
    ],
)
def test_every_statement_of_polis_is_a_comment_or_was_rejected(name: str, moderated: str) -> None:
    path = POLIS / name / "comments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rejected = sum(row[moderated] == "-1" for row in rows)
    found = received(path)
    assert skipped(path) == ["rejected_by_moderators"] * rejected
    assert len(found) == len({event.comment_id for event in found}) == len(rows) - rejected > 100
    assert all(event.posted_at and event.author for event in found)
    assert facts(path)["read as"].startswith("a Polis export; ")


@pytest.mark.parametrize("file", ["votes.csv", "participants-votes.csv"])
def test_real_votes_are_not_taken_for_comments(file: str) -> None:
    with pytest.raises(CollectError, match="no comments; give the comments"):
        received(POLIS / "vtaiwan.uberx" / file)


def test_the_exports_of_a_form_are_read_in_each_of_its_encodings(desk: Desk) -> None:
    plain, shifted = (
        received(FORMS / file, name="form")
        for file in ("sheet_export_ja.csv", "sheet_export_ja.cp932.csv")
    )
    assert [event.comment_id for event in plain][:2] == [event.comment_id for event in shifted][:2]
    done = desk.collect(Table(desk.meeting, FORMS / "forms_csv_export_ja.csv", zone=TOKYO))
    assert done.added == 3


def test_midnight_in_a_form_is_midnight() -> None:
    path: Path = FORMS / "forms_csv_export_ja.csv"
    times = [event.posted_at for event in received(path)]
    assert [time and time.astimezone(TOKYO).strftime("%H:%M") for time in times] == [
        "19:00",
        "12:05",
        "00:05",
    ]
