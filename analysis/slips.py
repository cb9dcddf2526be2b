"""Slips: words that are one word but for its spelling or a key pressed wrongly."""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"([^\d一二三四五六七八九十百千万])\1+")
_KATAKANA = re.compile(r"[ァ-ヴヵヶ]+")
_HAN = re.compile(r"[々〆〇㐀-鿿]+")
_NUMERAL = re.compile(r"[〇一二三四五六七八九十百千万億兆]")

_TELLING = re.compile(
    r"[〇一二三四五六七八九十百千万億兆東西南北新旧上下前後左右大小高低県都道府国市区町村不無非未]"
)

# No slip adds more letters.
_MOST_MORE = 2
# Below so many letters, what looks like a slip is often another word: county, country.
_DOUBLED_FROM, _SWAPPED_FROM, _MISSED_FROM = 4, 5, 7
_MISSED_KATAKANA, _MISSED_HAN, _MISSED_ONCE = 5, 3, 4


def same_word(one: str, other: str) -> bool:
    """Whether two words are one word but for its spelling or a slip of the keyboard.

    >>> [same_word(*pair) for pair in (("centre", "center"), ("データー", "データ"), ("東", "西"))]
    [True, True, False]
    """
    if one[0] != other[0] or abs(len(one) - len(other)) > _MOST_MORE:
        return False
    short, long = sorted((one.replace("ー", ""), other.replace("ー", "")), key=len)
    if short == long or _is_doubled(short, long):
        return True
    rest, more = differing(short, long)
    return _is_letter_slip(short, rest, more) if long.isascii() else _is_missed(short, rest, more)


def is_letter_missed(one: str, other: str) -> bool:
    """Whether a letter that seldom makes another word of it is missing in one of two words.

    In a long letter that is the same otherwise, this is a slip and not another opinion.
    """
    if abs(len(one) - len(other)) != 1:
        return False
    short, long = sorted((one, other), key=len)
    rest, more = differing(short, long)
    if rest or not more.isalpha():
        return False
    return not _TELLING.match(more) and (not long.isascii() or len(long) >= _MISSED_ONCE)


def differing(one: str, other: str) -> tuple[str, str]:
    """The letters between what two words have in common at their beginning and end."""
    start = _n_common(one, other)
    one, other = one[start:][::-1], other[start:][::-1]
    end = _n_common(one, other)
    return one[end:][::-1], other[end:][::-1]


def _n_common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    different = (place for place, (a, b) in enumerate(pairs) if a != b)
    return next(different, min(len(one), len(other)))


def _is_doubled(short: str, long: str) -> bool:
    if long.isascii() and len(short) < _DOUBLED_FROM:
        return False
    return _DOUBLED.sub(r"\1", short) == _DOUBLED.sub(r"\1", long)


def _is_letter_slip(short: str, rest: str, more: str) -> bool:
    """Of a word in Latin letters: two swapped, one missed, a plural, -ise for -ize."""
    if not short.isalpha():
        return False
    if len(rest) == 2 and rest == more[::-1]:
        return len(short) >= _SWAPPED_FROM
    if not rest and len(more) == 1:
        return more == "s" or len(short) >= _MISSED_FROM
    return {rest, more} == {"s", "z"}


def _is_missed(short: str, rest: str, more: str) -> bool:
    """Of a longer run of katakana or Chinese characters: one missed, and that no numeral."""
    if rest or len(more) != 1 or _NUMERAL.match(more):
        return False
    if _KATAKANA.fullmatch(short):
        return len(short) >= _MISSED_KATAKANA
    return len(short) >= _MISSED_HAN and bool(_HAN.fullmatch(short + more))
