"""The run sheet of a live meeting: what was asked when, and by whom it was brought on air."""

from __future__ import annotations

import csv
import io

from koemap.store import Store
from tests.dashboard.live_clients import client_of, live
from tests.dashboard.live_meetings import MEETING, LiveMeeting

__all__ = ["live"]  # a fixture


def test_the_run_sheet_tells_what_was_asked_when(store: Store, live: LiveMeeting) -> None:
    formula = live.arrive('=HYPERLINK("http://x.example/","見る")', "人9", 65.0)
    live.wait(1)
    for target in (formula, "yt:0001", "yt:0002"):
        live.act("queue", target)
    live.act("air", formula)
    live.wait(30)
    live.act("answered", formula)
    live.act("note", formula, note="=1+1")
    live.act("air", "yt:0002")
    live.withdraw("yt:0002")
    answer = client_of(store).get(f"/desk/{MEETING}/run-sheet.csv?lang=en")
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [one["State"] for one in lines] == ["answered", "on air", "in the queue"]
    assert lines[0]["Question"].startswith("'=HYPERLINK")
    assert (lines[0]["Note"], lines[0]["Asked, time of the video"]) == ("'=1+1", "0:01:05")
    assert lines[0]["Answered at"] > lines[0]["Asked at"]
    assert lines[1]["Question"] == "This message was withdrawn or hidden"
    assert (lines[2]["Question"], lines[2]["Asked at"], lines[2]["By"]) == (
        "1番目の声です",
        "",
        "山田",
    )


def test_the_run_sheet_names_who_aired_the_next_question(store: Store, live: LiveMeeting) -> None:
    live.act("queue", "yt:0001")
    live.act("queue", "yt:0002")
    live.act("air", "yt:0001")
    live.act("air", "yt:0002", by="担当者")
    answer = client_of(store).get(f"/desk/{MEETING}/run-sheet.csv?lang=en")
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    told = [(one["State"], one["By"]) for one in lines]
    assert told == [("asked", "Staff"), ("on air", "Staff")]
