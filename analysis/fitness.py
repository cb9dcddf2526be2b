"""How well a phrase reads as the name of a topic."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from sys import intern

from analysis.phrases import Phrase, stem
from analysis.stopwords import (
    ENGLISH_ARTICLES,
    ENGLISH_GENERAL,
    ENGLISH_TIMES,
    GENERAL,
    LINKS,
    SETTINGS,
    TIMES,
)
from analysis.text import sudachi
from analysis.usage import Usage

_PERSONS = frozenset({"さん", "氏", "様", "君", "くん", "ちゃん", "殿"})
_ENGLISH_GENERAL = frozenset(map(stem, ENGLISH_GENERAL))
_ENGLISH_TIMES = frozenset(map(stem, ENGLISH_TIMES))
_SHORT = {1: 0.35, 2: 0.85, 3: 0.95}
_COMPOUND = 1.4
_POOR = 0.25
_REMEMBERED = 4_096
_BY_ARTICLE = {"a": 1.0, "an": 1.0, "the": 0.9}
_BY_LINK = {"of": 1.0, "for": 0.9}


def fitness(phrase: Phrase, language: str, usage: Usage) -> float:
    """How well the phrase names a topic, in [0, 1.5]; 0 for persons, times and numbers."""
    if language == "ja":
        return _japanese(phrase)
    if any(character.isdigit() for character in phrase.text) or names_person(phrase.text):
        return 0.0
    return _english(phrase, usage) if language == "en" else _spaced(phrase, language)


@lru_cache(maxsize=_REMEMBERED)
def names_person(text: str) -> bool:
    """Whether the phrase is a person's name, also with a title after it.

    >>> [names_person(text) for text in ("佐藤さん", "John Smith", "佐藤病院", "London")]
    [True, True, False, False]
    """
    if text.isascii() and text == text.lower():
        return False
    kinds = _kinds(text)
    if len(kinds) > 1 and kinds[-1][0] in _PERSONS:
        return True
    return bool(kinds) and kinds[-1][1][2] == "人名"


def mentions_person(text: str) -> bool:
    """Whether a person's name stands anywhere in the text."""
    return any(kind[2] == "人名" for _, kind in _kinds(text))


@lru_cache(maxsize=_REMEMBERED)
def _kinds(text: str) -> list[tuple[str, Sequence[str]]]:
    """The words of a text with their classes."""
    words = sudachi()[0].tokenize(text)
    found = ((intern(word.surface()), word.part_of_speech()) for word in words)
    return [(surface, kind) for surface, kind in found if not surface.isspace()]


def _japanese(phrase: Phrase) -> float:
    kinds = _kinds(phrase.text)
    if names_person(phrase.text) or ("の" in phrase.text and mentions_person(phrase.text)):
        return 0.0
    if "数詞" in (kind[1] for _, kind in kinds):
        return 0.0
    surfaces = [surface for surface, _ in kinds] + [word.surface for word in phrase.words]
    if any(surface in TIMES for surface in surfaces):
        return _POOR if len(phrase.key) > 1 else 0.0
    if len(kinds) > 1 and (kinds[0][0] in SETTINGS or kinds[-1][0] in SETTINGS):
        return _POOR
    if all(lemma in GENERAL for lemma in phrase.key) or phrase.text in GENERAL:
        return 0.0 if len(phrase.key) == 1 else _POOR
    return _written(phrase.text) * (_alone(kinds[0][1]) if len(kinds) == 1 else _COMPOUND)


def _written(text: str) -> float:
    """Less for words of one or two signs, and for sounds rather than words."""
    names = [unicodedata.name(character, "") for character in text]
    if any(name.startswith("HALFWIDTH") for name in names):
        return _POOR
    if len(text) <= 3 and all(name.startswith("HIRAGANA") for name in names):
        return _POOR
    return _SHORT.get(len(text), 1.0)


def _alone(kind: Sequence[str]) -> float:
    """Less for one word that says how or when, or what is done, than for one that says what."""
    if "副詞可能" in kind[2]:
        return _POOR
    return 0.4 if "形状詞" in kind[2] else 0.6 if "サ変" in kind[2] else 1.0


def _english(phrase: Phrase, usage: Usage) -> float:
    content = [word for word in phrase.words if word.content]
    loose = (word for word in phrase.words if f"-{word.surface}" not in phrase.text)
    small = [word.lemma for word in loose if not word.content]
    if any(lemma in _ENGLISH_TIMES for lemma in phrase.key):
        return 0.0
    head = min(1.0, max(0.0, (usage.thing(content[-1].lemma) - 0.3) / 0.3))
    if len(content) == 1:
        return head * (_POOR if phrase.key[0] in _ENGLISH_GENERAL else 1.0)
    linked = small and phrase.key[0] in _ENGLISH_GENERAL
    if linked or all(lemma in _ENGLISH_GENERAL for lemma in phrase.key):
        head *= _POOR
    asked = usage.deed(content[0].lemma)
    if any(usage.deed(word.lemma) > 0.5 for word in content[1:-1]):
        return 0.0
    if small:
        return head * _joined(small, asked, usage.thing(content[0].lemma))
    manner = 0.3 if content[0].lemma.endswith("ly") else 1.0
    return head * manner * (0.85 if asked > 0.5 else _COMPOUND)


def _joined(small: Sequence[str], asked: float, thing: float) -> float:
    """Whether the small words join a deed to a thing or two things, and how smoothly."""
    if small[0] in ENGLISH_ARTICLES:
        return _BY_ARTICLE.get(small[0], 0.75) if asked > 0.5 else 0.0
    return _BY_LINK.get(small[0], 0.7) if thing > 0.5 else 0.0


def _spaced(phrase: Phrase, language: str) -> float:
    links = LINKS.get(language, frozenset())
    small = [word.lemma for word in phrase.words if not word.content]
    if any(lemma not in links for lemma in small):
        return 0.0
    if language == "de" and phrase.words[-1].surface.islower():
        return _POOR
    return 1.2 if len(phrase.key) > 1 else 1.0
