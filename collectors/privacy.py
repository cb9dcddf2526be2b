"""Privacy before the store: who wrote becomes a key, and what tells where to find them a mark.

Masking keeps what people discuss: dates, budgets, articles of law, times and versions survive.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from collectors.masking.addresses import addresses, postcodes
from collectors.masking.addresses_abroad import addresses_abroad, postcodes_abroad
from collectors.masking.links import links, mails
from collectors.masking.marks import (
    ADDRESS,
    BANK_ACCOUNT,
    CARD,
    MAIL,
    MY_NUMBER,
    NAME,
    PERSONAL_URL,
    PHONE,
    POSTCODE,
    Finder,
    Span,
    apart,
    fold,
    taken,
)
from collectors.masking.names import names
from collectors.masking.numbers import bank_accounts, cards, my_numbers, phones

__all__ = [
    "ADDRESS",
    "BANK_ACCOUNT",
    "CARD",
    "MAIL",
    "MY_NUMBER",
    "NAME",
    "PERSONAL_URL",
    "PHONE",
    "POSTCODE",
    "author_key",
    "mask",
    "spans",
]

KEY_CHARACTERS = 24
# What is found first is kept from those after it: a number inside a link is no telephone.
FINDERS: tuple[Finder, ...] = (
    mails,
    bank_accounts,
    cards,
    my_numbers,
    postcodes,
    phones,
    addresses,
    addresses_abroad,
    postcodes_abroad,
    names,
)
# A mark may free what stood too close to it; the text is read again until nothing is found.
MOST_READINGS = 8
# A text without any of these holds no number, address or link; a name it may hold.
_HINT = re.compile(
    r"\d|[@★☆●■◎#〇零一二三四五六七八九]|at(?![a-z])|[(\[{] ?a|アット|あっと|無番地", re.IGNORECASE
)


def author_key(secret: bytes, author: str) -> str:
    """A keyed hash of the author's id: the same for one author, of no use without the secret.

    >>> author_key(b"secret", "someone") == author_key(b"secret", "someone")
    True
    >>> author_key(b"secret", "someone") == author_key(b"other", "someone")
    False
    """
    digest = hmac.new(secret, author.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return digest.hexdigest()[:KEY_CHARACTERS]


def mask(text: str) -> str:
    """The text with contact and identity numbers replaced by what they were.

    >>> mask("連絡は０９０－１２３４－５６７８か koe@example.jp へ")
    '連絡は［電話番号］か ［メール］ へ'
    >>> mask("〒163-8001 東京都新宿区西新宿2-8-1 の窓口")
    '［郵便番号］ 東京都新宿区西新宿［住所］ の窓口'
    >>> mask("番号は1234-5678-9018です")
    '番号は［マイナンバー］です'
    >>> mask("カードは4111 1111 1111 1111")
    'カードは［カード番号］'
    >>> mask("2026-10-15の1:23:45、予算1,200,000円、第19条の2、v1.2.3")
    '2026-10-15の1:23:45、予算1,200,000円、第19条の2、v1.2.3'
    """
    for _ in range(MOST_READINGS):
        found = spans(text)
        if not found:
            break
        text = _replace(text, found)
    return text


def spans(text: str) -> list[Span]:
    """Where one reading of the text finds something to mask, in order, and by which mark."""
    found = apart(links(text))
    folded = fold(taken(text, found))
    searched, places = folded.text, folded.places
    for finder in FINDERS if _HINT.search(searched) else (names,):
        new = apart(finder(searched))
        searched = taken(searched, new)
        found += [(places[start], places[end], mark) for start, end, mark in new]
    return sorted(span for span in found if span[2])


def _replace(text: str, found: list[Span]) -> str:
    """The text with each span replaced by its mark."""
    parts, position = [], 0
    for start, end, mark in found:
        parts += [text[position:start], mark]
        position = end
    return "".join((*parts, text[position:]))
