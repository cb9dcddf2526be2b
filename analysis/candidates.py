"""Phrases that could name a topic: many of its people say them, others do not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.fitness import fitness
from analysis.phrases import Key, Phrase
from analysis.stopwords import HONORIFICS
from analysis.tallies import Tally, telling
from analysis.usage import Usage

_SHORTLIST, _CONSIDERED, _WORDINGS = 200, 60, 5
_FIRST, _POLITE = 0.2, 5.0
_WHOLE, _FIT = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase that could name a topic: how well, and the units of people who say it."""

    phrase: Phrase
    score: float
    units: frozenset[int]


def candidates(tally: Tally, everybody: Tally, usage: Usage) -> list[Named]:
    """The possible names of a topic, the best first."""
    scores = {key: telling(tally, everybody, key) for key in _shortlist(tally, everybody)}
    ranked = sorted(scores, key=lambda key: (-scores[key], key))[:_CONSIDERED]
    wordings = {key: _wording(tally, key, usage) for key in ranked}
    parts = _parts(tally, ranked, {key for key in ranked if wordings[key][1] >= _FIT})
    found = []
    for key in ranked:
        phrase, fit = wordings[key]
        if scores[key] * fit > 0 and key not in parts and not _slight(tally, phrase):
            found.append(Named(phrase, scores[key] * fit, frozenset(tally.saying(key))))
    return sorted(found, key=lambda one: (-one.score, len(one.phrase.text), one.phrase.text))


def _slight(tally: Tally, phrase: Phrase) -> bool:
    """Whether one sign would name the topic without being on everybody's lips."""
    reach = tally.count(tally.saying(phrase.key))
    return len(phrase.text) == 1 and 4 * reach < tally.n_people


def _shortlist(tally: Tally, everybody: Tally) -> list[Key]:
    """The phrases with the most telling words, since to count all of them takes long."""
    words = {word for key in tally.wordings for word in key}
    scores = {word: telling(tally, everybody, (word,)) for word in words}
    best = {key: max(scores[word] for word in key) for key in tally.wordings}
    return sorted(best, key=lambda key: (-best[key], key))[:_SHORTLIST]


def _parts(tally: Tally, ranked: Sequence[Key], fit: Collection[Key]) -> set[Key]:
    """The phrases that mostly stand in one longer that is fit, or reorder the words of one."""
    reach = {key: tally.count(tally.saying(key)) for key in ranked}
    return {
        part
        for part in ranked
        for key in fit
        if (set(part) < set(key) and reach[key] >= _WHOLE * reach[part])
        or (key != part and set(part) == set(key) and _rarer(tally, part, key))
    }


def _rarer(tally: Tally, one: Key, other: Key) -> bool:
    """Whether one order of the same words is written less than the other."""
    times = [sum(tally.wordings[key].values()) for key in (one, other)]
    return (-times[0], one) > (-times[1], other)


def _wording(tally: Tally, key: Key, usage: Usage) -> tuple[Phrase, float]:
    """The usual wording of those that can name a topic, and how well it does."""
    written = {phrase: times * _usual(phrase) for phrase, times in tally.wordings[key].items()}
    ranked = sorted(written, key=lambda phrase: (-written[phrase], phrase.text))[:_WORDINGS]
    fits = {phrase: fitness(phrase, tally.language, usage) for phrase in ranked}
    best = max(ranked, key=lambda phrase: written[phrase] * fits[phrase])
    return best, fits[best]


def _usual(phrase: Phrase) -> float:
    """Less for what begins a comment, since a capital may stand there; more for polite words."""
    polite = phrase.text[0] in HONORIFICS
    return (1.0 if phrase.words[0].start else _FIRST) * (_POLITE if polite else 1.0)
