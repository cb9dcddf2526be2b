"""What the rules of one language are made of."""

from __future__ import annotations

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language, all read folded text.

    sentence, question, polite: a sentence; one that asks; one that asks for a deed.
    turn: where a sentence turns to its "but".
    doubt: leaves the whole comment unclear. others: a part telling what others say.
    person, own: a part on another person's stance, unless it speaks for its author.
    sign: what is said, by the names of its groups: `says_…` a stance in so many words, `asks_…` a
    wish, `permits` a leave that needs a condition, `meets` a condition, `given` a condition if
    something is wished with it.
    refuses, idle, ends: the verb of a wish that refuses a plan, names no measure, ends what there
    is; it stands before the sign or after it. verb: what to show of it.
    condition: makes what is said in its part conditional.
    """

    sentence: Pattern[str]
    turn: Pattern[str]
    question: Pattern[str]
    polite: Pattern[str]
    doubt: Pattern[str]
    others: Pattern[str]
    person: Pattern[str]
    own: Pattern[str]
    sign: Pattern[str]
    verb: Pattern[str]
    refuses: Pattern[str]
    idle: Pattern[str]
    ends: Pattern[str]
    condition: Pattern[str]
    verb_comes_first: bool
