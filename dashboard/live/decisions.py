"""What is decided at the desk: a candidate becomes a topic, a topic is taken up, each once.

Two people may decide the same at once, and a request may come twice. So each decision is checked
where it is written, while nobody else can decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from dashboard.acting import RefusedError
from dashboard.live.desks import Desks
from dashboard.live.wishes import Wish, number_of
from koemap.deciding import Hand, adopted
from koemap.errors import KoemapError
from koemap.live_records import Candidate, DeskAct
from koemap.moderation import (
    LONGEST_NOTE,
    UNDO_FOR,
    Moderation,
    checked,
    in_force,
    moderated,
    too_late,
)
from koemap.records import Act, Decision
from koemap.standing import standing, undoing

SAME_TAKE_UP = timedelta(seconds=10)
"""Two people who mark a topic at once, within this, mark it once."""
DECISION = "d"  # an act to undo that begins so is the number of a decision

Check = Callable[[Sequence[Decision], Decision], Decision]


@dataclass(frozen=True)
class Decider:
    """One meeting, and who decides about it at what time.

    Raises
    ------
    RefusedError, DecisionError
        From every method: it cannot be done, or somebody was faster.
    """

    desks: Desks
    meeting_id: str
    by: str
    at: datetime

    def adopt(self, wish: Wish) -> int:
        """Make a candidate a topic: who first takes it off the desk decides."""
        map_id = self._map_id()
        if known := self._known(wish):
            return known.decision_id
        label = wish.text("label", LONGEST_NOTE)
        kept = adopted(self._candidate(wish.target), label)
        decision = self._made("adopt", wish.target, map_id, kept)
        details = {"adopted": True}
        taken = DeskAct(
            self.meeting_id, "dismiss", wish.target, self.by, self.at, wish.key, details
        )
        check = partial(checked_once, self.desks.moderation(self.meeting_id))
        act = self.desks.store.act(taken, check)
        try:
            return self._decide(wish, decision, _adopted_once)
        except KoemapError:
            self._take_back(act)
            raise

    def take_up(self, wish: Wish) -> int:
        """Say that the meeting speaks of a topic now."""
        self._map_id()
        second = wish.second()
        if known := self._known(wish):
            return known.decision_id
        with self.desks.model(self.meeting_id) as (model, names):
            second = model.second if second is None else second
        topic = names.topics.get(wish.target)
        if topic is None:
            return self._take_up_newest(wish, second)
        kept = {"offset_seconds": second, "was": topic.label, "anchors": list(topic.anchors)}
        decision = self._made("take_up", wish.target, names.state[0], kept)
        return self._decide(wish, decision, _taken_up_once(_numbers(topic.taken_up)))

    def _take_up_newest(self, wish: Wish, second: float | None) -> int:
        """The same of a topic whose name is not known yet, which takes longer."""
        hand = Hand(self.desks.editions.newest(self.meeting_id), self.by, self.at)
        before = _numbers(hand.edition.taken_up.get(wish.target, ()))
        return self._decide(wish, hand.take_up(wish.target, second), _taken_up_once(before))

    def undo(self, wish: Wish) -> int:
        """Take back an adoption or that a topic was taken up, for thirty seconds.

        What was adopted is a candidate again.
        """
        number, map_id = number_of(wish.target.removeprefix(DECISION)), self._map_id()
        given = self.desks.store.decisions(self.meeting_id)
        found = next((d for d in given if d.decision_id == number), None)
        if found is None or found.act not in ("adopt", "take_up"):
            raise RefusedError("act_not_understood", "target")
        known = self._known(wish)
        if known is None and abs(self.at - found.at) > UNDO_FOR:
            n = UNDO_FOR // timedelta(seconds=1)
            raise RefusedError("live_undo_late", status=409, n=n)
        decision_id = known.decision_id if known else 0
        undoes = self._made("undo", str(number), map_id, {})
        decision_id = decision_id or self._decide(wish, undoes, _undone_once)
        if found.act == "adopt":
            self._bring_back(found)
        return decision_id

    def _map_id(self) -> str:
        """The id of the newest map, without reading it."""
        if map_id := self.desks.editions.state(self.meeting_id)[0]:
            return map_id
        raise RefusedError("act_no_map", status=409)

    def _made(self, act: Act, target: str, map_id: str, details: Mapping[str, Any]) -> Decision:
        return Decision(
            self.meeting_id, act, target, self.by, self.at, map_id=map_id, details=details
        )

    def _candidate(self, candidate_id: str) -> Candidate:
        found = self.desks.store.candidates(self.meeting_id)
        candidate = next((one for one in found if one.candidate_id == candidate_id), None)
        if candidate is None:
            raise RefusedError("live_no_candidate", status=409)
        return candidate

    def _known(self, wish: Wish) -> Decision | None:
        """The decision that the same request made before."""
        act: Any = wish.verb
        return _of_key(self.desks.store.decisions(self.meeting_id, act), wish.key)

    def _decide(self, wish: Wish, decision: Decision, check: Check) -> int:
        keyed = replace(decision, details={**decision.details, "key": wish.key})
        return self.desks.store.decide(keyed, check).decision_id

    def _bring_back(self, adoption: Decision) -> None:
        """Put the candidate of an adoption on the desk again."""
        key = adoption.details.get("key", "")
        for act in in_force(self.desks.store.acts(self.meeting_id)):
            is_its = act.target == adoption.target and act.key == key
            if is_its and act.details.get("adopted"):
                self._take_back(act)

    def _take_back(self, act: DeskAct) -> None:
        undo = DeskAct(self.meeting_id, "undo", str(act.number), self.by, self.at)
        self.desks.store.act(undo, _taken_back_once)


def _numbers(given: Iterable[Decision]) -> set[int]:
    return {one.decision_id for one in given}


def checked_once(known: Moderation | None, acts: Sequence[DeskAct], wanted: DeskAct) -> DeskAct:
    """As the kernel checks; a candidate is adopted or dismissed once."""
    act, before = checked(acts, wanted, known), known
    is_dismissal = not act.number and act.verb == "dismiss"
    if is_dismissal and act.target in moderated(acts, before).dismissed:
        raise too_late(next(one.by for one in reversed(acts) if one.target == act.target))
    return act


def _taken_back_once(acts: Sequence[DeskAct], wanted: DeskAct) -> DeskAct:
    same = (one for one in acts if (one.verb, one.target) == ("undo", wanted.target))
    return next(same, wanted)


def _adopted_once(given: Sequence[Decision], wanted: Decision) -> Decision:
    if known := _sent_before(given, wanted):
        return known
    for one in standing(given):
        if (one.act, one.target) == ("adopt", wanted.target):
            raise too_late(one.by)
    return wanted


def _taken_up_once(before: Collection[int]) -> Check:
    """The check of a topic that was taken up by these decisions before."""

    def check(given: Sequence[Decision], wanted: Decision) -> Decision:
        if known := _sent_before(given, wanted):
            return known
        for one in reversed(standing(given)):
            is_named_so = (one.target, one.map_id) == (wanted.target, wanted.map_id)
            is_same = one.decision_id in before or (one.act == "take_up" and is_named_so)
            if is_same and abs(wanted.at - one.at) < SAME_TAKE_UP:
                return one
        return wanted

    return check


def _undone_once(given: Sequence[Decision], wanted: Decision) -> Decision:
    if known := _sent_before(given, wanted):
        return known
    if done := undoing(given).get(wanted.target):
        raise too_late(done.by)
    return wanted


def _sent_before(given: Sequence[Decision], wanted: Decision) -> Decision | None:
    same = [one for one in given if one.act == wanted.act]
    return _of_key(same, str(wanted.details["key"]))


def _of_key(given: Sequence[Decision], key: str) -> Decision | None:
    return next((one for one in given if key and one.details.get("key") == key), None)
