"""What YouTube says of a streamed video: whether its chat can be read, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from collectors.chat.messages import opaque_at
from collectors.events import Event, Started
from collectors.google.client import Google, Method
from collectors.google.words import local
from collectors.json_fields import moment, object_at, objects_at
from koemap.errors import CollectError

LOOK = Method("videos.list", units=1, holds="items", of=list)
PARTS = "snippet,liveStreamingDetails"
NOT_STARTED = "the stream has not started"
NOT_GIVEN = "YouTube does not give the chat of the running stream"
LOOK_AGAIN = timedelta(minutes=10)
LOOK_FOR_START = timedelta(seconds=60)
SOONEST, LATEST = 20.0, 900.0  # seconds between two looks at a stream to come
LOOKS = 5  # before the chat itself is tried, which costs as much as they do
BOTH_TRUE = 30.0  # seconds before a strange answer is believed


@dataclass(frozen=True, slots=True)
class LiveVideo:
    """A video as YouTube describes it at one moment; times are None until they are known."""

    video_id: str
    is_stream: bool = False
    chat_id: str = ""
    planned_at: datetime | None = None
    planned_end_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def live_video(page: Mapping[str, Any], video_id: str) -> LiveVideo | None:
    """The video in an answer of `videos.list`; None when it is deleted, private or never was."""
    found = next((item for item in objects_at(page, "items")), None)
    if found is None:
        return None
    details = object_at(found, "liveStreamingDetails")
    return LiveVideo(
        video_id,
        is_stream=bool(details),
        chat_id=opaque_at(details, "activeLiveChatId"),
        planned_at=moment(details.get("scheduledStartTime")),
        planned_end_at=moment(details.get("scheduledEndTime")),
        starts_at=moment(details.get("actualStartTime")),
        ends_at=moment(details.get("actualEndTime")),
    )


class Watch:
    """A video that is looked at now and then; `video` is what was seen last."""

    def __init__(self, video_id: str, google: Google) -> None:
        self._google = google
        self.video = LiveVideo(video_id)
        self._looked_at = google.clock.now()

    @property
    def is_due(self) -> bool:
        """Whether the last look is too long ago."""
        pause = LOOK_AGAIN if self.video.starts_at else LOOK_FOR_START
        return self._google.clock.now() - self._looked_at > pause

    def look(self) -> Iterator[Event]:
        """Ask what YouTube says of the video, and say when it turns out to have begun.

        Raises
        ------
        CollectError
            YouTube says twice that there is no such video.
        """
        for again in (True, False):
            page = yield from self._google.ask(LOOK, id=self.video.video_id, part=PARTS)
            self._looked_at = self._google.clock.now()
            found = live_video(page, self.video.video_id)
            if found is not None:
                is_news = found.starts_at and found.starts_at != self.video.starts_at
                self.video = found
                if is_news and found.starts_at:
                    yield Started(found.starts_at)
                return
            if again and self.video.is_stream:
                self._google.clock.wait(BOTH_TRUE)
        raise gone(self.video.video_id)

    def expect(self) -> Iterator[Event]:
        """Look until the stream begins, at most a few times: a chat may open before its stream."""
        for _ in range(LOOKS):
            yield from self.wait()
            yield from self.look()
            if self.video.starts_at:
                return

    def wait(self, n_waits: int = 0) -> Iterator[Event]:
        """Wait before the next look: for the start, or longer each time for a chat that is late."""
        now, planned_at = self._google.clock.now(), self.video.planned_at
        if self.video.starts_at:
            problem, seconds = NOT_GIVEN, SOONEST * 2 ** min(n_waits, 5)
        else:
            problem = NOT_STARTED
            seconds = (planned_at - now).total_seconds() / 4 if planned_at else SOONEST
        resumes_at = now + timedelta(seconds=min(max(seconds, SOONEST), LATEST))
        yield self._google.pulse(
            "waiting", problem=problem, resumes_at=resumes_at, planned_at=planned_at
        )
        self._google.wait_until(resumes_at)


def gone(video_id: str) -> CollectError:
    """The error for a video that is not there, or not for everybody."""
    return CollectError(
        f"there is no public video {video_id}: it is private, deleted or mistyped;"
        " check the address, and in YouTube Studio who may see it",
        ja=f"動画 {video_id} は公開されていません（非公開、削除済み、または入力違い）。"
        "アドレスと、YouTube Studio の公開設定を確かめてください",
        lasting=True,
    )


def no_stream(video_id: str) -> CollectError:
    """The error for a video that was never streamed."""
    return CollectError(
        f"video {video_id} is no livestream; its comments are read with:"
        f" koemap collect youtube-comments {video_id}",
        ja=f"動画 {video_id} はライブ配信ではありません。コメント欄は次のコマンドで集められます:"
        f" koemap collect youtube-comments {video_id}",
        lasting=True,
    )


def no_chat(video_id: str) -> CollectError:
    """The error for a stream whose chat is turned off."""
    return CollectError(
        f"the chat of {video_id} is turned off; turn it on in YouTube Studio, then run this again",
        ja=f"動画 {video_id} のチャットはオフになっています。YouTube Studio でオンにしてから、"
        "同じコマンドを実行してください",
        lasting=True,
    )


def over(video_id: str, ends_at: datetime, zone: tzinfo) -> CollectError:
    """The error for a stream that ended before anything of it was collected."""
    at = local(ends_at, zone, "%Y-%m-%d %H:%M")
    return CollectError(
        f"the stream {video_id} ended at {at}, and YouTube no longer gives its chat;"
        " read its archive with: koemap collect youtube-archive FILE",
        ja=f"配信 {video_id} は終了しています（{at}）。YouTube はチャットをもう返しません。"
        "保存したファイルを次のコマンドで取り込んでください: koemap collect youtube-archive FILE",
        lasting=True,
    )
