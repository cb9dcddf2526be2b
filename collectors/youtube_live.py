"""The live chat of a YouTube stream while it runs, from before its start to its end."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from collectors.chat.live_video import Watch, no_chat, no_stream, over
from collectors.chat.messages import opaque_at
from collectors.chat.page_events import newest_at, page_events
from collectors.chat.pages import LIST, ChatPages, Transport, says_the_end
from collectors.chat.position import Position, missed, unheard
from collectors.chat.video_source import VIDEO, video_source
from collectors.commands import Choice, Command, Desk, Time
from collectors.events import NOTHING, Checkpoint, Event, Fact, Notice, Past, Received
from collectors.google.client import Google, Page
from collectors.google.errors import Refusal
from collectors.google.quota import Pace, Quota
from collectors.google.words import local, told
from collectors.json_fields import moment
from koemap.records import Meeting, Source

KIND = "youtube-live"
SCOPES = ("https://www.googleapis.com/auth/youtube.readonly",)
USUAL_LENGTH = timedelta(hours=3)
MORE = timedelta(hours=1)
OPEN_AFTER_END = timedelta(minutes=30)
BEAT = timedelta(seconds=10)  # of a quiet chat that is listened to
KEEP_EVERY = timedelta(seconds=1)  # while messages come fast; each keeping is written to the disk
MAY_PASS = ("confirm_end", "not_found")
LOOK_WHY = (*MAY_PASS, "chat_off", "forbidden")  # the video may be gone, which says more
REFUSALS = 12  # of a chat that YouTube says is running: about an hour and a half


class YouTubeLive:
    """The live chat of one stream.

    `until` is the planned end, over which the day's quota is spread; without it the stream's own
    planned end is taken, or three hours. Times are told in the zone of `google`.
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
        self._watch = Watch(video_id, google)
        self._pace = Pace(quota, LIST.units, self._planned_end)
        self._pages = ChatPages(google, self._pace, transport)
        self._lag_seconds: float | None = None
        self._kept_at = google.clock.now() - KEEP_EVERY

    @property
    def source(self) -> Source:
        """The chat as a source; the same for every run on one video."""
        return video_source(self._meeting, KIND, self._video_id)

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
        """Everything; after the end, what the chat still gives to a run that stopped before it."""
        yield from self._opened(position)
        video = self._watch.video
        if video.chat_id or not position.ended_at:
            position = yield from self._in_chat(position)
            position = yield from self._read(replace(position, ended_at=None))
        yield from self._over(position)

    # Before the chat can be read

    def _opened(self, position: Position) -> Iterator[Event]:
        """Wait until the video has a chat that can be read, or is over."""
        n_without_chat = 0
        while True:
            yield from self._watch.look()
            video = self._watch.video
            if video.chat_id:
                return
            if not video.is_stream:
                raise no_stream(self._video_id)
            if video.ends_at:
                if not position.token:
                    raise over(self._video_id, video.ends_at, self._google.zone)
                return
            n_without_chat += video.starts_at is not None
            if n_without_chat > 1:
                raise no_chat(self._video_id)
            yield from self._watch.wait()

    def _in_chat(self, position: Position) -> Generator[Event, None, Position]:
        """The position in the chat that the video has now, which may be a new one."""
        chat_id = self._watch.video.chat_id
        if not chat_id or chat_id == position.chat_id:
            return position
        if position.chat_id:
            yield Notice("YouTube opened a new chat for this stream; both are kept", "chat")
        return replace(position, chat_id=chat_id, token="")

    # While it runs

    def _read(self, position: Position) -> Generator[Event, None, Position]:
        """The position after every page; a refusal that can be mended is mended."""
        n_refused = 0
        while not position.ended_at:
            try:
                position = yield from self._pages_of(position)
                n_refused = 0
            except _Interrupted as interrupted:
                position = yield from self._mended(interrupted, n_refused)
                n_refused += 1
        return position

    def _pages_of(self, position: Position) -> Generator[Event, None, Position]:
        """The position after what one question gives: a page or, when listening, several.

        It is kept at once, or after a second where more pages are there already.
        """
        page: Page = {}
        is_over, kept = False, position
        try:
            for found in self._pages.after(position.chat_id, position.token):
                if isinstance(found, Mapping):
                    page = found
                    yield from self._said(page, position)
                    position = self._passed(page, position)
                    is_over = is_over or says_the_end(page)
                    if self._google.clock.now() - self._kept_at < KEEP_EVERY:
                        continue
                is_quiet = found is None and self._google.clock.now() - self._kept_at >= BEAT
                yield from self._keep(position, None if is_quiet else kept)
                kept = position
                if found is not None and not isinstance(found, Mapping):
                    yield found
        except Refusal as refused:
            yield from self._keep(position, kept)
            raise _Interrupted(position, refused) from refused
        yield from self._keep(position, kept)
        return (yield from self._between(page, position, is_over=is_over))

    def _said(self, page: Page, position: Position) -> Iterator[Event]:
        """What a page says, and what may be missing before it."""
        starts_at, zone = self._watch.video.starts_at, self._google.zone
        said = list(page_events(page, starts_at, zone))
        times = [event.posted_at for event in said if isinstance(event, Received)]
        yield from missed(
            position,
            min((at for at in times if at), default=None),
            self._google.clock.now(),
            starts_at=starts_at,
            usual=timedelta(seconds=self._pages.paused_seconds),
            zone=zone,
        )
        yield from said

    def _passed(self, page: Page, position: Position) -> Position:
        """The position after the page; how late its newest message came is kept in mind."""
        token = opaque_at(page, "nextPageToken") or position.token
        newest, now = newest_at(page), self._google.clock.now()
        if newest:
            self._lag_seconds = max((now - newest).total_seconds(), 0.0)
        newest = max(filter(None, [position.newest_at, newest]), default=None)
        return replace(position, token=token, page_at=now, newest_at=newest)

    def _keep(self, position: Position, kept: Position | None) -> Iterator[Event]:
        """How it goes and where, unless this position is kept already."""
        if position is kept:
            return
        self._kept_at = self._google.clock.now()
        yield self._heartbeat()
        yield Checkpoint(position.cursor())

    def _heartbeat(self) -> Event:
        interval = self._pages.interval_seconds
        return self._google.pulse(
            "collecting",
            lag_seconds=self._lag_seconds,
            interval_seconds=round(interval, 1),
            quota_until=self._pace.lasts_until(interval),
        )

    def _between(
        self, page: Page, position: Position, *, is_over: bool
    ) -> Generator[Event, None, Position]:
        """The position when the next page is due, the end when there is none.

        Meanwhile the video is looked at now and then.
        """
        if ended_at := position.page_at if is_over else self._long_over_at(page):
            return replace(position, ended_at=ended_at)
        self._google.clock.wait(self._pages.pause(page))
        if self._watch.is_due:
            yield from self._watch.look()
        return position

    # How it ends

    def _mended(
        self, interrupted: _Interrupted, n_refused: int
    ) -> Generator[Event, None, Position]:
        """Where to go on after a refusal; raises one that waiting does not mend."""
        refused, position = interrupted.refused, interrupted.position
        if refused.may_be_of_token and position.token:
            return replace(position, token="")
        if refused.remedy not in LOOK_WHY:
            raise refused
        yield from self._watch.look()
        if refused.remedy not in MAY_PASS:
            raise refused
        video = self._watch.video
        if video.ends_at or (video.starts_at and not video.chat_id):
            return self._ended(position)
        if video.starts_at and n_refused >= REFUSALS:
            yield Notice("YouTube no longer gives the chat, although the stream goes on", "chat")
            return self._ended(position)
        yield from self._watch.wait(n_refused) if video.starts_at else self._watch.expect()
        return (yield from self._in_chat(position))

    def _long_over_at(self, page: Page) -> datetime | None:
        """When the stream ended, by its page; None until that is so long ago that nothing comes."""
        offline_at = moment(page.get("offlineAt"))
        is_long = offline_at and self._google.clock.now() - offline_at > OPEN_AFTER_END
        return offline_at if is_long else None

    def _ended(self, position: Position) -> Position:
        return replace(position, ended_at=self._watch.video.ends_at or self._google.clock.now())

    def _over(self, position: Position) -> Iterator[Event]:
        """The end: said, and noted, so that a new run knows it; the last moments may be unseen."""
        zone = self._google.zone
        yield from unheard(position, zone)
        if position.ended_at:
            yield Fact("chat ended", local(position.ended_at, zone, "%Y-%m-%d %H:%M"))
        yield self._google.pulse("ended")
        yield Checkpoint(position.cursor())

    def _planned_end(self) -> datetime:
        now, video = self._google.clock.now(), self._watch.video
        begins = video.starts_at or video.planned_at or now
        planned = self._until or video.planned_end_at or begins + USUAL_LENGTH
        return planned if planned > now else now + MORE


class _Interrupted(Exception):  # noqa: N818 -- not an error yet
    """YouTube refused to go on from this position."""

    def __init__(self, position: Position, refused: Refusal) -> None:
        super().__init__(str(refused))
        self.position, self.refused = position, refused


def _by_command(
    meeting: Meeting, video: str, desk: Desk, *, until: datetime | None, transport: Transport
) -> YouTubeLive:
    google, quota = desk.youtube(SCOPES)
    return YouTubeLive(meeting, video, google, quota, until=until, transport=transport)


COMMAND = Command(
    VIDEO,
    _by_command,
    way="stream",
    options=(
        Time(
            "until",
            "Planned end, ISO or HH:MM; the day's quota is spread up to it.",
            past=(
                "the planned end (--until) is past; the stream's own end is taken",
                "予定の終了時刻（--until）を過ぎています。配信側の予定を使います",
            ),
        ),
        Choice(
            "transport",
            "Listen or ask page by page; auto takes what costs less quota.",
            get_args(Transport),
        ),
    ),
)
