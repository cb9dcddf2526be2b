"""Stances as screens count them: towards what a comment itself speaks of, or not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dashboard.address import Side
from koemap.records import Placement, Stance

FEWEST, SMALLEST_SHARE = 5, 0.2  # below these a topic's stances say nothing about the topic
SIDES: tuple[Side, ...] = ("for", "against", "conditional", "wish", "unread")
DECIDED: tuple[Side, ...] = ("for", "against", "conditional")
SIDE_OF: Mapping[Stance, Side] = MappingProxyType(
    {
        "": "unread",
        "for": "for",
        "against": "against",
        "conditional": "conditional",
        "wish_for": "wish",
        "wish_against": "wish",
    }
)


def side(placement: Placement) -> Side:
    """The side of an opinion; "" for questions and reactions, which have none."""
    return SIDE_OF[placement.stance] if placement.kind == "opinion" else ""


@dataclass(frozen=True, slots=True)
class Stances:
    """How many opinions are on which side; wishes count apart, since they differ in their aim."""

    counts: Mapping[Side, int] = field(default_factory=dict)

    @property
    def opinions(self) -> int:
        """All opinions, those whose stance could not be read included."""
        return sum(self.counts.values())

    @property
    def decided(self) -> int:
        """Opinions for, against or for on a condition."""
        return sum(self.counts.get(side, 0) for side in DECIDED)

    @property
    def reliable(self) -> bool:
        """Whether enough of the opinions have a stance to show it for the whole."""
        return self.decided >= max(FEWEST, SMALLEST_SHARE * self.opinions)

    @property
    def dividing(self) -> int:
        """The smaller of those for and those against; 0 unless reliable."""
        return min(self.counts.get("for", 0), self.counts.get("against", 0)) * self.reliable


def stances(placements: Iterable[Placement]) -> Stances:
    """The sides of the opinions among those placements."""
    return Stances(Counter(side(p) for p in placements if p.kind == "opinion"))
