"""Labels and exemplars: phrases and whole comments taken from what citizens wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from analysis.arrays import Vectors
from analysis.text import Document, Word

KEYWORDS = 6
EXEMPLARS = 5
LONGEST = {"ja": 13, "zh": 13}
LONGEST_SPACED = 32
_MOST_WORDS = 5
_READABLE = (10, 140)
_SAME = 0.85
_OPENS = frozenset({"noun", "prefix"})
_CLOSES = frozenset({"noun", "suffix"})
_INSIDE = frozenset({"noun", "prefix", "suffix", "number", "link"})


@dataclass(slots=True)
class Phrase:
    """A phrase as it stands in texts: its content lemmas and the documents that hold it."""

    text: str
    lemmas: tuple[str, ...]
    documents: set[int] = field(default_factory=set)


def keywords(
    words: Mapping[str, float], documents: Sequence[Document], n_most: int = KEYWORDS
) -> tuple[str, ...]:
    """The most telling words as the topic's own comments write them."""
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for word in document.words:
            if word.role in _CLOSES and word.content:
                written[word.lemma][word.surface] += 1
    known = [lemma for lemma in words if lemma in written]
    surfaces = [
        min(written[lemma].items(), key=lambda item: (-item[1], item[0]))[0] for lemma in known
    ]
    return tuple(dict.fromkeys(surfaces))[:n_most]


def label(words: Mapping[str, float], documents: Sequence[Document], taken: set[str]) -> str:
    """A phrase for the topic, or two joined by a dot; it stands in no label of `taken`."""
    ranked = _ranked(words, documents)
    free = [phrase for phrase in ranked if phrase.text not in taken]
    if not free:
        return _fallback(documents, taken)
    first = free[0]
    second = _companion(first, free[1:], words)
    taken |= {first.text} | ({second.text} if second else set())
    return f"{first.text}・{second.text}" if second else first.text


def _fallback(documents: Sequence[Document], taken: set[str]) -> str:
    """The beginning of the shortest comment, where no phrase is free."""
    text = min((document.text for document in documents), key=lambda text: (len(text), text))
    found = " ".join(text.split())[:20] or "…"
    while found in taken:
        found += "…"
    taken.add(found)
    return found


def _ranked(words: Mapping[str, float], documents: Sequence[Document]) -> list[Phrase]:
    phrases: dict[str, Phrase] = {}
    reach: Counter[str] = Counter()
    for number, document in enumerate(documents):
        reach.update({word.lemma for word in document.words})
        for phrase in _phrases(document):
            phrases.setdefault(phrase.text, phrase).documents.add(number)
    scored = ((_score(p, words, reach), p) for p in phrases.values())
    ranked = sorted(scored, key=lambda pair: (-pair[0], len(pair[1].text), pair[1].text))
    return [phrase for score, phrase in ranked if score > 0]


def _score(phrase: Phrase, words: Mapping[str, float], reach: Counter[str]) -> float:
    """How telling its words are, how many comments they reach, how often it stands as it is."""
    weights = sorted(
        (words.get(lemma, 0.0) * log(1 + reach[lemma]) for lemma in set(phrase.lemmas)),
        reverse=True,
    )
    told = sum(w / (n + 1) for n, w in enumerate(weights[:3]))
    whole = 1 + log(len(phrase.documents))
    strangers = sum(lemma not in words for lemma in phrase.lemmas)
    return told * whole / (1 + strangers)


def _phrases(document: Document) -> Iterator[Phrase]:
    longest = LONGEST.get(document.language, LONGEST_SPACED)
    for run in _runs(document):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + _MOST_WORDS) + 1):
                piece = run[start:end]
                if _whole(run, start, end) and (found := _phrase(document, piece, longest)):
                    yield found


def _runs(document: Document) -> Iterator[list[Word]]:
    """Words without a gap of more than a space between them that can stand in one phrase."""
    run: list[Word] = []
    for word in document.words:
        gap = document.text[run[-1].start + len(run[-1].surface) : word.start] if run else ""
        if word.role not in _INSIDE or gap.strip() or len(gap) > 1:
            if run:
                yield run
            run = []
        if word.role in _INSIDE:
            run.append(word)
    if run:
        yield run


def _whole(run: list[Word], start: int, end: int) -> bool:
    """Whether no compound is cut: a phrase begins and ends at a link or at the run's ends."""
    before = start == 0 or run[start - 1].role == "link" or " " in _between(run, start)
    after = end == len(run) or run[end].role == "link" or " " in _between(run, end)
    return before and after and run[start].role in _OPENS and run[end - 1].role in _CLOSES


def _between(run: list[Word], at: int) -> str:
    gap = run[at].start - run[at - 1].start - len(run[at - 1].surface)
    return " " * gap


def _phrase(document: Document, piece: list[Word], longest: int) -> Phrase | None:
    text = document.text[piece[0].start : piece[-1].start + len(piece[-1].surface)]
    content = tuple(word.lemma for word in piece if word.content)
    if not content or len(text) > longest or len(text) < 2 or "\n" in text:
        return None
    return Phrase(text, content)


def _companion(
    first: Phrase, others: Sequence[Phrase], words: Mapping[str, float]
) -> Phrase | None:
    """A second phrase on other words, where the first is short."""
    if len(first.lemmas) > 1 or len(first.text) > 7:
        return None
    for phrase in others[:12]:
        apart = not set(phrase.lemmas) & set(first.lemmas) and first.text not in phrase.text
        if apart and len(phrase.text) + len(first.text) <= 15 and phrase.text not in first.text:
            return phrase
    return None


def exemplars(
    vectors: Vectors, documents: Sequence[Document], sizes: Sequence[int], n_most: int = EXEMPLARS
) -> list[int]:
    """Rows of the comments that stand for the group: central, readable, unlike one another."""
    centre = vectors.mean(axis=0)
    central = np.round(vectors @ centre, 4) + 0.02 * np.log(np.asarray(sizes, float))
    readable = np.array([_READABLE[0] <= len(d.text) <= _READABLE[1] for d in documents])
    order = np.lexsort((np.arange(len(documents)), -central, ~readable))
    chosen: list[int] = []
    for row in order.tolist():
        if all(float(vectors[row] @ vectors[other]) < _SAME for other in chosen):
            chosen.append(row)
        if len(chosen) == n_most:
            break
    return chosen
