"""A change comes from the own page with its own secret, in a body of a bearable size and form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koemap.store import Store
from tests.dashboard.staff import (
    CALLBACKS,
    HEADERS,
    NAMES,
    PASSWORD,
    Clock,
    Staffed,
    a_staffed_installation,
    csrf_of,
    logged_in,
    right_body,
    staffed_app,
)


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
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    """An installation with a meeting and a user of each role, shared by tests that only look."""
    yield from a_staffed_installation(tmp_path_factory.mktemp("staff"))


@pytest.fixture(scope="module")
def send(staffed: Staffed) -> Callable[[bytes], int]:
    client = logged_in(staffed[0], "admin")

    def post(body: bytes, kind: str = "application/json") -> int:
        return client.post(CALLBACKS, data=body, content_type=kind).status_code

    return post


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
