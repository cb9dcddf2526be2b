"""`koemap doctor`: whether this installation can work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click

from koemap import settings
from koemap.cli.report import Report, Speaking
from koemap.errors import KoemapError

PACKAGES = ("bertopic", "umap", "hdbscan", "graspologic_native", "ja_ginza", "wordllama", "dash")


@click.command(cls=Speaking)
def doctor() -> Report:
    """Check what koemap needs, and say what to do about each fault."""
    found = {name: _result(check) for name, check in CHECKS.items()}
    lines = [f"{'ok  ' if ok else 'FAIL'}  {name}: {text}" for name, (ok, text) in found.items()]
    healthy = all(ok for ok, _ in found.values())
    facts = {name: {"ok": ok, "finding": text} for name, (ok, text) in found.items()}
    return Report({"healthy": healthy, "checks": facts}, lines, status=0 if healthy else 1)


def _result(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except (KoemapError, OSError, ImportError) as error:
        return False, str(error)


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _packages() -> str:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise ImportError(f"missing: {', '.join(missing)}; run the set-up again")
    return f"{len(PACKAGES)} packages found"


def _home() -> str:
    chosen = settings.load()
    settings.secret(Path(chosen.home))
    return f"{Path(chosen.home).resolve()} holds the secret"


def _store() -> str:
    from koemap.store import Store

    store = Store(settings.load().url)
    try:
        return f"{len(store.meetings())} meetings"
    finally:
        store.close()


def _japanese() -> str:
    from sudachipy import Dictionary

    words = [word.surface() for word in Dictionary().create().tokenize("市民の声")]
    return f"市民の声 = {' + '.join(words)}"


def _google() -> str:
    """What there is to ask Google with; having nothing is no fault, as files need none."""
    from collectors.google.access import by_credentials, credentials_file

    chosen, path = settings.load(), credentials_file()
    if path:
        by_credentials((), settings.secret(Path(chosen.home)), path)
    key = "a key for YouTube" if chosen.youtube_api_key else "no key for YouTube"
    return f"{key}, {f'a sign-in ({path.name})' if path else 'no sign-in'}"


CHECKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "packages": _packages,
    "home": _home,
    "store": _store,
    "Google": _google,
    "Japanese dictionary": _japanese,
}
