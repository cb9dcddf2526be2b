"""The comments under a YouTube video, with their replies, edits and deletions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from collectors.chat.threads import (
    PREFIX,
    first,
    hides_replies,
    ids_with_words,
    meaning,
    shown_replies,
    thread_id,
    updated_at,
)
from collectors.chat.video_source import VIDEO, video_source
from collectors.commands import Command, Desk
from collectors.events import NOTHING, Checkpoint, Event, Fact, Past, Received, Withdrawn
from collectors.google.client import Google, Method
from collectors.google.errors import Refusal
from collectors.google.pages import Pages
from collectors.google.words import told
from collectors.json_fields import Json, moment, objects_at, text_at
from collectors.returned import Returned, own_id
from koemap.records import Meeting, Source

KIND = "youtube-comments"
SCOPES = ("https://www.googleapis.com/auth/youtube.force-ssl",)
THREADS = Method("commentThreads.list", 1, "items")
COMMENTS = Method("comments.list", 1, "items")
A_PAGE = {"textFormat": "plainText", "maxResults": 100}
AT_ONCE = 50  # ids that one question may name
DELETED = "deleted on YouTube"


class YouTubeComments:
    """The comments of one video.

    Each run reads all of them, because edits and replies to old threads come up in no list. With
    `sweep_every` a run so soon after such a sweep asks only for the newest threads.
    """

    def __init__(
        self,
        meeting: Meeting,
        video_id: str,
        google: Google,
        *,
        sweep_every: timedelta = timedelta(0),
    ) -> None:
        self._meeting, self._video_id, self._google = meeting, video_id, google
        self._sweep_every = sweep_every

    @property
    def source(self) -> Source:
        """The comments as a source; the same for every run on one video."""
        return video_source(self._meeting, KIND, self._video_id)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Every comment, then those that are gone, then when this was.

        Raises
        ------
        CollectError
            The comments cannot be read, and waiting will not help.
        """
        swept_at = moment(past.cursor.get("swept_at"))
        reading = _Reading(self._google, self._video_id, past)
        is_recent = swept_at and self._google.clock.now() - swept_at < self._sweep_every
        try:
            yield from reading.newest() if is_recent else reading.everything()
        except Refusal as refused:
            raise told(refused, f"YouTube {self._video_id}") from None
        finally:
            self._google.close()


class _Reading:
    """One run: what it has read so far."""

    def __init__(self, google: Google, video_id: str, past: Past) -> None:
        self._google, self._video_id, self._past = google, video_id, past
        self._returned = Returned(past.cursor)
        self._versions: dict[str, datetime | None] = {}
        self._n_threads = self._n_replies = 0

    def everything(self) -> Iterator[Event]:
        """All threads with all replies; what is no longer among them is taken back."""
        threads = self._threads()
        for found in threads:
            if isinstance(found, Mapping):
                for thread in objects_at(found, "items"):
                    yield from self._thread(thread, with_replies=True)
            else:
                yield found
        yield from self._facts()
        swept_at = self._past.cursor.get("swept_at", "")
        if threads.is_complete:
            yield from self._vanished()
            swept_at = self._google.clock.now().isoformat()
        yield self._checkpoint(swept_at)

    def newest(self) -> Iterator[Event]:
        """The newest threads, to the first page that brings nothing new.

        While something new is being read the last sweep is forgotten, so that a run cut short is
        made good by a sweep.
        """
        known, is_marked = self._past.comment_ids(), False
        for found in self._threads():
            if not isinstance(found, Mapping):
                yield found
                continue
            fresh = [one for one in objects_at(found, "items") if self._ids(one) - known]
            if fresh and not is_marked:
                is_marked = True
                yield self._checkpoint("")
            for thread in objects_at(found, "items"):
                yield from self._thread(thread, with_replies=thread in fresh)
            if not fresh:
                break
        yield from self._facts()
        yield self._checkpoint(self._past.cursor.get("swept_at", ""))

    def _threads(self) -> Pages:
        parts = "snippet,replies"
        return Pages(
            self._google, THREADS, videoId=self._video_id, part=parts, order="time", **A_PAGE
        )

    def _checkpoint(self, swept_at: object) -> Checkpoint:
        return Checkpoint({"swept_at": swept_at, **self._returned.as_cursor()})

    def _facts(self) -> Iterator[Event]:
        yield Fact("threads", f"{self._n_threads:,}")
        yield Fact("replies", f"{self._n_replies:,}")

    def _ids(self, thread: Json) -> set[str]:
        return {self._returned.id_of(own) for own in ids_with_words(thread)}

    def _thread(self, thread: Json, *, with_replies: bool) -> Iterator[Event]:
        """The first comment and the replies; those that the thread does not show are asked for."""
        self._n_threads += self._is_new(first(thread))
        yield from self._comment(first(thread))
        parent = thread_id(thread)
        if with_replies and hides_replies(thread) and parent:
            yield from self._all_replies(parent)
        for reply in shown_replies(thread):
            yield from self._reply(reply)

    def _all_replies(self, parent: str) -> Iterator[Event]:
        try:
            for found in Pages(self._google, COMMENTS, parentId=parent, part="snippet", **A_PAGE):
                if isinstance(found, Mapping):
                    for reply in objects_at(found, "items"):
                        yield from self._reply(reply)
                else:
                    yield found
        except Refusal as refused:
            if refused.remedy != "not_found":  # the thread was deleted in the meantime
                raise

    def _reply(self, reply: Json) -> Iterator[Event]:
        self._n_replies += self._is_new(reply)
        yield from self._comment(reply)

    def _is_new(self, comment: Json) -> bool:
        return text_at(comment, "id") not in self._versions

    def _comment(self, comment: Json) -> Iterator[Event]:
        """What the comment says, unless it was read before and not edited since."""
        comment_id, updated = text_at(comment, "id"), updated_at(comment)
        if comment_id in self._versions and not _later(updated, self._versions[comment_id]):
            return
        if comment_id:
            self._versions[comment_id] = updated
        said = meaning(comment)
        if isinstance(said, Received):
            said = replace(said, comment_id=self._returned.id_of(said.comment_id))
        yield said

    def _vanished(self) -> Iterator[Event]:
        """Withdrawals of the comments that YouTube, asked for them by id, does not know.

        The video is looked at once more: when it has gone as a whole, nothing was deleted.
        """
        read = {self._returned.id_of(f"{PREFIX}{one}") for one in self._versions}
        missing = sorted(self._past.comment_ids() - read)
        gone: list[str] = []
        for start in range(0, len(missing), AT_ONCE):
            asked = missing[start : start + AT_ONCE]
            found = set[str]()
            yield from self._still_there(asked, found)
            gone += [one for one in asked if own_id(one) not in found]
        if gone:
            yield from self._video_is_there()
        for one in gone:
            self._returned.take_back(one)
            yield Withdrawn(DELETED, comment_id=one)

    def _still_there(self, asked: list[str], found: set[str]) -> Iterator[Event]:
        """Put into `found` the ids of those that YouTube knows."""
        names = [own_id(one).removeprefix(PREFIX) for one in asked]
        try:
            for page in Pages(self._google, COMMENTS, id=",".join(names), part="id"):
                if isinstance(page, Mapping):
                    found |= {f"{PREFIX}{text_at(one, 'id')}" for one in objects_at(page, "items")}
                else:
                    yield page
        except Refusal as refused:
            if refused.remedy != "not_found":
                raise
            if len(asked) > 1:  # one of them is not known: which?
                for one in asked:
                    yield from self._still_there([one], found)

    def _video_is_there(self) -> Iterator[Event]:
        parts = {"part": "id", "maxResults": 1}
        yield from self._google.ask(THREADS, videoId=self._video_id, **parts)


def _later(updated: datetime | None, before: datetime | None) -> bool:
    return bool(updated and before and updated > before)


def _by_command(meeting: Meeting, video: str, desk: Desk) -> YouTubeComments:
    google, _ = desk.youtube(SCOPES)
    return YouTubeComments(meeting, video, google, sweep_every=desk.sweep_every)


COMMAND = Command(VIDEO, _by_command, way="rounds", every_seconds=300)
