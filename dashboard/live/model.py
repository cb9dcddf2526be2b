"""A live meeting in memory: what arrived, what is said of it, where it stands at the desk.

Each process of the web server has its own and follows the store by its growing numbers, so that
all of them tell the same. A poll reads what is new since the one before, and no more than
`MOST_SLICES` of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial

from dashboard.live.entries import Entry, Order, as_read, entry
from dashboard.live.happened import Happened
from dashboard.live.heads import Heads
from dashboard.live.pace import pace
from dashboard.live.people import Senders
from dashboard.live.tallies import Tallies
from koemap.live_records import Arrival, Assignment, DeskAct
from koemap.moderation import SEEN, Moderation, moderated
from koemap.records import Decision
from koemap.standing import hidden_comments, standing
from koemap.store import Store
from koemap.store.live import MOST

MOST_SLICES = 4
QUIET_SECONDS = 10.0
"""After so long without a message the video is taken to go on at its pace."""


clock: Callable[[], datetime] = partial(datetime.now, UTC)


class LiveModel:
    """What the desk of one meeting knows; `follow` brings it up to date."""

    def __init__(self, store: Store, meeting_id: str, now: Callable[[], datetime] = clock) -> None:
        self.store, self.meeting_id, self._now = store, meeting_id, now
        self.entries: dict[str, Entry] = {}
        self.tallies = Tallies(self.entries)
        self.happened = Happened(store, meeting_id)
        self.moderation = Moderation()
        self.held: DeskAct | None = None
        self.acts: list[DeskAct] = []
        self.decisions: tuple[Decision, ...] = ()
        self.state: tuple[str, int, int] = ("", 0, 0)
        self.second: float | None = None
        self._reached: float | None = None
        self.unseen: set[str] = set()
        self.by_said, self.by_fold, self.by_act, self.by_change = (Order() for _ in range(4))
        self._heads, self._hidden = Heads(), frozenset[str]()
        self._early: dict[str, Assignment] = {}
        self._seconds: list[tuple[datetime, float]] = []
        self._senders = Senders()
        self._first_changes: int | None = None

    # What others ask

    @property
    def heads(self) -> Heads:
        """How far this model has read; what `happened` is read by who tells it."""
        return self._heads

    def knows(self, after: Heads) -> bool:
        """Whether the model saw all that changed since; else it has to tell everything."""
        return self._first_changes is not None and after.changes >= self._first_changes

    def is_head(self, one: Entry) -> bool:
        """Whether it stands for those that say nearly the same."""
        fold = self.tallies.folds.get(one.folded)
        return fold.head == one.comment_id if fold else not one.gone

    def arrived_since(self, number: int) -> Iterator[Entry]:
        """What arrived after that number, the last first."""
        for one in reversed(self.entries.values()):
            if one.number <= number:
                return
            yield one

    @property
    def stopped(self) -> DeskAct | None:
        """The act that stopped all outputs, None while they run; it may not be in the log yet."""
        return self.moderation.stopped or self.held

    def shown(self, comment_id: str) -> Entry | None:
        """The comment, if a person let it through and its text may still be shown."""
        found = self.entries.get(comment_id)
        may = found is not None and not found.gone and self.moderation.state(comment_id) in SEEN
        return found if may else None

    def second_at(self, at: datetime) -> float | None:
        """The second of the video that had been reached by that time, None before any."""
        place = bisect_right(self._seconds, at, key=lambda pair: pair[0])
        return self._seconds[place - 1][1] if place else None

    def people_by(self, at: datetime) -> int:
        """How many people had written by that time."""
        return self._senders.by(at)

    # Following the store

    def follow(self) -> None:
        """Read what is new; the first time all that is there."""
        state = self.store.state(self.meeting_id)
        is_first = self._first_changes is None
        self._follow_decisions(state)
        most = None if is_first else MOST_SLICES
        self._follow_arrivals(most)
        self._follow_changes(state, is_first=is_first)
        self._follow_said(most)
        self._follow_acts()
        self.state = state
        self.second = self._second_now()

    def _second_now(self) -> float | None:
        """The second of the video, None where messages have none.

        While messages come it is that of the last; in silence it goes on at the video's pace.
        """
        if self._reached is None:
            return None
        now = self._now()
        silent = (now - self._seconds[-1][0]).total_seconds()
        if silent <= QUIET_SECONDS:
            return self._reached
        return self._reached + silent * pace(self.store, self.meeting_id, now)

    def _slices(self, most: int | None) -> Iterator[int]:
        n = 0
        while most is None or n < most:
            yield n
            n += 1

    def _follow_arrivals(self, most: int | None) -> None:
        for _ in self._slices(most):
            arrived = self.store.arrivals(self.meeting_id, self._heads.arrivals)
            for one in arrived:
                self._arrive(one)
            if arrived:
                self._heads = self._heads._replace(arrivals=arrived[-1].number)
            if len(arrived) < MOST:
                return

    def _arrive(self, arrival: Arrival) -> None:
        comment_id = arrival.comment.comment_id
        one = entry(arrival, hidden=comment_id in self._hidden)
        self.entries[comment_id] = one
        self.tallies.join(one)
        self.tallies.add(one, 1)
        self._reach(one)
        one.nth = self._senders.meet(one.person, one.at)
        self._review(one.folded)
        early = self._early.pop(comment_id, None)
        if early:
            self._assign(early)

    def _reach(self, one: Entry) -> None:
        """Note that the video has come to that second."""
        if one.second is not None and (self._reached is None or one.second > self._reached):
            self._reached = one.second
            at = max(one.at, self._seconds[-1][0]) if self._seconds else one.at
            self._seconds.append((at, one.second))

    def _follow_said(self, most: int | None) -> None:
        for _ in self._slices(most):
            said = self.store.assignments(self.meeting_id, self._heads.said)
            for one in said:
                self._assign(one)
            if said:
                self._heads = self._heads._replace(said=said[-1].number)
            if len(said) < MOST:
                return

    def _assign(self, said: Assignment) -> None:
        one = self.entries.get(said.comment_id)
        if one is None:
            self._early[said.comment_id] = said
            return
        before = one.folded
        self.tallies.add(one, -1)
        is_moved = before != said.folded
        if is_moved:
            self.tallies.leave(one)
            self.by_fold.move(one.comment_id, said.number)
        one.hear(said)
        if is_moved:
            self.tallies.join(one)
        self.tallies.add(one, 1)
        self.by_said.move(one.comment_id, said.number)
        self._review(one.folded, said=said.number)
        if is_moved:
            self._review(before, said=said.number)
        self._mark(one, said=said.number)

    def _follow_acts(self) -> None:
        last = self.acts[-1].number if self.acts else 0
        more = self.store.acts(self.meeting_id, last)
        if not more:
            return
        self.acts += more
        before, self.moderation = self.moderation, moderated(self.acts, self.moderation)
        self._heads = self._heads._replace(acts=more[-1].number)
        for comment_id in self.moderation.differing(before):
            self.by_act.move(comment_id, more[-1].number)
            if comment_id in self.entries:
                self._mark(self.entries[comment_id])

    # Comments that changed or went

    def _follow_decisions(self, state: tuple[str, int, int]) -> None:
        if state[1] == self.state[1]:
            return
        self.decisions = self.store.decisions(self.meeting_id)
        hidden = frozenset(hidden_comments(standing(self.decisions)))
        changed, self._hidden = hidden ^ self._hidden, hidden
        for one in self._known(changed):
            self._hide(one, state[1] + state[2], hidden=one.comment_id in hidden)

    def _follow_changes(self, state: tuple[str, int, int], *, is_first: bool) -> None:
        """Take in what comments say now that changed or went."""
        changes = state[1] + state[2]
        if is_first:
            self._first_changes = changes
        elif state[2] != self.state[2]:
            self._read_again(self.store.changed(self.meeting_id, self.state[2]), changes)
        self._heads = self._heads._replace(changes=changes)

    def _read_again(self, arrivals: Iterable[Arrival], changes: int) -> None:
        for arrival in arrivals:
            one = self.entries.get(arrival.comment.comment_id)
            if one is None or one.read == as_read(arrival.comment):
                continue
            before, text = one.folded, one.text
            self.tallies.add(one, -1)
            one.take(arrival.comment)
            if one.text != text:
                self._unfold(one)
            self.tallies.add(one, 1)
            self._reach(one)
            self._told(one, changes)
            if one.folded != before:
                self._review(before, changes=changes)

    def _unfold(self, one: Entry) -> None:
        """Let a copy that says something else stand alone until the analyst has read it again."""
        if one.folded != one.comment_id:
            self.tallies.leave(one)
            one.folded = one.comment_id
            self.tallies.join(one)

    def _hide(self, one: Entry, changes: int, *, hidden: bool) -> None:
        self.tallies.add(one, -1)
        one.hidden = hidden
        self.tallies.add(one, 1)
        self._told(one, changes)

    def _told(self, one: Entry, changes: int) -> None:
        """Let the comment and those it stands for be told anew."""
        self.by_change.move(one.comment_id, changes)
        self._review(one.folded, changes=changes)
        self._mark(one)

    def _known(self, comment_ids: Iterable[str]) -> list[Entry]:
        return [self.entries[one] for one in comment_ids if one in self.entries]

    # Folds

    def _review(self, folded: str, *, said: int = 0, changes: int = 0) -> None:
        """Find the comment that stands for its fold: the first whose text may be shown."""
        heads = {folded}
        if fold := self.tallies.folds.get(folded):
            before = fold.head
            fold.head = next((one for _, one in fold.members if not self.entries[one].gone), "")
            heads = {before, fold.head}
        for one in self._known(heads):
            if said:
                self.by_said.move(one.comment_id, said)
            if changes:
                self.by_change.move(one.comment_id, changes)
            self._mark(one, said=said)

    def _mark(self, one: Entry, *, said: int = 0) -> None:
        """Keep account of whether somebody still has to look at it.

        What is said of a comment may settle that: it is a reaction, or others say nearly the same.
        """
        is_new = self.moderation.state(one.comment_id) == "received"
        if is_new and one.wanted and not one.gone and self.is_head(one):
            self.unseen.add(one.comment_id)
        elif one.comment_id in self.unseen:
            self.unseen.discard(one.comment_id)
            if said:
                self.by_fold.move(one.comment_id, said)
