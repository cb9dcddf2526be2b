"""Every visible string of the screens and the published site, Japanese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["ja", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "voices_of_all": ("みんなの声", "What people said"),
}


def say(language: Language, key: str, **values: object) -> str:
    """The string of that key in that language, with the values filled in.

    >>> say("ja", "voices_of_all")
    'みんなの声'
    """
    japanese, english = WORDS[key]
    return (japanese if language == "ja" else english).format(**values)
