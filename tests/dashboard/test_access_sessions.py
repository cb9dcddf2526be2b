"""Logging in, the cookie, wrong passwords, and the ways in which a session ends."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from koemap.store import Store
from tests.dashboard.staff import (
    NAMES,
    Clock,
    log_in,
    logged_in,
    staffed_app,
)


@pytest.fixture
def client(store: Store) -> FlaskClient:
    """A browser that nobody has logged in with, of an installation with one editor."""
    return staffed_app(store, Clock(), "editor").server.test_client()


def test_the_cookie_is_for_the_server_alone(client: FlaskClient) -> None:
    given_cookies = log_in(client, "山田").headers.getlist("Set-Cookie")
    session = next(cookie for cookie in given_cookies if cookie.startswith("koemap="))
    assert "HttpOnly" in session
    assert all("SameSite=Strict" in cookie and "Path=/" in cookie for cookie in given_cookies)
    assert not any("Secure" in cookie or "Domain" in cookie for cookie in given_cookies)


def test_over_https_the_cookie_is_bound_to_host_and_https(store: Store) -> None:
    app = staffed_app(store, Clock(), "editor", proxies=1)
    client = app.server.test_client()
    given_cookies = log_in(client, "山田", X_Forwarded_Proto="https").headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in given_cookies] == [
        *("__Host-koemap", "koemap-csrf"),
    ]
    assert all("Secure" in cookie for cookie in given_cookies)


def test_a_proxy_nobody_named_is_not_believed(store: Store) -> None:
    client = staffed_app(store, Clock(), "editor").server.test_client()
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    answers = [
        client.post("/login", data={"name": "山田"}, headers={**told, "X-Forwarded-For": f"::{n}"})
        for n in range(6)
    ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert "Secure" not in str(answers[0].headers.getlist("Set-Cookie"))


def test_a_secret_known_before_logging_in_is_worth_nothing(client: FlaskClient) -> None:
    client.set_cookie("koemap", "chosen-by-somebody-else")
    client.set_cookie("koemap-csrf", "chosen-by-somebody-else")
    assert log_in(client, "山田").status_code == 303
    cookie = client.get_cookie("koemap")
    assert cookie is not None
    assert cookie.value != "chosen-by-somebody-else"
    other = client.application.test_client()
    other.set_cookie("koemap", "chosen-by-somebody-else")
    assert other.get("/_dash-layout").status_code == 401


def test_logging_in_again_gives_a_new_secret_and_ends_the_old_one(client: FlaskClient) -> None:
    secrets = []
    for _ in range(2):
        log_in(client, "山田")
        cookie = client.get_cookie("koemap")
        assert cookie is not None
        secrets.append(cookie.value)
    assert secrets[0] != secrets[1]
    client.set_cookie("koemap", secrets[0])
    assert client.get("/_dash-layout").status_code == 401


def test_a_session_ends_by_itself(store: Store) -> None:
    clock = Clock()
    client = logged_in(staffed_app(store, clock, "viewer"), "viewer")
    clock.wait(minutes=59)
    assert client.get("/_dash-layout").status_code == 200
    clock.wait(minutes=61)
    assert client.get("/_dash-layout").status_code == 401
    client = logged_in(staffed_app(store, clock), "viewer")
    hours = []
    for _ in range(13):
        clock.wait(minutes=58)
        hours.append(client.get("/_dash-layout").status_code)
    assert hours == [200] * 12 + [401]


def test_who_is_shut_out_is_out_at_once(store: Store) -> None:
    clock = Clock()
    client = logged_in(staffed_app(store, clock, "viewer"), "viewer")
    assert client.get("/_dash-layout").status_code == 200
    store.disable_user(NAMES["viewer"], clock.at)
    assert client.get("/_dash-layout").status_code == 401


def test_a_role_that_changes_counts_at_once(store: Store) -> None:
    clock = Clock()
    client = logged_in(staffed_app(store, clock, "viewer"), "viewer")
    assert client.get("/for/editor").status_code == 403
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("UPDATE users SET role = 'editor'")
    assert client.get("/for/editor").status_code == 200


def test_after_five_wrong_passwords_the_door_is_shut_for_a_while(store: Store) -> None:
    clock = Clock()
    client = staffed_app(store, clock, "editor").server.test_client()
    wrong = [log_in(client, "山田", "wrong").status_code for _ in range(5)]
    assert wrong == [401] * 5
    shut = log_in(client, "山田")
    assert shut.status_code == 429
    assert 0 < int(shut.headers["Retry-After"]) <= 900
    assert "約15分後" in shut.get_data(as_text=True)
    clock.wait(minutes=15)
    assert log_in(client, "山田").status_code == 303


def test_the_form_does_not_tell_whether_a_name_is_known(client: FlaskClient) -> None:
    known, unknown = (log_in(client, name, "a bad guess") for name in ("山田", "鈴木"))
    assert known.status_code == unknown.status_code == 401
    told = [answer.get_data(as_text=True) for answer in (known, unknown)]
    assert told[0].replace("山田", "") == told[1].replace("鈴木", "")
    assert "a bad guess" not in told[0]


def test_what_is_typed_as_a_name_stays_text(client: FlaskClient) -> None:
    text = log_in(client, '"><script>alert(1)</script>', "wrong").get_data(as_text=True)
    assert "<script>" not in text


def test_logging_out_ends_the_session(store: Store) -> None:
    client = logged_in(staffed_app(store, Clock(), "editor"), "editor")
    cookie = client.get_cookie("koemap")
    assert cookie is not None
    answer = client.post("/logout?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?lang=en")
    assert client.get_cookie("koemap") is None
    client.set_cookie("koemap", cookie.value)
    assert client.get("/_dash-layout").status_code == 401


@pytest.mark.parametrize(("everywhere", "status"), [(True, 401), (False, 200)])
def test_one_can_log_out_on_all_devices(store: Store, everywhere: bool, status: int) -> None:
    app = staffed_app(store, Clock(), "editor")
    here, there = logged_in(app, "editor"), logged_in(app, "editor")
    here.post("/logout", data={"everywhere": "yes"} if everywhere else {})
    assert there.get("/_dash-layout").status_code == status
