"""Who may see and do what: every path, every role, the way to the log-in and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.access import OPEN, PUBLIC
from koemap.records import Role
from koemap.store import Store
from tests.dashboard.staff import (
    NAMES,
    PASSWORD,
    Clock,
    Staffed,
    a_staffed_installation,
    csrf_of,
    log_in,
    logged_in,
    staffed_app,
)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    """An installation with a meeting and a user of each role, shared by tests that only look."""
    yield from a_staffed_installation(tmp_path_factory.mktemp("staff"))


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


# Forged bodies


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


def test_no_test_file_keeps_a_password(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'koemap.db'}")
    staffed_app(store, Clock(), "viewer")
    store.close()
    assert PASSWORD.encode() not in (tmp_path / "koemap.db").read_bytes()
