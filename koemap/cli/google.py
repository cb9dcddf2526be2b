"""How a command gets at Google: with a key or credentials, on the day's quota."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from koemap.cli.installation import secret
from koemap.errors import CollectError, SettingsError

if TYPE_CHECKING:
    from collectors.google.access import Access
    from collectors.google.client import Google
    from collectors.google.quota import Quota
    from koemap.settings import Settings
    from koemap.store import Store

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def youtube(
    store: Store, settings: Settings, scopes: tuple[str, ...], *, patient: bool
) -> tuple[Google, Quota]:
    """YouTube's interface, and the quota of whoever pays.

    Raises
    ------
    CollectError
        There is neither a key nor a sign-in.
    """
    from collectors.clock import SystemClock
    from collectors.google.quota import Quota

    access = _access(scopes, settings, key=settings.youtube_api_key)
    if access is None:
        raise CollectError(
            "there is no key for YouTube; set KOEMAP_YOUTUBE_API_KEY,"
            " docs/google.md says how to get one",
            ja="YouTube の API キーがありません。KOEMAP_YOUTUBE_API_KEY に設定してください"
            "（取得のしかた: docs/google.ja.md）",
        )
    quota = Quota(store, access.owner, int(settings.youtube_quota), SystemClock())
    return _google(("youtube", "v3"), access, settings, patient=patient, quota=quota), quota


def documents(
    interface: tuple[str, str], scopes: tuple[str, ...], settings: Settings, *, patient: bool
) -> Google:
    """Google's interface to forms or spreadsheets.

    Raises
    ------
    CollectError
        There is no sign-in; a key does not do here.
    """
    access = _access(scopes, settings)
    if access is None:
        raise CollectError(
            "there is no sign-in for Google; name a service account's file in"
            " GOOGLE_APPLICATION_CREDENTIALS, docs/google.md says how",
            ja="Google の認証情報がありません。サービスアカウントのファイルを"
            " GOOGLE_APPLICATION_CREDENTIALS に指定してください（手順: docs/google.ja.md）",
        )
    return _google(interface, access, settings, patient=patient)


def _google(
    interface: tuple[str, str],
    access: Access,
    settings: Settings,
    *,
    patient: bool,
    quota: Quota | None = None,
) -> Google:
    from collectors.clock import SystemClock
    from collectors.google.client import Google

    _hush()
    return Google(
        interface,
        access,
        SystemClock(),
        quota=quota,
        endpoint=_endpoint(settings),
        patient=patient,
        zone=settings.zone,
    )


def _hush() -> None:
    """Let Google's client not tell people of refusals that koemap deals with itself."""
    logging.getLogger("googleapiclient").setLevel(logging.ERROR)


def _access(scopes: tuple[str, ...], settings: Settings, *, key: str = "") -> Access | None:
    """The right to ask: by the key, else by credentials; None when there are none."""
    from collectors.google.access import by_credentials, by_key, credentials_file

    if key:
        return by_key(key, secret(settings))
    path = credentials_file()
    return by_credentials(scopes, secret(settings), path) if path else None


def _endpoint(settings: Settings) -> str:
    """The address asked instead of Google's; only this machine may be, for a key is sent there."""
    endpoint = settings.google_endpoint
    if endpoint and urlsplit(endpoint).hostname not in LOOPBACK:
        raise SettingsError(
            f"KOEMAP_GOOGLE_ENDPOINT is {endpoint!r}; it may only name this machine, or be unset",
            ja=f"KOEMAP_GOOGLE_ENDPOINT が「{endpoint}」です。"
            "このパソコンのアドレスだけを指定できます。使わないときは空にしてください",
        )
    return endpoint
