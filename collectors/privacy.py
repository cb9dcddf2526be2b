"""Privacy before the store: who wrote becomes a key, and what tells where to find them a mark.

Masking keeps what people discuss: dates, budgets, articles of law, times and versions survive.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

KEY_CHARACTERS = 24
MAIL = "［メール］"
CARD = "［カード番号］"
MY_NUMBER = "［マイナンバー］"
PHONE = "［電話番号］"
POSTCODE = "［郵便番号］"
ADDRESS = "［住所］"

Span = tuple[int, int, str]


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
    folded = _fold(text)
    if not _DIGITS.search(folded) and "@" not in folded and "at" not in folded:
        return text
    return _replace(text, sorted(_spans(folded)))


# One character stays one character, so that a place in the folded text is the place in the text.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ｰー－─━"), "-")
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2009\u200b\t"), " ")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_FOLDING = {**_WIDE, **_DASHES, **_SPACES}
_DASH_IN_WORD = re.compile(r"(?<![\d〇零一二三四五六七八九十目番地号])-")
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九](?:[- ]?[〇零一二三四五六七八九]){8,}")
_DOTTED_PHONE = re.compile(r"(?<![\d.])0\d{1,3}\.\d{2,4}\.\d{4}(?![\d.])")
_BROKEN_NUMBER = re.compile(r"(?<=[\d-])\r?\n(?=\d)|(?<=\d)の(?=\d)")
