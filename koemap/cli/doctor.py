"""`koemap doctor`: whether this installation can work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click

from koemap import settings
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import KoemapError, SettingsError

PACKAGES = ("bertopic", "umap", "hdbscan", "graspologic_native", "ja_ginza", "wordllama", "dash")


Told = tuple[str, str]  # in English and Japanese


@click.command(cls=Speaking)
def doctor() -> Report:
    """Check what koemap needs, and say what to do about each fault."""
    found: dict[str, tuple[bool, Told]] = {}
    for name, check in CHECKS.items():
        is_told = name in WITH_HOME and not found["home"][0]
        found[name] = (False, NOT_CHECKED) if is_told else _result(check)
    healthy = all(ok for ok, _ in found.values())
    lines = [_line(name, ok, told) for name, (ok, told) in found.items() if told != NOT_CHECKED]
    facts = {name: {"ok": ok, "finding": told[0]} for name, (ok, told) in found.items()}
    return Report({"healthy": healthy, "checks": facts}, lines, status=0 if healthy else 1)


def _result(check: Callable[[], Told]) -> tuple[bool, Told]:
    try:
        return True, check()
    except KoemapError as error:
        return False, (str(error), error.ja or str(error))
    except (OSError, ImportError) as error:
        return False, (str(error), str(error))


def _line(name: str, ok: bool, told: Told) -> str:
    mark = say("ok  ", "正常") if ok else say("FAIL", "異常")
    return f"{mark}  {say(name, NAMES.get(name, name))}: {say(*told)}"


def _python() -> Told:
    version = ".".join(map(str, sys.version_info[:3]))
    return version, version


def _packages() -> Told:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        raise SettingsError(
            f"missing: {names}; run the set-up again",
            ja=f"足りません: {names}。もう一度インストールしてください",
        )
    n = len(PACKAGES)
    return f"{n} packages found", f"{n}個がそろっています"


def _home() -> Told:
    home = Path(settings.load().home)
    settings.secret(home)
    place = home.resolve()
    return f"{place} holds the secret", f"{place} に秘密の値があります"


def _store() -> Told:
    from koemap.store import Store

    store = Store(settings.load().url)
    try:
        n = len(store.meetings())
        return f"{n} meetings", f"会議 {n}件"
    finally:
        store.close()


def _japanese() -> Told:
    from sudachipy import Dictionary

    words = [word.surface() for word in Dictionary().create().tokenize("市民の声")]
    told = f"市民の声 = {' + '.join(words)}"
    return told, told


def _google() -> Told:
    """What there is to ask Google with; having nothing is no fault, as files need none."""
    from collectors.google.access import by_credentials, credentials_file

    chosen, path = settings.load(), credentials_file()
    if path:
        by_credentials((), settings.secret(Path(chosen.home)), path)
    has_key = bool(chosen.youtube_api_key)
    key = "a key for YouTube" if has_key else "no key for YouTube"
    key_ja = "YouTube の API キーあり" if has_key else "YouTube の API キーなし"
    sign_in = f"a sign-in ({path.name})" if path else "no sign-in"
    return f"{key}, {sign_in}", f"{key_ja}、{f'認証あり（{path.name}）' if path else '認証なし'}"


def _embedders() -> Told:
    """Which embedders there are; having only the default is no fault."""
    from koemap.cli.embedders import available

    return available(settings.load())


CHECKS: dict[str, Callable[[], Told]] = {
    "Python": _python,
    "packages": _packages,
    "home": _home,
    "store": _store,
    "Google": _google,
    "Japanese dictionary": _japanese,
    "embedders": _embedders,
}
WITH_HOME = ("store", "Google")
"""Checks that would only say again that the home cannot be used."""
NOT_CHECKED = "not checked, because the home cannot be used", ""

NAMES = {
    "packages": "パッケージ",
    "home": "設置のフォルダー",
    "store": "保管庫",
    "Japanese dictionary": "日本語の辞書",
    "embedders": "埋め込み",
}
