"""Phrases as they stand in comments: whole compounds, links of them, and short requests.

A phrase has a key of its words' lemmas, so that wordings of one thing count together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.stopwords import ENGLISH_ARTICLES, HONORIFICS, LINKS
from analysis.text import Document, Word

Key = tuple[str, ...]

SOLID = ("ja", "zh")
LONGEST, LONGEST_SPACED = 13, 32
_MOST_WORDS, _MOST_LINKED = 3, 2
_MASK = re.compile(r"[\[［][^\[\]［］\n]{1,20}[\]］]")
_ENDINGS = ("ies", "sses", "ches", "shes", "xes")
_OPENS = frozenset({"noun", "prefix"})
_INSIDE = frozenset({"noun", "prefix", "suffix", "number"})
_SUBJECTS = frozenset({"noun", "verb", "adjective"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verbatim piece of a text; `words` are its words, small ones and all."""

    key: Key
    text: str
    words: tuple[Word, ...] = field(compare=False)


def phrases(document: Document) -> Iterator[Phrase]:
    """The phrases of a document that could be a label, in no order that means anything."""
    words = spoken_words(document)
    spaced = document.language not in SOLID
    found = _spaced(document, words) if spaced else _japanese(document, words)
    longest = LONGEST_SPACED if spaced else LONGEST
    for piece in found:
        text = document.text[piece[0].start : _end(piece[-1])]
        if _least(text) <= len(text) <= longest and (key := _key(piece, spaced)):
            yield Phrase(key, text, tuple(piece))


def spoken_words(document: Document) -> Sequence[Word]:
    """The words of a document that nobody put there to hide another."""
    spans = [found.span() for found in _MASK.finditer(document.text)]
    if not spans:
        return document.words
    return [w for w in document.words if not any(a <= w.start < b for a, b in spans)]


def lemmas(document: Document) -> set[str]:
    """The lemmas of a document by which keys are made."""
    words = spoken_words(document)
    if document.language in SOLID:
        return {word.lemma for word in words if word.content or word.role in _INSIDE}
    return {stem(word.lemma) for word in words if word.content}


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


def _key(piece: Sequence[Word], spaced: bool) -> Key:
    if spaced:
        return tuple(stem(word.lemma) for word in piece if word.content)
    kept = (w.lemma for w in piece if w.role in _INSIDE or (w.role in _SUBJECTS and w.content))
    return tuple(lemma for lemma in kept if lemma not in HONORIFICS)


def _least(text: str) -> int:
    """One sign of Chinese writing is a word, one of another writing is not."""
    return 1 if "\u4e00" <= text <= "\u9fff" else 2


def _end(word: Word) -> int:
    return word.start + len(word.surface)


def _japanese(document: Document, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    compounds = list(_compounds(document.text, words))
    known = dict(compounds)
    for start, end in compounds:
        yield words[start:end]
        yield from _described(words, start, end)
        if end < len(words) and _adjoin(words, end):
            yield from _continued(words, start, end, known)


def _compounds(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
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


def _described(words: Sequence[Word], start: int, end: int) -> Iterator[Sequence[Word]]:
    """The compound with the adjective before it, as in 「やさしい日本語」 and 「危険な道」."""
    first = start - 1
    if first > 0 and words[first].surface == "な" and _adjoin(words, start):
        first -= 1
    elif first < 0 or not words[first].surface.endswith("い"):
        return
    if words[first].role == "adjective" and words[first].content and _adjoin(words, first + 1):
        yield words[first:end]


def _continued(
    words: Sequence[Word], start: int, end: int, compounds: dict[int, int]
) -> Iterator[Sequence[Word]]:
    """The compound with another after 「の」, or with what is asked to be done with it."""
    follows = compounds.get(end + 1)
    if words[end].role == "link" and follows and _tells(words[end + 1 : follows]):
        yield words[start:follows]
    if words[end].surface != "を" or end + 1 >= len(words) or not words[end + 1].content:
        return
    done = words[end + 1]
    if done.role == "verb" and done.surface == done.lemma:
        yield words[start : end + 2]
    if follows == end + 2 and (follows == len(words) or _done(words[follows])):
        yield words[start:follows]


def _tells(piece: Sequence[Word]) -> bool:
    return piece[-1].content or (piece[-1].role == "suffix" and len(piece) > 1)


def _done(word: Word) -> bool:
    return word.lemma in ("する", "できる", "為る") or word.role == "other"


def _spaced(document: Document, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    links = LINKS.get(document.language, frozenset())
    ends = _run_ends(document.text, words)
    for start, end in enumerate(ends):
        for stop in range(start + 1, min(end, start + _MOST_WORDS) + 1):
            yield words[start:stop]
            if stop == end and stop - start <= _MOST_LINKED:
                yield from _linked(document.text, words, ends, start, stop, links)


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
    text: str,
    words: Sequence[Word],
    ends: Sequence[int],
    start: int,
    stop: int,
    links: frozenset[str],
) -> Iterator[Sequence[Word]]:
    """The words with others after a link, an article, or both: "cost of living", "set an alarm"."""
    after = stop
    for small in (links, ENGLISH_ARTICLES):
        if after < len(words) and words[after].lemma in small and _near(text, words, after):
            after += 1
    if stop < after < len(words) and words[after].content and _near(text, words, after):
        for last in range(after + 1, min(ends[after], after + _MOST_LINKED) + 1):
            yield words[start:last]
