"""The live chat of an archived YouTube stream, from the `.live_chat.json` file of its operator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from collectors.chat import messages as youtube_messages
from collectors.chat.actions import PAGE, Action, actions
from collectors.chat.broadcast import broadcast_beside
from collectors.chat.findings import ChatFindings
from collectors.chat.json_lines import Line, json_lines
from collectors.chat.meaning import named_video
from collectors.chat.reading import Reading
from collectors.chat.stream_clock import StreamClock
from collectors.commands import FILE, Command, Desk, Time
from collectors.events import NOTHING, Checkpoint, Event, Past, Received, Skipped
from collectors.json_fields import Json, objects_at
from koemap.errors import CollectError
from koemap.records import Meeting, Source

KIND = "youtube-archive"
RETENTION_DAYS = 30
AUTHORITY = "an archive file supplied by the operator"

API_ANSWER = "youtube#liveChatMessageListResponse"


class YouTubeArchive:
    """The chat of one archived stream: a replay, or written down while the stream ran, or both.

    `starts_at` is the start of the stream, for files that do not say when in the video a message
    came; without it the one in the `.info.json` beside the file is taken, or the meeting's own.
    Times are told as clocks in `zone` show them.
    """

    def __init__(
        self,
        meeting: Meeting,
        path: Path,
        *,
        starts_at: datetime | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        self._meeting, self._path = meeting, path
        self._starts_at, self._zone = starts_at, zone

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
        beside = broadcast_beside(self._path)
        starts_at = self._starts_at or (beside and beside.starts_at) or self._meeting.starts_at
        stream = StreamClock(starts_at)
        chat = _Chat(Reading(stream), ChatFindings(stream, beside, self._zone), self._zone)
        for line in json_lines(self._path):
            yield from chat.events(line)
        if not chat.n_actions:
            fault, fault_ja = chat.fault
            raise CollectError(f"{self._path.name} {fault}", ja=f"{self._path.name} {fault_ja}")
        yield from chat.reading.rest()
        yield from chat.findings.events(self._meeting.video_id)
        yield Checkpoint({"file": self._path.name, "lines": chat.n_lines}, is_whole=True)


class _Chat:
    """The lines of the file so far, and whether any of them belongs to a chat."""

    def __init__(self, reading: Reading, findings: ChatFindings, zone: tzinfo) -> None:
        self.reading, self.findings, self._zone = reading, findings, zone
        self.n_lines = self.n_blank = self.n_actions = self._n_pages = 0

    def events(self, line: Line) -> Iterator[Event]:
        """What the line says."""
        self.n_lines += 1
        self.n_blank += line.entry is None and not line.fault
        if line.entry is None:
            yield Skipped("unreadable", line.fault) if line.fault else Skipped("blank")
        elif line.entry.get("kind") == API_ANSWER:
            for item in objects_at(line.entry, "items"):
                yield from self._counted(self._answered(item, line.number))
        else:
            for action in actions(line.entry):
                self._n_pages += action.name == PAGE
                self.n_actions -= action.name == PAGE
                yield from self._counted(self._said(action, line.number))

    def _answered(self, item: Json, line: int) -> Iterator[Event]:
        """What an item says as YouTube's Data API gives it, whose answers may have been kept."""
        for event in youtube_messages.meaning(item, None, self._zone):
            own = replace(event, line=line) if isinstance(event, Received) else event
            yield from self.reading.settled(own)

    def _said(self, action: Action, line: int) -> Iterator[Event]:
        for event in self.reading.events(action, line):
            if isinstance(event, Received) and (video := named_video(action)):
                self.findings.name(video, line)
            yield event

    def _counted(self, events: Iterator[Event]) -> Iterator[Event]:
        n_unknown = 0
        for event in events:
            n_unknown += isinstance(event, Skipped) and event.code == "unknown"
            yield event
        self.n_actions += not n_unknown

    @property
    def fault(self) -> tuple[str, str]:
        """What to say of a file in which nothing of a chat was seen, in English and Japanese."""
        if self.n_lines == self.n_blank:
            return "is empty; download it again", "は空です。ダウンロードし直してください"
        if self._n_pages:
            return (
                "is a live chat without a message; was anything written in it?",
                "には声がありません。何か書き込まれたチャットか確かめてください",
            )
        return (
            "holds no live chat; give the .live_chat.json of the stream",
            "はライブチャットではありません。配信の .live_chat.json を指定してください",
        )


def _by_command(
    meeting: Meeting, file: Path, desk: Desk, *, starts_at: datetime | None
) -> YouTubeArchive:
    return YouTubeArchive(meeting, file, starts_at=starts_at, zone=desk.zone)


COMMAND = Command(
    FILE,
    _by_command,
    way="file",
    options=(Time("starts-at", "Start of the stream, when the file has none."),),
)
