"""The clock of a stream: seconds of the video from times of day, and the other way round."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta
from statistics import median

LONGEST = 1e9
"""A stream lasts less than this many seconds; whatever says more is wrong."""

OUT_OF_ORDER = timedelta(seconds=1)
"""Messages of one second come in any order."""


class StreamClock:
    """Where in the stream the messages of a file are, told by each message in turn.

    A replay knows the second of the video, a chat written down live only the time of day, which
    needs `starts_at`, the start of the stream.
    """

    def __init__(self, starts_at: datetime | None = None) -> None:
        self.starts_at = starts_at
        self.earliest: datetime | None = None
        self.offsets = array("d")
        self.n_undated = 0
        self._starts = array("d")
        self._latest: tuple[datetime | None, float | None] = None, None

    def place(
        self, posted_at: datetime | None, offset: float | None
    ) -> tuple[datetime | None, float | None]:
        """When a message was written and at which second of the video, as far as can be told.

        A message that tells neither came with the one before it.
        """
        if posted_at and offset is not None and offset > 0:
            self._starts.append(posted_at.timestamp() - offset)
        if offset is None:
            offset = self.second(posted_at) if posted_at else self._latest[1]
        elif posted_at is None and self.starts_at:
            posted_at = self.starts_at + timedelta(seconds=offset)
        self._remember(posted_at, offset)
        return posted_at, offset

    def _remember(self, posted_at: datetime | None, offset: float | None) -> None:
        self._latest = posted_at or self._latest[0], offset
        if posted_at and (self.earliest is None or posted_at < self.earliest):
            self.earliest = posted_at
        if offset is None:
            self.n_undated += 1
        else:
            self.offsets.append(offset)

    def second(self, posted_at: datetime) -> float | None:
        """Seconds from the given start of the stream, negative before it; None without a start."""
        return (posted_at - self.starts_at).total_seconds() if self.starts_at else None

    def now(self, offset: float | None) -> datetime | None:
        """The time of day of something seen here, at this second of the video if it tells one.

        It is that of the latest message, and as much later as the seconds of the video say, plus
        one second, because messages of one second come in any order. None before any message.
        """
        posted_at, latest = self._latest
        if posted_at is None:
            return None
        ahead = offset - latest if offset is not None and latest is not None else 0.0
        return posted_at + timedelta(seconds=max(ahead, 0.0)) + OUT_OF_ORDER

    @property
    def start(self) -> datetime | None:
        """The start of the stream as the messages show it, otherwise as it was given.

        That is the median of time of day less second of the video, so that a message of another
        video moves nothing.
        """
        if not self._starts:
            return self.starts_at
        return datetime.fromtimestamp(median(self._starts), UTC)
