"""Texts of strangers as single lines that leave a screen readable, whatever was written."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1_000  # characters of a message that the desk keeps
LONGEST_SHOWN = 280
"""Characters of a message that an audience is shown; all of them stood on the desk before."""

_GAPS = re.compile(r"[\s\u2028\u2029\x00-\x1f\x7f-\x9f]+")
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_MARKS = (
    one for one in map(chr, range(0x300, 0xFE00)) if unicodedata.category(one) in ("Mn", "Me")
)
_MARK = f"[{''.join(_MARKS)}]"  # of every script
_PILED = re.compile(rf"({_MARK}{{3}}){_MARK}+")
_JOINED = re.compile(r"\u200d{2,}")


def line(text: str, longest: int = LONGEST) -> str:
    r"""The text on one line, without what cannot be seen or turns the words around it.

    >>> line("\u202eabc\u200b\n\x00d"), line("あ" * 9, 4)
    ('abc d', 'あああ…')
    """
    shown = _GAPS.sub(" ", text[: longest * 4])
    shown = _PILED.sub(r"\1", _JOINED.sub("\u200d", _UNSEEN.sub("", shown))).strip()
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def plain(text: str) -> str:
    """The text without what does not matter when words are looked for in it.

    >>> plain("ＡＩ と 窓口")
    'aiと窓口'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
