"""The live chat of an archived YouTube stream, from the `.live_chat.json` file of its operator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from collectors.coverage import clock, coverage
from collectors.events import NOTHING, Checkpoint, Event, Fact, Notice, Past, Received, Skipped
from collectors.json_lines import Line, json_lines
from collectors.youtube_chat import Action, actions, meaning, named_video
from koemap.errors import CollectError
from koemap.records import Meeting, Source

KIND = "youtube-archive"
RETENTION_DAYS = 30
AUTHORITY = "an archive file supplied by the operator"


class YouTubeArchive:
    """The chat of one archived stream.

    `starts_at` is the start of the stream, for files that do not say when in the video a message
    came; without it the meeting's own start is taken.
    """

    def __init__(self, meeting: Meeting, path: Path, *, starts_at: datetime | None = None) -> None:
        self._meeting, self._path = meeting, path
        self._starts_at = starts_at or meeting.starts_at

    @property
    def source(self) -> Source:
        """The chat as a source; the same for every file of one video."""
        name = re.sub(r"[^a-z0-9]+", "-", self._path.name.lower()).strip("-")
        source_id = f"{KIND}-{self._meeting.video_id or name}"
        return Source(
            self._meeting.meeting_id,
            source_id,
            KIND,
            f"YouTube {self._meeting.video_id or self._path.name}",
            RETENTION_DAYS,
            AUTHORITY,
        )

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Everything the file says, line by line, then what is to be known about it.

        Raises
        ------
        CollectError
            The file cannot be read, or holds no live chat.
        """
        seen = _Seen()
        for line in json_lines(self._path):
            yield from self._events_of(line, seen)
        if not seen.n_actions:
            raise CollectError(f"{self._path.name} {seen.fault}")
        yield from seen.findings(self._meeting.video_id)
        yield Checkpoint({"file": self._path.name, "lines": seen.n_lines})

    def _events_of(self, line: Line, seen: _Seen) -> Iterator[Event]:
        seen.n_lines += 1
        seen.n_blank += line.entry is None and not line.fault
        if line.entry is None:
            yield Skipped("unreadable", line.fault) if line.fault else Skipped("blank")
            return
        found = list(actions(line.entry))
        if not found:
            yield Skipped("unknown", f"line {line.number:,} holds no chat action")
        for action in found:
            event = meaning(action, line.number, self._starts_at)
            seen.take(action, event, line.number)
            yield event


class _Seen:
    """What was seen of the chat so far."""

    def __init__(self) -> None:
        self.n_lines = self.n_blank = self.n_actions = self._n_undated = 0
        self._offsets: list[float] = []
        self._videos: Counter[str] = Counter()
        self._first_lines: dict[str, int] = {}

    def take(self, action: Action, event: Event, line: int) -> None:
        """Note what an action says about the chat as a whole."""
        known = not (isinstance(event, Skipped) and event.code == "unknown")
        self.n_actions += known
        if isinstance(event, Received):
            if event.offset_seconds is None:
                self._n_undated += 1
            else:
                self._offsets.append(event.offset_seconds)
            if video := named_video(action):
                self._videos[video] += 1
                self._first_lines.setdefault(video, line)

    @property
    def fault(self) -> str:
        """What to say of a file in which nothing of a chat was seen."""
        if self.n_lines == self.n_blank:
            return "is empty; download it again"
        return "holds no live chat; give the .live_chat.json of the stream"

    def findings(self, video_id: str | None) -> Iterator[Event]:
        """What people should know: foreign messages, gaps, messages before the stream."""
        own = video_id if video_id in self._videos else next(iter(self._common()), "")
        if own:
            yield Fact("video", own)
        if video_id and own and own != video_id:
            yield Notice(
                f"the messages name the video {own}, the meeting {video_id}; is it the same?"
            )
        for video in self._common():
            if video != own:
                yield Notice(self._foreign(video), "foreign")
        yield from self._coverage()

    def _common(self) -> list[str]:
        return [video for video, _ in self._videos.most_common()]

    def _foreign(self, video: str) -> str:
        count, line = self._videos[video], self._first_lines[video]
        which = f"line {line:,} names" if count == 1 else f"{count:,} lines from {line:,} name"
        return f"{which} another video ({video}) and is kept; check that it belongs here"

    def _coverage(self) -> Iterator[Event]:
        if self._n_undated:
            yield Notice(
                f"{self._n_undated:,} messages do not say when in the video they came;"
                " give the start of the stream with --starts-at and collect again"
            )
        before = sum(offset < 0 for offset in self._offsets)
        if before:
            yield Fact("before the stream", f"{before:,} messages")
        if self._offsets:
            covered = coverage(self._offsets)
            yield Fact("coverage", str(covered))
            for start, end in covered.gaps:
                span = f"{clock(start)}–{clock(end)}"
                yield Notice(f"no message between {span}; was the archive complete?", "gap")
