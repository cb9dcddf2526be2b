"""Maps made beside everything else: one warm process that makes one thing after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from analysis.assigning import Assigner
from analysis.candidate_topics import FEWEST_PEOPLE, candidates
from analysis.following import edited
from analysis.live_map import LiveMap, live_map
from analysis.orphans import end_with_parent
from analysis.pipeline import make_recipe
from analysis.successors import decided
from analysis.text import read_all
from analysis.upheld import keeping_whole
from analysis.warming import MANY, warm_up
from koemap.live_records import Candidate
from koemap.records import OpinionMap, Recipe
from koemap.standing import hidden_comments, standing
from koemap.store import Store

Given = ParamSpec("Given")
Outcome = TypeVar("Outcome")
MOST_MOVING = 0.05
"""The share of the comments in a topic that may change to another one with a new map."""
LANDMARKS = 3_000
"""Voices that a live map is fitted on at most, so that a new one is there before long."""
COURTESY = 10
"""How much a fit gives way to what people wait for, as `nice` counts."""
MOST_MAPS = 20
"""Maps that one process makes, those of an hour: the room it holds grows a little with each."""


class Fitter(Protocol):
    """Makes maps and candidates for the analyst of a meeting."""

    def fit(self, map_id: str) -> Future[LiveMap]:
        """A map of all comments that continues the one of that id, a free one without."""

    def propose(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> Future[tuple[Candidate, ...]]:
        """The candidates among these comments."""

    def give_up(self) -> None:
        """Leave what it is making, and be ready for the next."""

    def close(self) -> None:
        """End it, whatever it is making."""


def live_recipe(*, is_first: bool) -> Recipe:
    """The recipe of a live map, the first one or one that continues another.

    Its topics have as many people as a candidate.
    """
    return make_recipe(
        n_landmarks=LANDMARKS,
        most_moving=1 if is_first else MOST_MOVING,
        fewest_people=FEWEST_PEOPLE,
    )


class PlainFitter:
    """A fitter that makes a thing when it is asked: for notebooks and whoever may wait."""

    def __init__(self, store: Store, meeting_id: str) -> None:
        self._store, self._meeting_id = store, meeting_id
        self.last: Assigner | None = None

    def fit(self, map_id: str) -> Future[LiveMap]:
        """As `Fitter` has it."""
        return _told(lambda: self.fitted(map_id))

    def propose(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> Future[tuple[Candidate, ...]]:
        """As `Fitter` has it."""
        return _told(lambda: self.proposed(comment_ids, known, at))

    def give_up(self) -> None:
        """As `Fitter` has it."""

    def close(self) -> None:
        """As `Fitter` has it."""

    def fitted(self, map_id: str) -> LiveMap:
        """The map that `fit` tells."""
        store, meeting_id = self._store, self._meeting_id
        earlier = store.opinion_map(meeting_id, map_id) if map_id else None
        found = live_map(
            store.comments(meeting_id),
            self._recipe(earlier),
            meeting_id=meeting_id,
            earlier=earlier,
            hidden=frozenset(hidden_comments(standing(store.decisions(meeting_id)))),
        )
        self.last = found.assigner
        return found

    def _recipe(self, earlier: OpinionMap | None) -> Recipe:
        """The recipe of the map after the earlier one; what people decided about stays whole."""
        recipe = live_recipe(is_first=earlier is None)
        if earlier is None or not self._store.decisions(self._meeting_id):
            return recipe
        return keeping_whole(recipe, decided(earlier, edited(self._store, earlier)))

    def proposed(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> tuple[Candidate, ...]:
        """The candidates that `propose` tells; before this fitted a map, those that are known."""
        if self.last is None:
            return tuple(known)
        arrived = self._store.arrivals_of(self._meeting_id, comment_ids)
        waiting = [one.comment for one in arrived if one.comment.text]
        return candidates(waiting, self.last, known=known, at=at)


class ProcessFitter:
    """A fitter in a process of its own, which a failure does not take down with it.

    That process ends when the one that began it does, however that ends. After `most_maps` another
    takes its place, while nobody waits for a map. One that takes the place of another, whatever
    became of that, knows the last map as it did.
    """

    def __init__(self, url: str, meeting_id: str, *, most_maps: int = MOST_MAPS) -> None:
        self._of, self._most_maps = (url, meeting_id), most_maps
        self._fit: Future[LiveMap] | None = None
        self._last: Assigner | None = None
        self._begin()

    def fit(self, map_id: str) -> Future[LiveMap]:
        """As `Fitter` has it."""
        self._remember()
        self._fit = self._submitted(_fitted, map_id)
        return self._fit

    def propose(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> Future[tuple[Candidate, ...]]:
        """As `Fitter` has it."""
        self._remember()
        if self._n_maps >= self._most_maps and self._asked.done():
            self.give_up()
        return self._submitted(_proposed, tuple(comment_ids), tuple(known), at)

    def give_up(self) -> None:
        """As `Fitter` has it."""
        self.close()
        self._begin()

    def close(self) -> None:
        """As `Fitter` has it."""
        for process in list((self._pool._processes or {}).values()):
            process.kill()  # one that hangs would not hear that it should end
        self._pool.shutdown(cancel_futures=True)  # waits for what was told to end

    def _begin(self) -> None:
        """Have a process that gets warm, and knows the last map."""
        self._remember()
        self._pool, self._n_maps = _warm_pool(*self._of), 0
        self._asked: Future[Any] = self._pool.submit(_know, self._last)

    def _remember(self) -> None:
        """Keep of the last map, once it is there, what candidates are looked for with."""
        if self._fit is None or not self._fit.done():
            return
        fit, self._fit = self._fit, None
        if not fit.cancelled() and fit.exception() is None:
            self._last, self._n_maps = fit.result().assigner, self._n_maps + 1

    def _submitted(
        self, work: Callable[Given, Outcome], *given: Given.args, **named: Given.kwargs
    ) -> Future[Outcome]:
        try:
            asked = self._pool.submit(work, *given, **named)
        except BrokenProcessPool:  # killed from outside; a new one is warm in a few seconds
            self._begin()
            asked = self._pool.submit(work, *given, **named)
        self._asked = asked
        return asked


def _told(work: Callable[[], Outcome]) -> Future[Outcome]:
    """What came of it, in the way that another process would tell it."""
    told: Future[Outcome] = Future()
    try:
        told.set_result(work())
    except Exception as error:  # whoever asks for the result hears of it
        told.set_exception(error)
    return told


def _warm_pool(url: str, meeting_id: str) -> ProcessPoolExecutor:
    spawned = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        1, mp_context=spawned, initializer=_prepare, initargs=(url, meeting_id)
    )
    pool.submit(_warm)
    return pool


_here: PlainFitter
"""The fitter of this process, where it is one that another process began."""


def _prepare(url: str, meeting_id: str) -> None:
    """Give way to others, leave Ctrl-C to who began this, and end with them."""
    global _here  # noqa: PLW0603 - all that such a process is for
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):
        os.nice(COURTESY)
    end_with_parent()
    _here = PlainFitter(Store(url), meeting_id)


def _warm() -> None:
    """Load and compile what a first map would wait for."""
    read_all(["地図", "map"])
    warm_up(MANY)


def _know(last: Assigner | None) -> None:
    """Go on from the map that an earlier process made last."""
    _here.last = last


def _fitted(map_id: str) -> LiveMap:
    return _here.fitted(map_id)


def _proposed(
    comment_ids: tuple[str, ...], known: tuple[Candidate, ...], at: datetime
) -> tuple[Candidate, ...]:
    return _here.proposed(comment_ids, known, at)
