"""The stance of a comment towards the measure it speaks of, by rules that show their words.

"Ban scooters" is for the ban; 「廃止に反対」 is against the end of something. What is not said
clearly (what others say, irony, two minds, questions, worries) is unclear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.languages import language
from analysis.stance_english import RULES as ENGLISH
from analysis.stance_japanese import RULES as JAPANESE
from analysis.stance_rules import Rules
from analysis.text import Document

Value = Literal["for", "against", "conditional", "unclear"]

RULES = {"en": ENGLISH, "ja": JAPANESE}

SHOWN: frozenset[tuple[str, Value]] = frozenset(
    {
        ("ja", "for"), ("ja", "against"), ("ja", "conditional"),
        ("en", "for"), ("en", "against"), ("en", "conditional"),
    }
)  # fmt: skip
"""The classes, by language and value, that a screen may show: those of which at least 0.8 of what
was found is right, on invented comments held out while the rules were made. On those the six have
0.95 or more; `benchmarks/stance.py` makes the figures again, also on comments of real people."""

# In a longer sentence nothing is looked for; around a wish only so much is looked at.
_LONGEST_SENTENCE = 400
_NEAR = 40

_QUOTED = re.compile(r"「[^「」]{1,200}」|『[^『』]{1,200}』|\"[^\"]{1,300}\"|“[^“”]{1,300}”")
_MARKS = " \t\r\n.,;:!…。、"
_APOSTROPHES = str.maketrans("’‘｀", "'''")


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance and the pieces of the text that decided it, verbatim, in the order of the text.

    `wished` is True when nothing but a wish decided: it is for or against what is wished, which
    may be another thing than what others in its topic speak of.
    """

    value: Value
    words: tuple[str, ...] = ()
    wished: bool = False


UNCLEAR = Stance("unclear")


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a sentence without a "but" in it; `turns` counts those before it."""

    start: int
    end: int
    turns: int
    silent: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing said: how, for which side ("" for none), where, after how many turns."""

    how: str
    value: str
    spans: tuple[Span, ...]
    turns: int


def stance(said: str | Document) -> Stance:
    """The stance of one comment; unclear in languages without rules.

    >>> stance("給食の無償化に賛成です")
    Stance(value='for', words=('賛成です',), wished=False)
    >>> stance("We should ban fireworks.")
    Stance(value='for', words=('should ban',), wished=True)
    >>> [stance(text).value for text in ("税金が上がるなら反対", "反対ではない", "賛成できません")]
    ['conditional', 'unclear', 'against']
    """
    text = said if isinstance(said, str) else said.text
    rules = RULES.get(language(text) if isinstance(said, str) else said.language)
    plain = _QUOTED.sub(_blank, _fold(text))
    if rules is None or rules.doubt.search(plain):
        return UNCLEAR
    parts = list(_parts(plain, rules))
    signs = [sign for part in parts for sign in _signs(plain[part.start : part.end], part, rules)]
    value, deciding = _decide(signs, parts[-1].turns if parts else 0)
    spans = _joined(sorted(span for sign in deciding for span in sign.spans))
    words = tuple(text[start:end].strip(_MARKS) for start, end in spans)
    return Stance(value, words, value in ("for", "against") and deciding[0].how == "asks")


def stances_of(documents: Iterable[Document]) -> list[Stance]:
    """The stance of each document where it may be shown, else unclear."""
    found = ((document.language, stance(document)) for document in documents)
    return [one if may_show(code, one.value) else UNCLEAR for code, one in found]


def may_show(code: str, value: Value) -> bool:
    """Whether a screen may show this value in this language: it was measured to be right."""
    return (code, value) in SHOWN


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans without overlaps."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class _Folding(dict[int, int]):
    """One width and lower case for each character that is then still one; kept once it was met."""

    def __missing__(self, code: int) -> int:
        new = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = ord(new) if len(new) == 1 else code
        return self[code]


_FOLDING = _Folding()


def _fold(text: str) -> str:
    """The text in one width and lower case, every character where it was."""
    return text.translate(_FOLDING).translate(_APOSTROPHES)


def _blank(found: re.Match[str]) -> str:
    """Marks in place of a quotation, or the text itself where nothing is around it."""
    alone = len(found[0]) == len(found.string)
    return found[0] if alone else "…" * len(found[0])


def _parts(plain: str, rules: Rules) -> Iterator[_Part]:
    """The parts of every sentence, cut after each turn."""
    turns = 0
    for found in rules.sentence.finditer(plain):
        sentence, start = found[0], found.start()
        silent = len(sentence) > _LONGEST_SENTENCE or _asks_back(sentence, rules)
        for turn in rules.turn.finditer(sentence):
            end = found.start() + turn.end()
            yield _Part(start, end, turns, silent)
            turns, start = turns + 1, end
        yield _Part(start, found.end(), turns, silent)


def _asks_back(sentence: str, rules: Rules) -> bool:
    """Whether it is a question that asks to be told, not for a deed."""
    return bool(rules.question.search(sentence)) and not rules.polite.search(sentence)


def _signs(said: str, part: _Part, rules: Rules) -> Iterator[_Sign]:
    """What a part says in its author's own name."""
    if part.silent or rules.others.search(said):
        return
    condition = rules.condition.search(said)
    another = bool(rules.person.search(said)) and not rules.own.search(said)
    for found in rules.sign.finditer(said):
        how, _, side = (found.lastgroup or "").partition("_")
        value = side if side in ("for", "against") else ""
        spans = [found.span()]
        if how == "asks":
            value, spans[0] = _wish(said, found.span(), value, rules)
            value = "" if condition else value
        elif how != "given" and (how == "meets" or condition):
            how = "meets"
            spans += [condition.span()] if condition else []
        if how != "permits" and not (another and how == "says"):
            places = tuple((part.start + start, part.start + end) for start, end in spans)
            yield _Sign(how, value, places, part.turns)


def _wish(said: str, span: Span, value: str, rules: Rules) -> tuple[str, Span]:
    """The side a wish takes and its place with the verb; no side for what is no measure."""
    start, end = span
    if rules.verb_comes_first:
        near = said[max(0, start - _NEAR) : start]
        tests = (rules.idle.search(near), rules.refuses.search(near), rules.ends.search(near))
        verb = rules.verb.search(near)
        place = (start - len(verb[0]) if verb else start, end)
    else:
        near = said[end : end + _NEAR]
        tests = (rules.idle.match(near), rules.refuses.match(near), rules.ends.match(near))
        verb = rules.verb.match(near)
        place = (start, end + verb.end() if verb else end)
    idle, refuses, ends = tests
    if idle or (ends and value == "for"):
        return "", place
    if refuses:
        return ("against" if value == "for" else ""), place
    return value, place


def _decide(signs: Sequence[_Sign], last_turn: int) -> tuple[Value, Sequence[_Sign]]:
    """The stance that all signs together allow, and the signs that decide it."""
    asking = {sign.turns for sign in signs if sign.how == "asks"}
    met = [s for s in signs if s.how == "meets" or (s.how == "given" and s.turns in asking)]
    if met:
        said = [sign for sign in signs if sign.how == "says" and sign.value]
        return "conditional", [*said, *met]
    said = [sign for sign in signs if sign.how == "says"]
    asked = [sign for sign in signs if sign.how == "asks"]
    return _decide_said(said, asked, last_turn) if said else _decide_asked(asked, last_turn)


def _decide_said(
    said: Sequence[_Sign], asked: Sequence[_Sign], last_turn: int
) -> tuple[Value, Sequence[_Sign]]:
    """For a stance in so many words: a "but" after it needs a demand, and makes it conditional."""
    values = {sign.value for sign in said if sign.value}
    turn = said[-1].turns
    demands = [sign for sign in asked if sign.turns > turn]
    if last_turn > turn:
        return ("conditional", [*said, *demands]) if demands and values <= {"for"} else _NONE
    beside = {sign.value for sign in asked if sign.turns == turn}
    if values == {"for"} and "against" not in beside:
        return "for", said
    return ("against", said) if values == {"against"} else _NONE


def _decide_asked(asked: Sequence[_Sign], last_turn: int) -> tuple[Value, Sequence[_Sign]]:
    """For wishes alone: all on one side, and nothing turned against after the last of them."""
    sided = [sign for sign in asked if sign.value]
    values = {sign.value for sign in sided}
    if len(values) != 1 or sided[-1].turns != last_turn:
        return _NONE
    return ("for" if values == {"for"} else "against"), sided


_NONE: tuple[Value, Sequence[_Sign]] = ("unclear", ())
