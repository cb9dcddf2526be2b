"""Who may ask: API keys in a header, OAuth tokens that expire, and where tokens come from."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.google.calls import Call
from tests.google.clock import Clock
from tests.google.replies import RefusedError, Reply, in_words, key_refused, refusal

# Looks like a key, opens nothing.
API_KEY = "AIzaSyFakeKeyOfTheTests-0123456789abcdef"
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# google-auth names this one whatever `token_uri` the account's file has.
_AUDIENCE = "https://oauth2.googleapis.com/token"
_NEEDS_NO_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


class Access:
    """The keys and tokens that open the fake, and the tokens it gave out."""

    def __init__(self, clock: Clock, token_uri: Callable[[], str], api_key: str) -> None:
        self.api_key = api_key
        self.token_seconds = 3599
        self.revoked = False
        self._clock, self._token_uri = clock, token_uri
        self._tokens: dict[str, tuple[datetime, frozenset[str]]] = {}
        self._numbers = count(1)

    def check(self, call: Call) -> None:
        """Nothing, when the request may pass; `RefusedError` as Google would refuse it."""
        bearer = call.headers.get("authorization", "")
        if bearer:
            self._check_token(bearer.removeprefix("Bearer "), call)
        elif call.method.service == "forms":
            raise RefusedError(_no_keys_here(call))
        else:
            self._check_key(call)

    def revoke_tokens(self) -> None:
        """Every access token given out so far opens nothing any more."""
        self._tokens.clear()

    def grant(self, call: Call) -> Reply:
        """A new access token for a service account's assertion or for a refresh token."""
        try:
            scopes = self._scopes_of({name: call.one(name) for name in call.params})
        except (ValueError, KeyError, UnicodeDecodeError):
            return _grant_refused("invalid_grant", "Invalid JWT Signature.")
        if self.revoked:
            return _grant_refused("invalid_grant", "Token has been expired or revoked.")
        token = f"ya29.fake-token-{next(self._numbers):04d}"
        expires_at = self._clock.now() + timedelta(seconds=self.token_seconds)
        self._tokens[token] = expires_at, scopes
        body = {"access_token": token, "expires_in": self.token_seconds, "token_type": "Bearer"}
        return Reply(200, body)

    def _check_key(self, call: Call) -> None:
        key = call.headers.get("x-goog-api-key") or call.one("key")
        if not key:
            words = (
                "Method doesn't allow unregistered callers (callers without established "
                "identity). Please use API Key or other form of API consumer identity to call "
                "this API."
            )
            raise RefusedError(refusal(403, "forbidden", words, status="PERMISSION_DENIED"))
        if key != self.api_key:
            raise RefusedError(key_refused(call.method.service))

    def _check_token(self, token: str, call: Call) -> None:
        expires_at, scopes = self._tokens.get(token, (self._clock.now(), frozenset()))
        if expires_at <= self._clock.now():
            raise RefusedError(unauthorised())
        if scopes and not scopes & (call.method.scopes | {_NEEDS_NO_SCOPE}):
            detail = in_words("ACCESS_TOKEN_SCOPE_INSUFFICIENT", {"method": call.method.id})
            words = "Request had insufficient authentication scopes."
            raise RefusedError(refusal(403, "insufficientPermissions", words, details=[detail]))

    def _scopes_of(self, form: Mapping[str, str]) -> frozenset[str]:
        """The scopes a grant asks for, none meaning all; ValueError when it is malformed."""
        if form.get("grant_type") == "refresh_token":
            if not all(form.get(name) for name in ("refresh_token", "client_id", "client_secret")):
                raise ValueError("a refresh needs a token and a client")
            return frozenset(form.get("scope", "").split())
        if form.get("grant_type") != _JWT_BEARER:
            raise ValueError("no grant of Google's")
        claims = _claims(form["assertion"])
        if (
            claims["aud"] not in (_AUDIENCE, self._token_uri())
            or not claims["iss"]
            or claims["exp"] < claims["iat"]
        ):
            raise ValueError("the assertion is for somebody else")
        return frozenset(claims["scope"].split())


def unauthorised() -> Reply:
    """The refusal of a token that is wrong or too old."""
    reply = refusal(401, "authError", status="UNAUTHENTICATED")
    reply.headers["WWW-Authenticate"] = 'Bearer realm="https://accounts.google.com/"'
    return reply


def _no_keys_here(call: Call) -> Reply:
    words = (
        "API keys are not supported by this API. Expected OAuth2 access token or other "
        "authentication credentials that assert a principal."
    )
    detail = in_words("CREDENTIALS_MISSING", {"method": call.method.id})
    return refusal(401, message=words, details=[detail])


def _grant_refused(error: str, description: str) -> Reply:
    return Reply(400, {"error": error, "error_description": description})


def _claims(assertion: str) -> dict[str, Any]:
    """What a JSON Web Token claims; its signature is not looked at."""
    header, claims, signature = (part + "=" * (-len(part) % 4) for part in assertion.split("."))
    if not signature or json.loads(base64.urlsafe_b64decode(header))["alg"] != "RS256":
        raise ValueError("the assertion is not signed")
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(claims))
    return read
