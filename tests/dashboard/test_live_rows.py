"""Rows that a desk asks for: copies of one, older ones, and those that hold some words."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.live.more_rows import MOST
from dashboard.live.rows import MOST_ROWS
from koemap.store import Store
from tests.dashboard.desk_meetings import (
    ATTACK,
    COPIED,
    DESK,
    OPINION,
    OTHER,
    PHONE,
    QUESTION,
    DeskMeeting,
)


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


@pytest.fixture
def client(store: Store, meeting: DeskMeeting) -> FlaskClient:
    app = create_app(store, language="ja", zone=ZoneInfo("Asia/Tokyo"))
    asking: FlaskClient = app.server.test_client()
    return asking


def rows(client: FlaskClient, **asked: object) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = client.get(f"{DESK}/rows", query_string=asked).get_json()["rows"]
    return told


def test_all_that_say_nearly_the_same_are_told(meeting: DeskMeeting, client: FlaskClient) -> None:
    first = meeting.usual()[COPIED]
    told = rows(client, copies=first)
    assert [one["folded"] for one in told] == [first] * 8
    assert rows(client, copies=told[-1]["id"]) == told
    assert rows(client, copies="nowhere") == []


def test_what_came_before_and_waits_is_told_without_its_copies(
    meeting: DeskMeeting, client: FlaskClient
) -> None:
    ids = meeting.usual()
    meeting.act("let_through", ids[OPINION])
    last = rows(client, query=QUESTION)[0]["n"]
    told = [one["text"] for one in rows(client, before=last)]
    assert told[0] == PHONE
    assert told[-2:] == [COPIED, OTHER]
    assert len(told) == 4
    assert rows(client, before=0) == []


def test_what_waits_is_told_by_its_kind_and_topic(
    meeting: DeskMeeting, client: FlaskClient
) -> None:
    meeting.usual()

    def texts(**asked: str) -> list[str]:
        return [one["text"] for one in rows(client, before=10_000, **asked)]

    assert texts(kind="question") == [QUESTION, OTHER]
    assert texts(kind="flagged") == [PHONE, ATTACK]
    assert texts(topic="t05") == [QUESTION]
    assert texts(kind="flagged", topic="t05") == []
    assert len(texts(kind="nothing")) == 6
    told = client.get(f"{DESK}/state").get_json()
    assert told["counts"]["waiting"] == {"all": 6, "question": 2, "flagged": 2}
    of_topic = next(one["waiting"] for one in told["topics"] if one["id"] == "t05")
    assert of_topic == {"all": 1, "question": 1, "flagged": 0}


def test_words_are_found_in_any_kind_of_letters(meeting: DeskMeeting, client: FlaskClient) -> None:
    meeting.usual()
    for query in ("ﾃﾞｰﾀｾﾝﾀｰ 夏の", "でーたせんたー　電力は足りる"):
        assert [one["text"] for one in rows(client, query=query)] == [QUESTION]
    assert [one["copies"] for one in rows(client, query="事例")] == [8]
    assert rows(client, query="どこにもない") == []
    for _ in range(MOST + 5):
        meeting.arrive("よくある声")
    assert len(rows(client, query="よくある")) == MOST


@pytest.mark.parametrize("read_first", [True, False])
def test_all_that_waits_is_reached_however_much_came_at_once(
    meeting: DeskMeeting, client: FlaskClient, read_first: bool
) -> None:
    def state(after: str) -> dict[str, Any]:
        told: dict[str, Any] = client.get(f"{DESK}/state", query_string={"after": after}).get_json()
        return told

    first = [meeting.arrive(f"{n}番目の声です") for n in range(10)]
    told = state("")
    assert (len(told["rows"]), told["gap"]) == (10, 0)
    ids = meeting.arrive_together([f"{n}人目の意見です" for n in range(2_000)], read=read_first)
    if not read_first:
        state(told["heads"])
        meeting.read(ids)
    told = state(told["heads"])
    here = {one["id"] for one in told["rows"]} | {*first}
    assert len(here) == MOST_ROWS + 10
    assert state(told["heads"])["gap"] == 0
    before = told["gap"]
    while more := rows(client, before=before):
        here |= {one["id"] for one in more}
        before = more[-1]["n"]
    assert here == {*first, *ids}
    assert state("")["gap"] == told["counts"]["unseen"] - MOST_ROWS + 12 + 1
