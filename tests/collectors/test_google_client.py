"""Google is asked with patience, by a key or by credentials, and never told on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from google.oauth2.credentials import Credentials

from collectors.chat.live_video import LOOK
from collectors.events import Notice, Pulse
from collectors.google.access import Access, by_key
from collectors.google.client import Google, Method
from collectors.google.errors import Refusal
from koemap.errors import CollectError
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.live import a_google, a_live_collector, a_stream, chat, waits
from tests.google.discovery import LIST, TOKEN, VIDEOS
from tests.google.fake import FakeGoogle
from tests.google.faults import (
    EmptyBody,
    HtmlPage,
    InvalidGrant,
    RateLimited,
    ResetBefore,
    Stall,
    Unauthorised,
)

READ = ("https://www.googleapis.com/auth/youtube.readonly",)


def asks(google: Google, method: Method = LOOK, **more: Any) -> tuple[Any, list[Pulse | Notice]]:
    """The page, and what was said while it was waited for."""
    said: list[Pulse | Notice] = []

    def asking() -> Iterator[Any]:
        page = yield from google.ask(method, id=VIDEO, part="snippet", **more)
        said.append(page)

    try:
        for event in asking():
            said.append(event)
    finally:
        google.close()
    return said[-1], said[:-1]


def signed_in(fake: FakeGoogle) -> Access:
    """The right of somebody who has signed in."""
    known = {"refresh_token": "1//fake", "client_id": "fake", "client_secret": "fake"}
    person = Credentials(None, token_uri=fake.token_uri, scopes=READ, **known)  # type: ignore[no-untyped-call]
    return Access("someone", credentials=person)


def test_a_page_comes_with_the_key_in_a_header(desk: Desk) -> None:
    with a_stream() as fake:
        google = a_google(fake, desk.store)
        page, said = asks(google)
        assert (page["items"][0]["id"], said) == (VIDEO, [])
        assert google.heard_at == fake.now()
        assert "key" not in fake.requests[0].params


def test_a_key_is_in_no_representation(desk: Desk) -> None:
    access = by_key("  AIzaSyTheKey  ", SECRET)
    assert (access.key, access.headers()) == ("AIzaSyTheKey", {"x-goog-api-key": "AIzaSyTheKey"})
    assert "AIza" not in repr(access)
    assert "AIza" not in access.owner
    assert access.owner == by_key("AIzaSyTheKey", SECRET).owner
    assert access.owner != by_key("AIzaSyTheKey", b"another").owner


@pytest.mark.parametrize("key", ["ＡＩｚａＳｙ", "AIza\nSy", "AIza Sy", "AIzaSyキー", " "])
def test_what_can_be_no_key_is_refused_before_it_is_used(key: str) -> None:
    with pytest.raises(CollectError, match="does not accept the key") as failure:
        by_key(key, SECRET)
    assert failure.value.lasting
    assert key.strip() == "" or key not in str(failure.value) + failure.value.ja


def test_a_fault_of_our_own_is_no_failure_of_the_network(desk: Desk) -> None:
    with a_stream() as fake, pytest.raises(UnicodeEncodeError):
        asks(a_google(fake, desk.store, access=Access("someone", key="ＡＩｚａ")))


@pytest.mark.parametrize("patient", [True, False])
def test_a_wrong_key_is_said_at_once_and_the_key_is_nowhere(
    desk: Desk, caplog: pytest.LogCaptureFixture, patient: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    key = "AIzaSyWrongKey0000000000000000000000000"
    with a_stream() as fake:
        with pytest.raises(CollectError, match="does not accept the key") as failure:
            desk.collect(a_live_collector(fake, desk.store, key=key, patient=patient))
        assert len(fake.requests) == 1
    seen: list[str] = [str(failure.value), failure.value.ja, *caplog.messages]
    error: BaseException | None = failure.value
    while error is not None:
        seen.append(repr(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert not [line for line in seen if key in line]
    assert "API キー" in failure.value.ja


def test_a_run_somebody_waits_for_gives_up_after_six_tries(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(VIDEOS, 1, EmptyBody(503))
        with pytest.raises(Refusal) as refused:
            asks(a_google(fake, desk.store, patient=False))
        assert fake.calls(VIDEOS) == 6
        assert refused.value.remedy == "try_again"
        assert fake.now() - fake.requests[0].at < timedelta(seconds=60)


def test_a_patient_run_waits_longer_each_time_up_to_a_minute(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule(VIDEOS, range(1, 31), EmptyBody(503))
        _, said = asks(a_google(fake, desk.store))
        pauses = waits(fake.requests)
    assert len(pauses) == 30
    for number, pause in enumerate(pauses):
        longest = min(2.0**number, 60.0)
        assert 0.1 * longest <= pause <= longest
    assert len({*pauses}) == 30  # not everybody at the same moment
    assert [event for event in said if isinstance(event, Notice)] != []
    assert len([event for event in said if isinstance(event, Notice)]) == 1


def test_retry_after_is_waited_for(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule(VIDEOS, [1, 2], RateLimited(retry_after=47))
        google = a_google(fake, desk.store)
        asks(google)
        assert waits(fake.requests) == [47, 47]
        assert google.n_slowed == 2


def test_every_attempt_is_paid_for(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule(VIDEOS, range(1, 5), ResetBefore())
        google = a_google(fake, desk.store)
        asks(google)
        assert google.quota is not None
        assert google.quota.used == fake.calls(VIDEOS) == 5


def test_silence_in_an_answer_is_borne(desk: Desk) -> None:
    with a_stream() as fake:
        access = replace(by_key(fake.api_key, SECRET), timeout_seconds=0.05)
        fake.schedule(VIDEOS, 1, Stall(30))
        page, said = asks(a_google(fake, desk.store, access=access))
    assert page["items"]
    assert len(said) == 1


def test_a_redirect_is_not_followed_with_the_key(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(VIDEOS, 1, HtmlPage(302))
        with pytest.raises(Refusal, match="HTTP 302"):
            asks(a_google(fake, desk.store, patient=False))


def test_a_token_that_expires_is_renewed_once(desk: Desk) -> None:
    with a_stream(minutes=90) as fake:
        texts = chat(fake, 200, every=25)
        access = signed_in(fake)
        desk.collect(a_live_collector(fake, desk.store, access=access, limit=2_000))
        assert fake.calls(TOKEN) == 2
        assert [entry.status for entry in fake.requests].count(401) == 1
    assert sorted(desk.texts) == sorted(texts)


def test_a_token_that_is_taken_away_while_listening_is_renewed(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        fake.clock.at(fake.now() + timedelta(minutes=2), fake.access.revoke_tokens)  # type: ignore[union-attr]
        access = signed_in(fake)
        desk.collect(a_live_collector(fake, desk.store, access=access, transport="stream"))
        assert fake.calls(TOKEN) == 2
    assert sorted(desk.texts) == sorted(texts)


def test_a_sign_in_that_is_revoked_is_said_in_one_line(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        chat(fake, 60)

        def revoke() -> None:
            fake.access.revoke_tokens()
            fake.access.revoked = True

        fake.before(LIST, 5, revoke)
        with pytest.raises(CollectError, match="does not accept the key or the sign-in") as failure:
            desk.collect(a_live_collector(fake, desk.store, access=signed_in(fake)))
        assert fake.calls(LIST) == 5
    assert "invalid_grant" in str(failure.value)
    assert len(desk.texts) == 4


def test_a_second_401_is_final(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(VIDEOS, 1, Unauthorised())
        with pytest.raises(CollectError, match="could not be renewed"):
            desk.collect(a_live_collector(fake, desk.store, access=signed_in(fake)))
        assert fake.calls(VIDEOS) == 2


def test_a_token_endpoint_that_is_away_is_waited_for(desk: Desk) -> None:
    with a_stream() as fake:
        access = signed_in(fake)
        fake.schedule(TOKEN, [1, 2], ResetBefore())
        page, said = asks(a_google(fake, desk.store, access=access))
    assert page["items"]
    assert len(said) == 2


def test_no_new_token_at_all_is_final(desk: Desk) -> None:
    with a_stream() as fake:
        fake.schedule_from(TOKEN, 1, InvalidGrant())
        with pytest.raises(Refusal) as refused:
            asks(a_google(fake, desk.store, access=signed_in(fake)))
        assert refused.value.remedy == "bad_key"
