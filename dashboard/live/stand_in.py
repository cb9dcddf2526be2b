"""Whoever acts where nobody logs in: acts keep one Japanese name, screens show a word for it."""

from __future__ import annotations

from dashboard.wording import Language, called, say

STAND_IN = say("ja", "stand_in")


def in_words(sentence: str, language: Language) -> str:
    """A sentence that may name who acted, for that reader.

    >>> in_words("this was changed by 担当者 already", "en")
    'this was changed by Staff already'
    """
    return sentence if language == "ja" else sentence.replace(STAND_IN, called("en", STAND_IN))
