"""How a screen sends what a person decides, and what then holds."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient

from dashboard.app import create_app
from koemap.edition import Edition, read
from koemap.store import Store

TOKYO = ZoneInfo("Asia/Tokyo")
PATH = "/act/minamo-2"
ANSWER = {"status": "examining", "text": "検討します", "department": "情報課", "on": "2026-11-02"}


def a_screen_of(store: Store) -> FlaskClient:
    """A browser with the dashboard of that store."""
    tested: FlaskClient = create_app(store, language="ja", zone=TOKYO).server.test_client()
    return tested


def sent(client: FlaskClient, act: str, target: str, path: str = PATH, **more: Any) -> Any:
    """What the server says, with the status of its answer."""
    answer = client.post(path, json={"act": act, "target": target, **more})
    return answer.status_code, answer.get_json()


def now(store: Store) -> Edition:
    return read(store, "minamo-2")


def on_map(edition: Edition) -> dict[str, str]:
    return {"map": edition.opinion_map.map_id}
