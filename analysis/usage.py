"""How English words are used in the comments at hand: as things, as deeds or as qualities.

No dictionary of word classes is at hand without a download; what stands beside a word tells
enough to keep deeds and qualities from being names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.stopwords import (
    ENGLISH_BEFORE_DEEDS,
    ENGLISH_BEFORE_QUALITIES,
    ENGLISH_BEFORE_THINGS,
    ENGLISH_DETERMINERS,
    ENGLISH_OBJECTS,
    ENGLISH_PREDICATES,
)
from analysis.text import Document, Word

MOST_READ = 5_000
_PRIOR = 2.0
_AT_TIMES = 0.4
_QUALITIES = ("ous", "ful", "able", "ible", "ive", "less", "ish", "ical", "al", "ic", "est")
_THINGS = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence", "er", "or", "ist")


class Usage:
    """How often each English word of some documents is a thing, a deed or a quality."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._things: Counter[str] = Counter()
        self._deeds: Counter[str] = Counter()
        self._qualities: Counter[str] = Counter()
        english = [document for document in documents if document.language == "en"]
        for document in english[:: -(-len(english) // MOST_READ) or 1]:
            self._read(document)

    def thing(self, lemma: str) -> float:
        """How likely the word names a thing, in [0, 1]."""
        share = self._share(lemma, self._things[lemma], _thing(lemma))
        seen = self._things[lemma] + self._deeds[lemma] + self._qualities[lemma]
        return max(share, _AT_TIMES) if self._things[lemma] > seen / 9 else share

    def deed(self, lemma: str) -> float:
        """How likely the word says what is done, in [0, 1]."""
        return self._share(lemma, self._deeds[lemma], 0.2)

    def _share(self, lemma: str, found: int, before: float) -> float:
        seen = self._things[lemma] + self._deeds[lemma] + self._qualities[lemma]
        return (found + _PRIOR * before) / (seen + _PRIOR)

    def _read(self, document: Document) -> None:
        words = document.words
        for place, word in enumerate(words):
            if word.content:
                before, after = _beside(document.text, words, place)
                self._count(word.lemma, before, after)

    def _count(self, lemma: str, before: str, after: str) -> None:
        plural = lemma.endswith("s") and not lemma.endswith("ss")
        if (before in ENGLISH_BEFORE_DEEDS and not plural) or (
            after in ENGLISH_OBJECTS and before not in ENGLISH_BEFORE_THINGS
        ):
            self._deeds[lemma] += 1
        elif after in ENGLISH_PREDICATES and before not in ENGLISH_BEFORE_QUALITIES:
            self._things[lemma] += 1
        elif before in ENGLISH_BEFORE_QUALITIES or (after == "+" and before in ENGLISH_DETERMINERS):
            self._qualities[lemma] += 1
        elif before in ENGLISH_BEFORE_THINGS or (before == "+" and after != "+"):
            self._things[lemma] += 1


def _beside(text: str, words: Sequence[Word], place: int) -> tuple[str, str]:
    """The small words before and after; "+" for a telling word, "" where a sentence is cut."""
    word = words[place]
    before = after = ""
    if place and text[words[place - 1].start + len(words[place - 1].surface) : word.start] == " ":
        before = "+" if words[place - 1].content else words[place - 1].lemma
    end = word.start + len(word.surface)
    if place + 1 < len(words) and text[end : words[place + 1].start] == " ":
        after = "+" if words[place + 1].content else words[place + 1].lemma
    return before, after


def _thing(lemma: str) -> float:
    """How likely a word of that ending names a thing, before anything was read."""
    if lemma.endswith(("ed", "ly")):
        return 0.05
    if lemma.endswith(_THINGS) or (lemma.endswith("s") and not lemma.endswith("ss")):
        return 0.9
    if lemma.endswith(_QUALITIES):
        return 0.3
    return 0.5 if lemma.endswith("ing") else 0.6
