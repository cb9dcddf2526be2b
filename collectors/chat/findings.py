"""What people should know about an archived chat: whose it is, and what may be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, timedelta, tzinfo

from collectors.chat.broadcast import Broadcast
from collectors.chat.coverage import clock, coverage
from collectors.chat.stream_clock import StreamClock
from collectors.events import Event, Fact, Missed, Notice, Started

OTHER_DAY = timedelta(days=1)
"""A meeting that starts this far from the stream is another one."""


class ChatFindings:
    """What was seen of a chat so far, besides its messages; `beside` is what lies beside it.

    Days are told as calendars in `zone` show them.
    """

    def __init__(self, stream: StreamClock, beside: Broadcast | None, zone: tzinfo = UTC) -> None:
        self._stream, self._beside, self._zone = stream, beside, zone
        self._videos: Counter[str] = Counter()
        self._first_lines: dict[str, int] = {}

    def name(self, video: str, line: int) -> None:
        """Note that the message in this line names a video."""
        self._videos[video] += 1
        self._first_lines.setdefault(video, line)

    def events(self, video_id: str | None) -> Iterator[Event]:
        """The findings, where the meeting has this video."""
        yield from self._whose(video_id)
        yield from self._told_beside(video_id)
        yield from self._undated()
        yield from self._covered()

    def _whose(self, video_id: str | None) -> Iterator[Event]:
        common = [video for video, _ in self._videos.most_common()]
        own = video_id if video_id in self._videos else next(iter(common), "")
        if own:
            yield Fact("video", own)
        if video_id and own and own != video_id:
            yield Notice(
                f"the messages name the video {own}, the meeting {video_id}; is it the same?"
            )
        for video in common:
            if video != own:
                yield Notice(self._foreign(video), "foreign")

    def _foreign(self, video: str) -> str:
        count, line = self._videos[video], self._first_lines[video]
        if count == 1:
            one = f"line {line:,} names another video ({video}) and is kept"
            return f"{one}; check that it belongs here"
        several = f"{count:,} lines from {line:,} name another video ({video}) and are kept"
        return f"{several}; check that they belong here"

    def _told_beside(self, video_id: str | None) -> Iterator[Notice]:
        beside = self._beside
        if beside is None:
            return
        if video_id and beside.video_id and beside.video_id != video_id:
            yield Notice(
                f"{beside.name} is of the video {beside.video_id}, the meeting of {video_id};"
                " is it the same?"
            )
        if not beside.was_live:
            yield Notice(f"{beside.name} says that the video was no stream; check that it belongs")
        if not beside.is_over:
            yield Notice(
                f"{beside.name} says that the stream was not over when its chat was saved;"
                " save it again and collect that"
            )

    def _undated(self) -> Iterator[Event]:
        given, start = self._stream.starts_at, self._stream.start
        if given and start and abs(given - start) > OTHER_DAY:
            began, expected = start.astimezone(self._zone), given.astimezone(self._zone)
            yield Notice(
                f"the stream began on {began:%Y-%m-%d}, not on {expected:%Y-%m-%d} as given;"
                " is it the same meeting?"
            )
        n_undated = self._stream.n_undated
        if n_undated and start:
            yield Started(start)
        elif n_undated:
            yield Notice(
                f"{n_undated:,} messages do not say when in the video they came;"
                " give the start of the stream with --starts-at and collect again"
            )

    def _covered(self) -> Iterator[Event]:
        offsets = self._stream.offsets
        if before := sum(offset < 0 for offset in offsets):
            yield Fact("before the stream", f"{before:,} messages")
        if not offsets:
            return
        covered = coverage(offsets, self._beside.duration_seconds if self._beside else None)
        yield Fact("coverage", str(covered))
        start = self._stream.start
        for begins, ends in covered.gaps:
            span = f"{clock(begins)}–{clock(ends)}"
            yield Notice(f"no message between {span}; was the archive complete?", "gap")
            if start:
                missed = start + timedelta(seconds=begins), start + timedelta(seconds=ends)
                yield Missed(*missed, "no message in the archive")
