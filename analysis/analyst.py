"""The analyst of a live meeting: reads what arrives, and keeps the map up with it.

Each step is short. What takes long, a new map or the search for candidates, a fitter makes beside
it; until it is done the map that is there is used, and nothing on it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from analysis.events import happened
from analysis.fitter import Fitter
from analysis.flags import flags
from analysis.live_map import LiveMap
from analysis.refolding import Folder
from analysis.traits import traits_of
from koemap.edition import Edition, read
from koemap.errors import KoemapError
from koemap.live_records import Analyst, Arrival, Assignment, Candidate, Happening
from koemap.records import Comment, OpinionMap
from koemap.store import Store

AT_ONCE = 500
FEWEST_FOR_A_MAP = 60
FIT_AT_LEAST_EVERY = timedelta(minutes=3)
FIT_AT_MOST_EVERY = timedelta(seconds=30)
GROWN_BY = 0.2
"""The share of new comments from which a new map is made sooner."""
PROPOSE_EVERY = timedelta(seconds=20)
REMEMBERED = 20_000
"""Arrivals before a restart whose wordings are known again."""
MOST_WAITING = 600
TOLD = ("new", "gone", "split", "merged")


class Now(Protocol):
    """What time it is."""

    def __call__(self) -> datetime:
        """The time now, with its zone."""


class LiveAnalyst:
    """Says of each arrival what it is and where it belongs, and has new maps made in time."""

    def __init__(self, store: Store, meeting_id: str, fitter: Fitter, now: Now) -> None:
        self._store, self._meeting_id, self._fitter, self._now = store, meeting_id, fitter, now
        self._folder = Folder()
        self._said: dict[str, Assignment] = {}
        self._since_fit: dict[str, Comment] = {}
        self._live: LiveMap | None = None
        self._edited_at = -1
        self._fit: Future[LiveMap] | None = None
        self._fit_began: datetime | None = None
        self._fitted_at: datetime | None = None
        self._search: Future[tuple[Candidate, ...]] | None = None
        self._searched: tuple[datetime | None, int] = (None, 0)
        self._problem: tuple[str, str] = ("", "")
        self._remember()

    def step(self) -> int:
        """Do what is due; how many arrivals were read."""
        self._take_map()
        self._follow_people()
        arrived = self._store.unassigned(self._meeting_id, AT_ONCE)
        self._assign(arrived)
        self._take_candidates()
        if len(arrived) < AT_ONCE:
            self._begin_fit()
            self._begin_search()
        self._tell(waiting=len(arrived) if len(arrived) == AT_ONCE else 0)
        return len(arrived)

    def close(self) -> None:
        """End what is being made."""
        self._fitter.close()

    # Arrivals

    def _remember(self) -> None:
        """Know again, after a restart, what was said before."""
        after = 0
        while more := self._store.assignments(self._meeting_id, after):
            self._said |= {one.comment_id: one for one in more}
            after = more[-1].number
        last = self._store.heads(self._meeting_id)[0]
        for arrival in self._arrivals(max(0, last - REMEMBERED)):
            said = self._said.get(arrival.comment.comment_id)
            if said and arrival.comment.text:
                traits = traits_of([arrival.comment.text])
                self._folder.know(traits.keys[0], traits.signatures[0], said.folded)

    def _arrivals(self, after: int) -> Iterable[Arrival]:
        while more := self._store.arrivals(self._meeting_id, after):
            yield from more
            after = more[-1].number

    def _assign(self, arrived: Sequence[Arrival]) -> None:
        if not arrived:
            return
        comments = [one.comment for one in arrived]
        traits = traits_of([one.text for one in comments])
        said = []
        for row, comment in enumerate(comments):
            key, signed = traits.keys[row], traits.signatures[row]
            folded = self._folder.fold(comment.comment_id, key, signed) if comment.text else ""
            said.append(
                Assignment(
                    comment_id=comment.comment_id,
                    kind=traits.kinds[row],
                    language=traits.languages[row],
                    folded=folded or comment.comment_id,
                    flags=flags(comment.text),
                )
            )
            self._since_fit[comment.comment_id] = comment
        self._say(self._placed(said, comments))

    def _placed(self, said: Sequence[Assignment], comments: Sequence[Comment]) -> list[Assignment]:
        """What is said, with topics and places on the map that is there."""
        if self._live is None:
            return list(said)
        rows = [
            row
            for row, (one, comment) in enumerate(zip(said, comments, strict=True))
            if one.kind != "reaction" and comment.text
        ]
        found = list(said)
        places = self._live.place([comments[row].text for row in rows])
        for row, place in zip(rows, places, strict=True):
            found[row] = replace(
                found[row],
                topic_id=place.topic_id,
                strength=place.strength,
                x=place.x if place.topic_id else None,
                y=place.y if place.topic_id else None,
                map_id=self._live.opinion_map.map_id,
            )
        return found

    def _say(self, said: Sequence[Assignment]) -> None:
        if said:
            self._store.assign(self._meeting_id, said)
            self._said |= {one.comment_id: one for one in said}

    # The map

    def _begin_fit(self) -> None:
        if self._fit is None and self._search is None and self._is_due():
            map_ids = self._store.map_ids(self._meeting_id)
            self._fit_began = self._now()
            self._fit = self._fitter.fit(next(iter(map_ids), ""))

    def _is_due(self) -> bool:
        n_all, n_new = len(self._said), len(self._since_fit)
        if n_all < FEWEST_FOR_A_MAP:
            return False
        if self._live is None:
            return not self._problem[0] or self._waited(FIT_AT_MOST_EVERY)
        if not n_new or not self._waited(FIT_AT_MOST_EVERY):
            return False
        return self._waited(FIT_AT_LEAST_EVERY) or n_new >= GROWN_BY * n_all

    def _waited(self, span: timedelta) -> bool:
        return self._fit_began is None or self._now() - self._fit_began >= span

    def _take_map(self) -> None:
        """Take over a map that is ready; one that failed leaves the old one and says so."""
        if self._fit is None or not self._fit.done():
            return
        fit, self._fit = self._fit, None
        try:
            live = fit.result()
            earlier = self._newest()
            saved = self._store.save_map(live.opinion_map)
        except (KoemapError, BrokenProcessPool, CancelledError, MemoryError, OSError) as error:
            self._problem = (
                f"the last new map could not be made: {error}",
                f"新しい地図を作れませんでした: {getattr(error, 'ja', '') or error}",
            )
            return
        self._problem, self._fitted_at = ("", ""), self._now()
        placed = {p.comment_id for p in saved.placements}
        self._since_fit = {k: c for k, c in self._since_fit.items() if k not in placed}
        self._live = replace(live, opinion_map=saved)
        self._record(earlier, saved)
        self._edited_at = -1
        self._follow_people()

    def _newest(self) -> OpinionMap | None:
        map_ids = self._store.map_ids(self._meeting_id)
        return self._store.opinion_map(self._meeting_id, map_ids[0]) if map_ids else None

    def _record(self, earlier: OpinionMap | None, later: OpinionMap) -> None:
        """Write down what became of topics, when the map went on from the one before."""
        if earlier is None or earlier.map_id == later.map_id:
            return
        at = self._now()
        events = [event for event in happened(earlier, later) if event.happening in TOLD]
        self._store.note(
            self._meeting_id,
            [Happening(at, e.happening, e.line("en"), e.line("ja")) for e in events],
        )

    def _follow_people(self) -> None:
        """Say anew where comments belong when people decided something about topics."""
        last = self._store.state(self._meeting_id)[1]
        if self._live is None or last == self._edited_at:
            return
        self._edited_at = last
        edition = read(self._store, self._meeting_id, self._live.opinion_map.map_id)
        self._live = self._live.edited(edition.placements.values(), self._adopted(edition))
        placed = edition.placements
        changed = [
            replace(one, topic_id=p.topic_id, strength=p.strength or 0.0, x=p.x, y=p.y)
            for one in self._said.values()
            if (p := placed.get(one.comment_id)) and self._differs(one, p.topic_id, p.x, p.y)
        ]
        late = [self._said[k] for k in self._since_fit if k in self._said]
        again = self._placed(late, [self._since_fit[one.comment_id] for one in late])
        map_id = self._live.opinion_map.map_id
        self._say([replace(one, map_id=map_id) for one in changed] + again)

    def _differs(self, one: Assignment, topic_id: str, x: float | None, y: float | None) -> bool:
        return (one.topic_id, one.x, one.y) != (topic_id, x, y)

    def _adopted(self, edition: Edition) -> dict[str, tuple[str, str]]:
        """The comments of adopted candidates, with their topic and text."""
        return {
            one: (f"s{decision.decision_id:02d}", edition.comments[one].text)
            for decision in edition.stood
            if decision.act == "adopt"
            for one in decision.details["comments"]
            if one in edition.comments and edition.comments[one].text
        }

    # Candidates

    def _begin_search(self) -> None:
        at, n_before = self._searched
        waiting = self._waiting()
        if self._fit or self._search or self._live is None or len(waiting) == n_before:
            return
        if at is not None and self._now() - at < PROPOSE_EVERY:
            return
        known = self._store.candidates(self._meeting_id)
        self._searched = self._now(), len(waiting)
        self._search = self._fitter.propose(waiting, known, self._now())

    def _waiting(self) -> list[str]:
        """The last arrivals that fit no topic."""
        ids = [k for k, one in self._said.items() if not one.topic_id and one.kind != "reaction"]
        return ids[-MOST_WAITING:]

    def _take_candidates(self) -> None:
        if self._search is None or not self._search.done():
            return
        search, self._search = self._search, None
        try:
            found = search.result()
        except (KoemapError, BrokenProcessPool, CancelledError, MemoryError, OSError):
            return  # it is tried again before long
        self._store.save_candidates(self._meeting_id, found)

    def _tell(self, waiting: int) -> None:
        fitting = self._fit_began if self._fit else None
        en, ja = self._problem
        self._store.save_analyst(
            self._meeting_id, Analyst(self._now(), waiting, fitting, self._fitted_at, en, ja)
        )
