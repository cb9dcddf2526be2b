"""Copies: wordings of the same text that differ in small edits and in what is put around.

What is put around is not compared, only that it does not turn against the text. Within the text
no number, negation or stance may differ and no word be replaced by another; a slip of the keyboard,
other small words, or a word in another script are no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from analysis.signatures import SHORTEST
from analysis.slips import differing, is_letter_missed, same_word
from analysis.turns import is_small, rebuts, turns

# A copy may have as much around it as it is long, and twice as much around a longer text.
LENGTH_RATIO = 0.5
WHOLE_RATIO, WHOLE = 0.33, 30
# Shorter texts that differ in a telling word are not copies; with spaces, words take more letters.
SHORT, SHORT_SPACED = 30, 60
# So much of the telling words of the shorter text, by letters, both have to have.
CONTAINMENT = 0.8
# At most this share of it may be words left out here and others put in there.
_MOST_EXCHANGED = 0.12
_ALIKE = 0.4
_MOST_MISSING = 0.25
# In more words at one place slips are not looked for.
_MOST_SLIPS = 8
_SCAN = 4000
# So many words put into a language with spaces at one place are a remark of one's own.
_REMARK = 3

_CJK = re.compile(r"[ぁ-ヿ㐀-鿿]")
_HIRAGANA = re.compile(r"[ぁ-んゝゞ]+")
_HAN = re.compile(r"[々〆〇㐀-鿿]+")
_WORD = re.compile(
    rf"\d+|[ァ-ヴヵヶー]+|{_HIRAGANA.pattern}|{_HAN.pattern}|[^\W\d_ぁ-ヿ㐀-鿿]+|\s|."
)
_SHORT_FORMS = (
    (re.compile(r"\bcan ?(?:not|t)\b"), "can not"),
    (re.compile(r"\bwon t\b"), "will not"),
    (re.compile(r"n t\b"), " not"),
)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Where two texts differ: the words of each, and the words of both that stand around them.

    `before` and `after` are one word or none at an end of the texts; `spaced` is of the language.
    """

    shorter: tuple[str, ...]
    longer: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    spaced: bool

    def read(self, words: tuple[str, ...]) -> str:
        """The words as they were written, with those around them."""
        return (" " if self.spaced else "").join((*self.before, *words, *self.after))

    @property
    def is_within(self) -> bool:
        """Whether it stands between words of one sentence, as far as can be known."""
        return self.spaced and bool(self.before and self.after)

    @property
    def is_remark(self) -> bool:
        """Whether the longer text says something more here, and not the same otherwise."""
        if not self.longer or any(word.strip() for word in self.shorter):
            return False
        if self.spaced:
            return not self.is_within or len(self.longer) >= _REMARK
        return _opens(self.before, self.longer) and _opens(self.after[::-1], self.longer[::-1])


def same_voice(shorter: str, longer: str) -> bool:
    """Whether two keys, the shorter first, are copies of one text.

    >>> same_voice("学校で生成aiを使わせたいと思います", "学校で生成aiを使わせたくないと思います")
    False
    """
    share = len(shorter) / max(1, len(longer))
    if len(shorter) < SHORTEST or share < (LENGTH_RATIO if len(shorter) < WHOLE else WHOLE_RATIO):
        return False
    spaced = _is_spaced(shorter)
    if spaced and len(shorter) < SHORT:
        return False
    around = _around(shorter, longer)
    if around:
        return not rebuts(*around, spaced=spaced)
    if share < LENGTH_RATIO or not _share_words(shorter, longer, spaced):
        return False
    return _differ_little(_words(shorter, spaced), _words(longer, spaced), spaced)


@lru_cache(maxsize=4096)
def _is_spaced(wording: str) -> bool:
    return len(_CJK.findall(wording)) * 3 <= len(wording)


def _around(shorter: str, longer: str) -> tuple[str, str] | None:
    """What stands before and after when the longer text has the whole of the shorter one."""
    start = longer.find(shorter)
    end = start + len(shorter)
    if start < 0 or longer[start - 1 : start].strip() or longer[end : end + 1].strip():
        return None
    return longer[:start], longer[end:]


@lru_cache(maxsize=4096)
def _words(wording: str, spaced: bool) -> tuple[str, ...]:
    """Runs of one script with the pauses between; in a language with spaces its words."""
    text = wording[:_SCAN]
    if not spaced:
        return tuple(_WORD.findall(text))
    for form, full in _SHORT_FORMS:
        text = form.sub(full, text)
    return tuple(word for word in _WORD.findall(text) if not word.isspace())


def _share_words(shorter: str, longer: str, spaced: bool) -> bool:
    """Whether both have so many telling words in common that it is worth while to compare them.

    A number that only the shorter one has makes another opinion, whatever else is in common.
    """
    missing = _bag(shorter, spaced) - _bag(longer, spaced)
    if any(word.isdecimal() for word in missing):
        return False
    return sum(map(len, missing)) <= _MOST_MISSING * sum(map(len, _bag(shorter, spaced)))


@lru_cache(maxsize=8192)
def _bag(wording: str, spaced: bool) -> frozenset[str]:
    return frozenset(_telling(_words(wording, spaced)))


def _differ_little(shorter: tuple[str, ...], longer: tuple[str, ...], spaced: bool) -> bool:
    """Whether nothing that differs makes another opinion, and little differs at all."""
    lost: list[str] = []
    gained: list[str] = []
    remarked = slipped = False
    n_letters = sum(map(len, shorter))
    short = n_letters < (SHORT_SPACED if spaced else SHORT)
    for hunk in _hunks(shorter, longer, spaced):
        if hunk.is_remark:
            if _turns_against(hunk) or (short and hunk.is_within):
                return False
            remarked = True
        elif (alone := _alone(hunk)) is not None:
            lost, gained = lost + alone[0], gained + alone[1]
        elif slipped or n_letters < 2 * (SHORT_SPACED if spaced else SHORT) or not _slips(hunk):
            return False
        else:
            slipped = True
    return (
        _is_little(lost, gained, sum(map(len, _telling(shorter))), remarked)
        if not short
        else not lost and not gained
    )


def _is_little(lost: list[str], gained: list[str], n_telling: int, remarked: bool) -> bool:
    """Whether with so many words left out and put in it is the same text; none may have moved."""
    n_lost, n_gained = sum(map(len, lost)), sum(map(len, gained))
    if lost and (gained or remarked):
        return not set(lost) & set(gained) and n_lost + n_gained <= _MOST_EXCHANGED * n_telling
    return max(n_lost, n_gained) <= (1 - CONTAINMENT) * n_telling


def _hunks(shorter: tuple[str, ...], longer: tuple[str, ...], spaced: bool) -> Iterator[Hunk]:
    matcher = SequenceMatcher(None, shorter, longer)
    for tag, first, last, opens, closes in matcher.get_opcodes():
        if tag == "equal":
            continue
        place = (opens, closes) if last > first else _slid(longer, opens, closes, spaced)
        yield from _parted(_hunk(shorter[first:last], longer, *place, spaced))


def _parted(hunk: Hunk) -> list[Hunk]:
    """The hunk, or an edit and the remark that follows or precedes it after a pause."""
    pauses = [place for place, word in enumerate(hunk.longer) if word.isspace()]
    n_kept = sum(word.isspace() for word in hunk.shorter)
    if hunk.spaced or not hunk.shorter or len(pauses) <= n_kept:
        return [hunk]
    ways = []
    if _opens(hunk.after[::-1], hunk.longer[::-1]):
        ways.append(_cut(hunk, pauses[n_kept], edit_first=True))
    if _opens(hunk.before, hunk.longer):
        ways.append(_cut(hunk, pauses[-1 - n_kept] + 1, edit_first=False))
    return max(ways, key=_likeness, default=[hunk])


def _cut(hunk: Hunk, place: int, *, edit_first: bool) -> list[Hunk]:
    """The edit, then the remark."""
    head, tail = hunk.longer[:place], hunk.longer[place:]
    if edit_first:
        edit, remark = (hunk.before, head, tail[:1]), (head[-1:], tail, hunk.after)
    else:
        edit, remark = (head[-1:], tail, hunk.after), (hunk.before, head, tail[:1])
    return [
        Hunk(words, longer, before, after, hunk.spaced)
        for words, (before, longer, after) in ((hunk.shorter, edit), ((), remark))
    ]


def _likeness(hunks: list[Hunk]) -> float:
    one, other = "".join(hunks[0].shorter), "".join(hunks[0].longer)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _slips(hunk: Hunk) -> bool:
    one, other = "".join(_written(hunk.shorter)), "".join(_written(hunk.longer))
    return is_letter_missed(one, other)


def _hunk(
    words: tuple[str, ...], longer: tuple[str, ...], start: int, end: int, spaced: bool
) -> Hunk:
    return Hunk(
        words, longer[start:end], longer[max(0, start - 1) : start], longer[end : end + 1], spaced
    )


def _slid(words: tuple[str, ...], start: int, end: int, spaced: bool) -> tuple[int, int]:
    """The same insertion where it is a sentence: the same words may stand before and behind it."""
    first, last = start, end
    while first > 0 and words[first - 1] == words[last - 1]:
        first, last = first - 1, last - 1
    while first <= end:
        if _hunk((), words, first, last, spaced).is_remark:
            return first, last
        if last == len(words) or words[first] != words[last]:
            break
        first, last = first + 1, last + 1
    return start, end


def _opens(before: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a pause, or the end of the text, stands between."""
    return not before or before[-1].isspace() or words[0].isspace()


def _turns_against(hunk: Hunk) -> bool:
    said = (" " if hunk.spaced else "").join(hunk.longer)
    return rebuts(said if hunk.after else "", said if hunk.before else "", spaced=hunk.spaced)


def _alone(hunk: Hunk) -> tuple[list[str], list[str]] | None:
    """The telling words that only the shorter and only the longer text has here.

    None when they make another opinion of it.
    """
    if _unmatched(_written(hunk.shorter), _written(hunk.longer)) == ([], []):
        return [], []
    lost, gained = _unmatched(_telling(hunk.shorter), _telling(hunk.longer))
    own, others = _kana(hunk.shorter), _kana(hunk.longer)
    if turns(hunk.read(hunk.shorter)) != turns(hunk.read(hunk.longer)):
        return None
    if not _alike(own, others):
        return None
    if _respelled("".join(lost), "".join(gained), len(others) - len(own)):
        return [], []
    return None if lost and gained else (lost, gained)


def _written(words: Sequence[str]) -> list[str]:
    """The words without pauses."""
    return [word for word in words if word.strip()]


def _telling(words: Sequence[str]) -> list[str]:
    """The words that carry a sense: not those in hiragana, and in English no small ones."""
    written = _written(words)
    return [word for word in written if not _HIRAGANA.fullmatch(word) and not is_small(word)]


def _unmatched(mine: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Words of each without one of the other that is the same but for a slip."""
    if "".join(mine) == "".join(theirs):
        return [], []
    if min(len(mine), len(theirs)) > _MOST_SLIPS:
        return mine, theirs
    left = list((Counter(theirs) - Counter(mine)).elements())
    lost = []
    for word in (Counter(mine) - Counter(theirs)).elements():
        same = next((other for other in left if same_word(word, other)), None)
        if same is None:
            lost.append(word)
        else:
            left.remove(same)
    return lost, left


def _respelled(one: str, other: str, n_more: int) -> bool:
    """Whether two texts differ in Chinese characters that one of them writes in hiragana.

    `n_more` is by how many hiragana the other text is longer; a character is read as one or two.
    """
    rest, more = differing(one, other)
    if more:
        rest, more, n_more = more, rest, -n_more
    n = len(rest)
    return not more and bool(_HAN.fullmatch(rest)) and n <= 2 and n <= n_more <= 2 * n


def _kana(words: Sequence[str]) -> str:
    return "".join(word for word in words if _HIRAGANA.fullmatch(word))


def _alike(one: str, other: str) -> bool:
    """Whether hiragana differ as endings and particles do, not as names do."""
    if not one or not other or max(len(one), len(other)) < 3:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
