"""How many people of a topic say each phrase."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log

from analysis.phrases import Key, Phrase, lemmas, phrases
from analysis.text import Document

MOST_READ = 4_000
_FEW, _WORDS, _LIFT = 6, 100, 1.5
_NOBODY: set[int] = set()


@dataclass(frozen=True, slots=True)
class Crowd:
    """The voices of one topic: the document of each, and the people who say it."""

    documents: Sequence[Document]
    people: Sequence[Collection[str]]


@dataclass(frozen=True)
class Tally:
    """Which people say what, in the language of most of them.

    `people` has a number of people per unit: people who share the same documents are one unit.
    `units` has the units that say a word, `wordings` in how many of the `documents` a telling
    phrase is written in which way. The documents are those in the language of most people.
    """

    language: str
    people: Sequence[int]
    units: Mapping[str, set[int]]
    documents: Sequence[Document] = ()
    wordings: Mapping[Key, Mapping[Phrase, int]] = field(default_factory=dict)

    @cached_property
    def n_people(self) -> int:
        """All people of the topic."""
        return sum(self.people)

    @cached_property
    def _each_is_one(self) -> bool:
        return self.n_people == len(self.people)

    def saying(self, key: Key) -> set[int]:
        """The units that say all words of a phrase, in whatever order."""
        found = sorted((self.units.get(lemma, _NOBODY) for lemma in key), key=len)
        return found[0].intersection(*found[1:]) if found else set()

    def count(self, units: Collection[int]) -> int:
        """The people of those units."""
        if self._each_is_one:
            return len(units)
        return sum(self.people[unit] for unit in units)


def tally(crowd: Crowd) -> Tally:
    """The words of one topic; of a very large one so many documents are read, evenly taken."""
    step = -(-len(crowd.documents) // MOST_READ) or 1
    documents, people = crowd.documents[::step], crowd.people[::step]
    language = _language(documents, people)
    units, sizes = _units(people)
    saying: defaultdict[str, set[int]] = defaultdict(set)
    for document, said_by in zip(documents, units, strict=True):
        for lemma in lemmas(document):
            saying[lemma].update(said_by)
    written = [document for document in documents if document.language == language]
    return Tally(language, sizes, saying, written)


def together(tallies: Sequence[Tally]) -> Tally:
    """One tally of several topics; a person counts once in each."""
    spoken = Counter[str]()
    people: list[int] = []
    units: defaultdict[str, set[int]] = defaultdict(set)
    for one in tallies:
        spoken[one.language] += one.n_people
        for lemma, found in one.units.items():
            units[lemma].update([unit + len(people) for unit in found])
        people.extend(one.people)
    language = max(sorted(spoken), key=spoken.__getitem__, default="und")
    wordings: defaultdict[Key, Counter[Phrase]] = defaultdict(Counter)
    for one in tallies:
        for key, written in one.wordings.items() if one.language == language else ():
            wordings[key].update(written)
    return Tally(language, people, units, wordings=wordings)


def telling(tally: Tally, everybody: Tally, key: Key) -> float:
    """The share of the topic's people who say it, by how much more often than others do."""
    here = tally.count(tally.saying(key))
    share = here / tally.n_people
    others = everybody.n_people - tally.n_people
    usual = (everybody.count(everybody.saying(key)) - here + 1) / (others + 2)
    return share * log(share / usual) if share > _LIFT * usual else 0.0


def worded(tally: Tally, everybody: Tally) -> Tally:
    """The tally with its phrases on telling words; those of one document only where it has few."""
    least = 1 if len(tally.documents) < _FEW else 2
    often = {word for word, units in tally.units.items() if tally.count(units) >= least}
    scores = {word: telling(tally, everybody, (word,)) for word in sorted(often)}
    best = set(sorted(scores, key=lambda word: (-scores[word], word))[:_WORDS])
    times: Counter[tuple[Key, str]] = Counter()
    first: dict[tuple[Key, str], Phrase] = {}
    for document in tally.documents:
        found = {}
        for phrase in phrases(document, best, often):
            found[phrase.key, phrase.text] = phrase
        for wording, phrase in found.items():
            if wording not in first or not first[wording].words[0].start:
                first[wording] = phrase
        times.update(found.keys())
    return replace(tally, wordings=_enough(times, first, least))


def _enough(
    times: Mapping[tuple[Key, str], int], first: Mapping[tuple[Key, str], Phrase], least: int
) -> dict[Key, dict[Phrase, int]]:
    """By key in how many documents each wording is, where together they are enough."""
    total: Counter[Key] = Counter()
    for (key, _), n in times.items():
        total[key] += n
    wordings: defaultdict[Key, dict[Phrase, int]] = defaultdict(dict)
    for wording, n in times.items():
        if total[wording[0]] >= least:
            wordings[wording[0]][first[wording]] = n
    return wordings


def _language(documents: Sequence[Document], people: Sequence[Collection[str]]) -> str:
    spoken = Counter[str]()
    for document, said_by in zip(documents, people, strict=True):
        spoken[document.language] += len(said_by)
    return max(sorted(spoken), key=spoken.__getitem__, default="und")


def _units(people: Sequence[Collection[str]]) -> tuple[list[list[int]], list[int]]:
    """The units of each document, and how many people each unit has."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    for row, said_by in enumerate(people):
        for person in said_by:
            said[person].append(row)
    sizes = Counter(tuple(rows) for rows in said.values())
    units: list[list[int]] = [[] for _ in people]
    for unit, rows in enumerate(sizes):
        for row in rows:
            units[row].append(unit)
    return units, list(sizes.values())
