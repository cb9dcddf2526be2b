"""The maps of a live meeting: when a new one is begun, what becomes of it, when it is given up.

Spans are counted on a clock that nobody sets; what is told of them is told by the clock on the
wall.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from analysis.failures import failed, given_up
from analysis.fitter import Fitter
from analysis.live_map import LiveMap
from koemap.store import Store

FEWEST_FOR_A_MAP = 60
AT_LEAST_EVERY = 180.0
"""Seconds after which a map is made for whatever is new."""
AT_MOST_EVERY = 30.0
AT_MOST_TAKES = 600.0
"""Seconds after which a map, or a search for candidates, is given up."""
GROWN_BY = 0.2
"""The share of new comments from which a new map is made sooner."""

Steady = Callable[[], float]
"""Seconds from some moment on, whatever is done to the clock on the wall."""


class Refits:
    """The fits of one meeting; `problem` says why the last failed, in English and Japanese."""

    def __init__(
        self,
        store: Store,
        meeting_id: str,
        fitter: Fitter,
        now: Callable[[], datetime],
        steady: Steady,
    ) -> None:
        self._store, self._meeting_id, self._fitter = store, meeting_id, fitter
        self._now, self._steady = now, steady
        self._fit: Future[LiveMap] | None = None
        self._of = ""
        self._began_at: datetime | None = None
        self._began: float | None = None
        self.fitted_at: datetime | None = None
        self.problem = ("", "")

    @property
    def began_at(self) -> datetime | None:
        """When the fit that is under way began, None when there is none."""
        return self._began_at if self._fit else None

    @property
    def is_late(self) -> bool:
        """Whether the fit that is under way takes too long."""
        return self._fit is not None and self._has_waited(AT_MOST_TAKES)

    def is_due(self, n_all: int, n_new: int, *, is_first: bool, is_awaited: bool) -> bool:
        """Whether a map is to be begun when so many of all comments are not on the last one.

        What `is_awaited` does not wait for many to come.
        """
        if self._fit or n_all < FEWEST_FOR_A_MAP or not n_new:
            return False
        if is_first:
            return not self.problem[0] or self._has_waited(AT_MOST_EVERY)
        is_much = is_awaited or n_new >= GROWN_BY * n_all
        return self._has_waited(AT_MOST_EVERY if is_much else AT_LEAST_EVERY)

    def begin(self, map_id: str) -> None:
        """Have a map made that continues the one of that id."""
        self._began_at, self._began, self._of = self._now(), self._steady(), map_id
        self._fit = self._fitter.fit(map_id)

    def take(self) -> LiveMap | None:
        """A map that is ready, as saved; one that failed leaves the old one and says so.

        One that was begun before somebody else made the newest map is out of date.
        """
        if self._fit is None or not self._fit.done():
            return None
        fit, self._fit = self._fit, None
        try:
            live = fit.result()
            if self._store.state(self._meeting_id)[0] != self._of:
                return None
            saved = self._store.save_map(live.opinion_map)
        except Exception as error:  # whatever failed there, the meeting goes on
            self.problem = failed(error)
            return None
        self.problem, self.fitted_at = ("", ""), self._now()
        return replace(live, opinion_map=saved)

    def give_up(self) -> None:
        """Leave the map that is being made."""
        if self._fit:
            self._fit, self.problem = None, given_up(int(AT_MOST_TAKES // 60))

    def _has_waited(self, seconds: float) -> bool:
        return self._began is None or self._steady() - self._began >= seconds
