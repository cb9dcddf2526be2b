"""Which decisions stand: a person may take any of them back, and take that back too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from koemap.records import Act, Decision

COVERED: tuple[Act, ...] = ("approve", "confirm", "hide")  # an approval outlasts these
SAID_ONCE: tuple[Act, ...] = ("approve", "answer", "confirm", "rename")


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody has undone, without the undoing, in the order they were made."""
    undone = undoing(decisions)
    return tuple(d for d in decisions if d.act != "undo" and str(d.decision_id) not in undone)


def undoing(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The last undoing of each decision that is undone, by the number of the undone one."""
    undone: dict[str, Decision] = {}
    for decision in reversed(decisions):
        if decision.act == "undo" and str(decision.decision_id) not in undone:
            undone.setdefault(decision.target, decision)
    return undone


def approvals(stood: Iterable[Decision], map_id: str) -> list[Decision]:
    """The approvals of that map which nobody took back, in the order they were given."""
    return [d for d in stood if d.act == "approve" and d.target == map_id]


def approval(decisions: Sequence[Decision], map_id: str) -> Decision | None:
    """The approval of the map as these decisions leave it, None when nobody gave it.

    Who approved has not seen what was changed afterwards: whatever adds to what readers see ends
    an approval. Hiding a comment does not, for that must never wait for anybody.
    """
    given = approvals(standing(decisions), map_id)
    if not given:
        return None
    acts = {str(d.decision_id): d.act for d in decisions}
    later = [d for d in decisions if d.decision_id > given[-1].decision_id]
    covered = all(d.act in COVERED or acts.get(d.target) == "confirm" for d in later)
    return given[-1] if covered else None


def said_before(decision: Decision, decisions: Sequence[Decision]) -> Decision | None:
    """The decision in force of this act and target, when it says the same already."""
    if decision.act not in SAID_ONCE:
        return None
    if decision.act == "approve":
        last = approval(decisions, decision.target)
    else:
        stood = standing(decisions)
        alike = [d for d in stood if (d.act, d.target) == (decision.act, decision.target)]
        last = alike[-1] if alike else None
    return last if last and _words(last) == _words(decision) else None


def _words(decision: Decision) -> Decision:
    """What is said and by whom, whenever that was."""
    details = {k: v for k, v in decision.details.items() if k not in ("anchors", "was")}
    return replace(decision, at=datetime.min, decision_id=0, details=details)


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
            found |= dict.fromkeys(decision.details.get("comments", [decision.target]), decision)
        elif decision.act == off:
            found.pop(decision.target, None)
    return found
