"""Copies: wordings of the same text that differ in small edits and in what is put around.

What is put around is not compared, only that it does not turn against the text. Within the text
no number, negation or stance may differ and no word be replaced by another; a slip of the keyboard,
other small words, or a word in another script are no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from sys import intern

from analysis.hunks import Hunk, hunks
from analysis.signatures import SHORTEST
from analysis.slips import differing, is_letter_missed, same_word
from analysis.turns import SMALL, rebuts, turns

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
# With slips and other spellings a copy may lack more of the very words.
_MOST_MISSING = 0.3
_FEW, _ONE_OF = 3, 8
# In more words at one place slips are not looked for.
_MOST_SLIPS = 8
_SCAN = 4000
# Shorter wordings are met again and again by many longer ones.
_REMEMBERED = 4_096

_CJK = re.compile(r"[ぁ-ヿ㐀-鿿]")
_HIRAGANA = re.compile(r"[ぁ-んゝゞ]+")
_HAN = re.compile(r"[々〆〇㐀-鿿]+")
_WORD = re.compile(
    rf"\d+|[ァ-ヴヵヶー]+|{_HIRAGANA.pattern}|{_HAN.pattern}|[^\W\d_ぁ-ヿ㐀-鿿]+|\s|."
)
_WORD_SPACED = re.compile(_WORD.pattern.replace(r"|\s|.", r"|\S"))
_SHORT_FORMS = (
    (re.compile(r"\bcan ?(?:not|t)\b"), "can not"),
    (re.compile(r"\bwon t\b"), "will not"),
    (re.compile(r"n t\b"), " not"),
)


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
    if share < LENGTH_RATIO or not _may_be_copies(shorter, longer, spaced):
        return False
    return _differ_little(_words(shorter, spaced), _words(longer, spaced), spaced)


def _is_spaced(wording: str) -> bool:
    return wording.isascii() or _is_spaced_too(wording)


@lru_cache(maxsize=4096)
def _is_spaced_too(wording: str) -> bool:
    return len(_CJK.findall(wording)) * 3 <= len(wording)


def _around(shorter: str, longer: str) -> tuple[str, str] | None:
    """What stands before and after when the longer text has the whole of the shorter one."""
    start = longer.find(shorter)
    end = start + len(shorter)
    if start < 0 or longer[start - 1 : start].strip() or longer[end : end + 1].strip():
        return None
    return longer[:start], longer[end:]


@lru_cache(maxsize=_REMEMBERED)
def _words(wording: str, spaced: bool) -> tuple[str, ...]:
    """Runs of one script with the pauses between; in a language with spaces its words."""
    text = wording[:_SCAN]
    if not spaced:
        return tuple(map(intern, _WORD.findall(text)))
    for form, full in _SHORT_FORMS:
        text = form.sub(full, text)
    return tuple(map(intern, _WORD_SPACED.findall(text)))


def _may_be_copies(shorter: str, longer: str, spaced: bool) -> bool:
    """Whether their words do not already tell that too much of the shorter text is lost.

    A number that only the shorter one has makes another opinion, whatever else is in common.
    """
    mine, theirs = _bag(shorter, spaced), _bag(longer, spaced)
    missing, more = mine - theirs, theirs - mine
    if more and len(missing) > max(_FEW, len(mine) // _ONE_OF):
        return False
    n_telling = sum(map(len, mine))
    if any(map(str.isdecimal, missing)) or sum(map(len, missing)) > _MOST_MISSING * n_telling:
        return False
    if _is_short(len(shorter), spaced):
        return all(_may_be_spelled(word, more) for word in missing)
    most = (_MOST_EXCHANGED if more else 1 - CONTAINMENT) * n_telling
    return _n_lost(missing, more, most) <= most


def _n_lost(missing: frozenset[str], more: frozenset[str], most: float) -> int:
    """The letters of the words that none of the others is a spelling of, as far as to `most`."""
    n_lost = 0
    for word in missing:
        if not _may_be_spelled(word, more):
            n_lost += len(word)
            if n_lost > most:
                break
    return n_lost


def _may_be_spelled(word: str, others: frozenset[str]) -> bool:
    if len(word) <= 2 and _HAN.fullmatch(word):
        return True
    return any(_meet(o, word) and _is_spelling(word, o) for o in others)


@lru_cache(maxsize=4 * _REMEMBERED)
def _is_spelling(word: str, other: str) -> bool:
    return same_word(word, other) or is_letter_missed(word, other)


def _meet(one: str, other: str) -> bool:
    """Whether the words begin or end with one letter and are about as long, as slips are."""
    return (one[0] == other[0] or one[-1] == other[-1]) and -2 <= len(one) - len(other) <= 2


def _is_short(n_letters: int, spaced: bool) -> bool:
    return n_letters < (SHORT_SPACED if spaced else SHORT)


@lru_cache(maxsize=_REMEMBERED)
def _bag(wording: str, spaced: bool) -> frozenset[str]:
    words = frozenset(_words(wording, spaced)) - SMALL
    return words if wording.isascii() else frozenset(_telling(words))


def _differ_little(shorter: tuple[str, ...], longer: tuple[str, ...], spaced: bool) -> bool:
    """Whether nothing that differs makes another opinion, and little differs at all."""
    lost: list[str] = []
    gained: list[str] = []
    remarked = slipped = False
    n_letters = sum(map(len, shorter))
    short = _is_short(n_letters, spaced)
    for hunk in hunks(shorter, longer, spaced):
        if hunk.is_remark:
            if _turns_against(hunk) or (short and hunk.is_within):
                return False
            remarked = True
        elif (alone := _alone(hunk)) is not None:
            lost, gained = lost + alone[0], gained + alone[1]
        elif slipped or _is_short(n_letters // 2, spaced) or not _slips(hunk):
            return False
        else:
            slipped = True
    if short:
        return not lost and not gained
    return _is_little(lost, gained, sum(map(len, _telling(shorter))), remarked)


def _is_little(lost: list[str], gained: list[str], n_telling: int, remarked: bool) -> bool:
    """Whether with so many words left out and put in it is the same text; none may have moved."""
    n_lost, n_gained = sum(map(len, lost)), sum(map(len, gained))
    if lost and (gained or remarked):
        return not set(lost) & set(gained) and n_lost + n_gained <= _MOST_EXCHANGED * n_telling
    return max(n_lost, n_gained) <= (1 - CONTAINMENT) * n_telling


def _slips(hunk: Hunk) -> bool:
    one, other = "".join(_written(hunk.shorter)), "".join(_written(hunk.longer))
    return is_letter_missed(one, other)


def _turns_against(hunk: Hunk) -> bool:
    said = (" " if hunk.spaced else "").join(hunk.longer)
    return rebuts(said if hunk.after else "", said if hunk.before else "", spaced=hunk.spaced)


def _alone(hunk: Hunk) -> tuple[list[str], list[str]] | None:
    """The telling words that only the shorter and only the longer text has here.

    None when they make another opinion of it.
    """
    if _are_spelled(_written(hunk.shorter), _written(hunk.longer)):
        return [], []
    lost, gained = _unmatched(_telling(hunk.shorter), _telling(hunk.longer))
    own, others = _kana(hunk.shorter), _kana(hunk.longer)
    if _respelled("".join(lost), "".join(gained), len(others) - len(own)):
        lost, gained = [], []
    if (lost and gained) or not _alike(own, others):
        return None
    turned = turns(hunk.read(hunk.shorter)) != turns(hunk.read(hunk.longer))
    return None if turned else (lost, gained)


def _written(words: Sequence[str]) -> list[str]:
    """The words without pauses."""
    return [word for word in words if not word.isspace()]


def _telling(words: Iterable[str]) -> list[str]:
    """The words that carry a sense: not those in hiragana, and in English no small ones."""
    return [word for word in words if not (word.isspace() or _is_kana(word) or word in SMALL)]


def _are_spelled(mine: list[str], theirs: list[str]) -> bool:
    """Whether both are the same words but for slips, or the same letters."""
    if len(mine) == len(theirs):
        return _unmatched(mine, theirs) == ([], [])
    return "".join(mine) == "".join(theirs)


def _unmatched(mine: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Words of each without one of the other that is the same but for a slip."""
    if "".join(mine) == "".join(theirs):
        return [], []
    if not mine or not theirs or min(len(mine), len(theirs)) > _MOST_SLIPS:
        return mine, theirs
    left = _more(theirs, mine)
    lost = []
    for word in _more(mine, theirs):
        same = next((other for other in left if same_word(word, other)), None)
        if same is None:
            lost.append(word)
        else:
            left.remove(same)
    return lost, left


def _more(words: list[str], others: list[str]) -> list[str]:
    """The words that are more often here than among the others, equal ones side by side."""
    if not set(words) & set(others):
        return list(Counter(words).elements()) if len(set(words)) < len(words) else list(words)
    return list((Counter(words) - Counter(others)).elements())


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
    return "".join(filter(_is_kana, words))


def _is_kana(word: str) -> bool:
    """Whether a word, which is of one script, is in hiragana."""
    return "ぁ" <= word[0] <= "ゞ"


def _alike(one: str, other: str) -> bool:
    """Whether hiragana differ as endings and particles do, not as names do."""
    if not one or not other or max(len(one), len(other)) < 3:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
