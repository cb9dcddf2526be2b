"""What YouTube says of a streamed video: whether its chat can be read, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collectors.google_client import Method
from collectors.json_fields import object_at, objects_at, text_at
from collectors.youtube_messages import moment
from koemap.errors import CollectError

LOOK = Method("videos.list", units=1, holds="items")
PARTS = "snippet,liveStreamingDetails"


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
        chat_id=text_at(details, "activeLiveChatId"),
        planned_at=moment(details.get("scheduledStartTime")),
        planned_end_at=moment(details.get("scheduledEndTime")),
        starts_at=moment(details.get("actualStartTime")),
        ends_at=moment(details.get("actualEndTime")),
    )


def gone(video_id: str) -> CollectError:
    """The error for a video that is not there, or not for everybody."""
    return CollectError(
        f"there is no public video {video_id}: it is private, deleted or mistyped;"
        " check the address, and in YouTube Studio who may see it",
        ja=f"動画 {video_id} は公開されていません（非公開、削除済み、または入力違い）。"
        "アドレスと、YouTube Studio の公開設定を確かめてください",
    )


def no_stream(video_id: str) -> CollectError:
    """The error for a video that was never streamed."""
    return CollectError(
        f"video {video_id} is no livestream; its comments are read with:"
        f" koemap collect youtube-comments {video_id}",
        ja=f"動画 {video_id} はライブ配信ではありません。コメント欄は次のコマンドで集められます:"
        f" koemap collect youtube-comments {video_id}",
    )


def no_chat(video_id: str) -> CollectError:
    """The error for a stream whose chat is turned off."""
    return CollectError(
        f"the chat of {video_id} is turned off; turn it on in YouTube Studio, then run this again",
        ja=f"動画 {video_id} のチャットはオフになっています。YouTube Studio でオンにしてから、"
        "同じコマンドを実行してください",
    )


def over(video_id: str, ends_at: datetime) -> CollectError:
    """The error for a stream that ended before anything of it was collected."""
    return CollectError(
        f"the stream {video_id} ended at {ends_at:%Y-%m-%d %H:%M} UTC, and YouTube no longer gives"
        " its chat; read its archive with: koemap collect youtube-archive FILE",
        ja=f"配信 {video_id} は終了しています（{ends_at:%Y-%m-%d %H:%M} UTC）。YouTube はチャットを"
        "もう返しません。保存したファイルを次のコマンドで取り込んでください:"
        " koemap collect youtube-archive FILE",
    )
