"""While there are no users, whoever is at this machine may do all, and nobody else gets in."""

from __future__ import annotations

import json

import pytest
from dash import Dash

from koemap.store import Store
from tests.dashboard.staff import (
    HEADERS,
    PASSWORD,
    Clock,
    staffed_app,
)
from tests.factories import a_mapped_meeting


@pytest.fixture
def open_app(store: Store) -> Dash:
    a_mapped_meeting(store)
    return staffed_app(store, Clock())


def test_without_users_whoever_is_at_this_machine_acts_as_admin(open_app: Dash) -> None:
    client = open_app.server.test_client()
    assert client.get("/council/minamo-2").status_code == 200
    assert client.post("/for/admin").status_code == 200
    assert client.get("/login").headers["Location"] == "/"
    assert client.get("/logout").headers["Location"] == "/"


@pytest.mark.parametrize(
    "told",
    [
        {"Host": "rebound.example"},
        {"Host": "192.0.2.7:8050"},
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Via": "1.1 proxy"},
    ],
)
def test_without_users_nobody_else_gets_in(open_app: Dash, told: dict[str, str]) -> None:
    client = open_app.server.test_client()
    answer = client.get("/", headers=told)
    assert answer.status_code == 403
    assert "koemap user add" in answer.get_data(as_text=True)
    elsewhere = client.get("/", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8050", "[::1]:8050"])
def test_this_machine_has_several_names(open_app: Dash, host: str) -> None:
    assert open_app.server.test_client().get("/", headers={"Host": host}).status_code == 200


def test_without_users_a_page_of_another_host_changes_nothing(open_app: Dash) -> None:
    client = open_app.server.test_client()
    for headers, is_own in HEADERS:
        answer = client.post("/for/admin", headers=headers)
        assert (answer.status_code == 200) == is_own, headers


def test_with_the_first_user_the_door_is_shut(store: Store, open_app: Dash) -> None:
    client = open_app.server.test_client()
    assert client.get("/_dash-layout").status_code == 200
    store.add_user("山田", "admin", PASSWORD, Clock().at)
    assert client.get("/_dash-layout").status_code == 401
    assert client.get("/").status_code == 303


def test_the_screen_says_that_nobody_is(open_app: Dash) -> None:
    client = open_app.server.test_client()
    layout = json.dumps(client.get("/_dash-layout").get_json(), ensure_ascii=False)
    assert "担当者" in layout
    assert "ログインなし・このパソコンだけ" in layout
