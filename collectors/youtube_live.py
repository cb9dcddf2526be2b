"""The live chat of a YouTube stream while it runs, from before its start to its end."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from collectors.chat_pages import LIST, ChatPages, Transport
from collectors.chat_position import Position, missed
from collectors.events import (
    NOTHING,
    Checkpoint,
    Event,
    Fact,
    Notice,
    Past,
    Received,
    Started,
)
from collectors.google_client import Google, Page
from collectors.google_errors import Refusal
from collectors.google_words import told
from collectors.json_fields import Json, object_at, objects_at, text_at
from collectors.live_video import LOOK, PARTS, LiveVideo, gone, live_video, no_chat, no_stream, over
from collectors.quota import Pace, Quota
from collectors.youtube_messages import meaning, moment
from koemap.records import Meeting, Source

KIND = "youtube-live"
RETENTION_DAYS = 30
AUTHORITY = "YouTube Data API"
NOT_STARTED = "the stream has not started"
USUAL_LENGTH = timedelta(hours=3)
MORE = timedelta(hours=1)
OPEN_AFTER_END = timedelta(minutes=30)
LOOK_AGAIN = timedelta(minutes=10)
LOOK_FOR_START = timedelta(seconds=60)
SOONEST, LATEST = 20.0, 900.0  # seconds between two looks at a stream to come
REFUSALS = 10  # of a chat that YouTube says is running
BOTH_TRUE = 30.0  # seconds before a strange answer is believed


class YouTubeLive:
    """The live chat of one stream.

    `until` is the planned end, over which the day's quota is spread; without it the stream's own
    planned end is taken, or three hours.
    """

    def __init__(
        self,
        meeting: Meeting,
        video_id: str,
        google: Google,
        quota: Quota,
        *,
        until: datetime | None = None,
        transport: Transport = "auto",
    ) -> None:
        self._meeting, self._video_id, self._google = meeting, video_id, google
        self._until = until
        self._video = LiveVideo(video_id)
        self._looked_at = google.clock.now()
        pace = Pace(quota, LIST.units, self._planned_end)
        self._pace, self._pages = pace, ChatPages(google, pace, transport)

    @property
    def source(self) -> Source:
        """The chat as a source; the same for every run on one video."""
        meeting_id, name = self._meeting.meeting_id, f"YouTube {self._video_id}"
        source_id = f"{KIND}-{self._video_id}"
        return Source(meeting_id, source_id, KIND, name, RETENTION_DAYS, AUTHORITY)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Every message from where the last run stopped, until the stream is over.

        Raises
        ------
        CollectError
            The chat cannot be read, and waiting will not help.
        """
        try:
            yield from self._events(Position.read(past.cursor))
        except Refusal as refused:
            raise told(refused, f"YouTube {self._video_id}") from None
        finally:
            self._google.close()

    def _events(self, position: Position) -> Iterator[Event]:
        yield from self._opened(position)
        if self._video.ends_at and not self._video.chat_id:
            yield from self._over(self._ended(position))
            return
        if self._video.starts_at:
            yield Started(self._video.starts_at)
        if position.chat_id and position.chat_id != self._video.chat_id:
            yield Notice("YouTube opened a new chat for this stream; both are kept", "chat")
            position = Position()
        yield from self._read(replace(position, chat_id=self._video.chat_id, ended_at=None))

    # Before the chat can be read

    def _opened(self, position: Position) -> Iterator[Event]:
        """Wait until the video has a chat that can be read, or is over."""
        n_without_chat = 0
        while True:
            yield from self._look()
            video = self._video
            if video.chat_id:
                return
            if not video.is_stream:
                raise no_stream(self._video_id)
            if video.ends_at:
                if not position.token:
                    raise over(self._video_id, video.ends_at)
                return
            n_without_chat += video.starts_at is not None
            if n_without_chat > 1:
                raise no_chat(self._video_id)
            yield from self._wait_for_start()

    def _look(self) -> Iterator[Event]:
        """Ask what YouTube says of the video; it must say twice that there is none."""
        for again in (True, False):
            page = yield from self._google.ask(LOOK, id=self._video_id, part=PARTS)
            self._looked_at = self._google.clock.now()
            found = live_video(page, self._video_id)
            if found is not None:
                self._video = found
                return
            if again and self._video.is_stream:
                self._google.clock.wait(BOTH_TRUE)
        raise gone(self._video_id)

    def _wait_for_start(self) -> Iterator[Event]:
        clock, planned_at = self._google.clock, self._video.planned_at
        left = (planned_at - clock.now()).total_seconds() if planned_at else SOONEST
        resumes_at = clock.now() + timedelta(seconds=min(max(left / 4, SOONEST), LATEST))
        yield self._google.pulse(
            "waiting", problem=NOT_STARTED, resumes_at=resumes_at, planned_at=planned_at
        )
        self._google.wait_until(resumes_at)

    # While it runs

    def _read(self, position: Position) -> Iterator[Event]:
        """Every page to the end of the chat; a refusal that can be mended is mended."""
        n_refused = 0
        while not position.ended_at:
            try:
                position = yield from self._pages_of(position)
                n_refused = 0
            except _Interrupted as interrupted:
                n_refused += 1
                position = yield from self._mended(interrupted, n_refused)
        yield from self._over(position)

    def _pages_of(self, position: Position) -> Generator[Event, None, Position]:
        """The position after what one question gives: a page or, when listening, several."""
        page: Page = {}
        try:
            for found in self._pages.after(position.chat_id, position.token):
                if isinstance(found, Mapping):
                    page = found
                    yield from self._said(page, position)
                    position = self._passed(page, position)
                    yield self._heartbeat(page)
                    yield Checkpoint(position.cursor())
                else:
                    yield found
        except Refusal as refused:
            raise _Interrupted(position, refused) from refused
        if _says_the_end(page) or self._is_long_over(page):
            return self._ended(position)
        yield from self._between(page)
        return position

    def _said(self, page: Page, position: Position) -> Iterator[Event]:
        """What the items of a page say, and what may be missing before them."""
        said = [event for item in _items(page) for event in meaning(item, self._video.starts_at)]
        times = [event.posted_at for event in said if isinstance(event, Received)]
        yield from missed(
            position,
            min((at for at in times if at), default=None),
            self._google.clock.now(),
            starts_at=self._video.starts_at,
            usual=timedelta(seconds=self._pages.interval_seconds),
        )
        yield from said
        poll = meaning(object_at(page, "activePollItem"), None)
        yield from (event for event in poll if isinstance(event, Fact))
        if not text_at(page, "nextPageToken"):
            yield Notice(
                "a page did not say where the next begins; asked again from before", "token"
            )

    def _passed(self, page: Page, position: Position) -> Position:
        token = text_at(page, "nextPageToken") or position.token
        return replace(position, token=token, page_at=self._google.clock.now())

    def _heartbeat(self, page: Page) -> Event:
        now = self._google.clock.now()
        times = [moment(object_at(item, "snippet").get("publishedAt")) for item in _items(page)]
        newest = max((at for at in times if at), default=None)
        interval = self._pages.interval_seconds
        return self._google.pulse(
            "collecting",
            lag_seconds=max((now - newest).total_seconds(), 0.0) if newest else None,
            interval_seconds=round(interval, 1),
            quota_until=self._pace.lasts_until(interval),
        )

    def _between(self, page: Page) -> Iterator[Event]:
        """Wait for the next page; look at the video now and then."""
        clock = self._google.clock
        clock.wait(self._pages.pause(page))
        starts_at = self._video.starts_at
        if clock.now() - self._looked_at > (LOOK_AGAIN if starts_at else LOOK_FOR_START):
            yield from self._look()
            if self._video.starts_at and not starts_at:
                yield Started(self._video.starts_at)

    # How it ends

    def _mended(
        self, interrupted: _Interrupted, n_refused: int
    ) -> Generator[Event, None, Position]:
        """Where to go on after a refusal; raises one that waiting does not mend."""
        refused, position = interrupted.refused, interrupted.position
        if refused.remedy == "start_anew" and position.token:
            return replace(position, token="")
        if refused.remedy not in ("confirm_end", "not_found"):
            raise refused
        yield from self._look()
        video = self._video
        if video.ends_at or (video.starts_at and not video.chat_id) or n_refused > REFUSALS:
            return self._ended(position)
        yield from self._wait_for_start()
        return position

    def _is_long_over(self, page: Page) -> bool:
        offline_at = moment(page.get("offlineAt"))
        return bool(offline_at and self._google.clock.now() - offline_at > OPEN_AFTER_END)

    def _ended(self, position: Position) -> Position:
        return replace(position, ended_at=self._video.ends_at or self._google.clock.now())

    def _over(self, position: Position) -> Iterator[Event]:
        """The end: said, and noted, so that a new run knows it."""
        yield Fact("chat ended", f"{position.ended_at:%Y-%m-%d %H:%M} UTC")
        yield self._google.pulse("ended")
        yield Checkpoint(position.cursor())

    def _planned_end(self) -> datetime:
        now, video = self._google.clock.now(), self._video
        begins = video.starts_at or video.planned_at or now
        planned = self._until or video.planned_end_at or begins + USUAL_LENGTH
        return planned if planned > now else now + MORE


class _Interrupted(Exception):  # noqa: N818 -- not an error yet
    """YouTube refused to go on from this position."""

    def __init__(self, position: Position, refused: Refusal) -> None:
        super().__init__(str(refused))
        self.position, self.refused = position, refused


def _items(page: Page) -> list[Json]:
    return list(objects_at(page, "items"))


def _says_the_end(page: Page) -> bool:
    return any(
        text_at(object_at(item, "snippet"), "type") == "chatEndedEvent" for item in _items(page)
    )
