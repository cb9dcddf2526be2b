"""The settings: each has a default, one line of help and an environment variable."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from koemap.errors import SettingsError, why

PREFIX = "KOEMAP_"
LONGEST_DELAY = 600  # seconds


def _setting(default: str, text: str, *, shown: bool = True) -> Any:
    return field(default=default, metadata={"help": text}, repr=shown)


@dataclass(frozen=True)
class Settings:
    """What an installation may choose; read once by the command line, handed on as values."""

    home: str = _setting("koemap-data", "Folder of the database, the secret and publications.")
    database_url: str = _setting("", "SQLAlchemy address of the store; empty means SQLite in home.")
    timezone: str = _setting("Asia/Tokyo", "Zone of times that name none, and of times on screens.")
    language: str = _setting("ja", "Language of screens when the address names none: ja or en.")
    host: str = _setting("127.0.0.1", "Address the dashboard listens on.")
    port: str = _setting("8050", "Port the dashboard listens on.")

    proxies: str = _setting("0", "Proxies in front whose word on address and https is believed.")
    staff_name: str = _setting("担当者", "Name of whoever acts here while there are no users.")

    live_delay: str = _setting("10", "Seconds by which the public live page is behind the desk.")

    youtube_api_key: str = _setting("", "Key for YouTube's interface; never shown.", shown=False)
    youtube_quota: str = _setting("10000", "Units of YouTube's quota a day, as its console says.")
    google_endpoint: str = _setting(
        "", "Address asked instead of Google's, for rehearsals and tests."
    )

    embeddings_url: str = _setting("", "Address of the service behind `--embedder openai:MODEL`.")
    embeddings_key: str = _setting("", "Key for that service; never shown.", shown=False)

    @property
    def url(self) -> str:
        """The store's address, SQLite in `home` unless another is set."""
        return self.database_url or f"sqlite:///{Path(self.home) / 'koemap.db'}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone named by `timezone`."""
        return ZoneInfo(self.timezone)


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this environment.

    Raises
    ------
    SettingsError
        A value cannot be used.
    """
    names = {setting.name: PREFIX + setting.name.upper() for setting in fields(Settings)}
    found = {name: environment[key] for name, key in names.items() if environment.get(key)}
    settings = Settings(**found)
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if not settings.port.isdecimal() or not 0 < int(settings.port) < 65536:
        raise SettingsError(
            f"KOEMAP_PORT is {settings.port!r}; give a number from 1 to 65535",
            ja=f"KOEMAP_PORT が「{settings.port}」です。1 から 65535 の数字を指定してください",
        )
    if not settings.proxies.isdecimal() or int(settings.proxies) > 9:
        raise SettingsError(
            f"KOEMAP_PROXIES is {settings.proxies!r}; give a number from 0 to 9",
            ja=f"KOEMAP_PROXIES が「{settings.proxies}」です。0 から 9 の数字を指定してください",
        )
    if not settings.live_delay.isdecimal() or int(settings.live_delay) > LONGEST_DELAY:
        raise SettingsError(
            f"KOEMAP_LIVE_DELAY is {settings.live_delay!r}; give 0 to {LONGEST_DELAY} seconds",
            ja=f"KOEMAP_LIVE_DELAY が「{settings.live_delay}」です。"
            f"0 から {LONGEST_DELAY} の秒数を指定してください",
        )
    if not settings.youtube_quota.isdecimal() or int(settings.youtube_quota) < 1:
        raise SettingsError(
            f"KOEMAP_YOUTUBE_QUOTA is {settings.youtube_quota!r}; give a number",
            ja=f"KOEMAP_YOUTUBE_QUOTA が「{settings.youtube_quota}」です。数字を指定してください",
        )
    if settings.language not in ("ja", "en"):
        raise SettingsError(
            f"KOEMAP_LANGUAGE is {settings.language!r}; give ja or en",
            ja=f"KOEMAP_LANGUAGE が「{settings.language}」です。ja か en を指定してください",
        )
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"KOEMAP_TIMEZONE is {settings.timezone!r}; give a zone such as Asia/Tokyo",
            ja=f"KOEMAP_TIMEZONE が「{settings.timezone}」です。"
            "Asia/Tokyo のような時間帯の名前を指定してください",
        ) from error


def secret(home: Path) -> bytes:
    """The installation's secret, made at the first call and kept in `home`.

    Author keys are derived from it, so a lost secret means authors can no longer be matched.
    Two processes that make it at once agree on one.
    """
    path = home / "secret"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_hex(32))
        value = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason, reason_ja = why(error)
        raise SettingsError(
            f"the secret in {home} cannot be read ({reason}); check the folder and KOEMAP_HOME",
            ja=f"{home} の秘密の値（secret）を読めません（{reason_ja}）。"
            "フォルダーと KOEMAP_HOME を確かめてください",
        ) from error
    if len(value) < 32:
        raise SettingsError(
            f"the secret in {home} is damaged; restore it from a backup",
            ja=f"{home} の秘密の値（secret）が壊れています。バックアップから戻してください",
        )
    return value.encode("ascii")


def _write_once(path: Path, text: str) -> None:
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:  # mode 600
        draft.write(text)
        draft.flush()
        with suppress(FileExistsError):
            os.link(draft.name, path)
