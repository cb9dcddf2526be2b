"""Numbers that lead to one person: telephones, cards, individual numbers, bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from collectors.masking.marks import BANK_ACCOUNT, CARD, MY_NUMBER, PHONE, Span

_UNIT = r"[年月日時分秒円人回件名点台個冊枚票世億万千百%]"
_EXTENSION = (
    r"(?: ?\((?:内線|ext\.?|extension|x)[ :.]{0,2}\d{1,5}\)"
    r"|[ ,、]{0,2}(?:内線|ext\.?|extension|x)[ :.]{0,2}\d{1,5}(?!\d))?"
)
_GAP = r"(?:[ ._・-]| - |-\n){0,2}"
_NATIONAL = re.compile(
    rf"(?<![\d.-])(?P<number>0[1-9]\d{{8,9}}"
    rf"|(?:\(0[1-9]\d{{0,3}}\)|0[1-9]\d{{0,3}}){_GAP}(?:\(\d{{1,4}}\)|\d{{1,4}}){_GAP}\d{{3,4}}){_EXTENSION}(?![\d-])",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?<![\d.-])(?:0[5-9]0[/の~〜]\d{4}[/の~〜]\d{4}"
    r"|0[1-9]\d{0,3}の\d{1,4}の\d{4}"
    r"|0(?: ?- ?| )[5-9](?: ?- ?| )0(?:(?: ?- ?| )\d){8}"
    r"|zero[5-9]0-?\d{4}-?\d{4}|ゼロ[5-9]0-?\d{4}-?\d{4})(?![\d-])",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?<![\d.-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}" + _EXTENSION + r"(?![\d-])",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"(?<!\d)(?P<number>(?:\+|00(?=[1-9]\d{0,2}[ -]))[1-9](?:(?:[ ./-]|\(|\)|\) | \()?\d){8,16})"
    rf"{_EXTENSION}(?![\d-]|{_UNIT})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:(?:電話(?:番号)?|でんわ|ファックス|fax|tel|携帯)[はにへ]?[ :.]{0,3}"
    r"(?P<short>\d{1,4}-\d{4}(?![\d-]))"
    r"|\b(?:call|phone|text|ring|tel|fax|dial|cell|mobile|whatsapp)(?: ?'?s| is| me| on| at| us)?"
    r"[ :.]{0,3}(?P<local>\d{3}[ .-]\d{4}|\d{10}(?!\d))(?![\d-]))"
    rf"(?!{_UNIT})",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")

_CARD = re.compile(
    r"(?<![\d-])(?:22[2-9]\d|2[3-6]\d\d|27[01]\d|2720|[3-6]\d{3})"
    r"(?:([ .-])\d{4}\1\d{4}\1\d{4}|([ .-])\d{6}\2\d{4,5}|\d{10,15})(?![\d-])"
)
_MY_NUMBER = re.compile(r"(?<![\d-])(?<!\d{4} )\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])(?! \d{4}(?!\d))")
_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}")
_MY_NUMBER_CALLED = re.compile(r"マイナンバー|個人番号|my number|individual number", re.IGNORECASE)
_NEAR = 16

_JAPANESE_ACCOUNT = re.compile(
    r"(?:普通|当座|貯蓄|\(普\)|\(当\))(?:預金|口座|貯金){0,2}[ :/・、,]{0,2}"
    r"(?:口座番号|番号|no\.?|№)?[ :は]{0,2}"
    rf"(?P<plain>\d{{7}})(?!\d|,\d| ?{_UNIT})"
    r"|(?:口座番号|口座)(?:は|が|の番号は)?(?:\(\d桁\))?[ :]{0,2}(?:no\.?|№)? ?"
    rf"(?P<called>\d{{3,5}}-\d{{5,8}}|\d{{3}}[ -]\d{{4}}|\d{{6,8}})(?!\d|,\d|-| ?{_UNIT})"
    rf"|(?:支店|本店|営業部|出張所)[ :]{{1,2}}(?P<branch>\d{{7}})(?!\d|,\d|-| ?{_UNIT})"
    r"|記号[ :]{0,2}(?P<sign>\d{5})(?!\d)(?:-\d)?[ 、,]{0,2}番号[ :]{0,2}(?P<number>\d{2,8})(?!\d)"
    r"|ゆうちょ(?:銀行)?(?:の)?(?:口座)?[ :]{0,2}(?P<post>\d{5}-(?:\d-)?\d{6,8})(?!\d|-)",
    re.IGNORECASE,
)
_ENGLISH_ACCOUNT = re.compile(
    r"\bsort code:? ?(?P<sort>\d\d-\d\d-\d\d|\d{6})(?!\d)"
    r"|\brouting(?: number| no\.?)?:? ?(?P<routing>\d{9})(?!\d)"
    r"|(?:\b(?:account|acct|a/c)(?: ?(?:number|no\.?|#))?(?: is)?:? ?#?)"
    rf"(?P<account>\d(?:[ -]?\d){{5,11}})(?!\d|,\d|-| ?{_UNIT}| ?(?:yen|dollars|pounds|people))",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_IBAN_LENGTHS = range(15, 35)


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers of Japan and abroad, each with its extension."""
    for found in _NATIONAL.finditer(text):
        if len(_digits(found["number"])) in (10, 11):
            yield found.start(), found.end(), PHONE
    for pattern in (_MOBILE, _AMERICAN):
        yield from ((found.start(), found.end(), PHONE) for found in pattern.finditer(text))
    yield from (
        (found.start(), found.end(), PHONE)
        for found in _ABROAD.finditer(text)
        if _is_possible(found["number"])
    )
    for found in _CALLED.finditer(text):
        group = found.lastgroup or ""
        if not _YEARS.fullmatch(found[group]):
            yield *found.span(group), PHONE


def cards(text: str) -> Iterator[Span]:
    """Card numbers whose check digit holds."""
    for found in _CARD.finditer(text):
        if _is_card(found[0]):
            yield found.start(), found.end(), CARD


def my_numbers(text: str) -> Iterator[Span]:
    """Individual numbers whose check digit holds, unless they begin as a date does."""
    for found in _MY_NUMBER.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        called = _MY_NUMBER_CALLED.search(before)
        if _is_my_number(found[0]) and (called or not _DATED.fullmatch(found[0])):
            yield found.start(), found.end(), MY_NUMBER


def bank_accounts(text: str) -> Iterator[Span]:
    """Numbers of bank accounts that are called so, and IBANs whose check digits hold."""
    for pattern in (_JAPANESE_ACCOUNT, _ENGLISH_ACCOUNT):
        for found in pattern.finditer(text):
            for group, number in found.groupdict().items():
                if number:
                    yield *found.span(group), BANK_ACCOUNT
    for found in _IBAN.finditer(text):
        length = _iban_length(found[0])
        if length:
            yield found.start(), found.start() + length, BANK_ACCOUNT


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


def _is_possible(number: str) -> bool:
    """Whether a number of that length exists in the country it names."""
    digits = "".join(map(str, _digits(number)))
    for dialled in (digits.removeprefix("00"), re.sub(r"^(\d{1,3}?)0", r"\1", digits, count=1)):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(f"+{dialled}")):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _is_card(number: str) -> bool:
    """Whether length and check digit are those of a card (Luhn, ISO/IEC 7812-1)."""
    digits = _digits(number)
    if len(digits) < 16 and digits[0] != 3:  # only Diners and American Express are shorter
        return False
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_my_number(number: str) -> bool:
    """Whether the check digit of an individual number holds (Ordinance 85 of 2014, article 5)."""
    *digits, check = _digits(number)
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return check == (0 if rest <= 1 else 11 - rest)


def _iban_length(found: str) -> int:
    """How many characters of what was found are an IBAN (ISO 13616: modulo 97 leaves 1), or 0."""
    for end in range(len(found), 14, -1):
        code = found[:end].replace(" ", "")
        if len(code) in _IBAN_LENGTHS and found[end - 1] != " " and _rest(code) == 1:
            return end
    return 0


def _rest(code: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97
