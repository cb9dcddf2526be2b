"""The chat of an archived YouTube stream as it came: a rehearsal of a live meeting."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from collectors.chat.in_turn import in_turn
from collectors.clock import Clock, SystemClock
from collectors.commands import FILE, Command, Desk, Number, Time
from collectors.events import NOTHING, Checkpoint, Event, Past, Pulse
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

    They come in the order of those seconds, whatever the order of the file; those from before the
    stream come at once. The archive is found as `YouTubeArchive` finds it. A run that was stopped
    goes on at the second of the video where it was.
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
            position = yield from self._play(position)
            yield from self._end(position, is_whole=True)

    def _play(self, position: Position) -> Generator[Event, None, Position]:
        """The position at the end, after every event that was not given yet."""
        left = islice(in_turn(self._archive.events), position.n_in_turn, None)
        first = next(left, None)  # the archive is read before the video begins to run
        if first is None:
            return position
        playing = _Playing(position, self._speed, self._clock)
        return (yield from playing.events(chain([first], left)))

    def _end(self, position: Position, *, is_whole: bool) -> Iterator[Event]:
        yield Pulse(Health("ended", self._clock.now()))
        yield Checkpoint(asdict(replace(position, is_over=True)), is_whole=is_whole)


@dataclass(frozen=True, slots=True)
class Position:
    """How far a replay is: the events given in their turn, and the second of the video."""

    file: str
    n_in_turn: int = 0
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

    def events(self, left: Iterable[tuple[float, Event]]) -> Generator[Event, None, Position]:
        """The position at the end, after each of those events, when it is due."""
        for second, event in left:
            yield from self._wait_for(second)
            yield event
            self._give(second)
        return self._position

    def _give(self, second: float) -> None:
        n = self._position.n_in_turn + 1
        self._position = replace(self._position, n_in_turn=n, second=second)
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
        yield Pulse(Health("collecting", now, now, lag_seconds=lag, speed=self._speed))
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
