"""The live meetings that this process knows, each read by one request at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from dashboard.editions import Editions
from dashboard.live.model import LiveModel
from dashboard.live.topic_book import Names, TopicBook
from koemap.moderation import Moderation
from koemap.stops import Stops
from koemap.store import Store


class Desks:
    """The models of live meetings, made when they are first asked for."""

    def __init__(self, store: Store, editions: Editions, stops: Stops) -> None:
        self.store, self.editions, self.stops = store, editions, stops
        self._book = TopicBook(store)
        self._models: dict[str, tuple[Lock, LiveModel]] = {}
        self._lock = Lock()

    def moderation(self, meeting_id: str) -> Moderation | None:
        """Where everything stood when the model was last asked for; nobody is waited for."""
        with self._lock:
            found = self._models.get(meeting_id)
        return found[1].moderation if found else None

    def is_stopped(self, meeting_id: str) -> bool:
        """Whether nothing of that meeting may be shown now.

        Raises
        ------
        StoreError
            Nobody has stopped it outside the log, and the log cannot be read.
        """
        return bool(self.stops.held(meeting_id) or self.store.stopped(meeting_id))

    @contextmanager
    def model(self, meeting_id: str, *, patient: bool = True) -> Iterator[tuple[LiveModel, Names]]:
        """The model of that meeting, up to date, and the names of its topics.

        Who is patient waits a moment for names that are being read, and keeps nobody else waiting.

        Raises
        ------
        StoreError
            The store cannot be read.
        """
        with self._lock:
            if meeting_id not in self._models:
                self._models[meeting_id] = (Lock(), LiveModel(self.store, meeting_id))
            lock, model = self._models[meeting_id]
        if patient:
            self._book.names(meeting_id, self.store.state(meeting_id))
        with lock:
            model.held = self.stops.held(meeting_id)  # before the log, into which it goes
            model.follow()
            yield model, self._book.names(meeting_id, model.state, patient=False)
