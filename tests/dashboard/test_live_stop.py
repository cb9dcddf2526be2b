"""A stop holds before it is in the log, and when the log cannot be written or nothing be read."""

from __future__ import annotations

import json
import resource
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.live.audience import NOTHING
from dashboard.live.folders import live_folder
from dashboard.live.pages import overlay_path
from dashboard.live.public import write_live
from koemap.moderation import NOBODY
from koemap.settings import Settings
from koemap.stops import Stops
from koemap.store import Store
from tests.dashboard.live_clients import SECRET, client_of
from tests.dashboard.live_meetings import MEETING, LiveMeeting
from tests.dashboard.staff import NOW, PASSWORD

LITTLE = 4_096  # bytes that a file may have: less than the store has
STATE = f"/desk/{MEETING}/state"
OVERLAY = f"{overlay_path(SECRET, MEETING)}state.json"


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No file grows."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LITTLE, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    meeting = LiveMeeting(store)
    for n in range(40):
        meeting.arrive(f"{n}番目の声です", f"人{n}", 10.0 * n)
    meeting.act("queue", "yt:0001")
    meeting.act("air", "yt:0001")
    return meeting


@pytest.fixture
def client(live: LiveMeeting, tmp_path: Path) -> FlaskClient:
    return client_of(live.store, tmp_path)


def sent(client: FlaskClient, verb: str, key: str = "", target: str = "") -> int:
    stopped = client.get(STATE).get_json()["stopped"] if verb == "lift" else None
    details = {"stop": stopped["name"]} if stopped else {}
    body = {"verb": verb, "key": key, "target": target, "details": details}
    return client.post(f"/desk/{MEETING}/act", json=body).status_code


def shown(client: FlaskClient) -> Any:
    answer = client.get(OVERLAY)
    return answer.get_json() if answer.status_code == 200 else answer.status_code


def stopped_by(client: FlaskClient) -> str:
    stopped = client.get(STATE).get_json()["stopped"]
    return stopped["by"] if stopped else ""


def the_file(home: Path) -> Path:
    (path,) = (home / "stops").iterdir()
    return path


def told(home: Path) -> Any:
    return json.loads((live_folder(home, MEETING) / "live.json").read_text())


def test_a_stop_on_a_full_disk_holds_and_comes_into_the_log_when_there_is_room(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    assert shown(client)["question"]["text"] == "1番目の声です"
    with a_full_disk():
        assert sent(client, "queue", target="yt:0002") == 503
        assert sent(client, "stop", "k1") == 200
        assert (shown(client), stopped_by(client)) == (NOTHING, "担当者")
        assert sent(client, "stop", "k1") == 200
        assert sent(client, "lift", "k2") == 503
        assert shown(client) == NOTHING
    assert live.store.stopped(MEETING) is None
    other = client_of(live.store, tmp_path)
    assert (shown(other), stopped_by(other)) == (NOTHING, "担当者")
    held = Stops(tmp_path).held(MEETING)
    Stops(tmp_path).enter(live.store, MEETING)
    logged = live.store.stopped(MEETING)
    assert held
    assert logged
    assert (logged.by, logged.at, logged.key) == ("担当者", held.at, "k1")
    assert the_file(tmp_path).read_bytes().isspace()
    assert sent(client, "lift", "k3") == 200
    assert shown(other)["question"]["text"] == "1番目の声です"


def test_lifting_writes_first_who_stopped(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    with a_full_disk():
        assert sent(client, "stop") == 200
    assert sent(client, "lift") == 200
    assert [one.verb for one in live.store.acts(MEETING)][-2:] == ["stop", "lift"]
    assert shown(client)["stopped"] is False


def test_a_stop_is_called_the_same_before_it_is_in_the_log(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    def name() -> Any:
        return client.get(STATE).get_json()["stopped"]["name"]

    with a_full_disk():
        sent(client, "stop", "k1")
        held = name()
    Stops(tmp_path).enter(live.store, MEETING)
    assert name() == held


def test_the_public_page_stays_as_it_was_while_a_stop_is_only_held(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    settings = Settings(home=str(tmp_path), live_delay="0")
    write_live(live.store, settings, MEETING)
    with a_full_disk():
        sent(client, "stop")
    live.act("let_through", "yt:0002")
    write_live(live.store, settings, MEETING)
    assert told(tmp_path)["stopped"] is True
    assert [one["text"] for one in told(tmp_path)["comments"]] == ["1番目の声です"]
    sent(client, "lift")
    write_live(live.store, settings, MEETING)
    assert told(tmp_path)["stopped"] is False
    assert len(told(tmp_path)["comments"]) == 2


def test_a_stop_does_not_wait_for_who_is_writing(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    with (
        sqlite3.connect(tmp_path / "koemap.db", isolation_level=None) as writer,
        ThreadPoolExecutor() as pool,
    ):
        writer.execute("BEGIN IMMEDIATE")
        answer = pool.submit(sent, client_of(live.store, tmp_path), "stop")
        while shown(client) != NOTHING:
            assert not answer.done()
        assert live.store.stopped(MEETING) is None
        writer.execute("COMMIT")
        assert answer.result() == 200
    assert live.store.stopped(MEETING)
    assert Stops(tmp_path).held(MEETING) is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"by": 1}', b"\x00" * 10, b"[]", b"{}"])
def test_what_cannot_be_read_stops_everything_until_somebody_lifts_it(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path, content: bytes
) -> None:
    assert shown(client)["stopped"] is False
    the_file(tmp_path).write_bytes(content)
    assert (shown(client), stopped_by(client)) == (NOTHING, NOBODY)
    assert sent(client, "lift") == 200
    last = live.store.acts(MEETING)[-2:]
    assert [(one.verb, one.by) for one in last] == [("stop", NOBODY), ("lift", "担当者")]
    assert shown(client)["stopped"] is False


def test_a_meeting_of_before_gets_its_file_and_shows_nothing_where_none_can_be_made(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "stops").write_text("no folder")
    assert (shown(client), stopped_by(client)) == (NOTHING, NOBODY)
    (tmp_path / "stops").unlink()
    assert shown(client)["stopped"] is False
    assert the_file(tmp_path).stat().st_size == LITTLE


def test_a_store_that_cannot_be_read_shows_nothing(
    live: LiveMeeting, client: FlaskClient, tmp_path: Path
) -> None:
    assert shown(client)["stopped"] is False
    with sqlite3.connect(tmp_path / "koemap.db") as connection:
        connection.execute("ALTER TABLE desk_acts RENAME TO elsewhere")
    assert shown(client) == NOTHING


def test_who_is_logged_in_can_work_on_a_full_disk(store: Store) -> None:
    store.add_user("山田", "editor", PASSWORD, NOW)
    begun = store.log_in("山田", PASSWORD, address="127.0.0.1", key=b"key", at=NOW)
    later = NOW + timedelta(minutes=10)
    with a_full_disk():
        assert store.session(begun.token, later)
