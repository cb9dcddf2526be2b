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
    if not _HINT.search(folded):
        return text
    spans = sorted(_spans(folded), key=lambda span: (span[0], -span[1], span[2]))
    return _replace(text, spans)


# One character stays one character, so that a place in the folded text is the place in the text.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ｰー－─━"), "-")
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2009\u200b\t"), " ")
_FOLDING: dict[int, int | str] = {**_WIDE, **_DASHES, **_SPACES}
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九](?:[- ]?[〇零一二三四五六七八九]){8,}")

_HINT = re.compile(r"\d{2}|\d[-番丁]|[一二三四五六七八九]丁目|[@★☆●■◎]|at|アット", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+%-])[a-z0-9._%+-]{1,64} ?(?:"
    r"(?:[@★☆●■◎]|[(\[] ?at ?[)\]]|アットマ-ク|\(アット\)) ?[a-z0-9-]{1,63}"
    r"(?: ?(?:\.|[(\[] ?dot ?[)\]]|ドット) ?[a-z0-9-]{1,63}){0,4}"
    r" ?(?:\.|[(\[] ?dot ?[)\]]|ドット) ?[a-z][a-z0-9-]{1,23}"
    r"|at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){1,4})",
    re.IGNORECASE | re.ASCII,
)
_CARD = re.compile(r"(?<![\d-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\d-])")
_MY_NUMBER = re.compile(r"(?<![\d-])(?<!\d{4} )\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])(?! \d{4}(?!\d))")
_GAP = r"(?:[ ._・-]|-\n){0,2}"
_PHONE = re.compile(
    rf"(?<![\d.-])(?:0[1-9]\d{{8,9}}"
    rf"|\(?0[1-9]\d{{0,3}}\)?{_GAP}\(?\d{{1,4}}\)?{_GAP}\d{{3,4}})(?![\d-])"
)
_PHONE_AMERICAN = re.compile(r"(?<![\d.-])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\d-])")
_POSTCODE = re.compile(r"〒 ?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?= ?[一-龠]{2,3}[都道府県])")
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_ROOM = r"(?: ?[一-龠々ァ-ヴぁ-んA-Za-z・-]{0,20}? ?\d{1,4}号室)?"
_BLOCKS = re.compile(
    rf"{_NUMBER}丁目 ?の?{_NUMBER}(?:(?:番地?の?|-|の)(?:{_NUMBER}(?:号|-\d{{1,4}})?)?)?{_ROOM}"
    rf"|(?<=[一-龠ヶ々]){_NUMBER}番地?の?{_NUMBER}号?{_ROOM}"
    rf"|(?<=[一-龠ヶ々]){_NUMBER}番地(?!域|方){_ROOM}"
)
_LOTS = re.compile(
    r"(?<=[都道府県市区町村郡])([一-龠ヶ々ァ-ヴ]{0,12}?)(?<![会戦分政選道線号版第])"
    rf"(\d{{1,4}}-\d{{1,4}}(?:-\d{{1,4}}){{0,2}}(?:号(?!線))?{_ROOM})"
    r"(?![\d-]|[回人年月日時分割倍歳件点円台名個%階位校着丁班番条項頁章節]|号線|か月|ヶ月|対)"
)


def _fold(text: str) -> str:
    folded = text.translate(_FOLDING)
    return _KANJI_NUMBER.sub(lambda number: number[0].translate(_KANJI_DIGITS), folded)


def _spans(folded: str) -> Iterator[Span]:
    """Where in the folded text something is to be masked, and by which mark."""
    yield from ((found.start(), found.end(), MAIL) for found in _MAIL.finditer(folded))
    for pattern, holds, sign in ((_CARD, _is_card, CARD), (_MY_NUMBER, _is_my_number, MY_NUMBER)):
        yield from ((f.start(), f.end(), sign) for f in pattern.finditer(folded) if holds(f[0]))
    yield from ((found.start(), found.end(), POSTCODE) for found in _POSTCODE.finditer(folded))
    yield from _phones(folded)
    yield from ((found.start(), found.end(), ADDRESS) for found in _BLOCKS.finditer(folded))
    yield from ((found.start(2), found.end(2), ADDRESS) for found in _LOTS.finditer(folded))


def _phones(folded: str) -> Iterator[Span]:
    for found in _PHONE.finditer(folded):
        if len(_digits(found[0])) in (10, 11):
            yield found.start(), found.end(), PHONE
    yield from ((f.start(), f.end(), PHONE) for f in _PHONE_AMERICAN.finditer(folded))
    for match in PhoneNumberMatcher(folded, "JP", leniency=Leniency.VALID):
        if match.raw_string.lstrip("(")[0] in "+0":
            yield match.start, match.end, PHONE


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


def _is_card(number: str) -> bool:
    """Whether the check digit of a card holds (Luhn, ISO/IEC 7812-1)."""
    doubled = [sum(divmod(2 * digit, 10)) for digit in _digits(number)[-2::-2]]
    return (sum(_digits(number)[-1::-2]) + sum(doubled)) % 10 == 0


def _is_my_number(number: str) -> bool:
    """Whether the check digit of an individual number holds (Ordinance 85 of 2014, article 5)."""
    *digits, check = _digits(number)
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return check == (0 if rest <= 1 else 11 - rest)


def _replace(text: str, spans: list[Span]) -> str:
    """The text with each span replaced by its mark; of two that overlap the earlier wins."""
    parts, position = [], 0
    for start, end, sign in spans:
        if start >= position:
            parts += [text[position:start], sign]
            position = end
    return "".join((*parts, text[position:]))
