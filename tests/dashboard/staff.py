"""An installation with staff, clients that are logged in to it, and what browsers send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dash import Dash
from flask import Response
from flask.testing import FlaskClient

from dashboard.access import Access, require
from dashboard.app import create_app
from koemap.records import Role
from koemap.store import Store
from tests.factories import a_mapped_meeting

PASSWORD = "みなも市の合い言葉 7"  # noqa: S105
NAMES: dict[Role, str] = {"viewer": "閲覧 花子", "editor": "山田", "admin": "管理 太郎"}
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
CALLBACKS = "/_dash-update-component"
OWN = "http://localhost"
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
"""What browsers tell of the page that a change comes from, and whether it is one of this host."""


class Clock:
    """A clock that goes on by a tenth of a second whenever it is looked at, or as it is told."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=0.1)
        return self.at

    def wait(self, **span: float) -> None:
        self.at += timedelta(**span)


Staffed = tuple[Dash, Clock, Store]


def a_staffed_installation(folder: Path) -> Iterator[Staffed]:
    """An installation with a meeting and a user of each role, for tests that only look."""
    store = Store(f"sqlite:///{folder / 'koemap.db'}")
    a_mapped_meeting(store)
    clock = Clock()
    yield staffed_app(store, clock, "viewer", "editor", "admin"), clock, store
    store.close()


def staffed_app(store: Store, clock: Clock, *roles: Role, proxies: int = 0) -> Dash:
    """The dashboard of the store, with a user of each of these roles and a path for each role."""
    for role in roles:
        store.add_user(NAMES[role], role, PASSWORD, NOW)
    access = Access(now=clock, proxies=proxies)
    app = create_app(store, language="ja", zone=ZoneInfo("Asia/Tokyo"), access=access)
    for role in NAMES:
        answer = require(role)(lambda role=role: Response(f"for {role}"))
        app.server.add_url_rule(f"/for/{role}", f"for_{role}", answer, methods=["GET", "POST"])
    return app


def logged_in(app: Dash, role: Role, **how: str) -> FlaskClient:
    """A browser of that role's user, which sends the secret of its session with all it sends."""
    client: FlaskClient = app.server.test_client()
    answer = log_in(client, NAMES[role], **how)
    assert answer.status_code == 303
    client.environ_base["HTTP_X_CSRFTOKEN"] = csrf_of(client)
    return client


def log_in(
    client: FlaskClient, name: str, password: str = PASSWORD, to: str = "/login", **how: str
) -> Response:
    return client.post(to, data={"name": name, "password": password}, headers=how)


def csrf_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("koemap-csrf")
    assert cookie is not None
    return cookie.value


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
