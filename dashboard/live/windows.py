"""The last ten minutes: who spoke of which topic, in steps of ten seconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

STEP_SECONDS = 10.0
MINUTES, STEPS = 10, 60
KEPT = 3 * STEPS
"""Steps that are kept, more than are shown, for a clock that is set back."""
LATELY = 3
"""Minutes that `is_rising` compares with those before them."""
FEWEST_RISING, TIMES_RISING = 3, 2.0
EVERYTHING = "*"

Series = Sequence[set[str]]


@dataclass
class Window:
    """People by topic and step on one axis of time, the second of the video or that of the clock.

    What is older than `KEPT` steps before the latest is let go.
    """

    _steps: dict[int, dict[str, Counter[str]]] = field(default_factory=dict)
    _latest: int = -(2**62)

    def add(self, second: float, topic: str, person: str, n: int) -> None:
        """Count a message, or with `n` -1 take it back; "" is no topic."""
        step = int(second // STEP_SECONDS)
        if step > self._latest:
            self._latest = step
            for old in [one for one in self._steps if one <= step - KEPT]:
                del self._steps[old]
        if step <= self._latest - KEPT:
            return
        topics = self._steps.setdefault(step, {})
        for name in {EVERYTHING, topic} - {""}:
            people = topics.setdefault(name, Counter())
            people[person] += n
            if people[person] <= 0:
                del people[person]

    def series(self, now: float, later: Window | None = None) -> dict[str, list[set[str]]]:
        """The people of each of the ten minutes before that second, by topic, the last one last.

        Messages counted in `later` are left out.
        """
        found: dict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in range(MINUTES)])
        for step, topics in self._steps.items():
            minute = self._minute(step, now)
            if minute is not None:
                for topic, people in topics.items():
                    if people:
                        after = later.people(step, topic) if later else None
                        found[topic][minute].update(people - after if after else people)
        return dict(found)

    def people(self, step: int, topic: str) -> Counter[str]:
        """How often each person spoke of the topic in that step."""
        return self._steps.get(step, {}).get(topic, Counter())

    def in_last_minute(self, now: float) -> int:
        """How many messages the last of these minutes had."""
        return sum(
            topics[EVERYTHING].total()
            for step, topics in self._steps.items()
            if EVERYTHING in topics and self._minute(step, now) == MINUTES - 1
        )

    def _minute(self, step: int, now: float) -> int | None:
        age = max(0, int(now // STEP_SECONDS) - step)
        return MINUTES - 1 - age * MINUTES // STEPS if age < STEPS else None


def joined(some: Mapping[str, Series], others: Mapping[str, Series]) -> dict[str, list[set[str]]]:
    """The people of both, minute by minute."""
    none: Series = [set()] * MINUTES
    return {
        topic: [
            one | other
            for one, other in zip(some.get(topic, none), others.get(topic, none), strict=True)
        ]
        for topic in {*some, *others}
    }


def is_rising(series: Series, n_minutes: float) -> bool:
    """Whether more people speak of it than before.

    In the last three minutes at least three different people did, and for each minute at least
    twice as many as in the seven minutes before. Everybody counts once in each of the two spans,
    so that one person who sends hundreds of messages lifts nothing. Nothing rises before there are
    `n_minutes` enough to compare with: as many before as lately.

    >>> is_rising([set()] * 7 + [{"a"}, {"a"}, {"a"}], MINUTES)
    False
    >>> is_rising([{"a"}] * 7 + [{"a"}, {"b"}, {"c"}], MINUTES)
    True
    >>> is_rising([{"a"}] * 7 + [{"a"}, {"b"}, {"c"}], 3.5)
    False
    """
    n_before = min(n_minutes, MINUTES) - LATELY
    if n_before < LATELY:
        return False
    lately = set[str]().union(*series[-LATELY:])
    before = set[str]().union(*series[:-LATELY])
    rate, rate_before = len(lately) / LATELY, len(before) / n_before
    return len(lately) >= FEWEST_RISING and rate >= TIMES_RISING * rate_before
