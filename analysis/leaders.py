"""Leaders: of wordings that are copies of each other, the one that speaks for them.

Wordings come one after the other, and each is compared with the likeliest of those it meets, all of
which came before it. Many are looked at together, as if each of them could be met; where some turn
out to be copies that nobody meets, those beside them are looked at again. What comes out is the
same as one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.buckets import Buckets, Places
from analysis.copies import same_voice
from analysis.likeness import Likeness
from analysis.signatures import Signatures

_MOST_COMPARED = 3
_FEWEST_TOGETHER, _MOST_TOGETHER = 16, 1024
_MANY_ROUNDS = 4


def leaders(ordered: Sequence[str], signed: Signatures) -> list[int]:
    """The place of the wording that leads each wording; the first that may lead leads.

    What is shorter than its leader may be all that others have of it, and is met by them too.
    """
    search = _Search(ordered, signed)
    places = search.buckets.places()
    start, n_together = 0, _MOST_TOGETHER
    while start < len(places):
        block = places[start : start + n_together]
        many = search.settle(block) > _MANY_ROUNDS
        start += len(block)
        n_together = max(_FEWEST_TOGETHER, n_together // 2) if many else _MOST_TOGETHER
    return search.leaders


class _Search:
    """What has been found of the wordings so far."""

    def __init__(self, ordered: Sequence[str], signed: Signatures) -> None:
        self.leaders = list(range(len(ordered)))
        self.buckets = Buckets(signed)
        self._ordered = ordered
        self._likeness = Likeness(signed, np.fromiter(map(len, ordered), np.int64, len(ordered)))
        self._compared: dict[tuple[int, int], bool] = {}

    def settle(self, block: Places) -> int:
        """In how many rounds the leaders of these were found; those that may be met have entered.

        A round finds the leaders up to the first wording that the round before took wrongly to be
        met or not, and that of this one, so that the rounds come to an end.
        """
        self._compared.clear()
        likely: dict[int, list[int]] = {}
        again, unmet, n_rounds = block, set[int](), 0
        while True:
            n_rounds += 1
            entry = self.buckets.enter(block[[place not in unmet for place in block.tolist()]])
            likely |= self._likely(again)
            found = self._lead(block.tolist(), likely)
            changed = np.array(sorted(found ^ unmet), np.int64)
            if not len(changed):
                return n_rounds
            self.buckets.undo(entry)
            again, unmet = block[self.buckets.beside(block, changed)], found

    def _likely(self, places: Places) -> dict[int, list[int]]:
        """What each of the places is to be compared with, the likeliest first."""
        rows, others = self._likeness.likely(places, *self.buckets.met(places))
        parts = np.split(others, np.searchsorted(rows, np.arange(1, len(places))))
        return {p: part.tolist() for p, part in zip(places.tolist(), parts, strict=True)}

    def _lead(self, block: Sequence[int], likely: dict[int, list[int]]) -> set[int]:
        """The copies among these that nobody meets; all are led by what they are copies of."""
        unmet: set[int] = set()
        for place in block:
            self.leaders[place] = place
            met = (other for other in likely[place] if other not in unmet)
            nearest = zip(range(_MOST_COMPARED), met, strict=False)
            copied = next((other for _, other in nearest if self._are_copies(other, place)), place)
            leader = self.leaders[place] = self.leaders[copied]
            if leader != place and len(self._ordered[place]) >= len(self._ordered[leader]):
                unmet.add(place)
        return unmet

    def _are_copies(self, one: int, other: int) -> bool:
        pair = one, other
        if pair not in self._compared:
            shorter, longer = sorted((self._ordered[one], self._ordered[other]), key=len)
            self._compared[pair] = same_voice(shorter, longer)
        return self._compared[pair]
