"""The candidates of a live meeting: when they are looked for, and which of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from datetime import datetime

from analysis.candidate_topics import is_enough, reduced
from analysis.fitter import Fitter
from analysis.refits import Steady
from koemap.live_records import Candidate
from koemap.moderation import moderated
from koemap.records import Comment
from koemap.store import Store

PROPOSE_EVERY = 20.0  # seconds
MOST_SEARCHED = 3_000
"""The last comments among which candidates are looked for."""

IsOpen = Callable[[str], bool]
"""Whether the comment of that id may be in a candidate."""


class Proposals:
    """The candidates of one meeting in its store, and the search for more."""

    def __init__(self, store: Store, meeting_id: str, fitter: Fitter, steady: Steady) -> None:
        self._store, self._meeting_id, self._fitter = store, meeting_id, fitter
        self._steady = steady
        self._search: Future[tuple[Candidate, ...]] | None = None
        self._searched: list[str] = []
        self._began: float | None = None

    @property
    def is_searching(self) -> bool:
        """Whether a search is under way."""
        return self._search is not None

    def is_late(self, seconds: float) -> bool:
        """Whether a search has been under way for that long."""
        return self.is_searching and self._has_waited(seconds)

    def begin(self, open_ids: Iterable[str], now: datetime) -> None:
        """Look for candidates among the last of these comments, if it is time and there are new."""
        if self._search or not self._has_waited(PROPOSE_EVERY):
            return
        waiting = [*open_ids][-MOST_SEARCHED:]
        if waiting != self._searched:
            self._began, self._searched = self._steady(), waiting
            known = self._store.candidates(self._meeting_id)
            self._search = self._fitter.propose(waiting, known, now)

    def take(self, is_open: IsOpen, hidden: frozenset[str]) -> None:
        """Keep what a search found that is done; one that failed is made again before long."""
        if self._search is None or not self._search.done():
            return
        search, self._search = self._search, None
        try:
            found = search.result()
        except Exception:  # whatever failed there, the meeting goes on
            self._searched = []
            return
        new = {one.candidate_id for one in found}
        known = self._store.candidates(self._meeting_id)
        others = (one for one in known if one.candidate_id in self._dismissed() - new)
        self._keep([*found, *others], is_open, hidden)

    def review(self, is_open: IsOpen, hidden: frozenset[str]) -> None:
        """Keep of the candidates what is left of them."""
        self._keep(self._store.candidates(self._meeting_id), is_open, hidden)

    def give_up(self) -> None:
        """Leave the search that is under way."""
        self._search = None

    def _has_waited(self, seconds: float) -> bool:
        return self._began is None or self._steady() - self._began >= seconds

    def _dismissed(self) -> frozenset[str]:
        return moderated(self._store.acts(self._meeting_id)).dismissed

    def _keep(self, found: Sequence[Candidate], is_open: IsOpen, hidden: frozenset[str]) -> None:
        """Keep those of which enough is left, and those that were dismissed, to know them again."""
        there = self._there(found, hidden)
        waiting = [comment for comment in there if is_open(comment.comment_id)]
        dismissed, kept = self._dismissed(), []
        for one in found:
            is_dismissed = one.candidate_id in dismissed
            left = reduced(one, there if is_dismissed else waiting)
            if left.comment_ids if is_dismissed else is_enough(left):
                kept.append(left)
        if set(kept) != set(self._store.candidates(self._meeting_id)):
            self._store.save_candidates(self._meeting_id, kept)

    def _there(self, found: Sequence[Candidate], hidden: frozenset[str]) -> list[Comment]:
        """The comments of these candidates whose text may be read."""
        ids = {one for candidate in found for one in candidate.comment_ids}
        arrived = self._store.arrivals_of(self._meeting_id, sorted(ids))
        comments = (one.comment for one in arrived)
        return [c for c in comments if c.text and c.comment_id not in hidden]
