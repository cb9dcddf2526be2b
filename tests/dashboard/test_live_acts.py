"""What people do at the desk reaches the log once, or comes back as one clear sentence."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from koemap.live_records import Candidate
from koemap.moderation import UNDO_FOR, moderated
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.staff import NOW, Clock, logged_in, staffed_app
from tests.factories import START, a_mapped_meeting, a_source

PATH = "/desk/minamo-2/act"
CANDIDATE = Candidate("c-yt:0006", "夏の電力", ("電力",), ("yt:0006", "yt:0013"), 2, NOW)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(store: Store, clock: Clock) -> FlaskClient:
    """A desk of a meeting with sixty comments and a map, and an editor at it."""
    a_mapped_meeting(store)
    store.save_candidates("minamo-2", [CANDIDATE])
    return logged_in(staffed_app(store, clock, "editor"), "editor")


def sent(client: FlaskClient, verb: str, target: str = "", **more: Any) -> tuple[int, Any]:
    """Status and what is said; `lang` chooses the language, `key` is the random word."""
    lang = more.pop("lang", "ja")
    body = {"verb": verb, "target": target, "key": more.pop("key", ""), "details": more}
    answer = client.post(f"{PATH}?lang={lang}", json=body)
    return answer.status_code, answer.get_json()


def test_a_question_goes_its_way(store: Store, client: FlaskClient) -> None:
    numbers = []
    for verb in ("let_through", "queue", "air"):
        status, told = sent(client, verb, "yt:0001")
        assert status == 200
        numbers.append(told["number"])
    assert sent(client, "note", "yt:0001", note="部長が回答\u202e")[0] == 200
    assert sent(client, "answered", "yt:0001", note="別の話")[0] == 200
    acts = store.acts("minamo-2")
    assert [one.number for one in acts[:3]] == numbers
    assert {one.by for one in acts} == {"山田"}
    assert moderated(acts).items["yt:0001"].note == "部長が回答"


def test_who_was_faster_is_named_in_both_languages(client: FlaskClient) -> None:
    assert sent(client, "reject", "yt:0001")[0] == 200
    assert sent(client, "hold", "yt:0001") == (409, {"said": "すでに山田が変更しました"})
    told = sent(client, "hold", "yt:0001", lang="en")
    assert told == (409, {"said": "this was changed by 山田 already"})


def test_who_saw_another_state_than_there_is_now_was_slower(
    store: Store, client: FlaskClient
) -> None:
    seen = {"from": "received"}
    assert sent(client, "let_through", "yt:0001", **seen, key="k1")[0] == 200
    slower = (409, {"said": "すでに山田が変更しました"})
    assert sent(client, "reject", "yt:0001", **seen) == slower
    assert sent(client, "queue", "yt:0001", **seen) == slower
    assert sent(client, "let_through", "yt:0001", **seen, key="k1")[0] == 200
    assert sent(client, "reject", "yt:0001", **{"from": "let_through"})[0] == 200
    assert sent(client, "let_through", "yt:0001", **{"from": "nowhere"})[0] == 400
    assert [one.verb for one in store.acts("minamo-2")] == ["let_through", "reject"]


def test_an_act_sent_twice_is_done_once(store: Store, client: FlaskClient) -> None:
    first = sent(client, "queue", "yt:0001", key="k1")
    assert sent(client, "queue", "yt:0001", key="k1") == first
    assert len(store.acts("minamo-2")) == 1


def test_two_people_at_once_do_one_thing(store: Store, clock: Clock) -> None:
    a_mapped_meeting(store)
    store.save_candidates("minamo-2", [CANDIDATE])
    app = staffed_app(store, clock, "editor", "admin")
    people = logged_in(app, "editor"), logged_in(app, "admin")

    def together(act: Callable[[FlaskClient], tuple[int, Any]]) -> list[int]:
        with ThreadPoolExecutor(2) as pool:
            return sorted(status for status, _ in pool.map(act, people))

    assert together(lambda one: sent(one, "let_through", "yt:0002")) == [200, 409]
    assert together(lambda one: sent(one, "air", "yt:0002")) == [200, 409]
    assert together(lambda one: sent(one, "stop")) == [200, 409]
    assert together(lambda one: sent(one, "adopt", CANDIDATE.candidate_id, label="電力")) == [
        200,
        409,
    ]
    assert len(store.acts("minamo-2")) == 4
    assert [d.act for d in store.decisions("minamo-2")] == ["adopt"]


def test_an_act_is_undone_within_thirty_seconds(
    store: Store, client: FlaskClient, clock: Clock
) -> None:
    number = sent(client, "let_through", "yt:0001")[1]["number"]
    assert sent(client, "undo", str(number))[0] == 200
    assert moderated(store.acts("minamo-2")).state("yt:0001") == "received"
    late = sent(client, "reject", "yt:0001")[1]["number"]
    clock.wait(seconds=UNDO_FOR.total_seconds())
    assert sent(client, "undo", str(late)) == (409, {"said": "取り消せるのは30秒以内です"})


def test_what_went_is_not_shown_to_anybody(store: Store, client: FlaskClient) -> None:
    store.save_comments(a_source(), [], {"yt:0001": "書いた人の求め"})
    store.decide(Decision("minamo-2", "hide", "yt:0002", "山田", START, "攻撃"))
    for target in ("yt:0001", "yt:0002"):
        status, told = sent(client, "queue", target)
        assert (status, told["said"]) == (409, "この声は取り下げられたか、非表示になりました")
    assert sent(client, "reject", "yt:0001")[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"verb": "explode", "target": "yt:0001"},
        {"verb": "hold", "target": 7},
        {"verb": "hold", "target": "yt:\x00"},
        {"verb": "hold", "target": "x" * 501},
        {"verb": "hold", "target": "yt:0001", "key": ["k"]},
        {"verb": "hold", "target": "yt:0001", "details": "x"},
        {"verb": "note", "target": "yt:0001", "details": {"note": 7}},
        {"verb": "order", "details": {"ids": "yt:0001"}},
        {"verb": "order", "details": {"ids": ["x"] * 501}},
        {"verb": ["hold"], "target": "yt:0001"},
        {"verb": "edited", "target": "yt:0001"},
        *(
            {"verb": "take_up", "target": "t01", "details": {"second": second}}
            for second in ("x", True, float("nan"), float("inf"), -1, 1_000_001, 10**400)
        ),
        {"verb": "undo", "target": "d-1"},
        {"verb": "lift", "details": {"stop": 7}},
        {"verb": "air", "target": "yt:0001", "details": {"age": "old"}},
    ],
)
def test_what_is_not_understood_is_refused(store: Store, client: FlaskClient, body: object) -> None:
    answer = client.post(PATH, json=body)
    assert (answer.status_code, bool(answer.get_json()["said"])) == (400, True)
    assert store.acts("minamo-2") == ()
    assert store.decisions("minamo-2") == ()


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    assert sent(client, "order", ids=["x" * 400] * 400)[0] == 413
    assert client.post(PATH, data=b"{", content_type="application/json").status_code == 400


def test_a_note_that_is_too_long_is_refused(client: FlaskClient) -> None:
    assert sent(client, "hold", "yt:0001")[0] == 200
    assert sent(client, "note", "yt:0001", note="長" * 1_001)[0] == 400
    assert sent(client, "note", "yt:0001", note="長" * 1_000)[0] == 200


def test_there_is_nothing_to_do_to_what_is_not_there(client: FlaskClient) -> None:
    assert sent(client, "hold", "yt:9999")[0] == 404
    assert client.post("/desk/elsewhere/act", json={"verb": "stop"}).status_code == 404


def test_only_editors_act_and_only_from_their_page(store: Store, clock: Clock) -> None:
    a_mapped_meeting(store)
    app = staffed_app(store, clock, "viewer", "editor")
    viewer, editor = logged_in(app, "viewer"), logged_in(app, "editor")
    for verb in ("stop", "lift", "let_through"):
        assert viewer.post(PATH, json={"verb": verb, "target": "yt:0001"}).status_code == 403
    assert viewer.post("/desk/minamo-2/claim", json={"id": "yt:0001"}).status_code == 403
    assert viewer.get("/desk/minamo-2/state").status_code == 200
    stop = {"verb": "stop"}
    assert editor.post(PATH, json=stop, headers={"X-CSRFToken": "x"}).status_code == 403
    assert editor.post(PATH, json=stop, headers={"Origin": "https://a.example"}).status_code == 403
    assert app.server.test_client().post(PATH, json=stop).status_code == 401
    assert store.acts("minamo-2") == ()
    assert editor.post(PATH, json=stop).status_code == 200
    assert editor.post(PATH, json={"verb": "lift"}).status_code == 400
    assert editor.post(PATH, json=lift_of(editor)).status_code == 200


def lift_of(client: FlaskClient, **more: object) -> dict[str, object]:
    name = client.get("/desk/minamo-2/state").get_json()["stopped"]["name"]
    return {"verb": "lift", "details": {"stop": name, **more}}


def test_a_lift_is_refused_when_another_stop_is_in_force(store: Store, client: FlaskClient) -> None:
    sent(client, "stop", key="k1")
    lift = lift_of(client)
    assert client.post(PATH, json=lift).status_code == 200
    sent(client, "stop", key="k2")
    for language, words in (("ja", "別の停止が有効です"), ("en", "another stop")):
        answer = client.post(f"{PATH}?lang={language}", json=lift)
        assert answer.status_code == 409
        assert words in answer.get_json()["said"]
    assert store.stopped("minamo-2")


def test_what_shows_something_is_asked_again_when_it_comes_late(
    store: Store, client: FlaskClient
) -> None:
    sent(client, "queue", "yt:0001")
    status, told = sent(client, "air", "yt:0001", age=31)
    assert (status, "30秒以上前の操作" in told["said"]) == (409, True)
    done = sent(client, "air", "yt:0001", age=29, key="k1")
    assert (done[0], sent(client, "air", "yt:0001", age=60, key="k1")) == (200, done)
    sent(client, "stop")
    assert client.post(PATH, json=lift_of(client, age=31)).status_code == 409
    assert client.post(PATH, json=lift_of(client, age=5)).status_code == 200
    assert sent(client, "stop", age=600)[0] == 200
    assert sent(client, "let_through", "yt:0002", age=600)[0] == 200
    assert "age" not in store.acts("minamo-2")[-1].details


def test_others_see_who_looks_at_a_row_for_twenty_seconds(
    store: Store, client: FlaskClient, clock: Clock
) -> None:
    def claims() -> Any:
        return client.get("/desk/minamo-2/state").get_json()["claims"]

    assert client.post("/desk/minamo-2/claim", json={"id": "yt:0001"}).status_code == 200
    assert claims() == [{"id": "yt:0001", "by": "山田", "desk": "山田", "number": 1}]
    clock.wait(seconds=21)
    assert claims() == []
    client.post("/desk/minamo-2/claim", json={"id": "yt:0002"})
    client.post("/desk/minamo-2/claim", json={"id": None})
    assert claims() == []
    assert client.post("/desk/minamo-2/claim", json={"id": 7}).status_code == 400
    for wrong in ({"desk": 7}, {"desk": "x" * 101}, {"desk": "\n"}, {"number": "1"}):
        told = client.post("/desk/minamo-2/claim", json={"id": "yt:0001", **wrong})
        assert told.status_code == 400
