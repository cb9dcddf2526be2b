"""Keywords: the most telling words of a topic as its own comments write them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analysis.fitness import names_person
from analysis.phrases import spoken_words, stem
from analysis.stopwords import ENGLISH_TIMES, TIMES
from analysis.text import Document, Word

KEYWORDS = 6


def keywords(
    words: Mapping[str, float], documents: Sequence[Document], n_most: int = KEYWORDS
) -> tuple[str, ...]:
    """The words of most weight, one wording of each; no persons, times, numbers or masks."""
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for word in spoken_words(document):
            if word.lemma in words and _telling(word):
                written[word.lemma][word.surface] += 1
    found: dict[str, str] = {}
    for lemma in words:
        if len(found) < n_most and lemma in written:
            surface = min(written[lemma].items(), key=lambda item: (-item[1], item[0]))[0]
            if not names_person(surface):
                found.setdefault(stem(surface.lower()), surface)
    return tuple(found.values())


def _telling(word: Word) -> bool:
    numbered = any(character.isdigit() for character in word.surface)
    timed = word.surface in TIMES or word.lemma in ENGLISH_TIMES
    return word.content and word.role in ("noun", "suffix") and not numbered and not timed
