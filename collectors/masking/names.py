"""Names of private persons, only where they say so themselves or are called somebody's neighbour.

Elsewhere a name is most often that of a mayor, a member or an expert, whom people may discuss.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

from collectors.masking.marks import NAME, Span

_WINDOW = 12
_PERSON = r"一-龠々ヶぁ-んァ-ヴー"
# The name ends where the cue begins.
_AFTER_NAME = re.compile(
    r"と(?P<humble>申します(?![かと])|申す(?=者|もの)|もうします(?![かと]))|と(?:いいます|言います)"
)
# The name begins where the cue ends. "The name of the mayor is" is no cue.
_BEFORE_NAME = re.compile(
    r"(?:(?:(?<!の)お?名前|(?:私|わたし|わたくし|僕|俺)の名前|(?<!の)氏名|本名|代筆|記名|署名)"
    r"(?: ?[:は]|[)】])|(?P<self>私|わたし|わたくし|僕|俺)[は、,])[ 「]{0,2}"
    rf"(?=[{_PERSON}])"
)
# A line that begins with "Name:", or with "Posted by" and nothing but a space.
_LABEL = re.compile(
    r"(?:^|(?<=\n)) ?(?:投稿|回答|提出|記入|申込|応募|差出)(?:者|人)"
    r"(?:の?(?:氏名|お?名前)|名)?[ :]{1,3}"
    r"|(?:^|(?<=\n)) ?(?:氏名|お?名前)[ :]{1,3}"
)
_IS = re.compile(r"です|と(?:申|もう)")
_ANYTHING, _NOTHING = re.compile(""), re.compile(r"\s{0,5}\Z")
_RELATION = re.compile(
    r"(?:隣|近所|向かい|裏|同じ班|同じ町内|班長|窓口|担任|同級生|友人|友達|知人|同僚|息子|娘|妻|夫|大家"
    r"|管理人)の(?=[^。\n]{2,10}(?:さん|くん|君|ちゃん|氏|様|先生))"
)
_LAST_LINE = re.compile(rf"[。!?)]\s{{0,5}}\n ?([{_PERSON} ]{{3,12}})\s{{0,5}}\Z")
_HOLDER = re.compile(r"名義(?:人)?[はの: ]{0,3}([ァ-ヴー]{2,8} [ァ-ヴー]{2,8})(?![ァ-ヴー])")
_TITLE = re.compile(
    r" ?(?:市長|町長|村長|区長|知事|市議|県議|都議|町議|議員|議長|委員|座長|部会長|大臣|総理|首相"
    r"|教授|博士|課長|部長|局長|監督|選手|線|さんの?(?:会|党))"
)
_HIRAGANA_NAME = re.compile(r"(?:^|[\s、。,「はの])([ぁ-ん]{5,9})\Z")

_NO_NAME = r"(?!(?:Anti|In|Just|No|Nobody|Not|On|Pro|So|Somebody|The|Too|Very)\b)"
_CAPITAL = r"[A-Z][a-z]{0,20}(?:['’-]?[A-Z]?[a-z]{1,20})?"
_FULL = rf"({_NO_NAME}{_CAPITAL} (?:[A-Z]\.? )?{_CAPITAL})"
_ENGLISH = re.compile(
    r"\b(?:[Mm]y (?:full )?name(?: is|['’]s):?|[Nn]ame:|[Ss]igned,?|(?:[Rr]egards|[Ss]incerely"
    rf"|[Ff]aithfully|[Tt]ruly),\s?)\s?{_FULL}(?![\w'])"
    rf"|\bI(?:['’]m| am) {_FULL}(?=, (?:an?|from)\b)"
    r"|\b(?:my|our) (?:neighbou?r|friend|colleague|husband|wife|son|daughter|landlord|classmate),? "
    rf"{_FULL}(?![\w'])"
)


def names(text: str) -> Iterator[Span]:
    """Names of those who introduce themselves, sign, or are called somebody's neighbour."""
    for found in _ENGLISH.finditer(text):
        yield *found.span(found.lastindex or 0), NAME
    yield from ((*found.span(1), NAME) for found in _HOLDER.finditer(text))
    for cue in _AFTER_NAME.finditer(text):
        yield from _name_before(text, cue.start(), humble=cue["humble"] is not None)
    for cue in _BEFORE_NAME.finditer(text):
        yield from _name_at(text, cue.end(), then=_IS if cue["self"] else _ANYTHING)
    for cue in (*_LABEL.finditer(text), *_RELATION.finditer(text)):
        yield from _name_at(text, cue.end(), then=_ANYTHING)
    if line := _LAST_LINE.search(text, max(0, len(text) - 40)):
        yield from _name_at(text, line.start(1), then=_NOTHING)


def _name_at(text: str, start: int, *, then: re.Pattern[str]) -> Iterator[Span]:
    """The full name that begins there, if what must follow does and no title."""
    words = _words(text[start : start + _WINDOW])
    end = start + sum(len(word) for word, _ in words[: _full_name(words, 0)])
    if end > start and then.match(text, end) and not _TITLE.match(text, end):
        yield start, end, NAME


def _name_before(text: str, end: int, *, humble: bool) -> Iterator[Span]:
    """The name that ends there; a family name alone is one only with humble words."""
    start = max(0, end - _WINDOW)
    words = _words(text[start:end])
    for place in range(len(words)):
        if _full_name(words, place) == len(words):
            yield start + sum(len(word) for word, _ in words[:place]), end, NAME
            return
    if not humble or not words:
        return
    if words[-1][1] == "姓":
        yield end - len(words[-1][0]), end, NAME
    elif kana := _HIRAGANA_NAME.search(text[start:end]):
        yield start + kana.start(1), end, NAME


def _full_name(words: list[tuple[str, str]], place: int) -> int:
    """The place after the full name that begins at a place, or 0 if none does."""
    kinds = [kind for _, kind in words[place : place + 3]]
    if kinds[:2] == ["姓", "名"]:
        return place + 2
    if kinds == ["姓", "空白", "名"]:
        return place + 3
    return 0


def _words(text: str) -> list[tuple[str, str]]:
    """Each word with 姓 for a family name, 名 for a given name, 空白 for a space, else nothing."""
    # The dictionary refuses half a character; a question mark is as long.
    whole = text.encode("utf-8", "replace").decode()
    with _LOCK:
        tokens = [(word.surface(), word.part_of_speech()) for word in _tokenizer().tokenize(whole)]
    return [(word, "空白" if word == " " else _kind(part)) for word, part in tokens]


def _kind(part: tuple[str, ...]) -> str:
    return part[3] if part[2] == "人名" else ""


# A tokenizer serves one caller at a time, and the dictionary is loaded once.
_LOCK = threading.Lock()


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary  # noqa: PLC0415  a dictionary is loaded only for a likely name

    return Dictionary(dict="core").create(fields={"pos"})
