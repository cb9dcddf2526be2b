"""Videos and their live chats: what YouTube knows, and how it tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import RLock

from tests.collectors.chat import a_channel
from tests.google.calls import Call
from tests.google.chat import Chat, messages_of
from tests.google.clock import Clock
from tests.google.discovery import STREAM, document
from tests.google.messages import Message, Posted, as_json
from tests.google.replies import RefusedError, refusal
from tests.google.schema import Json


@dataclass
class Video:
    """A stream, past, present or to come; its times may lie ahead of the clock.

    `early_chat`: the chat can be read before the start. Otherwise it is refused with a 404, as
    YouTube does although it gives the chat's id. After the end it is open for a while.
    """

    id: str
    chat: Chat
    title: str
    scheduled_start: datetime | None = None
    scheduled_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    chat_on: bool = True
    privacy: str = "public"
    early_chat: bool = False
    open_after_end_seconds: float = 300.0

    def has_started(self, now: datetime) -> bool:
        return self.actual_start is not None and self.actual_start <= now

    def has_ended(self, now: datetime) -> bool:
        return self.actual_end is not None and self.actual_end <= now

    def check_chat(self, now: datetime) -> None:
        """Nothing, when the chat may be read now; `RefusedError` as YouTube would."""
        if not self.chat_on:
            raise RefusedError(refusal(403, "liveChatDisabled"))
        if not self.has_started(now) and not self.early_chat:
            raise RefusedError(refusal(404, "liveChatNotFound"))
        open_for = timedelta(seconds=self.open_after_end_seconds)
        if self.actual_end is not None and self.actual_end + open_for <= now:
            raise RefusedError(refusal(403, "liveChatEnded"))


class YouTube:
    """All videos and chats of the fake, and the answers made from them.

    `tokens_are_apart`: a token of a stream is none of a list, and the other way round. Google does
    not say whether they are.
    """

    def __init__(self, clock: Clock, lock: RLock) -> None:
        self.polling_ms: int | None = 5000
        self.stream_seconds = 10.0
        self.tokens_are_apart = True
        self._clock, self._lock = clock, lock
        self._videos: dict[str, Video] = {}

    def video(self, id: str, *, title: str = "市民会議", **more: object) -> Video:
        """A new video with an empty chat; `more` as in `Video`."""
        chat = Chat(chat_id(id), self._clock, self._lock)
        self._videos[id] = Video(id, chat, title, **more)  # type: ignore[arg-type]
        return self._videos[id]

    def remove(self, id: str) -> None:
        """The video is gone for everybody; its chat with it."""
        del self._videos[id]

    def post(self, message: Message, video: str = "") -> Posted:
        """The message in the chat of the video, of the only one without a name, at once."""
        return self.named(video).chat.post(message)

    def post_at(self, when: datetime, message: Message, video: str = "") -> Posted:
        """The message, to be in the chat from that moment on."""
        return self.named(video).chat.post(message, when)

    def videos(self, call: Call) -> Json:
        """The answer of videos.list."""
        if not call.many("id"):
            raise RefusedError(refusal(400, "missingRequiredParameter", "No filter selected."))
        parts = wanted(call, "Video")
        found = [self._videos[id] for id in call.many("id") if id in self._videos]
        items = [self._video_json(one, parts) for one in found if one.privacy != "private"]
        return paged("youtube#videoListResponse", items)

    def messages(self, call: Call) -> Json:
        """The answer of liveChatMessages.list."""
        parts, video = wanted(call, "LiveChatMessage"), self._open(call.one("liveChatId"))
        return self._page(video, call.one("pageToken"), call, parts)

    def stream(self, call: Call) -> Iterator[Json]:
        """The elements of a stream, as messages come, until YouTube ends it.

        The last element repeats the token and has no items. Where time is virtual it passes
        while nothing comes: a reader who waits for the next element cannot wait for the clock.
        """
        parts, video = wanted(call, "LiveChatMessage"), self._open(call.one("liveChatId"))
        first = self._page(video, call.one("pageToken"), call, parts)
        return self._elements(first, video, call, parts)

    def _elements(self, page: Json, video: Video, call: Call, parts: set[str]) -> Iterator[Json]:
        ends_at = self._clock.now() + timedelta(seconds=self.stream_seconds)
        yield page
        while self._clock.now() < ends_at:
            next_at = video.chat.next_at()
            self._clock.pass_to(min(next_at, ends_at) if next_at else ends_at)
            page = self._page(video, page["nextPageToken"], call, parts)
            if page["items"]:
                yield page
        yield {**page, "items": []}

    def _page(self, video: Video, token: str, call: Call, parts: set[str]) -> Json:
        limit = int(call.one("maxResults", "500"))
        is_apart = self.tokens_are_apart and call.method.id == STREAM
        posted, next_token = video.chat.page(token, limit, STREAM if is_apart else "")
        items = messages_of(posted, parts)
        more: Json = {"nextPageToken": next_token}
        if self.polling_ms is not None:
            more["pollingIntervalMillis"] = self.polling_ms
        if video.has_ended(self._clock.now()) and video.actual_end:
            more["offlineAt"] = rfc3339(video.actual_end)
        if (poll := video.chat.active_poll()) is not None:
            more["activePollItem"] = as_json(poll, parts)
        return {**paged("youtube#liveChatMessageListResponse", items), **more}

    def _open(self, chat_id: str) -> Video:
        found = [video for video in self._videos.values() if video.chat.id == chat_id]
        if not found:
            raise RefusedError(refusal(404, "liveChatNotFound"))
        found[0].check_chat(self._clock.now())
        return found[0]

    def named(self, video: str = "") -> Video:
        """The video with this id, the only one without."""
        if video:
            return self._videos[video]
        (only,) = self._videos.values()
        return only

    def _video_json(self, video: Video, parts: set[str]) -> Json:
        known = {
            "snippet": self._snippet(video),
            "status": {"uploadStatus": "uploaded", "privacyStatus": video.privacy},
        }
        if video.scheduled_start or video.actual_start:
            known["liveStreamingDetails"] = self._streaming(video)
        shown = {name: value for name, value in known.items() if name in parts}
        return {"kind": "youtube#video", "etag": f"etag-{video.id}", "id": video.id, **shown}

    def _snippet(self, video: Video) -> Json:
        now = self._clock.now()
        over = video.has_ended(now) or not (video.scheduled_start or video.actual_start)
        state = "none" if over else "live" if video.has_started(now) else "upcoming"
        return {
            "publishedAt": rfc3339(video.scheduled_start or video.actual_start or now),
            "channelId": a_channel("owner"),
            "channelTitle": "市公式チャンネル",
            "title": video.title,
            "description": "",
            "liveBroadcastContent": state,
        }

    def _streaming(self, video: Video) -> Json:
        """Times that have come, and the chat's id until the end, also before the start."""
        now = self._clock.now()
        times = {
            "scheduledStartTime": video.scheduled_start,
            "scheduledEndTime": video.scheduled_end,
            "actualStartTime": video.actual_start if video.has_started(now) else None,
            "actualEndTime": video.actual_end if video.has_ended(now) else None,
        }
        details: Json = {name: rfc3339(at) for name, at in times.items() if at is not None}
        if video.has_started(now) and not video.has_ended(now):
            details["concurrentViewers"] = "128"
        if video.chat_on and not video.has_ended(now):
            details["activeLiveChatId"] = video.chat.id
        return details


def chat_id(video: str) -> str:
    """The id of a video's chat, as long and as opaque as real ones."""
    return f"Cg0KC{video}KicKGFVD"


def wanted(call: Call, schema: str) -> set[str]:
    """The parts the call asks for; `RefusedError` when the resource has no such part."""
    parts, known = call.many("part"), document("youtube.v3")["schemas"][schema]["properties"]
    unknown = [part for part in parts if part not in known]
    if unknown:
        raise RefusedError(refusal(400, "unknownPart", f"{unknown[0]!r} is no part of it."))
    return set(parts)


def paged(kind: str, items: Iterable[Json]) -> Json:
    """A list response around these items."""
    items = list(items)
    counts = {"totalResults": len(items), "resultsPerPage": len(items)}
    return {"kind": kind, "etag": "etag-of-the-page", "pageInfo": counts, "items": items}


def rfc3339(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"
