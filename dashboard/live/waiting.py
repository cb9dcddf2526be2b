"""How many comments wait to be looked at: all, those that ask, those that are flagged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from dashboard.live.entries import Entry
from dashboard.live.model import LiveModel

SIFTS: Mapping[str, Callable[[Entry], bool]] = {
    "all": lambda one: True,
    "question": lambda one: one.kind == "question",
    "flagged": lambda one: bool(one.flags),
}
"""What a desk can sift its inbox by, beside a topic."""

Waiting = dict[str, int]


def waiting(model: LiveModel) -> dict[str, Waiting]:
    """By topic, "" for none yet, how many wait that pass each of the sifts."""
    told: defaultdict[str, Waiting] = defaultdict(none_waiting)
    for comment_id in model.unseen:
        one = model.entries[comment_id]
        for name, passes in SIFTS.items():
            told[one.topic][name] += passes(one)
    return dict(told)


def none_waiting() -> Waiting:
    """Nothing that waits."""
    return dict.fromkeys(SIFTS, 0)
