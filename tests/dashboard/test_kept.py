"""Answers that are kept: the same as new ones, never those of another role or of yesterday."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.kept import Kept
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.staff import CALLBACKS, Clock, logged_in, right_body, staffed_app
from tests.factories import a_mapped_meeting


@pytest.fixture
def app(store: Store) -> Dash:
    a_mapped_meeting(store)
    return staffed_app(store, Clock(), "viewer", "editor")


def ask(client: FlaskClient, app: Dash, search: str = "", **headers: str) -> Any:
    body = right_body(app)
    body["inputs"][0]["value"] = {"path": "/council/minamo-2", "search": search}
    return client.post(CALLBACKS, json=body, headers=headers)


def test_a_kept_answer_is_the_one_that_was_given(app: Dash) -> None:
    client = logged_in(app, "viewer")
    first, again = ask(client, app), ask(client, app)
    assert first.status_code == again.status_code == 200
    assert first.get_json() == again.get_json()
    assert ask(client, app, "?topic=t03").get_json() != first.get_json()


def test_a_browser_gets_it_packed(app: Dash) -> None:
    client = logged_in(app, "viewer")
    plain = ask(client, app)
    for _ in range(2):
        packed = ask(client, app, Accept_Encoding="gzip, br")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.data) < len(plain.data) / 4
    assert "Content-Encoding" not in plain.headers


def test_another_role_gets_its_own(app: Dash) -> None:
    viewer, editor = ask(logged_in(app, "viewer"), app), ask(logged_in(app, "editor"), app)
    assert "data-act" in editor.get_data(as_text=True) or viewer.data != editor.data
    assert ask(logged_in(app, "viewer"), app).data == viewer.data


def test_nobody_is_answered_from_what_others_asked(app: Dash) -> None:
    assert ask(logged_in(app, "viewer"), app).status_code == 200
    assert ask(app.server.test_client(), app).status_code == 401


def test_a_decision_is_seen_at_once(store: Store, app: Dash) -> None:
    client = logged_in(app, "viewer")
    before = ask(client, app).get_data(as_text=True)
    map_id = store.map_ids("minamo-2")[0]
    store.decide(Decision("minamo-2", "approve", map_id, "佐藤", datetime.now(UTC), ""))
    after = ask(client, app).get_data(as_text=True)
    assert "佐藤" not in before
    assert "佐藤" in after.encode().decode("unicode_escape", "ignore") or "佐藤" in after


def test_a_trouble_that_has_passed_is_not_shown_again(store: Store, app: Dash) -> None:
    client = logged_in(app, "viewer")
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE placements RENAME TO lost")
    trouble = ask(client, app).get_json()["response"]["page"]["className"]
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE lost RENAME TO placements")
    assert trouble.startswith("plain")
    assert ask(client, app).get_json()["response"]["page"]["className"].startswith("council")


def test_what_is_kept_has_a_limit() -> None:
    kept = Kept(most_bytes=10)
    for key in "abc":
        kept.keep(key, b"1234")
    kept.keep("c", b"56")
    assert [kept.find(key) for key in "abc"] == [None, b"1234", b"56"]
