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
_SHORT, _LONGEST_PAIR = 9, 16
_MOST_COMPANIONS = 12
_MOST_HEADS, _LONGEST_JOINT = 3, 24
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
    free = [phrase for phrase, _ in ranked if phrase.text not in taken]
    if not free:
        return _fallback(documents, taken)
    first = free[0]
    second = _companion(first, ranked, taken)
    taken |= {first.text} | ({second.text} if second else set())
    return f"{first.text}・{second.text}" if second else first.text


def joint_label(parts: Sequence[str], taken: set[str]) -> str:
    """A label of the first phrases of other labels, as many as are read at a glance."""
    heads = list(dict.fromkeys(part.split("・")[0] for part in parts))
    chosen = heads[:1]
    for head in heads[1:]:
        longest = LONGEST_SPACED if head.isascii() else _LONGEST_JOINT
        if len(chosen) < _MOST_HEADS and len("・".join([*chosen, head])) <= longest:
            chosen.append(head)
    found = "・".join(chosen)
    while found in taken:
        found += "…"
    taken.add(found)
    return found


def _fallback(documents: Sequence[Document], taken: set[str]) -> str:
    """The beginning of the shortest comment, where no phrase is free."""
    text = min((document.text for document in documents), key=lambda text: (len(text), text))
    found = " ".join(text.split())[:20] or "…"
    while found in taken:
        found += "…"
    taken.add(found)
    return found


def _ranked(
    words: Mapping[str, float], documents: Sequence[Document]
) -> list[tuple[Phrase, float]]:
    """The phrases with their scores, best first; those of one comment only where all are."""
    phrases: dict[str, Phrase] = {}
    reach: Counter[str] = Counter()
    for number, document in enumerate(documents):
        reach.update({word.lemma for word in document.words})
        for phrase in _phrases(document):
            phrases.setdefault(phrase.text, phrase).documents.add(number)
    shared = [phrase for phrase in phrases.values() if len(phrase.documents) > 1]
    scored = [(phrase, _score(phrase, words, reach)) for phrase in shared or phrases.values()]
    ranked = sorted(scored, key=lambda pair: (-pair[1], len(pair[0].text), pair[0].text))
    return [(phrase, score) for phrase, score in ranked if score > 0]


def _score(phrase: Phrase, words: Mapping[str, float], reach: Counter[str]) -> float:
    """How telling its words are, how many comments they reach, how often it stands as it is."""
    weights = sorted(
        (words.get(lemma, 0.0) * log(1 + reach[lemma]) for lemma in set(phrase.lemmas)),
        reverse=True,
    )
    told: float = sum(w / (n + 1) ** 1.5 for n, w in enumerate(weights[:3]))
    whole = log(1 + len(phrase.documents))
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
    first: Phrase, ranked: Sequence[tuple[Phrase, float]], taken: set[str]
) -> Phrase | None:
    """A second phrase on other words, for comments that lack the first; where that is short."""
    if len(first.lemmas) > 1 or len(first.text) > _SHORT:
        return None
    fitting = [
        (score * len(phrase.documents - first.documents) / len(phrase.documents), phrase)
        for phrase, score in ranked[:_MOST_COMPANIONS]
        if phrase.text not in taken and _apart(first, phrase)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _apart(first: Phrase, second: Phrase) -> bool:
    nested = first.text in second.text or second.text in first.text
    longest = LONGEST_SPACED if first.text.isascii() else _LONGEST_PAIR
    fits = len(first.text) + len(second.text) <= longest
    return fits and not nested and not set(first.lemmas) & set(second.lemmas)


def exemplars(
    vectors: Vectors, documents: Sequence[Document], sizes: Sequence[int], authors: Sequence[str]
) -> list[int]:
    """Rows of the comments that stand for the group: central, readable, unlike one another.

    Each is of another person, as far as there are enough; `authors` has a person per document.
    """
    centre = vectors.mean(axis=0)
    central = np.round(vectors @ centre, 4) + 0.02 * np.log(np.asarray(sizes, float))
    readable = np.array([_READABLE[0] <= len(d.text) <= _READABLE[1] for d in documents])
    order = np.lexsort((np.arange(len(documents)), -central, ~readable)).tolist()
    chosen: list[int] = []
    for row in order:
        unlike = all(float(vectors[row] @ vectors[other]) < _SAME for other in chosen)
        if unlike and authors[row] not in {authors[other] for other in chosen}:
            chosen.append(row)
        if len(chosen) == EXEMPLARS:
            break
    return chosen
