"""A made-up source in one file: the paper slips of a suggestion box, a text file for each.

Run as a program, it is koemap with this source in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collectors import COLLECTORS
from collectors.commands import Argument, Choice, Command, Desk, Listed, Text, Time
from collectors.events import NOTHING, Checkpoint, Event, Past, Received, Skipped
from koemap.records import Meeting, Source

KIND = "suggestion-box"


@dataclass(frozen=True)
class SuggestionBox:
    """The slips in a folder, named by their time; those from before `opened_at` are left."""

    meeting: Meeting
    folder: Path
    desk: Desk
    without: tuple[str, ...]
    size: str
    opened_at: datetime | None

    @property
    def source(self) -> Source:
        source_id = f"{KIND}-{self.folder.name}"
        return Source(self.meeting.meeting_id, source_id, KIND, "ご意見箱", authority="the box")

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        for slip in sorted(self.folder.glob("*.txt")):
            written_at = datetime.fromisoformat(slip.stem).replace(tzinfo=self.desk.zone)
            text = slip.read_text(encoding="utf-8")
            is_left = self.opened_at is not None and written_at < self.opened_at
            if is_left or any(word in text for word in self.without):
                yield Skipped("left")
            else:
                shown = text[:20] if self.size == "short" else text
                yield Received(f"box:{slip.stem}", shown, slip.stem, written_at)
        yield Checkpoint()


def folder_of(text: str) -> str | None:
    """The folder's absolute path, None when it is none."""
    return str(Path(text).resolve()) if Path(text).is_dir() else None


def _by_command(
    meeting: Meeting,
    folder: str,
    desk: Desk,
    *,
    without: tuple[str, ...],
    size: str,
    opened_at: datetime | None,
) -> SuggestionBox:
    return SuggestionBox(meeting, Path(folder), desk, without, size, opened_at)


COMMAND = Command(
    Argument("BOX", folder_of, ("is no folder", "というフォルダーはありません")),
    _by_command,
    way="rounds",
    options=(
        Text("without", "Leave slips with this word; repeatable.", shown="WORD", repeatable=True),
        Choice("size", "How much of a slip is read.", ("whole", "short")),
        Time("opened-at", "When the box was opened."),
    ),
    every_seconds=120,
)
LINE = Listed("tests.koemap.suggestion_box", "Read the slips of a suggestion box.")

if __name__ == "__main__":
    from koemap.cli import koemap, main
    from koemap.cli.collect import collect_group

    koemap.add_command(collect_group({**COLLECTORS, KIND: LINE}))
    main()
