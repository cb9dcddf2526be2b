"""The chat of an archived YouTube stream as it came: a rehearsal of a live meeting."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from collectors.clock import Clock, SystemClock
from collectors.commands import FILE, Command, Desk, Number, Time
from collectors.events import NOTHING, Checkpoint, Event, Past, Pulse, Received
from collectors.youtube_archive import RETENTION_DAYS, YouTubeArchive
from koemap.collection import Health
from koemap.records import Meeting, Source

KIND = "youtube-replay"
AUTHORITY = "an archive file supplied by the operator"
SHORTEST_WAIT = 0.2  # seconds; what is due meanwhile is given and kept together
BEAT = 1.0  # seconds after which a replay without messages says that it goes on
LONGEST_STEP = timedelta(seconds=10)  # a clock that jumps, or a computer that sleeps, skips nothing
FASTEST = 1_000.0


class YouTubeReplay:
    """The messages of an archive, each at its second of the video, `speed` times as fast.

    Those from before the stream come at once. The archive is found as `YouTubeArchive` finds it. A
    run that was stopped goes on at the second of the video where it was.
    """

    def __init__(
        self,
        meeting: Meeting,
        path: Path,
        *,
        speed: float = 1.0,
        starts_at: datetime | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._archive = YouTubeArchive(meeting, path, starts_at=starts_at)
        self._file, self._speed, self._clock = path.name, speed, clock or SystemClock()

    @property
    def source(self) -> Source:
        """The replay as a source; the same for every file of one video."""
        archive = self._archive.source
        found_by = archive.source_id.removeprefix(archive.kind)
        return replace(
            archive,
            source_id=f"{KIND}{found_by}",
            kind=KIND,
            authority=AUTHORITY,
            retention_days=RETENTION_DAYS,
        )

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Everything the archive says from where the last run stopped, when it is due.

        Raises
        ------
        CollectError
            The file cannot be read, or holds no live chat.
        """
        position = Position.read(past.cursor, self._file)
        if position.is_over:
            yield from self._end(position, is_whole=False)
        else:
            playing = _Playing(position, self._speed, self._clock)
            position = yield from playing.events(self._archive.events())
            yield from self._end(position, is_whole=True)

    def _end(self, position: Position, *, is_whole: bool) -> Iterator[Event]:
        yield Pulse(Health("ended", self._clock.now()))
        yield Checkpoint(asdict(replace(position, is_over=True)), is_whole=is_whole)


@dataclass(frozen=True, slots=True)
class Position:
    """How far a replay is: the events of its file that were given, and the second of the video."""

    file: str
    n_given: int = 0
    second: float = 0.0
    is_over: bool = False

    @classmethod
    def read(cls, cursor: Mapping[str, Any], file: str) -> Position:
        """The position that a checkpoint kept, the beginning where it is of another file."""
        if cursor.get("file") != file:
            return cls(file)
        return cls(**{name: cursor[name] for name in cls.__slots__ if name in cursor})


class _Playing:
    """One run of a replay: its position, and the second of the video it has come to."""

    def __init__(self, position: Position, speed: float, clock: Clock) -> None:
        self._position, self._speed, self._clock = position, speed, clock
        self._playhead, self._looked_at = position.second, clock.now()
        self._kept_at = self._looked_at
        self._lag_seconds = 0.0

    def events(self, archived: Iterator[Event]) -> Generator[Event, None, Position]:
        """The position at the end of the archive, after every event of it, when it is due."""
        n_before = self._position.n_given
        for number, event in enumerate(archived, start=1):
            if isinstance(event, Checkpoint):
                break
            if number > n_before:
                second = self._due(event)
                yield from self._wait_for(second)
                yield event
                self._give(number, second)
        return self._position

    def _due(self, event: Event) -> float:
        """When an event is due; one that has no second comes with the one before it."""
        second = event.offset_seconds if isinstance(event, Received) else None
        return max(second or 0.0, self._position.second)

    def _give(self, number: int, second: float) -> None:
        self._position = replace(self._position, n_given=number, second=second)
        self._lag_seconds = max(self._playhead - second, 0.0) / self._speed

    def _wait_for(self, second: float) -> Iterator[Event]:
        """Wait until the video has come to that second; keep what was given meanwhile."""
        self._look()
        if second <= self._playhead and self._age < BEAT:
            return
        yield from self._keep()
        while second > self._playhead:
            ahead = (second - self._playhead) / self._speed
            self._clock.wait(min(max(ahead, SHORTEST_WAIT), BEAT))
            self._look()
            if self._age >= BEAT:
                yield from self._keep()

    @property
    def _age(self) -> float:
        """Seconds since something was kept."""
        return abs((self._looked_at - self._kept_at).total_seconds())

    def _look(self) -> None:
        """Let the video run as long as it was since the last look."""
        now = self._clock.now()
        passed = min(max(now - self._looked_at, timedelta(0)), LONGEST_STEP)
        self._playhead += passed.total_seconds() * self._speed
        self._looked_at = now

    def _keep(self) -> Iterator[Event]:
        """How it goes and where; a run that is stopped now goes on from this second."""
        self._kept_at = self._looked_at
        now, lag = self._looked_at, round(self._lag_seconds, 1)
        yield Pulse(Health("collecting", now, now, lag_seconds=lag))
        yield Checkpoint(asdict(replace(self._position, second=self._playhead)))


def _by_command(
    meeting: Meeting, file: Path, desk: Desk, *, speed: float, starts_at: datetime | None
) -> YouTubeReplay:
    return YouTubeReplay(meeting, file, speed=speed, starts_at=starts_at)


COMMAND = Command(
    FILE,
    _by_command,
    way="stream",
    options=(
        Number("speed", "How many times as fast as it was.", least=0.1, most=FASTEST, usual=1.0),
        Time("starts-at", "Start of the stream, when the file has none."),
    ),
)
