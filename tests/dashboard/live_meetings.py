"""Live meetings for tests: comments that arrive, what is said of them, what people do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.live.desk_state import desk_state
from dashboard.live.heads import Heads
from dashboard.live.model import LiveModel
from dashboard.live.topic_book import Name, Names
from koemap.live_records import Assignment, DeskAct, DeskVerb
from koemap.moderation import checked, stop_name
from koemap.records import Comment, Meeting
from koemap.store import Store
from tests.factories import START, a_source

MEETING = "minamo-2"
TOPICS = Names(("m", 0, 0), {f"t{n}": Name(f"論点{n}", n) for n in (1, 2, 3)})


class LiveMeeting:
    """A meeting in a store, with a clock that is set."""

    def __init__(self, store: Store, meeting_id: str = MEETING) -> None:
        self.store, self.meeting_id = store, meeting_id
        self.now = datetime.now(UTC)  # the store says itself when something arrived
        self.source = a_source(meeting_id, "youtube-live")
        self.n = 0
        store.add_meeting(Meeting(meeting_id, "第2回 みなも市AI戦略会議", START))
        store.add_source(self.source)

    def arrive(
        self, text: str, person: str | None = "甲", second: float | None = None, **more: Any
    ) -> str:
        """The id of a comment that arrived."""
        comment_id = f"yt:{self.n:04d}"
        self.n += 1
        comment = Comment(
            self.meeting_id, comment_id, self.source.source_id, text, person, self.now, second
        )
        self.store.save_comments(self.source, [comment])
        if more:
            self.say(comment_id, **more)
        return comment_id

    def arrive_together(self, texts: Sequence[str]) -> list[str]:
        """The ids of comments that arrived at once, each from somebody else."""
        first = self.n
        self.n += len(texts)
        comments = [
            Comment(self.meeting_id, f"yt:{n:04d}", self.source.source_id, text, f"人{n}", self.now)
            for n, text in enumerate(texts, first)
        ]
        self.store.save_comments(self.source, comments)
        return [one.comment_id for one in comments]

    def say(self, *comment_ids: str, **more: Any) -> None:
        """Say of comments what the analyst would."""
        told = {"kind": "opinion", "language": "ja", **more}
        said = [Assignment(one, **{"folded": one, **told}) for one in comment_ids]
        self.store.assign(self.meeting_id, said)

    def act(self, verb: DeskVerb, target: str = "", by: str = "山田", **details: Any) -> int:
        """The number of an act at the desk."""
        stopped = self.store.stopped(self.meeting_id) if verb == "lift" else None
        named = {"stop": stop_name(stopped)} if stopped else {}
        told = {**named, **details}
        wanted = DeskAct(self.meeting_id, verb, target, by, self.now, "", told)
        return self.store.act(wanted, checked).number

    def edit(self, comment_id: str, text: str) -> None:
        """Let its author say it in other words."""
        one = Comment(self.meeting_id, comment_id, self.source.source_id, text, "甲", self.now)
        self.store.save_comments(self.source, [one])

    def withdraw(self, comment_id: str) -> None:
        """Let its author take a comment back."""
        self.store.save_comments(self.source, [], {comment_id: "書いた人の求め"})

    def wait(self, seconds: float) -> datetime:
        """Let time go by."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def model(self) -> LiveModel:
        """A model that has read everything."""
        model = LiveModel(self.store, self.meeting_id)
        model.follow()
        return model

    def told(
        self,
        model: LiveModel | None = None,
        after: Heads | None = None,
        names: Names = TOPICS,
    ) -> dict[str, Any]:
        """What the desk is told."""
        read = model or self.model()
        return desk_state(self.store, read, names, after or Heads(), self.now, "ja")


def strings(told: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for value in told.values():
            yield from strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from strings(value)
