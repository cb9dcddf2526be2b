"""What is decided at the desk becomes a topic, or is taken up, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient

from koemap.edition import read
from koemap.moderation import moderated
from koemap.store import Store
from tests.dashboard.staff import Clock, logged_in, staffed_app
from tests.dashboard.test_live_acts import CANDIDATE, client, clock, sent
from tests.factories import a_mapped_meeting

__all__ = ["client", "clock"]


@pytest.mark.parametrize("keys", [("k1", "k1"), ("k1", "k2"), ("", "")])
def test_what_is_decided_by_two_at_once_is_decided_once(
    store: Store, clock: Clock, keys: tuple[str, str]
) -> None:
    a_mapped_meeting(store)
    app = staffed_app(store, clock, "editor", "admin")
    people = tuple(zip((logged_in(app, "editor"), logged_in(app, "admin")), keys, strict=True))

    def together(verb: str, target: str) -> list[tuple[int, Any]]:
        begin = Barrier(2)

        def act(one: tuple[FlaskClient, str]) -> tuple[int, Any]:
            client, key = one
            begin.wait()
            return sent(client, verb, target, key=f"{verb}{target}{key}" if key else "", second=7)

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(act, people))

    for topic in ("t01", "t02", "t03"):
        first, second = together("take_up", topic)
        assert first == second
        undone = sorted(status for status, _ in together("undo", f"d{first[1]['number']}"))
        assert undone == ([200, 200] if keys == ("k1", "k1") else [200, 409])
    made = [d.act for d in store.decisions("minamo-2")]
    assert made == ["take_up", "undo"] * 3


def test_a_candidate_becomes_a_topic_of_that_name_once(store: Store, client: FlaskClient) -> None:
    name = CANDIDATE.candidate_id
    told = sent(client, "adopt", name, label="夏の電力", key="k1")
    assert told[0] == 200
    assert sent(client, "adopt", name, label="夏の電力", key="k1") == told
    assert sent(client, "adopt", name, label="別の名前", key="k2")[0] == 409
    assert sent(client, "dismiss", name)[0] == 409
    (decision,) = store.decisions("minamo-2")
    assert (decision.decision_id, decision.details["label"]) == (told[1]["number"], "夏の電力")
    topics = read(store, "minamo-2").topics
    assert topics[f"s{decision.decision_id:02d}"].label == "夏の電力"


def test_an_adoption_is_undone_as_a_decision(
    store: Store, client: FlaskClient, clock: Clock
) -> None:
    number = sent(client, "adopt", CANDIDATE.candidate_id, label="夏の電力")[1]["number"]
    assert sent(client, "undo", f"d{number}")[0] == 200
    assert not any(topic.startswith("s") for topic in read(store, "minamo-2").topics)
    late = sent(client, "take_up", "t01", second=1)[1]["number"]
    for seconds in (31, -62):
        clock.wait(seconds=seconds)
        assert sent(client, "undo", f"d{late}")[0] == 409


def test_what_was_adopted_and_undone_is_a_candidate_again(
    store: Store, client: FlaskClient
) -> None:
    def candidates() -> list[str]:
        told = client.get("/desk/minamo-2/state").get_json()["candidates"]
        return [one["id"] for one in told]

    name = CANDIDATE.candidate_id
    first = sent(client, "adopt", name, label="夏の電力", key="k1")[1]["number"]
    assert candidates() == []
    undone = sent(client, "undo", f"d{first}", key="k2")
    assert undone[0] == 200
    assert candidates() == [name]
    second = sent(client, "adopt", name, label="電力", key="k3")
    assert second[0] == 200
    assert sent(client, "undo", f"d{first}", key="k2") == undone
    assert candidates() == []
    assert [t for t in read(store, "minamo-2").topics if t.startswith("s")] == [
        f"s{second[1]['number']:02d}"
    ]


def test_a_candidate_without_a_name_stays(store: Store, client: FlaskClient) -> None:
    assert sent(client, "adopt", CANDIDATE.candidate_id, label="  ")[0] == 400
    assert sent(client, "adopt", "c-nothing", label="夏の電力")[0] == 409
    assert store.acts("minamo-2") == ()
    assert sent(client, "dismiss", CANDIDATE.candidate_id)[0] == 200
    assert moderated(store.acts("minamo-2")).dismissed == {CANDIDATE.candidate_id}


def test_a_topic_is_taken_up_at_that_second_of_the_video(
    store: Store, client: FlaskClient, clock: Clock
) -> None:
    first = sent(client, "take_up", "t02", second=61.5, key="k1")
    assert sent(client, "take_up", "t02", second=61.5, key="k1") == first
    assert sent(client, "take_up", "t02", second=62.0, key="k2") == first
    clock.wait(seconds=60)
    assert sent(client, "take_up", "t02", key="k3")[0] == 200
    taken = read(store, "minamo-2").taken_up["t02"]
    assert [one.details["offset_seconds"] for one in taken] == [61.5, 1180.0]
    assert sent(client, "take_up", "t99")[0] == 409
