"""By which right Google is asked: an API key, or credentials found by Google's own routes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httplib2

from collectors.google.errors import Refusal
from collectors.google.words import told
from koemap.errors import CollectError

KEY_HEADER = "x-goog-api-key"
FILE_VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"
TIMEOUT_SECONDS = 30
PROJECT_CHARACTERS = 12
KEY = re.compile("[!-~]+")


class Http(httplib2.Http):  # type: ignore[misc]
    """A connection that follows no redirect and adds these headers to every request."""

    def __init__(self, headers: Mapping[str, str], timeout: float = TIMEOUT_SECONDS) -> None:
        super().__init__(timeout=timeout)
        self.follow_redirects = False
        self._added = dict(headers)

    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        """The answer to the request, with the headers added to it."""
        headers = {**(kwargs.pop("headers", None) or {}), **self._added}
        return super().request(uri, *args, headers=headers, **kwargs)


@dataclass(frozen=True)
class Access:
    """The right to ask: a key or credentials, never shown; `owner` names them without telling."""

    owner: str
    key: str = field(default="", repr=False)
    credentials: Any = field(default=None, repr=False)
    timeout_seconds: float = TIMEOUT_SECONDS

    def http(self) -> Any:
        """A new connection that carries the right in its headers."""
        if self.credentials is None:
            return Http({KEY_HEADER: self.key}, self.timeout_seconds)
        from google_auth_httplib2 import AuthorizedHttp  # noqa: PLC0415 -- only with credentials

        bare = Http({}, self.timeout_seconds)
        return AuthorizedHttp(self.credentials, http=bare, refresh_status_codes=())

    def headers(self) -> dict[str, str]:
        """The headers of one request made by other means, with a fresh token."""
        if self.credentials is None:
            return {KEY_HEADER: self.key}
        if not self.credentials.valid:
            self.renew()
        headers: dict[str, str] = {}
        self.credentials.apply(headers)
        return headers

    def renew(self) -> None:
        """Get a new token; with a key there is none to get, and it is only tried once more.

        Raises
        ------
        Refusal
            Google gives no new token, or cannot be reached.
        """
        if self.credentials is None:
            return
        from google.auth.exceptions import RefreshError, TransportError  # noqa: PLC0415
        from google_auth_httplib2 import Request  # noqa: PLC0415

        bare = Http({}, self.timeout_seconds)
        try:
            self.credentials.refresh(Request(bare))
        except TransportError:
            raise Refusal("try_again", "no answer") from None
        except RefreshError as error:
            if error.retryable:
                raise Refusal("try_again", "no answer") from None
            raise Refusal("bad_key", "invalid_grant", 401) from None
        finally:
            bare.close()


def by_key(key: str, secret: bytes) -> Access:
    """The right that an API key gives.

    Raises
    ------
    CollectError
        It can be no key: it has wide characters, or is broken by blanks.
    """
    bare = key.strip()
    if not KEY.fullmatch(bare):
        raise told(Refusal("bad_key", "API_KEY_INVALID"), "YouTube")
    return Access(_owner(secret, bare), key=bare)


def credentials_file() -> Path | None:
    """Where the credentials are by Google's own rules; None when they are not set up.

    That is the file named by `GOOGLE_APPLICATION_CREDENTIALS`, else the one that
    `gcloud auth application-default login` writes.
    """
    if named := os.environ.get(FILE_VARIABLE):
        return Path(named)
    folder = os.environ.get("CLOUDSDK_CONFIG") or (
        Path(os.environ["APPDATA"]) / "gcloud" if "APPDATA" in os.environ else "~/.config/gcloud"
    )
    usual = Path(folder).expanduser() / "application_default_credentials.json"
    return usual if usual.exists() else None


def by_credentials(scopes: tuple[str, ...], secret: bytes, path: Path) -> Access:
    """The right of a service account or a signed-in person, from the file of their credentials.

    Raises
    ------
    CollectError
        The file cannot be used.
    """
    from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415 -- only with credentials

    try:
        credentials = _credentials(json.loads(path.read_text(encoding="utf-8")), list(scopes))
    except (GoogleAuthError, OSError, ValueError, AttributeError) as error:
        raise CollectError(
            f"the credentials in {path.name} cannot be used;"
            f" give a service account's JSON file in {FILE_VARIABLE}",
            ja=f"{path.name} の認証情報を使えません。サービスアカウントの JSON ファイルを"
            f" {FILE_VARIABLE} に指定してください",
            lasting=True,
        ) from error
    name = getattr(credentials, "service_account_email", None) or str(path)
    return Access(_owner(secret, name), credentials=credentials)


def _credentials(told: dict[str, Any], scopes: list[str]) -> Any:
    """The credentials of a file, of one of the two kinds that a city has.

    Only these two, each by its own loader: Google warns that its loader for all kinds can be made
    to ask addresses that a file names.
    """
    from google.oauth2 import credentials, service_account  # noqa: PLC0415

    kind = told.get("type")
    if kind == "service_account":
        load: Any = service_account.Credentials.from_service_account_info
    elif kind == "authorized_user":
        load = credentials.Credentials.from_authorized_user_info
    else:
        raise ValueError(kind)
    return load(told, scopes=scopes)


def _owner(secret: bytes, name: str) -> str:
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()[:PROJECT_CHARACTERS]
