"""What is planned for which call: faults, and things done just before or after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from tests.google.faults import NO_FAULT, Fault

Action = Callable[[], object]
Place = tuple[str, int]


class Plan:
    """Calls are counted from 1 for each method."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._faults: dict[Place, Fault] = {}
        self._from: dict[str, Place] = {}
        self._before: dict[Place, list[Action]] = {}
        self._after: dict[Place, list[Action]] = {}
        self._used: set[Place] = set()

    def next_number(self, method: str) -> int:
        self._counts[method] += 1
        return self._counts[method]

    def calls(self, method: str) -> int:
        """How many calls the method has had."""
        return self._counts[method]

    def schedule(self, method: str, calls: int | Iterable[int], fault: Fault) -> None:
        """Have these calls of the method go wrong."""
        for number in [calls] if isinstance(calls, int) else calls:
            self._faults[method, number] = fault

    def schedule_next(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Have the next calls of the method, so many of them, go wrong."""
        start = self._counts[method] + 1
        self.schedule(method, range(start, start + times), fault)

    def schedule_from(self, method: str, number: int, fault: Fault) -> None:
        """Have that call go wrong and all after it, of which none need come."""
        self._faults[method, number] = fault
        self._from[method] = method, number

    def before(self, method: str, number: int, action: Action) -> None:
        """Do something when that call has come, before it is answered."""
        self._before.setdefault((method, number), []).append(action)

    def after(self, method: str, number: int, action: Action) -> None:
        """Do something when that call has been answered to the last byte."""
        self._after.setdefault((method, number), []).append(action)

    def fault(self, method: str, number: int) -> Fault:
        """What goes wrong with that call."""
        self._used.add((method, number))
        fault, start = self._faults.get((method, number)), self._from.get(method)
        if fault is None and start is not None and start[1] <= number:
            fault = self._faults[start]
        return fault or NO_FAULT

    def run_before(self, method: str, number: int) -> None:
        for action in self._before.pop((method, number), []):
            action()

    def run_after(self, method: str, number: int) -> None:
        for action in self._after.pop((method, number), []):
            action()

    def unused(self) -> list[str]:
        """What was planned for calls that never came."""
        faults = {place: [repr(fault)] for place, fault in self._faults.items()}
        waiting = [place for place in faults if place not in self._used]
        places = chain(waiting, self._before, self._after)
        return [
            f"call {number} of {method}: {faults.get((method, number), 'an action')}"
            for method, number in places
        ]
