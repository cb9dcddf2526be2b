"""Phrases as they stand in comments: whole compounds, links of them, and short requests.

A phrase has a key of its words' lemmas, so that wordings of one thing count together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.stopwords import ENGLISH_ARTICLES, HONORIFICS, LINKS
from analysis.text import Document, Word

Key = tuple[str, ...]
Place = tuple[int, int]

SOLID = ("ja", "zh")
LONGEST, LONGEST_SPACED = 13, 32
_MOST_WORDS, _MOST_LINKED = 3, 2
_OPENINGS = "[［"
_MASK = re.compile(r"[\[［][^\[\]［］\n]{1,20}[\]］]")
_ENDINGS = ("ies", "sses", "ches", "shes", "xes")
_OPENS = frozenset({"noun", "prefix"})
_INSIDE = frozenset({"noun", "prefix", "suffix", "number"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verbatim piece of a text; `words` are its words, small ones and all."""

    key: Key
    text: str
    words: tuple[Word, ...] = field(compare=False)


def phrases(
    document: Document, best: Collection[str] | None = None, known: Collection[str] = ()
) -> Iterator[Phrase]:
    """The phrases of a document that could be a label, in no order that means anything.

    With `best`, those alone whose key has one of its words and no word that is not `known`.
    """
    words = spoken_words(document)
    solid = document.language in SOLID
    parts = [_part(word, solid) for word in words]
    longest = LONGEST if solid else LONGEST_SPACED
    for start, end in (_japanese if solid else _spaced)(document, words):
        if best is not None and not _wanted(parts[start:end], best, known):
            continue
        text = document.text[words[start].start : _end(words[end - 1])]
        key = tuple(part for part in parts[start:end] if part)
        if key and _least(text) <= len(text) <= longest:
            yield Phrase(key, text, tuple(words[start:end]))


def _wanted(parts: Sequence[str], best: Collection[str], known: Collection[str]) -> bool:
    telling = False
    for part in parts:
        if part and part not in known:
            return False
        telling = telling or part in best
    return telling


def spoken_words(document: Document) -> Sequence[Word]:
    """The words of a document that nobody put there to hide another."""
    if not any(opening in document.text for opening in _OPENINGS):
        return document.words
    spans = [found.span() for found in _MASK.finditer(document.text)]
    return [w for w in document.words if not any(a <= w.start < b for a, b in spans)]


def lemmas(document: Document) -> set[str]:
    """The lemmas of a document by which keys are made."""
    solid = document.language in SOLID
    return {_part(word, solid) for word in spoken_words(document)} - {""}


@lru_cache(maxsize=100_000)
def stem(lemma: str) -> str:
    """The English word without the ending that a plural changes, to count both as one.

    >>> [stem(word) for word in ("alarms", "cities", "city", "movies", "class", "bus")]
    ['alarm', 'citi', 'citi', 'movi', 'class', 'bus']
    """
    if len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith(("ss", "us", "is")):
        lemma = next((lemma[:-2] for end in _ENDINGS if lemma.endswith(end)), lemma[:-1])
    if len(lemma) > 3 and lemma.endswith(("y", "ie")):
        return lemma.removesuffix("y").removesuffix("ie") + "i"
    return lemma


def _part(word: Word, solid: bool) -> str:
    """What the word adds to a key; "" for a small word or a polite one."""
    if not solid:
        return stem(word.lemma) if word.content else ""
    kept = word.content or word.role in _INSIDE
    return word.lemma if kept and word.lemma not in HONORIFICS else ""


def _least(text: str) -> int:
    """One sign of Chinese writing is a word, one of another writing is not."""
    return 1 if "\u4e00" <= text <= "\u9fff" else 2


def _end(word: Word) -> int:
    return word.start + len(word.surface)


def _japanese(document: Document, words: Sequence[Word]) -> Iterator[Place]:
    compounds = list(_compounds(document.text, words))
    known = dict(compounds)
    for start, end in compounds:
        yield start, end
        first = _described(words, start)
        if first < start:
            yield first, end
        if end < len(words) and _adjoin(words, end):
            for stop in _continued(words, end, known):
                yield start, stop


def _compounds(text: str, words: Sequence[Word]) -> Iterator[Place]:
    """Where whole compounds of nouns begin and end; one with a number in it is none."""
    start = 0
    for place in range(1, len(words) + 1):
        joined = place < len(words) and _joined(text, words[place - 1], words[place])
        if joined and words[place - 1].role in _INSIDE and words[place].role in _INSIDE:
            continue
        if _nominal(words[start:place]):
            yield start, place
        start = place


def _joined(text: str, before: Word, after: Word) -> bool:
    """Whether nothing stands between two words, or one space between two in Latin letters."""
    gap = text[_end(before) : after.start]
    return not gap or (gap == " " and (before.surface + after.surface).isascii())


def _nominal(piece: Sequence[Word]) -> bool:
    roles = [word.role for word in piece]
    if roles[0] not in _OPENS or roles[-1] not in ("noun", "suffix") or "number" in roles:
        return False
    return any(word.content for word in piece)


def _adjoin(words: Sequence[Word], place: int) -> bool:
    return words[place].start == _end(words[place - 1])


def _described(words: Sequence[Word], start: int) -> int:
    """Where the adjective before a compound begins, as in 「やさしい日本語」 and 「危険な道」."""
    first = start - 1
    if first > 0 and words[first].surface == "な" and _adjoin(words, start):
        first -= 1
    elif first < 0 or not words[first].surface.endswith("い"):
        return start
    describes = words[first].role == "adjective" and words[first].content
    return first if describes and _adjoin(words, first + 1) else start


def _continued(words: Sequence[Word], end: int, compounds: dict[int, int]) -> Iterator[int]:
    """Where a compound ends with another after 「の」, or with what shall be done with it."""
    follows = compounds.get(end + 1)
    if words[end].role == "link" and follows and _tells(words[end + 1 : follows]):
        yield follows
    if words[end].surface != "を" or end + 1 >= len(words) or not words[end + 1].content:
        return
    done = words[end + 1]
    if done.role == "verb" and done.surface == done.lemma:
        yield end + 2
    if follows == end + 2 and (follows == len(words) or _done(words[follows])):
        yield follows


def _tells(piece: Sequence[Word]) -> bool:
    return piece[-1].content or (piece[-1].role == "suffix" and len(piece) > 1)


def _done(word: Word) -> bool:
    return word.lemma in ("する", "できる", "為る") or word.role == "other"


def _spaced(document: Document, words: Sequence[Word]) -> Iterator[Place]:
    links = LINKS.get(document.language, frozenset())
    ends = _run_ends(document.text, words)
    for start, end in enumerate(ends):
        if start and _hyphened(document.text, words, start):
            continue
        for stop in range(start + 1, min(end, start + _MOST_WORDS) + 1):
            yield start, _whole(document.text, words, stop)
        if start < end <= start + _MOST_LINKED:
            for last in _linked(document.text, words, ends, end, links):
                yield start, _whole(document.text, words, last)


def _whole(text: str, words: Sequence[Word], stop: int) -> int:
    """Where the last word ends with what a hyphen ties to it, as in "top-up"."""
    while stop < len(words) and _hyphened(text, words, stop):
        stop += 1
    return stop


def _hyphened(text: str, words: Sequence[Word], place: int) -> bool:
    return text[_end(words[place - 1]) : words[place].start] == "-"


def _run_ends(text: str, words: Sequence[Word]) -> list[int]:
    """For each word, where the run of telling words it stands in ends; itself for others."""
    ends = list(range(len(words)))
    for place in range(len(words) - 1, -1, -1):
        if words[place].content:
            after = place + 1
            near = after < len(words) and words[after].content and _near(text, words, after)
            ends[place] = ends[after] if near else after
    return ends


def _near(text: str, words: Sequence[Word], place: int) -> bool:
    return text[_end(words[place - 1]) : words[place].start] in (" ", "-")


def _linked(
    text: str, words: Sequence[Word], ends: Sequence[int], stop: int, links: frozenset[str]
) -> Iterator[int]:
    """Where words after a link, an article or both end: "cost of living", "set an alarm"."""
    after = stop
    for small in (links, ENGLISH_ARTICLES):
        if after < len(words) and words[after].lemma in small and _near(text, words, after):
            after += 1
    if stop < after < len(words) and words[after].content and _near(text, words, after):
        yield from range(after + 1, min(ends[after], after + _MOST_LINKED) + 1)
