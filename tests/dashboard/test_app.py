"""The dashboard as a web application: what is sent, with which headers, by which process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_mapped_meeting, a_meeting

TOKYO = ZoneInfo("Asia/Tokyo")
HEAVY = ("umap", "hdbscan", "bertopic", "numba", "sklearn", "torch", "spacy")
VISIT = f"""
import sys
from zoneinfo import ZoneInfo
from dashboard.app import create_app
from koemap.store import Store
from tests.dashboard.test_app import asked
app = create_app(Store(sys.argv[1]), language="ja", zone=ZoneInfo("Asia/Tokyo"))
answer = asked(app.server.test_client(), "/council/minamo-2")
assert answer["page"]["className"] == "council"
print([name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return create_app(store, language="ja", zone=TOKYO).server.test_client()


def asked(client: FlaskClient, path: str, search: str = "", **more: Any) -> dict[str, Any]:
    """What the server answers when a browser opens that address, by the id of the place."""
    told = client.get("/_dash-dependencies").get_json()
    output = next(d["output"] for d in told if "masthead" in d["output"])
    outputs = [part.split(".") for part in output.strip(".").split("...")]
    data = {"path": path, "search": search, **more}
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": output,
            "outputs": [{"id": place, "property": name} for place, name in outputs],
            "inputs": [{"id": "request", "property": "data", "value": data}],
            "changedPropIds": ["request.data"],
        },
    )
    assert answer.status_code == 200
    response: dict[str, Any] = answer.get_json()["response"]
    return response


def test_every_answer_tells_the_browser_what_it_may_do(store: Store, client: FlaskClient) -> None:
    for path in ("/", "/council/minamo-2", "/_dash-layout", "/assets/council.css", "/none"):
        with client.get(path) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe-inline" not in scripts
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_nothing_in_the_document_is_fetched_from_outside(client: FlaskClient) -> None:
    text = client.get("/council/minamo-2").get_data(as_text=True)
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


@pytest.mark.parametrize(
    ("address", "language"),
    [("/", "ja"), ("/?lang=en", "en"), ("/council/x?lang=en", "en"), ("/?lang=<b>", "ja")],
)
def test_the_document_says_its_language(client: FlaskClient, address: str, language: str) -> None:
    text = client.get(address).get_data(as_text=True)
    assert f'<html lang="{language}">' in text
    assert ("Loading…" in text) == (language == "en")


def test_the_layout_holds_no_comment(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    layout = client.get("/_dash-layout").get_data(as_text=True)
    assert edition.meeting.title not in layout


def test_a_store_that_fails_gives_one_clear_sentence(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE placements RENAME TO lost")
    answer = asked(client, "/council/minamo-2")
    assert answer["page"]["className"].startswith("plain")
    words = str(answer["words"])
    assert "いまは表示できません" in words
    assert "placements" not in words


@pytest.mark.parametrize(
    "more",
    [
        {"width": "wide", "height": None},
        {"width": -1e9, "height": 1e300},
        {"width": [], "dark": "yes", "reveal": {"a": 1}},
    ],
)
def test_nonsense_from_a_browser_is_borne(
    store: Store, client: FlaskClient, more: dict[str, Any]
) -> None:
    a_difficult_meeting(store)
    answer = asked(client, "/council/minamo-2", "?topic=%00&q=%ff&comment=" + "x" * 5000, **more)
    assert answer["page"]["className"] == "council"


def test_the_map_file_holds_only_what_readers_may_see(store: Store, client: FlaskClient) -> None:
    a_difficult_meeting(store)
    points, texts = (client.get(f"/council/minamo-2/{name}.js") for name in ("map", "voices-0"))
    assert points.get_data(as_text=True).startswith('KoemapMap.receive("map",{"version":')
    assert "ひとりだけの声です" in texts.get_data(as_text=True)
    assert HIDDEN not in texts.get_data(as_text=True)
    assert "</script>" not in points.get_data(as_text=True) + texts.get_data(as_text=True)
    assert texts.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_map_that_is_still_the_same_is_not_sent_again(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    first = client.get("/council/minamo-2/map.js")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/council/minamo-2/map.js", headers=known).status_code == 304
    comment_id = edition.opinion_map.placements[0].comment_id
    store.decide(Decision("minamo-2", "hide", comment_id, "山田", START, "個人の名前"))
    assert client.get("/council/minamo-2/map.js", headers=known).status_code == 200


def test_a_newer_map_says_where_its_points_were(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    before = asked(client, "/council/minamo-2")["drawn"]["data"]["version"]
    comment_id = edition.opinion_map.placements[0].comment_id
    store.decide(Decision("minamo-2", "hide", comment_id, "山田", START, "個人の名前"))
    answer = client.get(f"/council/minamo-2/map.js?since={before}").get_data(as_text=True)
    was = json.loads(answer[answer.index("{") : answer.rindex(")")])["was"]
    assert was["version"] == before
    assert sum(n for _, _, n in was["runs"]) == len(edition.placements) - 1


@pytest.mark.parametrize("path", ["none/map.js", "none/voices-0.js", "minamo-2/voices-x.js"])
def test_a_map_that_is_not_there_is_not_found(store: Store, client: FlaskClient, path: str) -> None:
    store.add_meeting(a_meeting())
    assert client.get("/council/minamo-2/map.js").status_code == 404
    answer = client.get(f"/council/{path}")
    assert not answer.get_data(as_text=True).startswith("KoemapMap")


def test_the_web_process_loads_nothing_of_the_analysis(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store)
    url = f"sqlite:///{tmp_path / 'koemap.db'}"
    visit = subprocess.run(
        [sys.executable, "-c", VISIT, url], capture_output=True, text=True, check=True
    )
    assert visit.stdout.strip() == "[]"
