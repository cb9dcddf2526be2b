"""Labels of topics and themes: noun phrases that many of their people say and others do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from analysis.candidates import Named, candidates
from analysis.fitness import mentions_person
from analysis.phrases import Key, Phrase
from analysis.stopwords import GENERAL
from analysis.tallies import Crowd, Tally, tally, together, worded
from analysis.text import Document
from analysis.usage import Usage

JOINT = "・"
_BROAD, _NESTED = 0.5, 0.5
_ADDS, _LEAST, _AS_GOOD = 0.05, 3, 0.3
_LONGEST_PAIR, _LONGEST_JOINT, _LONGEST_SPACED = 16, 24, 36
_MOST_HEADS, _STEM = 3, 5
_SHARED, _EVEN, _MOST_SHARED = 0.25, 0.8, 3
_READABLE = (8, 24)
_CALLS = frozenset("あいうえおぁぃぅぇぉわんっアイウエオァィゥェォワンッ")


@dataclass(frozen=True, slots=True)
class Names:
    """The labels of the topics in their order, and of the themes by id; all differ."""

    topics: tuple[str, ...]
    themes: Mapping[str, str]


def name(crowds: Sequence[Crowd], themes: Sequence[str]) -> Names:
    """Labels for topics and their themes; `themes` has the theme of each topic.

    The topics come in the order in which they may choose their words.
    """
    usage = Usage(document for crowd in crowds for document in crowd.documents)
    counted = [tally(crowd) for crowd in crowds]
    everybody = together(counted)
    tallies = [worded(one, everybody) for one in counted]
    ranked = [candidates(one, everybody, usage) for one in tallies]
    taken: set[Key] = set()
    parts = [chosen(*pair, taken) for pair in zip(ranked, tallies, strict=True)]
    used: set[str] = set()
    topics = tuple(
        distinct(JOINT.join(found) or beginning(crowd.documents), used)
        for found, crowd in zip(parts, crowds, strict=True)
    )
    inside = {theme: [n for n, of in enumerate(themes) if of == theme] for theme in sorted(themes)}
    named = {}
    for theme, within in inside.items():
        shared = candidates(together([tallies[n] for n in within]), everybody, usage)
        words = [parts[n] or [topics[n]] for n in within]
        text = shared_name(shared, [tallies[n] for n in within], words, used)
        named[theme] = distinct(text, used)
    return Names(topics, named)


def chosen(ranked: Sequence[Named], tally: Tally, taken: set[Key]) -> list[str]:
    """One phrase, or two where few say the first; none if all are taken.

    The keys of what it chooses are added to `taken`.
    """
    free = sorted(_free(ranked, taken), key=lambda one: (-one.score, one.phrase.text))
    if not free:
        return []
    first = free[0]
    second = _second(first, free[1:], tally)
    phrases = [first.phrase, second.phrase] if second else [first.phrase]
    taken |= {phrase.key for phrase in phrases}
    return [phrase.text for phrase in phrases]


def _free(ranked: Sequence[Named], taken: Collection[Key]) -> Iterator[Named]:
    """Those that name no other topic, the less good the nearer they come to it."""
    for one in ranked:
        words = set(one.phrase.key)
        if words not in map(set, taken):
            nested = any(words < set(other) or words > set(other) for other in taken)
            yield replace(one, score=one.score * (_NESTED if nested else 1.0))


def _second(first: Named, others: Sequence[Named], tally: Tally) -> Named | None:
    reached = tally.count(first.units) / tally.n_people
    if reached > _BROAD:
        return None
    least = max(min(_LEAST, tally.n_people // 5), _ADDS * tally.n_people)
    fitting = [
        (one.score * sqrt(tally.count(one.units - first.units) / tally.count(one.units)), one)
        for one in others
        if _apart(first.phrase, one.phrase)
        and one.score >= _AS_GOOD * first.score
        and tally.count(one.units - first.units) >= least
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _apart(first: Phrase, second: Phrase) -> bool:
    longest = _LONGEST_SPACED if first.text.isascii() else _LONGEST_PAIR
    fits = len(first.text) + len(second.text) <= longest
    return fits and not any(_akin(a, b) for a in first.key for b in second.key)


def _akin(one: str, other: str) -> bool:
    """Whether two words share most of their stem, as "tourist" and "tourism" do."""
    if one.isascii():
        return one[:_STEM].startswith(other[:_STEM]) or other[:_STEM].startswith(one[:_STEM])
    return one in other or other in one or (len(one) > 2 and one[:2] == other[:2])


def shared_name(
    shared: Sequence[Named],
    tallies: Sequence[Tally],
    parts: Sequence[Sequence[str]],
    used: Collection[str],
) -> str:
    """What the people of most topics of a theme say, or else first phrases of its largest topics.

    `shared` are the candidates of the theme; `parts` has the phrases of each topic's label.
    """
    if len(parts) > 1:
        for one in shared[:_MOST_SHARED]:
            if one.phrase.text not in used and _spread(one.phrase.key, tallies) >= _EVEN:
                return one.phrase.text
        return joint([found[0] for found in parts])
    others = [one.phrase.text for one in shared if one.phrase.text not in parts[0]]
    apart = [text for text in others if not any(_akin(text, part) for part in parts[0])]
    return joint([parts[0][0], *apart[:1]]) if apart or not others else others[0]


def _spread(key: Key, tallies: Sequence[Tally]) -> float:
    """The share of the theme's people whose topic often speaks of it."""
    often = [
        tally.n_people
        for tally in tallies
        if tally.count(tally.saying(key)) >= _SHARED * tally.n_people
    ]
    return sum(often) / sum(tally.n_people for tally in tallies)


def joint(parts: Sequence[str]) -> str:
    """The phrases joined by dots, as many as are read at a glance."""
    different = list(dict.fromkeys(parts))
    chosen = different[:1]
    for part in different[1:]:
        longest = _LONGEST_SPACED if part.isascii() else _LONGEST_JOINT
        if len(chosen) < _MOST_HEADS and len(JOINT.join([*chosen, part])) <= longest:
            chosen.append(part)
    return JOINT.join(chosen)


def beginning(documents: Sequence[Document]) -> str:
    """The beginning of the shortest readable comment, for a topic that no phrase names."""
    lines = [" ".join(document.text.split()) for document in documents]
    texts = [line for line in lines if is_name(line)]
    readable = [text for text in texts if len(text) >= _READABLE[0]] or texts
    discreet = [text for text in readable if not mentions_person(text)] or readable
    text = min(discreet, key=lambda text: (len(text), text), default="")
    return text[: _READABLE[1]].strip() or "…"


def is_name(text: str) -> bool:
    """Whether the text can name anything: one letter cannot, nor one sound, however often it comes.

    >>> [is_name(one) for one in ("w", "ｗｗ", "あ", "わー", "ああ", "ーー", "草草")]
    [False, False, False, False, False, False, False]
    >>> [is_name(one) for one in ("駅", "水道", "もも", "パパ")]
    [True, True, True, True]
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = [sign for sign in plain if sign.isalnum() and sign != "ー"]
    if len({*letters}) != 1:
        return bool(letters)
    if "\u4e00" <= letters[0] <= "\u9fff":
        return letters[0] not in GENERAL
    return len(letters) == 2 and "\u3041" <= letters[0] <= "\u30fa" and letters[0] not in _CALLS


def distinct(text: str, taken: set[str]) -> str:
    """The text, with as many dots after it as make it differ from all of `taken`."""
    while text in taken:
        text += "…"
    taken.add(text)
    return text
