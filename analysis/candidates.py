"""Phrases that could name a topic: many of its people say them, others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from analysis.fitness import fitness
from analysis.phrases import Key, Phrase
from analysis.stopwords import HONORIFICS
from analysis.tallies import Tally, together
from analysis.usage import Usage

_SHORTLIST, _CONSIDERED, _WORDINGS = 200, 60, 5
_LIFT, _FIRST, _POLITE = 1.5, 0.2, 5.0
_WHOLE = 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase that could name a topic: how well, and the units of people who say it."""

    phrase: Phrase
    score: float
    units: frozenset[int]


def candidates(tallies: Sequence[Tally], usage: Usage) -> list[list[Named]]:
    """Per topic its possible names, the best first."""
    everybody = together(tallies)
    return [_candidates(one, everybody, usage) for one in tallies]


def _candidates(tally: Tally, everybody: Tally, usage: Usage) -> list[Named]:
    telling = {key: _telling(tally, everybody, key) for key in _shortlist(tally, everybody)}
    ranked = sorted(telling, key=lambda key: (-telling[key], key))[:_CONSIDERED]
    parts = _parts(tally, ranked)
    found = []
    for key in ranked:
        phrase, fit = _wording(tally, key, usage)
        score = telling[key] * fit
        if phrase and score > 0 and key not in parts:
            found.append(Named(phrase, score, frozenset(tally.saying(key))))
    return sorted(found, key=lambda one: (-one.score, len(one.phrase.text), one.phrase.text))


def _shortlist(tally: Tally, everybody: Tally) -> list[Key]:
    """The phrases whose rarest word is most telling, since to count all of them takes long."""
    words = {lemma: _telling(tally, everybody, (lemma,)) for lemma in sorted(tally.units)}
    best = {key: max(words.get(lemma, 0.0) for lemma in key) for key in tally.wordings}
    return sorted(best, key=lambda key: (-best[key], key))[:_SHORTLIST]


def _telling(tally: Tally, everybody: Tally, key: Key) -> float:
    """The share of the topic's people who say it, by how much more often than others do."""
    here = tally.count(tally.saying(key))
    share = here / tally.n_people
    others = everybody.n_people - tally.n_people
    usual = (everybody.count(everybody.saying(key)) - here + 1) / (others + 2)
    return share * log(share / usual) if share > _LIFT * usual else 0.0


def _parts(tally: Tally, ranked: Sequence[Key]) -> set[Key]:
    """The phrases that mostly stand in one longer phrase, or reorder the words of one."""
    reach = {key: tally.count(tally.saying(key)) for key in ranked}
    return {
        part
        for part in ranked
        for key in ranked
        if (set(part) < set(key) and reach[key] >= _WHOLE * reach[part])
        or (key != part and set(part) == set(key) and _rarer(tally, part, key))
    }


def _rarer(tally: Tally, one: Key, other: Key) -> bool:
    """Whether one order of the same words is written less than the other."""
    times = [sum(tally.wordings[key].values()) for key in (one, other)]
    return (-times[0], one) > (-times[1], other)


def _wording(tally: Tally, key: Key, usage: Usage) -> tuple[Phrase | None, float]:
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
