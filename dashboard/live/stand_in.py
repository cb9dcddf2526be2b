"""Whoever acts where nobody logs in: acts keep one Japanese name, screens show a word for it."""

from __future__ import annotations

from dashboard.wording import Language, say

STAND_IN = say("ja", "stand_in")


def named(by: str, language: Language) -> str:
    """The name of who acted, for that reader.

    >>> named("山田", "en"), named("担当者", "en"), named("担当者", "ja")
    ('山田', 'facilitator', '担当者')
    """
    return say(language, "desk_staff") if by == STAND_IN else by


def in_words(sentence: str, language: Language) -> str:
    """A sentence that may name who acted, for that reader.

    >>> in_words("this was changed by 担当者 already", "en")
    'this was changed by facilitator already'
    """
    return sentence if language == "ja" else sentence.replace(STAND_IN, say(language, "desk_staff"))
