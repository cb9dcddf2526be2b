"""An installation with staff, and clients that are logged in to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dash import Dash
from flask import Response
from flask.testing import FlaskClient

from dashboard.access import Access, require
from dashboard.app import create_app
from koemap.records import Role
from koemap.store import Store

PASSWORD = "みなも市の合い言葉 7"  # noqa: S105
NAMES: dict[Role, str] = {"viewer": "閲覧 花子", "editor": "山田", "admin": "管理 太郎"}
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a tenth of a second whenever it is looked at, or as it is told."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=0.1)
        return self.at

    def wait(self, **span: float) -> None:
        self.at += timedelta(**span)


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
