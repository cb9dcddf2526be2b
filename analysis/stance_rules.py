"""What the rules of one language are made of."""

from __future__ import annotations

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language; every pattern reads folded text and takes time linear in it.

    `doubt` in the comment leaves it unclear. `sentence` finds sentences, `question` those that
    ask, `turn` where a sentence turns to its "but". A part with `others` in it tells what others
    say; with `person` and without `own` it is another person's stance.

    `sign` finds what is said, by the names of its groups: `says_…` a stance in so many words,
    `asks_…` a wish for something to be done or not, `permits` a leave that counts only with a
    condition, `meets` a condition that counts by itself. `polite` is a question that asks for a
    deed. The verb of a wish stands before its sign or after it: `refuses` are verbs that end a
    plan, `idle` those that name no measure, `ends` those that end what there is, and `verb` is
    what to show of it. `condition` makes what is said in its sentence conditional, `courtesy`
    removes what only looks like one.
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
