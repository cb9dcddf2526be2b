"""The marks that stand for what was masked, and the text in the form in which it is searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAIL = "［メール］"
CARD = "［カード番号］"
MY_NUMBER = "［マイナンバー］"
PHONE = "［電話番号］"
POSTCODE = "［郵便番号］"
ADDRESS = "［住所］"
BANK_ACCOUNT = "［口座番号］"
PERSONAL_URL = "［個人用URL］"
NAME = "［氏名］"

# Start, end and mark; an empty mark keeps what is there from every later search.
Span = tuple[int, int, str]
Finder = Callable[[str], Iterator[Span]]

# Stands where something was found, so that no later search takes a part of it.
TAKEN = "\ufffc"

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣⁃⁻－─━"), "-")
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\t"), " ")
_FOLDING: dict[int, int | str] = {**_WIDE, **_DASHES, **_SPACES}
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九](?:[- ]?[〇零一二三四五六七八九]){6,40}")
# After kana it lengthens a vowel, elsewhere people type it for a dash.
_LONG = re.compile(r"(?<![ァ-ヺぁ-ゖｦ-ﾝ])[ーｰ]")
# Joiners, selectors and the keycap of emoji: nobody sees them between two digits.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u20e3]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one width, with one dash and one space, without what nobody sees.

    `places` has the place in the original of each character and of the end.
    """

    text: str
    places: range | list[int]


def fold(text: str) -> Folded:
    """The text as it is searched.

    >>> fold("０９０－１２３４").text, fold("二〇二〇一〇一").text
    ('090-1234', '2020101')
    """
    places: range | list[int] = range(len(text) + 1)
    if _UNSEEN.search(text):
        places = [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)] + [len(text)]
        text = _UNSEEN.sub("", text)
    text = _LONG.sub("-", text.translate(_FOLDING))
    return Folded(_KANJI_NUMBER.sub(lambda found: found[0].translate(_KANJI_DIGITS), text), places)


def taken(text: str, spans: list[Span]) -> str:
    """The text with what was found made unfindable; its length stays."""
    parts, position = [], 0
    for start, end, _ in spans:
        parts += [text[position:start], TAKEN * (end - start)]
        position = end
    return "".join((*parts, text[position:]))


def apart(spans: Iterator[Span]) -> list[Span]:
    """The spans in their order, without those that begin inside an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
