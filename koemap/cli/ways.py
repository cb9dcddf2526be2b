"""The ways in which a source is collected: a file once, in rounds, or while it happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koemap.cli.asked import Asked
from koemap.cli.collecting import persist, read_file, run, stopped
from koemap.cli.desk import Desk
from koemap.cli.following import follow
from koemap.cli.holding import alone_on, stoppable
from koemap.cli.installation import opened
from koemap.cli.report import Report
from koemap.records import Meeting

if TYPE_CHECKING:
    from collectors.commands import Way
    from collectors.events import Collector
    from koemap.settings import Settings
    from koemap.store import Store


@dataclass(frozen=True)
class Work:
    """A source to be collected: what was asked for, and where that is done."""

    store: Store
    settings: Settings
    meeting: Meeting
    asked: Asked
    desk: Desk

    def collector(self) -> Collector:
        """The source, ready to be read once."""
        make, asked = self.asked.declared.make, self.asked
        return make(self.meeting, asked.argument, self.desk, **asked.options)

    def round(self, *, live: bool = False) -> Report:
        """The report of reading it once."""
        return run(
            self.store,
            self.collector(),
            self.settings,
            terms=self.asked.terms,
            command=self.asked.words,
            live=live,
        )


def collected(asked: Asked, meeting_id: str) -> Report:
    """The report of collecting what was asked for, in its way."""
    with opened() as (settings, store):
        meeting, way = store.meeting(meeting_id), asked.declared.way
        patient = asked.follow or way == "stream"
        desk = Desk(store, settings, patient=patient, followed=asked.follow)
        return WAYS[way](Work(store, settings, meeting, asked, desk))


def _file(work: Work) -> Report:
    return read_file(work.store, work.collector(), work.settings, work.asked.terms)


def _rounds(work: Work) -> Report:
    """The report of one round, or of the last one when it was followed until stopped."""
    from collectors.clock import SystemClock

    source, asked = work.collector().source, work.asked
    if not asked.follow:
        with alone_on(source, work.settings):
            return work.round()
    with stoppable(supervised=asked.supervised), alone_on(source, work.settings):
        follow(work.round, work.store, source, SystemClock(), every_seconds=asked.every)
    return stopped(work.store, source)


def _stream(work: Work) -> Report:
    """The report of the whole stream, or up to when it was stopped."""
    from collectors.clock import SystemClock

    source = work.collector().source
    with stoppable(supervised=work.asked.supervised), alone_on(source, work.settings):
        return persist(lambda: work.round(live=True), work.store, source, SystemClock())
    return stopped(work.store, source, could_end=True)


WAYS: Mapping[Way, Callable[[Work], Report]] = {
    "file": _file,
    "rounds": _rounds,
    "stream": _stream,
}
