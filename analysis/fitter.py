"""Maps made beside everything else: one warm process that makes one thing after the other."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import datetime
from typing import Protocol, TypeVar

from analysis.candidate_topics import candidates
from analysis.live_map import LiveMap, live_map
from analysis.pipeline import make_recipe
from koemap.live_records import Candidate
from koemap.standing import hidden_comments, standing
from koemap.store import Store

Outcome = TypeVar("Outcome")
COURTESY = 10
"""How much a fit gives way to what people wait for, as `nice` counts."""


class Fitter(Protocol):
    """Makes maps and candidates for the analyst of a meeting."""

    def fit(self, map_id: str) -> Future[LiveMap]:
        """A map of all comments that continues the one of that id, a free one without."""

    def propose(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> Future[tuple[Candidate, ...]]:
        """The candidates among these comments."""

    def close(self) -> None:
        """End it, whatever it is making."""


class ProcessFitter:
    """A fitter in a process of its own, which a failure does not take down with it."""

    def __init__(self, url: str, meeting_id: str) -> None:
        self._of = url, meeting_id
        self._pool = self._started()

    def fit(self, map_id: str) -> Future[LiveMap]:
        """As `Fitter` has it."""
        return self._submitted(_fitted, *self._of, map_id)

    def propose(
        self, comment_ids: Sequence[str], known: Sequence[Candidate], at: datetime
    ) -> Future[tuple[Candidate, ...]]:
        """As `Fitter` has it."""
        return self._submitted(_proposed, *self._of, tuple(comment_ids), tuple(known), at)

    def close(self) -> None:
        """As `Fitter` has it."""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()
        self._pool.shutdown(cancel_futures=True)  # waits for what was told to end

    def _submitted(self, work: object, *given: object) -> Future[Outcome]:
        try:
            return self._pool.submit(work, *given)  # type: ignore[arg-type]
        except BrokenProcessPool:  # killed from outside; a new one is warm in a few seconds
            self._pool = self._started()
            return self._pool.submit(work, *given)  # type: ignore[arg-type]

    def _started(self) -> ProcessPoolExecutor:
        spawned = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=spawned, initializer=_courteous)


def _courteous() -> None:
    with suppress(OSError, AttributeError):
        os.nice(COURTESY)


def _fitted(url: str, meeting_id: str, map_id: str) -> LiveMap:
    store = Store(url)
    try:
        earlier = store.opinion_map(meeting_id, map_id) if map_id else None
        hidden = hidden_comments(standing(store.decisions(meeting_id)))
        return live_map(
            store.comments(meeting_id),
            make_recipe(),
            meeting_id=meeting_id,
            earlier=earlier,
            hidden=frozenset(hidden),
        )
    finally:
        store.close()


def _proposed(
    url: str,
    meeting_id: str,
    comment_ids: tuple[str, ...],
    known: tuple[Candidate, ...],
    at: datetime,
) -> tuple[Candidate, ...]:
    store = Store(url)
    try:
        arrived = store.arrivals_of(meeting_id, comment_ids)
    finally:
        store.close()
    waiting = [one.comment for one in arrived if not one.comment.why_gone]
    return candidates(waiting, make_recipe(), known=known, at=at)
