"""Moderation: what became of each comment at the desk, told from its acts alone.

received -> held | let through | rejected -> queued -> on air -> asked -> answered. Nothing reaches
an audience before a person let it through.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Self

from koemap.errors import DecisionError
from koemap.items import MOVES, SEEN, Item, State, followed, moved
from koemap.live_records import DeskAct

__all__ = [
    "LONGEST_NOTE",
    "MOVES",
    "NOBODY",
    "SEEN",
    "UNDO_FOR",
    "Item",
    "Moderation",
    "State",
    "checked",
    "in_force",
    "moderated",
    "rejected",
    "stop_name",
    "too_late",
]

UNDO_FOR = timedelta(seconds=30)
LONGEST_NOTE = 1_000
NOBODY = "koemap"
"""By whom everything is stopped when it cannot be read whether somebody stopped it."""


@dataclass(frozen=True)
class Moderation:
    """Where everything stands after the acts at a desk.

    `queue` are comment ids, the next first. `stopped` is the act that stopped all outputs, None
    while they run.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    queue: tuple[str, ...] = ()
    on_air: str = ""
    stopped: DeskAct | None = None
    dismissed: frozenset[str] = frozenset()
    last: int = 0

    def state(self, comment_id: str) -> State:
        """The state of any comment."""
        item = self.items.get(comment_id)
        return item.state if item else "received"

    def differing(self, before: Moderation) -> set[str]:
        """Ids of the comments that stood elsewhere before."""
        known, now = before.items, self.items
        others = [(name, item) for name, item in now.items() if known.get(name) is not item]
        moved = {name for name, item in others if known.get(name) != item}
        return moved | (known.keys() - now.keys())


def rejected(acts: Sequence[DeskAct]) -> frozenset[str]:
    """Ids of the comments that were rejected at the desk, each for all that say nearly the same."""
    items = moderated(acts).items
    return frozenset(one for one, item in items.items() if item.state == "rejected")


def moderated(acts: Sequence[DeskAct], known: Moderation | None = None) -> Moderation:
    """Where everything stands after these acts, in their order.

    An act that no longer fits, because one before it was taken back, does nothing. What is `known`
    after some of the first acts is gone on from, unless one was taken back since.
    """
    done = known.last if known else 0
    more = acts[bisect_right(acts, done, key=lambda act: act.number) :]
    if known is None or any(act.verb == "undo" for act in more):
        known, more = Moderation(), in_force(acts)
    draft = _Draft.of(known)
    for act in more:
        draft.apply(act)
    last = acts[-1].number if acts else 0
    return Moderation(
        items=draft.items,
        queue=tuple(draft.queue),
        on_air=draft.on_air,
        stopped=draft.stopped,
        dismissed=frozenset(draft.dismissed),
        last=last,
    )


def in_force(acts: Iterable[DeskAct]) -> list[DeskAct]:
    """The acts that nobody took back, without the taking back."""
    given = list(acts)
    undone = {act.target for act in given if act.verb == "undo"}
    return [act for act in given if act.verb != "undo" and str(act.number) not in undone]


def checked(acts: Sequence[DeskAct], wanted: DeskAct, known: Moderation | None = None) -> DeskAct:
    """The act, if it may be done now; the one done before, if it was sent before.

    `known` is where everything stood after some of the first acts.

    Raises
    ------
    DecisionError
        Somebody was faster, the time for undoing is over, or there is nothing to do it to. Who
        says in the details `from` which state a comment had is slower when it has another one now;
        who says of an order in `seen` which one it changes is slower when the queue has another.
        Who lifts a stop names it in `stop`, and lifts no other.
    """
    if before := _sent_before(acts, wanted):
        return before
    now = moderated(acts, known)
    _check_note(now, wanted)
    if wanted.verb in MOVES:
        _check_move(now, wanted)
    elif wanted.verb == "undo":
        _check_undo(acts, wanted)
    elif wanted.verb in ("stop", "lift"):
        _check_stop(now.stopped, wanted)
    elif wanted.verb == "order":
        return _check_order(acts, now, wanted)
    return wanted


def _sent_before(acts: Sequence[DeskAct], wanted: DeskAct) -> DeskAct | None:
    same = (act for act in reversed(acts) if act.key == wanted.key)
    return next(same, None) if wanted.key else None


def _check_note(now: Moderation, wanted: DeskAct) -> None:
    if wanted.verb == "note" and wanted.target not in now.items:
        raise too_late("")
    if len(str(wanted.details.get("note", ""))) > LONGEST_NOTE:
        raise DecisionError(
            f"a note has at most {LONGEST_NOTE} characters",
            ja=f"メモは{LONGEST_NOTE}字までです",
            about="note",
        )


def _check_move(now: Moderation, wanted: DeskAct) -> None:
    state, item = now.state(wanted.target), now.items.get(wanted.target)
    seen = wanted.details.get("from", state)
    if seen != state or state not in MOVES[wanted.verb][0]:
        raise too_late(item.by if item else "")


def stop_name(stop: DeskAct) -> str:
    """What a lift calls that stop, the same before it is in the log and afterwards."""
    return NOBODY if stop.by == NOBODY else stop.key or str(stop.number)


def _check_stop(stopped: DeskAct | None, wanted: DeskAct) -> None:
    if (stopped is None) != (wanted.verb == "stop"):
        raise too_late(stopped.by if stopped else "")
    if stopped and wanted.details.get("stop") != stop_name(stopped):
        raise DecisionError(
            f"another stop, by {stopped.by}, is in force now; to lift that one, lift again",
            ja=f"いまは{stopped.by}による別の停止が有効です。再開するには、もう一度押してください",
        )


def _check_order(acts: Sequence[DeskAct], now: Moderation, wanted: DeskAct) -> DeskAct:
    """The order as it is kept; what came into the queue or left it since is in nobody's way."""
    details = dict(wanted.details)
    seen = details.pop("seen", None)
    if seen is not None and _among(seen, now.queue) != _among(now.queue, seen):
        raise too_late(
            next((one.by for one in reversed(acts) if one.verb in ("order", "queue")), "")
        )
    return replace(wanted, details=details)


def _among(ids: Iterable[str], others: Iterable[str]) -> list[str]:
    there = set(others)
    return [one for one in ids if one in there]


def _check_undo(acts: Sequence[DeskAct], wanted: DeskAct) -> None:
    act = next((one for one in in_force(acts) if str(one.number) == wanted.target), None)
    if act is None or act.verb in ("stop", "lift", "edited", "note"):
        raise too_late("")
    if abs(wanted.at - act.at) > UNDO_FOR:  # a clock may have been set back
        seconds = UNDO_FOR // timedelta(seconds=1)
        raise DecisionError(
            f"an act can be undone for {seconds} seconds",
            ja=f"取り消せるのは{seconds}秒以内です",
        )
    for later in in_force(acts):
        if later.number > act.number and later.verb != "note" and _is_about_the_same(later, act):
            raise too_late(later.by)


def _is_about_the_same(one: DeskAct, other: DeskAct) -> bool:
    """Whether both touch one thing; acts on the whole desk touch one when they do the same."""
    return one.target == other.target and (one.target != "" or one.verb == other.verb)


def too_late(by: str) -> DecisionError:
    """What to tell who was slower than that person; "" when it is not known who was faster."""
    who, who_ja = (f" by {by}", f"{by}が") if by else ("", "")
    return DecisionError(f"this was changed{who} already", ja=f"すでに{who_ja}変更しました")


@dataclass
class _Draft:
    """A desk while its acts are gone through."""

    items: dict[str, Item] = field(default_factory=dict)
    queue: list[str] = field(default_factory=list)
    on_air: str = ""
    stopped: DeskAct | None = None
    dismissed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, known: Moderation) -> Self:
        """The desk as it is known, to go on from."""
        return cls(
            items=dict(known.items),
            queue=list(known.queue),
            on_air=known.on_air,
            stopped=known.stopped,
            dismissed=set(known.dismissed),
        )

    def apply(self, act: DeskAct) -> None:
        if act.verb in MOVES:
            self._move(act)
        elif act.verb == "order":
            self.queue = _ordered(self.queue, act.details.get("ids", ()))
        elif act.verb == "dismiss":
            self.dismissed.add(act.target)
        elif act.verb == "note" and (item := self.items.get(act.target)):
            self.items[act.target] = replace(item, note=str(act.details.get("note", "")))
        elif act.verb in ("stop", "lift"):
            self.stopped = act if act.verb == "stop" else None

    def _move(self, act: DeskAct) -> None:
        sources, state = MOVES[act.verb]
        before = self.items.get(act.target)
        if (before.state if before else "received") not in sources:
            return
        if state == "on_air" and self.on_air:
            self.items[self.on_air] = followed(self.items[self.on_air], act)
        self.items[act.target] = moved(before, act, state)
        if act.target in self.queue:
            self.queue.remove(act.target)
        if state == "queued":
            self.queue.append(act.target)
        if state == "on_air":
            self.on_air = act.target
        elif self.on_air == act.target:
            self.on_air = ""


def _ordered(queue: Sequence[str], ids: Iterable[object]) -> list[str]:
    """The queue in that order; what it does not name stays at the end."""
    waiting = set(queue)
    first = [one for one in dict.fromkeys(map(str, ids)) if one in waiting]
    return first + [one for one in queue if one not in set(first)]
