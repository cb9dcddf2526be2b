"""The analyst of a live meeting: reads what arrives, and keeps the map up with it.

Each step is short. What takes long, a new map or the search for candidates, a fitter makes beside
it; until it is done the map that is there is used, and nothing on it moves. After a new map, or
when people decided something, what is said of earlier comments is told anew, some at each step.
Where a step reads all comments for that, it reads what arrives in between.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from analysis.fitter import Fitter
from analysis.following import adopted_on, all_of, became, by_id, edited, placed_on, talked
from analysis.live_map import LiveMap, Placed
from analysis.proposing import Proposals
from analysis.reader import Reader
from analysis.refits import AT_MOST_TAKES, Refits, Steady
from analysis.silences import Silences
from koemap.live_records import Analyst, Assignment
from koemap.records import Comment, OpinionMap, Placement
from koemap.store import Store

AT_ONCE = 500
REMEMBERED = 20_000
"""Arrivals before a restart whose wordings are known again."""
BETWEEN = 5_000
"""Comments that are gone through before arrivals are read in between."""

Item = TypeVar("Item")


Now = Callable[[], datetime]
"""The time now, with its zone."""


class LiveAnalyst:
    """Says of each arrival what it is and where it belongs, and has new maps made in time.

    `steady` counts the seconds between what is done now and then; without it `now` does.
    """

    def __init__(
        self,
        store: Store,
        meeting_id: str,
        fitter: Fitter,
        now: Now,
        steady: Steady | None = None,
    ) -> None:
        counted = steady or (lambda: now().timestamp())
        self._store, self._meeting_id, self._fitter, self._now = store, meeting_id, fitter, now
        self._reader = Reader()
        self._said: dict[str, Assignment] = {}
        self._again: deque[str] = deque()
        self._n_read = 0
        self._decided: int | None = None
        self._changes = 0
        self._fitted: LiveMap | None = None
        self._live: LiveMap | None = None
        self._shown: OpinionMap | None = None
        self._placements: Mapping[str, Placement] = {}
        self._adopted: Mapping[str, str] = {}
        self._left_out: frozenset[str] = frozenset()
        self._own = ""
        self._map_id = ""
        self._refits = Refits(store, meeting_id, fitter, now, counted)
        self._proposals = Proposals(store, meeting_id, fitter, counted)
        self._silences = Silences(counted)
        self._remember()

    def step(self) -> int:
        """Do what is due; how many arrivals were read."""
        self._n_read = 0
        self._give_up()
        self._take_map()
        self._follow()
        n_last = self._hear()
        self._proposals.take(self._is_open, self._left_out)
        is_behind = n_last == AT_ONCE  # then nothing comes before what still waits
        if not is_behind:
            self._tell_again()
            self._tell_talk()
            self._begin_fit()
            self._begin_search()
        self._tell(waiting=n_last if is_behind else 0)
        return self._n_read

    def close(self) -> None:
        """End what is being made."""
        self._fitter.close()

    # Arrivals

    def _hear(self) -> int:
        """Say of some arrivals what they are and where they belong; how many were read."""
        arrived = self._store.unassigned(self._meeting_id, AT_ONCE)
        comments = [one.comment for one in arrived]
        if comments:
            self._say(self._placed(self._reader.read(comments), comments))
            self._silences.hear(arrived)
        self._n_read += len(arrived)
        return len(arrived)

    def _meanwhile(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, of which there may be many, while arrivals are read as they come.

        Before a map is known they wait: nothing is told of a map that is not followed yet.
        """
        for number, item in enumerate(items, start=1):
            yield item
            if number % BETWEEN == 0 and self._map_id:
                self._hear()

    def _remember(self) -> None:
        """Know again, after a restart, what was said before, in the order of arrival."""
        said = {one.comment_id: one for one in all_of(self._store.assignments, self._meeting_id)}
        last = deque[Comment](maxlen=REMEMBERED)
        for arrival in all_of(self._store.arrivals, self._meeting_id):
            if one := said.get(arrival.comment.comment_id):
                self._said[one.comment_id] = one
                last.append(arrival.comment)
                self._silences.hear([arrival])
        self._reader.know(last, self._said)

    def _placed(self, said: Sequence[Assignment], comments: Sequence[Comment]) -> list[Assignment]:
        """What is said, with the topics and places that the map and people give."""
        live = self._live
        free = (row for row, one in enumerate(said) if self._is_free(one, comments[row]))
        rows = list(free) if live else []
        found = live.place([comments[row].text for row in rows]) if live else []
        places = dict(zip(rows, found, strict=True))
        return [self._at(one, places.get(row)) for row, one in enumerate(said)]

    def _is_free(self, one: Assignment, comment: Comment) -> bool:
        """Whether its place is to be found, since the map has none for it."""
        outside = one.comment_id in self._placements or one.comment_id in self._left_out
        return bool(comment.text) and one.kind != "reaction" and not outside

    def _at(self, one: Assignment, found: Placed | None) -> Assignment:
        """What is said with its topic and place; a place it has on this map stays."""
        known = self._placements.get(one.comment_id)
        topic_id = self._adopted.get(one.comment_id, found.topic_id) if found else ""
        if known or not found or not topic_id:
            return placed_on(self._map_id, one, known)
        stays = one.map_id == self._map_id and one.x is not None
        x, y = (one.x, one.y) if stays else (found.x, found.y)
        own, strength = self._map_id, found.strength
        return replace(one, topic_id=topic_id, strength=strength, x=x, y=y, map_id=own)

    def _say(self, said: Iterable[Assignment]) -> None:
        new = [one for one in said if one != self._said.get(one.comment_id)]
        if new:
            self._store.assign(self._meeting_id, new)
            self._said |= {one.comment_id: one for one in new}

    def _tell_again(self) -> None:
        """Say of some earlier comments where they belong now."""
        some = [self._again.popleft() for _ in range(min(AT_ONCE, len(self._again)))]
        if some:
            arrived = self._store.arrivals_of(self._meeting_id, some)
            comments = [one.comment for one in arrived]
            self._say(self._placed([self._said[c.comment_id] for c in comments], comments))

    def _tell_talk(self) -> None:
        """Write down which topics have gone quiet, and which are spoken of again."""
        talk = {} if self._again else self._silences.noticed(self._said)
        if talk and self._map_id:
            comments = self._comments()
            edition = edited(self._store, self._read_map(self._map_id), comments)
            self._store.note(self._meeting_id, talked(edition, talk, self._now()))
            self._silences.was_told()

    # People, and maps

    def _follow(self) -> None:
        """Follow the newest map, what people decided on it, changed in comments or took back."""
        newest, decided, changes = self._store.state(self._meeting_id)
        is_changed, is_decided = changes != self._changes, decided != self._decided
        if is_changed:
            arrived = self._store.changed(self._meeting_id, self._changes)
            self._read_again(self._reader.changed([one.comment for one in arrived]))
        is_new = self._shown is None or self._shown.map_id != newest
        if newest and (is_new or is_decided or (is_changed and self._adopted)):
            self._edit(newest)
        if is_decided or is_changed:
            self._proposals.review(self._is_open, self._left_out)
        self._decided, self._changes = decided, changes

    def _read_again(self, changed: Sequence[Comment]) -> None:
        """Say anew what comments are whose text is another; of one that is gone, nothing."""
        self._say(self._reader.forget([c.comment_id for c in changed], self._said))
        there = [comment for comment in changed if comment.text]
        gone = [self._said[comment.comment_id] for comment in changed if not comment.text]
        self._say(self._placed(self._reader.read(there), there))
        self._say(
            replace(one, folded=one.comment_id, flags=(), topic_id="", strength=0.0, x=None, y=None)
            for one in gone
        )

    def _edit(self, map_id: str) -> None:
        """Take the newest map as people's decisions leave it."""
        fitted = self._fitted
        is_known = fitted is not None and fitted.opinion_map.map_id == map_id
        found = fitted.opinion_map if fitted and is_known else self._read_map(map_id)
        if fitted and not is_known:
            self._fitted = fitted = fitted.on(found)
        comments = self._comments()
        edition = edited(self._store, found, comments)
        adopted = adopted_on(edition)
        self._map_id, self._placements = map_id, edition.placements
        self._adopted = {one: topic for one, (topic, _) in adopted.items()}
        self._left_out = frozenset(edition.hidden)
        self._live = fitted.edited(edition.placements.values(), adopted) if fitted else None
        self._tell_at_once()
        self._again = deque(self._misplaced())
        self._record(found, comments)

    def _misplaced(self) -> Iterator[str]:
        """The comments that are told to be elsewhere than on the map, then those not on it."""
        late = []
        for one in self._meanwhile([*self._said]):
            if one not in self._placements:
                late.append(one)
            elif self._said[one] != self._at(self._said[one], None):
                yield one
        yield from late if self._live else ()

    def _comments(self) -> dict[str, Comment]:
        """All comments by id, while arrivals are read as they come."""
        arrivals = all_of(self._store.arrivals, self._meeting_id)
        return by_id(arrival.comment for arrival in self._meanwhile(arrivals))

    def _read_map(self, map_id: str) -> OpinionMap:
        return self._store.opinion_map(self._meeting_id, map_id)

    def _tell_at_once(self) -> None:
        """Say of all where they are on a map that somebody else made, in one go.

        Its topics may have the ids of others, so that no two comments may be told of two maps.
        """
        if self._map_id != self._own:
            others = [one for one in self._said.values() if one.map_id != self._map_id]
            self._say(self._at(one, None) for one in others)

    def _record(self, later: OpinionMap, comments: Mapping[str, Comment]) -> None:
        """Write down what became of topics on a new map, unless who made it has done so."""
        shown = self._shown
        if shown and shown.map_id != later.map_id and not self._store.changes_of(later):
            again = self._store.with_names(later)
            told = became(self._store, shown, again, self._now(), comments)
            self._store.note(self._meeting_id, told)
        self._shown = later

    # The map, and candidates

    def _begin_fit(self) -> None:
        n_all, n_new = len(self._said), len(self._said.keys() - self._placements.keys())
        is_awaited = not self._adopted.keys() <= self._placements.keys()
        is_due = self._refits.is_due(
            n_all, n_new, is_first=self._live is None, is_awaited=is_awaited
        )
        if is_due and not self._proposals.is_searching:
            self._refits.begin(self._map_id)

    def _give_up(self) -> None:
        """Leave a map, or a search, that takes too long, and keep what is there."""
        if self._refits.is_late or self._proposals.is_late(AT_MOST_TAKES):
            self._refits.give_up()
            self._proposals.give_up()
            self._fitter.give_up()

    def _take_map(self) -> None:
        """Take over a map that is ready."""
        if live := self._refits.take():
            self._fitted, self._own = live, live.opinion_map.map_id
            self._decided = None

    def _begin_search(self) -> None:
        if self._refits.began_at is None and self._live and not self._again:
            self._proposals.begin(filter(self._is_open, self._said), self._now())

    def _is_open(self, comment_id: str) -> bool:
        """Whether the comment may be in a candidate: it says something, and no person placed it."""
        is_outside = comment_id in self._left_out or comment_id in self._adopted
        said = self._said.get(comment_id)
        return said is not None and said.kind != "reaction" and not is_outside

    def _tell(self, waiting: int) -> None:
        refits, (en, ja) = self._refits, self._refits.problem
        self._store.save_analyst(
            self._meeting_id,
            Analyst(self._now(), waiting, refits.began_at, refits.fitted_at, en, ja),
        )
