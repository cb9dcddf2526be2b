"""Who may see and do what: every path, every role, forged requests; the time is passed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.access import OPEN, PUBLIC
from koemap.records import Role
from koemap.store import Store
from tests.dashboard.staff import (
    NAMES,
    PASSWORD,
    Clock,
    csrf_of,
    log_in,
    logged_in,
    staffed_app,
)
from tests.factories import a_mapped_meeting

CALLBACKS = "/_dash-update-component"
OWN = "http://localhost"
Staffed = tuple[Dash, Clock, Store]


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An installation with a meeting and a user of each role, shared by tests that only look."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('staff') / 'koemap.db'}")
    a_mapped_meeting(store)
    clock = Clock()
    yield staffed_app(store, clock, "viewer", "editor", "admin"), clock, store
    store.close()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    """A browser that nobody has logged in with, of an installation with one editor."""
    return staffed_app(store, Clock(), "editor").server.test_client()


def paths(app: Dash) -> list[tuple[str, str]]:
    """Every method and path of the application, with something in place of what varies."""
    app.server.test_client().get("/login")
    fills = {"meeting_id": "minamo-2", "package_name": "dash", "filename": "council.css"}
    found = []
    for rule in app.server.url_map.iter_rules():
        values = {name: fills.get(name, "1") for name in rule.arguments}
        with app.server.test_request_context():
            address = rule.build(values, append_unknown=False)
        assert address is not None, rule
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        found += [(method, address[1]) for method in sorted(methods)]
    return found


def test_nothing_is_answered_to_who_is_not_logged_in(staffed: Staffed) -> None:
    app = staffed[0]
    client = app.server.test_client()
    found = paths(app)
    assert len(found) > 12
    for method, path in [*found, ("GET", "/council/minamo-2"), ("GET", "/assets/council.js")]:
        for verb in {method, "HEAD", "OPTIONS", "DELETE"}:
            with client.open(path, method=verb) as answer:
                if path.startswith(OPEN):
                    assert answer.status_code != 200 or verb == "OPTIONS", (verb, path)
                elif path not in PUBLIC:
                    assert answer.status_code in (303, 401), (verb, path)
                    assert b"minamo" not in answer.data.replace(b"%2Fminamo", b"").replace(
                        b"council/minamo-2", b""
                    )


def test_each_role_reaches_what_is_its_own(staffed: Staffed) -> None:
    app = staffed[0]
    reached = {}
    for role in NAMES:
        client = logged_in(app, role)
        for method, path in paths(app):
            if path not in ("/login", "/logout"):
                with client.open(path, method=method) as answer:
                    reached[role, method, path] = answer.status_code
    for (role, method, path), status in reached.items():
        wanted = next((name for name in NAMES if path == f"/for/{name}"), "viewer")
        changes = path.startswith("/act/") or (method == "POST" and path.startswith("/desk/"))
        wanted = "editor" if changes else wanted
        may = list(NAMES).index(role) >= list(NAMES).index(wanted)
        assert (status == 403) != may, (role, method, path)
        assert status not in (401, 500), (role, method, path)
    with app.server.test_client().get("/for/viewer") as answer:
        assert answer.status_code == 401


def test_pages_lead_to_the_log_in_and_data_is_refused(client: FlaskClient) -> None:
    page = client.get("/council/minamo-2?topic=t03&lang=en")
    assert page.status_code == 303
    assert page.headers["Location"] == (
        "/login?next=%2Fcouncil%2Fminamo-2%3Ftopic%3Dt03%26lang%3Den&lang=en"
    )
    assert client.get("/council/minamo-2/map.js").status_code == 401
    script = client.get("/", headers={"Sec-Fetch-Dest": "script"})
    assert script.status_code == 401
    typed = client.get("/council/minamo-2/map.js", headers={"Accept": "text/html"})
    assert typed.status_code == 303


def test_after_logging_in_the_wanted_page_comes(client: FlaskClient) -> None:
    wanted = client.get("/council/minamo-2?topic=t03&lang=en").headers["Location"]
    form = client.get(wanted).get_data(as_text=True)
    assert '<html lang="en">' in form
    assert "/login?lang=en&amp;next=%2Fcouncil%2Fminamo-2%3Ftopic%3Dt03%26lang%3Den" in form
    answer = log_in(client, "山田", to=wanted)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/council/minamo-2?topic=t03&lang=en",
    )


@pytest.mark.parametrize(
    "wanted",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"),
        *("evil", "", "/\tevil", "/login?next=/login", "/logout", "//[", "/%0d%0aX: 1\r\nY: 2"),
    ],
)
def test_logging_in_leads_to_no_other_host(client: FlaskClient, wanted: str) -> None:
    with client.application.test_request_context():
        to = client.application.url_for("log_in", next=wanted)
    assert log_in(client, "山田", to=to.removeprefix("http://localhost")).headers["Location"] == "/"


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


HEADERS: list[tuple[dict[str, str], bool]] = [
    ({"Sec-Fetch-Site": "same-origin", "Origin": OWN}, True),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OWN}, False),
    ({"Sec-Fetch-Site": "nonsense"}, False),
    ({"Origin": OWN}, True),
    ({"Origin": "null"}, False),
    ({"Origin": "https://evil.example"}, False),
    ({"Origin": "http://localhost:8051"}, False),
    ({"Origin": "http://localhost.evil.example"}, False),
    ({"Origin": "http://[evil"}, False),
    ({}, True),
]


@pytest.mark.parametrize(("headers", "is_own"), HEADERS)
@pytest.mark.parametrize("path", ["/for/editor", CALLBACKS, "/logout", "/login"])
def test_a_change_has_to_come_from_a_page_of_this_host(
    staffed: Staffed, headers: dict[str, str], is_own: bool, path: str
) -> None:
    client = logged_in(staffed[0], "editor")
    form = {"name": NAMES["editor"], "password": PASSWORD}
    answer = client.post(path, headers=headers, data=form if path == "/login" else None)
    assert (answer.status_code != 403) == is_own
    if not is_own:
        assert client.get("/_dash-layout").status_code == 200


@pytest.mark.parametrize("path", ["/for/editor", CALLBACKS, "/logout"])
@pytest.mark.parametrize("token", [None, "", "wrong", "証", "of another"])
def test_a_change_has_to_carry_the_secret_of_its_own_session(
    staffed: Staffed, path: str, token: str | None
) -> None:
    app = staffed[0]
    client = logged_in(app, "editor")
    own = client.environ_base.pop("HTTP_X_CSRFTOKEN")
    if token == "of another":  # noqa: S105
        token = csrf_of(logged_in(app, "editor"))
    given_token = {} if token is None else {"csrf": token}
    headers = {"Sec-Fetch-Site": "same-origin"}
    refused = client.post(path, data=given_token, headers=headers)
    assert refused.status_code == 403
    if path == "/logout":
        assert own in refused.get_data(as_text=True)
    assert client.post(path, data={"csrf": own}, headers=headers).status_code in (200, 303, 400)


def test_who_logged_out_by_an_old_browser_is_asked_once_more(store: Store) -> None:
    client = logged_in(staffed_app(store, Clock(), "editor"), "editor")
    asked = client.post("/logout", headers={"Origin": "null"})
    assert asked.status_code == 403
    assert "すべての端末でログアウトする" in asked.get_data(as_text=True)
    assert asked.headers["Referrer-Policy"] == "same-origin"


def test_too_many_changes_at_once_are_refused_for_a_moment(store: Store) -> None:
    clock = Clock()
    client = logged_in(staffed_app(store, clock, "editor"), "editor")
    stopped = clock.at
    statuses = []
    for _ in range(100):
        clock.at = stopped
        statuses.append(client.post("/for/editor").status_code)
    assert statuses[:60] == [200] * 60
    assert statuses[-1] == 429
    clock.wait(seconds=3)
    assert client.post("/for/editor").status_code == 200


def test_a_large_body_is_refused(staffed: Staffed) -> None:
    client = logged_in(staffed[0], "editor")
    large = b"[" + b"1," * 600_000 + b"1]"
    answer = client.post(CALLBACKS, data=large, content_type="application/json")
    assert answer.status_code == 413
    assert client.post("/login", data={"name": "x" * 1_100_000}).status_code == 413


# While there are no users


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


# Forged bodies

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)
BORNE = {200, 204, 400, 401, 403, 413}
SEARCHING = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def send(staffed: Staffed) -> Callable[[bytes], int]:
    client = logged_in(staffed[0], "admin")

    def post(body: bytes, kind: str = "application/json") -> int:
        return client.post(CALLBACKS, data=body, content_type=kind).status_code

    return post


def right_body(app: Dash) -> dict[str, Any]:
    """What the screen sends."""
    output = next(name for name in app.callback_map if "masthead" in name)
    pairs = [part.split(".") for part in output.strip(".").split("...")]
    return {
        "output": output,
        "outputs": [{"id": place, "property": name} for place, name in pairs],
        "inputs": [{"id": "request", "property": "data", "value": {"path": "/"}}],
        "changedPropIds": ["request.data"],
    }


def test_the_right_body_is_answered(staffed: Staffed, send: Callable[[bytes], int]) -> None:
    assert send(json.dumps(right_body(staffed[0])).encode()) == 200


@given(body=st.binary(max_size=200))
@SEARCHING
def test_bytes_are_borne(send: Callable[[bytes], int], body: bytes) -> None:
    assert send(body) in BORNE


@given(body=JSON)
@SEARCHING
def test_any_json_is_borne(send: Callable[[bytes], int], body: Any) -> None:
    assert send(json.dumps(body).encode()) in BORNE


@given(data=st.data())
@SEARCHING
def test_a_right_body_with_a_wrong_part_is_borne(
    staffed: Staffed, send: Callable[[bytes], int], data: st.DataObject
) -> None:
    body = right_body(staffed[0])
    place = data.draw(st.sampled_from([*body, "state", "other"]))
    if data.draw(st.booleans()):
        body[place] = data.draw(JSON)
    else:
        body.pop(place, None)
    assert send(json.dumps(body).encode()) in BORNE


@given(value=JSON)
@SEARCHING
def test_any_value_in_the_right_place_is_borne(
    staffed: Staffed, send: Callable[[bytes], int], value: Any
) -> None:
    body = right_body(staffed[0])
    body["inputs"][0]["value"] = value
    assert send(json.dumps(body).encode()) in BORNE


@given(path=st.text(max_size=40), search=st.text(max_size=60))
@SEARCHING
def test_any_address_is_borne(
    staffed: Staffed, send: Callable[[bytes], int], path: str, search: str
) -> None:
    body = right_body(staffed[0])
    address = {"path": f"/council/minamo-2{path}", "search": f"?q={search}"}
    body["inputs"][0]["value"] = address
    assert send(json.dumps(body).encode()) in BORNE


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 100_000,
        b'{"output": "\\ud800"}',
        b"\xff\xfe",
        b"",
        b"NaN",
    ],
)
def test_bodies_made_to_break_parsers_are_not_understood(
    send: Callable[[bytes], int], body: bytes
) -> None:
    assert send(body) == 400


def test_a_body_that_says_it_is_no_json_is_not_understood(staffed: Staffed) -> None:
    client = logged_in(staffed[0], "admin")
    body = json.dumps(right_body(staffed[0]))
    assert client.post(CALLBACKS, data=body, content_type="text/plain").status_code == 400


def test_every_answer_keeps_its_headers(client: FlaskClient) -> None:
    for path in ("/", "/login", "/_dash-layout", "/logout"):
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_the_screen_says_who_is_logged_in(staffed: Staffed, role: Role) -> None:
    client = logged_in(staffed[0], role)
    layout = client.get("/_dash-layout").get_json()
    assert NAMES[role] in json.dumps(layout, ensure_ascii=False)
    assert csrf_of(client) in json.dumps(layout)


def test_the_screen_says_that_nobody_is(open_app: Dash) -> None:
    client = open_app.server.test_client()
    layout = json.dumps(client.get("/_dash-layout").get_json(), ensure_ascii=False)
    assert "担当者" in layout
    assert "ログインなし・このパソコンだけ" in layout


def test_no_test_file_keeps_a_password(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'koemap.db'}")
    staffed_app(store, Clock(), "viewer")
    store.close()
    assert PASSWORD.encode() not in (tmp_path / "koemap.db").read_bytes()
