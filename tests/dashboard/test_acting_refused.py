"""What cannot be decided comes back as one clear sentence and writes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from koemap.store import Store
from tests.dashboard.acting import ANSWER, PATH, TOKYO, a_screen_of, now, on_map, sent
from tests.factories import a_map, a_mapped_meeting, a_source, some_comments


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return a_screen_of(store)


def test_of_two_who_answer_at_once_the_slower_is_told(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    app, begin = create_app(store, language="ja", zone=TOKYO), Barrier(2)

    def send(text: str) -> int:
        one: FlaskClient = app.server.test_client()
        begin.wait()
        return int(sent(one, "answer", "t02", **on_map(edition), **{**ANSWER, "text": text})[0])

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, ("検討します", "見送ります"))) == [200, 409]
    assert len(store.decisions("minamo-2", "answer")) == 1


@pytest.mark.parametrize(
    ("act", "target", "more", "field", "words"),
    [
        ("answer", "t02", {"text": "はい"}, "status", "選んで"),
        ("answer", "t02", {"status": "declined", "text": " "}, "text", "理由"),
        ("answer", "t02", {**ANSWER, "on": "明日"}, "on", "日付"),
        ("answer", "t02", {**ANSWER, "link": "javascript:alert(1)"}, "link", "https://"),
        ("answer", "t02", {**ANSWER, "text": "あ" * 50_000}, "text", "50,000文字は長すぎます"),
        ("answer", "t02", {**ANSWER, "department": "課" * 81}, "department", "長すぎます"),
        ("answer", "none", ANSWER, "", "論点"),
        ("rename", "t02", {"label": "  "}, "label", "名前"),
        ("rename", "t02", {"label": "名" * 61}, "label", "長すぎます"),
        ("rename_theme", "T9", {"label": "名"}, "", "テーマ"),
        ("merge", "t02", {}, "into", "選んで"),
        ("merge", "t02", {"into": "t02"}, "into", "同じ論点"),
        ("merge", "t02", {"into": "t99"}, "into", "論点"),
        ("split", "t02", {"label": "名"}, "comments", "一部を選んで"),
        ("hide", "yt:0001", {}, "reason", "理由"),
        ("hide", "yt:0001", {"reason": "other"}, "why", "その他"),
        ("hide", "none", {"reason": "attack"}, "", "声"),
        ("unpin", "yt:0001", {}, "", "固定"),
        ("undo", "99", {}, "", "決定"),
        ("undo", "x", {}, "target", "読み取れません"),
        ("confirm", "none", {}, "", "要点"),
    ],
)
def test_what_cannot_be_done_names_the_field_and_writes_nothing(
    store: Store,
    client: FlaskClient,
    act: str,
    target: str,
    more: dict[str, Any],
    field: str,
    words: str,
) -> None:
    edition = a_mapped_meeting(store)
    status, told = sent(client, act, target, **on_map(edition), **more)
    assert status in (400, 409)
    assert (told["ok"], told["field"]) == (False, field)
    assert words in told["error"]
    status, english = sent(client, act, target, f"{PATH}?lang=en", **on_map(edition), **more)
    assert english["error"] != told["error"]
    assert store.decisions("minamo-2") == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'"answer"',
        b'{"act": 1}',
        b'{"act": "sing"}',
        b'{"act": "hide", "target": ["yt:0001"], "reason": "attack"}',
        b'{"act": "hide", "target": "yt:0001", "reason": {"a": 1}}',
        b'{"act": "hide", "target": "yt:0001", "reason": "attack", "why": "\\ud800"}',
        b'{"act": "hide", "target": "yt:0001", "reason": "attack", "why": "\\u0000"}',
        b'{"act": "rename", "target": "t01", "label": "\\u202edcba"}',
        b'{"act": "split", "target": "t01", "label": "a", "comments": "yt:0001"}',
        b'{"act": "split", "target": "t01", "label": "a", "comments": [1]}',
        b'{"act": "answer", "target": "t01", "status": "noted", "seen": "1"}',
        b'{"act": "answer", "target": "t01", "status": "noted", "seen": 1e999}',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    store: Store, client: FlaskClient, body: bytes
) -> None:
    a_mapped_meeting(store)
    answer = client.post(PATH, data=body, content_type="application/json")
    assert answer.status_code == 400
    told = answer.get_json()
    assert told["ok"] is False
    assert "Traceback" not in told["error"]
    assert store.decisions("minamo-2") == ()


def test_a_body_that_is_no_json_is_refused(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    assert client.post(PATH, data={"act": "pin", "target": "yt:0001"}).status_code == 400
    assert store.decisions("minamo-2") == ()


def test_a_body_over_the_limit_is_refused(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    status, told = sent(client, "answer", "t01", text="あ" * 100_000)
    assert (status, told["error"]) == (413, "内容が大きすぎます")


def test_a_meeting_without_a_map_says_so(store: Store, client: FlaskClient) -> None:
    status, told = sent(client, "approve", "x", "/act/nowhere?lang=en")
    assert (status, told["error"]) == (404, "This meeting has no map")


def test_acts_on_a_map_that_is_no_longer_the_newest_are_refused(
    store: Store, client: FlaskClient
) -> None:
    before = a_mapped_meeting(store)
    more = some_comments(80)
    store.save_comments(a_source(), more)
    store.save_map(a_map(more))
    status, told = sent(client, "rename", "t01", label="名", **on_map(before))
    assert (status, "地図が新しく" in told["error"]) == (409, True)
    status, _ = sent(client, "approve", before.opinion_map.map_id, **on_map(before))
    assert status == 409
    assert store.decisions("minamo-2") == ()


def test_an_answer_does_not_silently_stand_before_one_that_was_not_seen(
    store: Store, client: FlaskClient
) -> None:
    here = on_map(a_mapped_meeting(store))
    first = sent(client, "answer", "t01", **here, **ANSWER, seen=0)[1]
    status, told = sent(client, "answer", "t01", **here, status="noted", text="別の文", seen=0)
    assert (status, told["error"][:3]) == (409, "担当者")
    seen = first["decision"]
    assert sent(client, "answer", "t01", **here, status="noted", text="別の文", seen=seen)[0] == 200
    assert [d.details["text"] for d in now(store).stood] == ["検討します", "別の文"]


def test_a_store_that_fails_gives_one_clear_sentence(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE decisions RENAME TO lost")
    status, told = sent(client, "pin", "yt:0001")
    assert (status, told["error"]) == (503, "いまは表示できません")
