"""Which decisions stand: a person may take any of them back, and take that back too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from koemap.records import Decision


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody has undone, without the undoing, in the order they were made."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(decisions):
        if str(decision.decision_id) in undone:
            continue
        if decision.act == "undo":
            undone.add(decision.target)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def hidden_comments(stood: Iterable[Decision]) -> dict[str, Decision]:
    """The decisions that hide a comment and were not taken back, by comment id."""
    return _switched(stood, "hide", "show")


def pinned_comments(stood: Iterable[Decision]) -> dict[str, Decision]:
    """The decisions that pin a comment as an example of its topic, by comment id."""
    return _switched(stood, "pin", "unpin")


def _switched(stood: Iterable[Decision], on: str, off: str) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for decision in stood:
        if decision.act == on:
            found[decision.target] = decision
        elif decision.act == off:
            found.pop(decision.target, None)
    return found
