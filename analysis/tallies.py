"""How many people of a topic say each phrase."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from analysis.phrases import Key, Phrase, lemmas, phrases
from analysis.text import Document

MOST_READ = 4_000
_FEW = 6


@dataclass(frozen=True, slots=True)
class Crowd:
    """The voices of one topic: the document of each, and the people who say it."""

    documents: Sequence[Document]
    people: Sequence[Collection[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Which people say what, in the language of most of them.

    `people` has a number of people per unit: people who share the same documents are one unit.
    `units` has the units that say a word, `wordings` how often a phrase is written in which way.
    """

    language: str
    people: Sequence[int]
    units: Mapping[str, set[int]]
    wordings: Mapping[Key, Mapping[Phrase, int]]

    @property
    def n_people(self) -> int:
        """All people of the topic."""
        return sum(self.people)

    def saying(self, key: Key) -> set[int]:
        """The units that say all words of a phrase, in whatever order."""
        found = [self.units.get(lemma) for lemma in key]
        return set.intersection(*(units or set() for units in found)) if key else set()

    def count(self, units: Collection[int]) -> int:
        """The people of those units."""
        return sum(self.people[unit] for unit in units)


def tally(crowd: Crowd) -> Tally:
    """The words and phrases of one topic; phrases of one document only where there are few.

    Of a very large topic so many documents are read, evenly taken.
    """
    step = -(-len(crowd.documents) // MOST_READ) or 1
    documents, people = crowd.documents[::step], crowd.people[::step]
    language = _language(documents, people)
    units, sizes = _units(people)
    saying: defaultdict[str, set[int]] = defaultdict(set)
    wordings: defaultdict[Key, Counter[Phrase]] = defaultdict(Counter)
    for document, said_by in zip(documents, units, strict=True):
        for lemma in lemmas(document):
            saying[lemma].update(said_by)
        if document.language == language:
            for phrase in set(phrases(document)):
                wordings[phrase.key][phrase] += 1
    least = 1 if len(documents) < _FEW else 2
    kept = {key: written for key, written in wordings.items() if written.total() >= least}
    return Tally(language, sizes, saying, kept)


def together(tallies: Sequence[Tally]) -> Tally:
    """One tally of several topics; a person counts once in each."""
    spoken = Counter[str]()
    for one in tallies:
        spoken[one.language] += one.n_people
    language = max(sorted(spoken), key=spoken.__getitem__, default="und")
    people: list[int] = []
    units: defaultdict[str, set[int]] = defaultdict(set)
    wordings: defaultdict[Key, Counter[Phrase]] = defaultdict(Counter)
    for one in tallies:
        for lemma, found in one.units.items():
            units[lemma] |= {unit + len(people) for unit in found}
        if one.language == language:
            for key, written in one.wordings.items():
                wordings[key].update(written)
        people.extend(one.people)
    return Tally(language, people, units, wordings)


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
