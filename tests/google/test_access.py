"""Keys and tokens open the fake as they open Google, and a key in an address is found."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from google.auth.exceptions import RefreshError
from google.oauth2 import service_account
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from tests.google.clients import SCOPES, forms, person, youtube
from tests.google.discovery import FORM, TOKEN, VIDEOS
from tests.google.fake import FakeGoogle

FORM_ID = "1FakeForm"


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        fake.youtube.video("koemapTest1")
        fake.forms.form(FORM_ID)
        yield fake


def asked(fake: FakeGoogle, **headers: str) -> Any:
    address = f"{fake.endpoint}youtube/v3/videos?part=id&id=koemapTest1"
    answer = requests.get(address, headers=headers, timeout=5)
    return answer.status_code, answer.json()


def an_account(fake: FakeGoogle, *, scopes: Any = SCOPES) -> Any:
    """A service account as its JSON file has it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    known = {
        "type": "service_account",
        "client_email": "koemap@fake-project.iam.gserviceaccount.com",
        "private_key": pem.decode(),
        "token_uri": fake.token_uri,
    }
    made = service_account.Credentials.from_service_account_info(known, scopes=scopes)  # type: ignore[no-untyped-call]
    return made


def the_form(fake: FakeGoogle, credentials: Any = None) -> Any:
    client = forms(fake, credentials)
    try:
        return client.forms().get(formId=FORM_ID).execute()
    finally:
        client.close()


def test_the_right_key_opens(fake: FakeGoogle) -> None:
    status, body = asked(fake, **{"x-goog-api-key": fake.api_key})
    assert (status, body["items"][0]["id"]) == (200, "koemapTest1")


def test_a_wrong_key_is_refused_as_google_words_it(fake: FakeGoogle) -> None:
    status, body = asked(fake, **{"x-goog-api-key": "AIzaWrong"})
    assert (status, body["error"]["code"], body["error"]["status"]) == (
        400,
        400,
        "INVALID_ARGUMENT",
    )
    assert body["error"]["errors"][0]["reason"] == "badRequest"
    assert body["error"]["details"][0]["reason"] == "API_KEY_INVALID"


def test_nobody_is_let_in_without_a_key(fake: FakeGoogle) -> None:
    status, body = asked(fake)
    assert (status, body["error"]["status"]) == (403, "PERMISSION_DENIED")
    assert body["error"]["errors"][0]["reason"] == "forbidden"


def test_a_key_in_an_address_fails_the_test(fake: FakeGoogle) -> None:
    endpoint = {"api_endpoint": fake.endpoint}
    with build("youtube", "v3", developerKey=fake.api_key, client_options=endpoint) as client:
        client.videos().list(part="id", id="koemapTest1").execute()
    with pytest.raises(AssertionError, match="the key is in the address"):
        fake.check()
    assert all("key" not in entry.params for entry in fake.requests)
    fake.leaks.clear()


def test_a_key_in_another_header_is_found(fake: FakeGoogle) -> None:
    asked(fake, referer=f"http://localhost/?key={fake.api_key}")
    assert fake.leaks == ["the key is in referer of a request of /youtube/v3/videos"]
    fake.leaks.clear()


def test_forms_take_no_key(fake: FakeGoogle) -> None:
    address, headers = f"{fake.endpoint}v1/forms/{FORM_ID}", {"x-goog-api-key": fake.api_key}
    assert requests.get(address, headers=headers, timeout=5).status_code == 401


def test_a_person_who_has_signed_in_gets_a_token(fake: FakeGoogle) -> None:
    assert the_form(fake)["formId"] == FORM_ID
    assert [entry.method for entry in fake.requests] == [TOKEN, FORM]


def test_a_service_account_gets_a_token(fake: FakeGoogle) -> None:
    assert the_form(fake, an_account(fake))["formId"] == FORM_ID
    assert all("assertion" not in entry.params for entry in fake.requests)


def an_assertion(**claims: object) -> str:
    parts = [{"alg": "RS256"}, {"iss": "koemap", "scope": "", "iat": 1, "exp": 2, **claims}]
    texts = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*texts, "signature"])


@pytest.mark.parametrize(
    "assertion",
    ["", "no.token", "a.b.c", an_assertion(), an_assertion(aud="https://example.org/token")],
)
def test_an_assertion_that_is_none_gets_no_token(fake: FakeGoogle, assertion: str) -> None:
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": assertion,
    }
    answer = requests.post(fake.token_uri, form, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_an_account_without_the_scope_is_refused(fake: FakeGoogle) -> None:
    scopes = ["https://www.googleapis.com/auth/youtube.readonly"]
    with pytest.raises(HttpError, match="insufficient"):
        the_form(fake, an_account(fake, scopes=scopes))


def test_a_token_ends_with_its_hour_and_is_renewed(fake: FakeGoogle) -> None:
    credentials = person(fake)
    the_form(fake, credentials)
    fake.advance(3600)
    the_form(fake, credentials)
    assert [(entry.method, entry.status) for entry in fake.requests] == [
        (TOKEN, 200),
        (FORM, 200),
        (FORM, 401),
        (TOKEN, 200),
        (FORM, 200),
    ]


def test_a_person_who_has_withdrawn_consent_gets_no_token(fake: FakeGoogle) -> None:
    fake.access.revoked = True
    with pytest.raises(RefreshError, match="invalid_grant"):
        the_form(fake)


def test_a_wrong_key_shows_in_the_real_client(fake: FakeGoogle) -> None:
    with youtube(fake, key="AIzaWrong") as client, pytest.raises(HttpError, match="not valid"):
        client.videos().list(part="id", id="koemapTest1").execute()
    assert [(entry.method, entry.status) for entry in fake.requests] == [(VIDEOS, 400)]
