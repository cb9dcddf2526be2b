"""The language of a comment, from its script and its small words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9f]")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
# Characters that Japanese never writes: simplified forms of everyday words of Chinese.
_CHINESE = re.compile(r"[们这说对时还过给让吗么从问觉认为请听车东马见长门]")
_LATIN = re.compile(r"[a-z\u00e0-\u024f\u1e00-\u1eff]+")
_LISTED = {
    "en": "the and is are to of in for that this it you we be not have with should what how why "
    "will can do i my our please on at as they was if more no too there an a or but would could",
    "pt": "o os um uma que não para com por do da dos das em no na é são mais muito como eu você "
    "nós ser está isso pela pelo mas também seu sua à ao",
    "es": "el la los las un una que no para con por del en es son más muy como yo usted nosotros "
    "ser está esto pero también su y lo al se",
    "fr": "le la les un une que ne pas pour avec par du des en est sont plus très comme je vous "
    "nous être ce mais aussi son sa et au aux il elle",
    "de": "der die das ein eine dass nicht für mit von dem den in ist sind mehr sehr wie ich sie "
    "wir sein aber auch und zu auf es im",
    "vi": "và là của không có được cho người trong này với một những các để tôi chúng",
    "id": "yang dan di untuk tidak dengan ini itu dari akan ada saya kami juga ke pada",
    "tl": "ang ng mga sa na at ay para hindi ko ako po kami ito",
}
SMALL_WORDS = {code: frozenset(words.split()) for code, words in _LISTED.items()}
"""Words by which a language written in Latin letters is told, by its code."""


def language(text: str) -> str:
    """The ISO 639-1 code of the language, "und" when there are no letters.

    Chinese characters alone are read as Japanese unless some are never written in Japanese.

    >>> [language(text) for text in ("反対！", "Is it safe?", "não é seguro para nós", "👏")]
    ['ja', 'en', 'pt', 'und']
    """
    sample = text[:2000].lower()
    words = _LATIN.findall(sample)
    by_script = "" if sample.isascii() else _by_script(sample, sum(map(len, words)))
    return by_script or (_latin(words) if words else "und")


def _by_script(sample: str, n_latin: int) -> str:
    """The language that its script tells, "" where most is in the `n_latin` Latin letters."""
    if _KANA.search(sample):
        return "ja"
    n_han = len(_HAN.findall(sample))
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > n_latin + n_han:
            return code
    if 3 * n_han > n_latin:
        return "zh" if _CHINESE.search(sample) else "ja"
    return ""


def _latin(words: Sequence[str]) -> str:
    scores = {code: sum(map(known.__contains__, words)) for code, known in SMALL_WORDS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] else "en"
