"""What a person decides reaches the store as a decision, once, and can be undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.findings import find
from koemap.store import Store
from tests.dashboard.acting import ANSWER, TOKYO, a_screen_of, now, on_map, sent
from tests.dashboard.meetings import a_difficult_meeting
from tests.dashboard.test_app import asked
from tests.factories import a_mapped_meeting


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return a_screen_of(store)


def test_an_answer_is_saved_with_its_writer(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    link = "https://example.jp/plan"
    status, told = sent(client, "answer", "t02", **on_map(edition), **ANSWER, link=link)
    assert (status, told["ok"]) == (200, True)
    assert told["said"] == f"論点「{edition.topics['t02'].label}」への回答を保存しました"
    answer = now(store).answers["t02"]
    assert (answer.status, answer.text, answer.by) == ("examining", "検討します", "担当者")
    assert (answer.department, answer.on, answer.link) == ("情報課", date(2026, 11, 2), link)


def test_every_act_changes_the_edition_and_can_be_undone(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    here, chosen = on_map(edition), [c.comment_id for c in edition.members["t01"][:3]]
    finding = find(edition, "ja")[0].name
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("rename", "t01", {"label": "理由の公開", **here}),
        ("rename_theme", "T1", {"label": "公開", **here}),
        ("merge", "t02", {"into": "t01", **here}),
        ("split", "t01", {"label": "別の話", "comments": chosen, **here}),
        ("hide", chosen[0], {"reason": "personal", "why": "電話番号"}),
        ("pin", chosen[1], {}),
        ("confirm", finding, {}),
        ("approve", here["map"], {"why": "よい", **here}),
    ]
    for act, target, more in acts:
        before = len(now(store).stood)
        status, told = sent(client, act, target, **more)
        assert (status, told["ok"]) == (200, True), (act, told)
        assert len(now(store).stood) == before + 1
        status, undone = sent(client, "undo", str(told["decision"]))
        assert (status, len(now(store).stood)) == (200, before)
        assert undone["undo"] == "やり直す"
        status, redone = sent(client, "undo", str(undone["decision"]))
        assert (status, redone["said"], len(now(store).stood)) == (
            200,
            "やり直しました",
            before + 1,
        )
        assert sent(client, "undo", str(redone["decision"]))[0] == 200
        assert len(now(store).stood) == before


def test_a_split_opens_the_new_topic_and_its_undoing_the_old(
    store: Store, client: FlaskClient
) -> None:
    edition = a_mapped_meeting(store)
    chosen = [edition.members["t01"][0].comment_id]
    more: dict[str, Any] = {"label": "別の話", "comments": chosen, **on_map(edition)}
    told = sent(client, "split", "t01", **more)[1]
    assert now(store).topics[told["open"]].label == "別の話"
    assert sent(client, "undo", str(told["decision"]))[1]["open"] == "t01"


def test_a_hidden_comment_carries_its_reason(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    sent(client, "hide", "yt:0001", reason="personal", why="電話番号")
    assert now(store).hidden["yt:0001"].why == "個人情報：電話番号"
    words = str(asked(client, "/council/minamo-2", "?list=hidden&lang=en")["comments"])
    assert "Personal information: 電話番号" in words


def test_all_near_identical_comments_are_hidden_at_once(store: Store, client: FlaskClient) -> None:
    edition = a_difficult_meeting(store)
    wanted: dict[str, Any] = {"reason": "promotion", "scope": "voice"}
    status, told = sent(client, "hide", "yt:5", **wanted, map="another")
    assert (status, now(store).hidden.keys()) == (409, {"yt:9"})
    status, told = sent(client, "hide", "yt:5", **wanted, **on_map(edition))
    assert (status, told["said"]) == (200, "同じ内容の声 2件を非表示にしました")
    assert now(store).hidden.keys() == {"yt:5", "yt:6", "yt:9"}
    listed = str(asked(client, "/council/minamo-2", "?list=changes")["comments"])
    assert "同じ内容の声 2件を非表示にした" in listed
    assert sent(client, "undo", str(told["decision"]))[0] == 200
    assert now(store).hidden.keys() == {"yt:9"}


def test_saying_the_same_twice_adds_nothing(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    here = on_map(edition)
    for act, target, more in (
        ("approve", here["map"], {"why": "よい"}),
        ("answer", "t02", ANSWER),
        ("confirm", find(edition, "ja")[0].name, {}),
    ):
        first = sent(client, act, target, **here, **more)[1]["decision"]
        assert sent(client, act, target, **here, **more)[1]["decision"] == first
    assert len(store.decisions("minamo-2")) == 3


REFUSED_ONCE_DONE = ("hide", "undo")
"""What a request that comes when it is done already is told to be impossible."""


def test_two_same_requests_at_once_are_one_decision(store: Store) -> None:
    edition = a_mapped_meeting(store)
    app = create_app(store, language="ja", zone=TOKYO)
    clients = tuple(app.server.test_client() for _ in range(4))

    def together(act: str, target: str, more: dict[str, Any]) -> set[int]:
        begin = Barrier(len(clients))

        def send(one: FlaskClient) -> int:
            begin.wait()
            status, told = sent(one, act, target, **on_map(edition), **more)
            assert status == 200 or act in REFUSED_ONCE_DONE, told
            return int(told.get("decision", 0))

        with ThreadPoolExecutor(len(clients)) as pool:
            return set(pool.map(send, clients)) - {0}

    wanted: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("approve", edition.opinion_map.map_id, {"why": "よい"}),
        ("answer", "t02", ANSWER),
        ("confirm", find(edition, "ja")[0].name, {}),
        ("hide", "yt:0001", {"reason": "promotion"}),
        ("undo", "1", {}),
    )
    assert [together(*one) for one in wanted] == [{n} for n in range(1, 6)]
    assert len(store.decisions("minamo-2")) == len(wanted)


def test_a_confirmation_holds_for_the_words_that_were_read(
    store: Store, client: FlaskClient
) -> None:
    edition = a_mapped_meeting(store)
    first = find(edition, "ja")[0]
    assert sent(client, "confirm", first.name)[0] == 200
    assert first.name in now(store).confirmed
    sent(client, "hide", edition.members[first.topic_id][0].comment_id, reason="promotion")
    assert find(now(store), "ja")[0].name not in now(store).confirmed
    status, told = sent(client, "confirm", first.name)
    assert status == 409
    assert "読み直して" in told["error"]
