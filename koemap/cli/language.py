"""The language the commands speak to this person: Japanese in a Japanese locale, else English."""

from __future__ import annotations

import locale
import os
import sys

from koemap.errors import KoemapError

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def speaks_japanese() -> bool:
    """Whether the person's locale is Japanese."""
    chosen = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    if not chosen and sys.platform == "win32":
        chosen = locale.getlocale()[0] or ""
    return chosen.lower().startswith(("ja", "japanese"))


def say(en: str, ja: str) -> str:
    """One of the two, in the person's language."""
    return ja if speaks_japanese() else en


def said(phrase: str) -> str:
    """What is kept or meant for programs in English, such as a notice, in the person's language."""
    from dashboard import wording

    return wording.told("ja" if speaks_japanese() else "en", phrase)


def told(error: KoemapError) -> str:
    """What went wrong, in the person's language."""
    return say(str(error), error.ja or str(error))
