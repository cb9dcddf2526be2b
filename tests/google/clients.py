"""Google's own clients, pointed at the fake: with the key in a header, or with real credentials."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httplib2
import requests
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build

from tests.google.discovery import STREAM, methods
from tests.google.fake import FakeGoogle
from tests.google.schema import Json

SCOPES = (
    "https://www.googleapis.com/auth/forms.body.readonly",
    "https://www.googleapis.com/auth/forms.responses.readonly",
    "https://www.googleapis.com/auth/spreadsheets.readonly",
)


class KeyedHttp(httplib2.Http):  # type: ignore[misc]
    """httplib2 that shows the API key in a header, where no log and no error repeats it."""

    def __init__(self, key: str, seconds: float = 5.0) -> None:
        super().__init__(timeout=seconds)
        self._key = key

    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        kwargs["headers"] = {**(kwargs.get("headers") or {}), "x-goog-api-key": self._key}
        return super().request(uri, *args, **kwargs)


def youtube(fake: FakeGoogle, *, key: str = "", seconds: float = 5.0) -> Any:
    """The YouTube client; close it when done."""
    return _client(fake, "youtube", "v3", KeyedHttp(key or fake.api_key, seconds))


def forms(fake: FakeGoogle, credentials: Any = None) -> Any:
    """The Forms client of a person who has signed in, or of these credentials."""
    return _client(fake, "forms", "v1", _authorized(fake, credentials))


def sheets(fake: FakeGoogle, credentials: Any = None) -> Any:
    """The Sheets client of a person who has signed in, or of these credentials."""
    return _client(fake, "sheets", "v4", _authorized(fake, credentials))


def person(fake: FakeGoogle) -> Any:
    """The credentials of somebody who has signed in once."""
    known = {"refresh_token": "1//fake", "client_id": "fake", "client_secret": "fake"}
    return Credentials(None, token_uri=fake.token_uri, scopes=SCOPES, **known)  # type: ignore[no-untyped-call]


def elements(fake: FakeGoogle, chat: str, token: str = "") -> Iterator[Json]:
    """The elements of a stream, each as soon as it is whole."""
    address = fake.endpoint + methods()[STREAM].path
    wanted = {"liveChatId": chat, "part": "id,snippet", "pageToken": token}
    headers = {"x-goog-api-key": fake.api_key}
    with requests.get(address, wanted, headers=headers, stream=True, timeout=5) as answer:
        # A piece may end within a character: it is the decoder that waits for the rest.
        yield from _whole(answer.iter_content(None, decode_unicode=True))


def _whole(pieces: Iterator[str]) -> Iterator[Json]:
    """Each JSON value of an array, when its last piece has come."""
    text = ""
    for piece in pieces:
        text += piece
        while text := text.lstrip("[, \r\n"):
            try:
                element, end = json.JSONDecoder().raw_decode(text)
            except ValueError:
                break
            text = text[end:]
            yield element


def _authorized(fake: FakeGoogle, credentials: Any) -> Any:
    return AuthorizedHttp(credentials or person(fake), http=httplib2.Http(timeout=5))


def _client(fake: FakeGoogle, name: str, version: str, http: Any) -> Any:
    return build(name, version, http=http, client_options={"api_endpoint": fake.endpoint})
