"""The supervisor of a live meeting: keeps collector, analyst and web going, and ends it well."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from koemap.cli.beside import Beside
from koemap.cli.collecting import noticed
from koemap.cli.language import say
from koemap.cli.live_notes import Notes
from koemap.cli.live_parts import Part, Said, Sign
from koemap.cli.live_probe import Probe
from koemap.cli.live_public import PublicPage
from koemap.cli.processes import Kept, Pauses, end_all
from koemap.collection import Health
from koemap.errors import StoreError
from koemap.live_runs import FINAL, has_final_map
from koemap.settings import Settings
from koemap.stops import Stops
from koemap.store import Store

Told = TypeVar("Told")
clock: Callable[[], datetime] = partial(datetime.now, UTC)

LOOK_EVERY = 0.5
READ_WITHIN = 300.0  # seconds that the analyst has for what came last, and for a full disk to pass
END_WITHIN = 60.0
TRIES = 3
"""Failures of the final map after which that is told; it is tried again nevertheless."""


@dataclass(frozen=True)
class Meeting:
    """A meeting that is live: where it is kept, its chat, the words that collect and serve it.

    `url` is where its web answers.
    """

    store: Store
    settings: Settings
    meeting_id: str
    source_id: str
    collect: Sequence[str]
    serve: Sequence[str]
    url: str

    def health(self) -> Health | None:
        """How its chat is doing; None as long as nothing is known."""
        return self.store.healths(self.meeting_id).get(self.source_id)

    def is_over(self) -> bool:
        """Whether its chat has ended."""
        health = self.health()
        return health is not None and health.phase == "ended"

    def is_read(self) -> bool:
        """Whether the analyst has read everything that came."""
        return not self.store.unassigned(self.meeting_id, 1)

    def has_final_map(self) -> bool:
        """Whether the map of everything that came is made."""
        last = self.store.arrivals(self.meeting_id, self.last_arrival() - 1)
        happened = self.store.happenings(self.meeting_id, kinds=(FINAL,))
        return bool(last) and has_final_map(happened, last[-1].number, last[-1].at)

    def last_arrival(self) -> int:
        """The number of what arrived last, 0 before anything did."""
        return self.store.heads(self.meeting_id)[0]


class LiveSupervisor:
    """Keeps the three processes of a live meeting going; `tell` hears what happens, `now` dates it.

    When the chat has ended, the analyst reads what came last, one free map is made, and the web
    goes on until it is stopped. The public page, the probe of the web and the notes of what
    happened go on beside it.
    """

    def __init__(
        self,
        meeting: Meeting,
        tell: Callable[[str], None],
        now: Callable[[], datetime] = clock,
    ) -> None:
        self._meeting, self._tell = meeting, tell
        of = ("--meeting", meeting.meeting_id)
        self._collector = Part((*meeting.collect, *of), name="collector", sign=self._collected_at)
        self._analyst = Part(("live-analyst", *of), name="analyst", sign=self._analyzed_at)
        self._probe = Probe(meeting.url)
        self._web = Part(
            tuple(meeting.serve),
            name="web",
            sign=lambda: self._probe.answered_at,
            is_starting=lambda: not self.serves(),
        )
        self._final = Kept(("analyze", "--final", *of), Pauses(longest=600.0))
        self._notes = Notes(meeting.store, meeting.meeting_id, now)
        self._stops = Stops(Path(meeting.settings.home))
        self._ending: Iterator[None] | None = None
        self._has_analyst_work, self._is_stopping = True, False
        self._page = PublicPage(meeting.store, meeting.settings, meeting.meeting_id, tell)
        self._beside = (
            self._probe.asking,
            Beside(self._page.show, every=LOOK_EVERY),
            Beside(self._notes.keep, every=LOOK_EVERY),
            Beside(self._enter_stop, every=LOOK_EVERY),
        )

    def run(self, until: Callable[[], bool] = lambda: False) -> None:
        """Start what is not running, watch, and start again, until that holds."""
        for one in self._beside:
            one.begin()
        while not until():
            began = time.monotonic()
            self._look()
            time.sleep(max(0.0, LOOK_EVERY - (time.monotonic() - began)))

    def serves(self) -> bool:
        """Whether the web takes connections."""
        process = self._web.process
        return bool(process and process.out)

    def stop(self) -> None:
        """Ask every process to end, and make those end that do not."""
        self._is_stopping = True
        for one in self._beside:
            one.end()
        kept = (self._collector, self._analyst, self._web, self._final)
        end_all([one.process for one in kept if one.process])
        self._notes.end()
        self._page.end()

    # Watching

    def _look(self) -> None:
        self._watch(self._web)
        with suppress(StoreError):  # whoever writes to the store says that it fails
            self._watch_chat()

    def _watch_chat(self) -> None:
        """Keep collector and analyst going, or take the next step to the end."""
        if self._ending is not None:
            next(self._ending, None)
        elif self._collector.process and self._collector.process.status() == 0:
            if self._meeting.is_over():
                for line in noticed(self._collector.process.out):
                    self._hear("collector", line)
                self._collector.process, self._ending = None, self._end()
            else:
                self._fall(self._collector, 0)
        else:
            self._watch(self._collector)
        if self._is_analyst_needed():
            self._watch(self._analyst)

    def _is_analyst_needed(self) -> bool:
        """Not while, from the beginning, all that ever came is on a final map already."""
        if not self._has_analyst_work:
            return False
        return self._analyst.n_started > 0 or not self._meeting.has_final_map()

    def _watch(self, part: Part) -> None:
        part.start_when_due(partial(self._hear, part.name))
        if part.process is None:
            return
        if (status := part.process.status()) is not None:
            self._fall(part, status)
        elif said := part.recovers():
            self._say(part.name, said)
        elif part.is_silent():
            part.process.kill()

    def _fall(self, part: Part, status: int) -> None:
        said = part.falls(status)
        if part.is_noted:
            self._say(part.name, said)
        else:
            self._tell(say(*said))

    def _hear(self, name: str, line: str) -> None:
        """Hand on what a process says, except how it ends when all are ended."""
        if not self._is_stopping:
            self._tell(f"{name}: {line}")

    # Signs of life

    def _collected_at(self) -> Sign:
        with suppress(StoreError):
            health = self._meeting.health()
            return None if health is None or health.phase == "failed" else health.at
        return None

    def _analyzed_at(self) -> Sign:
        with suppress(StoreError):
            analyst = self._meeting.store.analyst(self._meeting.meeting_id)
            return analyst.at if analyst else None
        return None

    # The end

    def _end(self) -> Iterator[None]:
        """What follows the end of the chat, one step at each look, whatever the store does."""
        is_made = yield from _answered(self._meeting.has_final_map)
        if is_made and not self._analyst.n_started:
            self._has_analyst_work = False
            return
        ended = (
            "the stream has ended; the final map is being made",
            "配信が終わりました。最終の地図をつくります",
        )
        self._say("collector", ended)
        yield from _waiting(self._meeting.is_read, READ_WITHIN)
        self._has_analyst_work = False
        if process := self._analyst.process:
            process.ask_to_end()
            yield from _waiting(lambda: process.status() is not None, END_WITHIN)
            process.end()
            self._analyst.process = None
        yield from self._make_final_map()

    def _make_final_map(self) -> Iterator[None]:
        """Try until it is made; at each look no more than a step."""
        last = yield from _answered(self._meeting.last_arrival)
        while (yield from self._made()) != 0:
            last = yield from _answered(self._meeting.last_arrival)
            self._final.wait(self._final.pauses.after(0.0))
            if self._final.pauses.n_failed == TRIES:
                self._say(
                    "analyst",
                    (
                        "the final map could not be made yet; it is tried again",
                        "最終の地図をまだつくれません。間をおいて、くり返し試します",
                    ),
                )
        self._final.process = None
        self._say(FINAL, ("the final map is made", "最終の地図ができました"), last)

    def _made(self) -> Generator[None, None, int]:
        """The status of the process that makes the final map."""
        while True:
            self._final.start_when_due(partial(self._hear, "analyze"))
            process = self._final.process
            if process and (status := process.status()) is not None:
                return status
            yield

    # Saying

    def _say(self, kind: str, said: Said, last_arrival: int = 0) -> None:
        """Tell whoever runs the meeting, and whoever sits at the desk."""
        self._tell(say(*said))
        self._notes.add(kind, *said, last_arrival)

    def _enter_stop(self) -> None:
        """Write into the log who stopped everything while it had no room, once it has."""
        with suppress(StoreError):
            self._stops.enter(self._meeting.store, self._meeting.meeting_id)


def _waiting(holds: Callable[[], bool], seconds: float) -> Iterator[None]:
    """Steps until that holds, at most for so long; while the store fails it does not."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with suppress(StoreError):
            if holds():
                return
        yield


def _answered(ask: Callable[[], Told]) -> Generator[None, None, Told]:
    """The answer, after as many steps as the store fails for."""
    while True:
        with suppress(StoreError):
            return ask()
        yield
