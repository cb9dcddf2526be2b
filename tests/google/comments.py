"""Comments under a video: threads, replies of which a thread shows a few, edits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import count

from tests.collectors.chat import a_channel
from tests.google.calls import Call
from tests.google.clock import Clock
from tests.google.pager import Pager
from tests.google.replies import RefusedError, refusal
from tests.google.schema import Json
from tests.google.youtube import paged, rfc3339, wanted

SHOWN_REPLIES = 5


@dataclass
class Comment:
    """One comment; a reply has a `parent`."""

    id: str
    video: str
    text: str
    author: str
    published_at: datetime
    updated_at: datetime
    parent: str = ""


class Comments:
    """All comments of the fake; a video is known here by its first comment, or by `open`."""

    def __init__(self, clock: Clock) -> None:
        self.pager = Pager()
        self._clock = clock
        self._comments: dict[str, Comment] = {}
        self._videos: dict[str, bool] = {}
        self._numbers = count(1)

    def open(self, video: str, *, comments_on: bool = True) -> None:
        """The video takes comments, or has them turned off."""
        self._videos[video] = comments_on

    def add(
        self, text: str, author: str = "author", *, video: str = "", parent: str = ""
    ) -> Comment:
        """A comment under the video, or a reply to the comment with the id `parent`."""
        number, now = next(self._numbers), self._clock.now()
        video = self._comments[parent].video if parent else video
        id = f"{parent}.9fake{number:08d}" if parent else f"Ugzfake{number:08d}4AaABAg"
        self._videos.setdefault(video, True)
        self._comments[id] = Comment(id, video, text, author, now, now, parent)
        return self._comments[id]

    def edit(self, id: str, text: str) -> None:
        """The comment says something else from now on."""
        self._comments[id].text = text
        self._comments[id].updated_at = self._clock.now()

    def remove(self, id: str) -> None:
        """The comment is gone, and all replies to it."""
        gone = [one.id for one in self._comments.values() if id in (one.id, one.parent)]
        for one in gone:
            del self._comments[one]

    def threads(self, call: Call) -> Json:
        """The answer of commentThreads.list, newest thread first."""
        parts = wanted(call, "CommentThread")
        ids, question = call.many("id") or self._threads_of(call.one("videoId")), _question(call)
        here, token = self._page(ids, call, question)
        items = [self._thread(one, parts, call) for one in here]
        return {**paged("youtube#commentThreadListResponse", items), **token}

    def comments(self, call: Call) -> Json:
        """The answer of comments.list: the replies to one comment, or comments by id."""
        parts = wanted(call, "Comment")
        if bool(call.one("parentId")) == bool(call.many("id")):
            words = "Exactly one filter is needed."
            raise RefusedError(refusal(400, "missingRequiredParameter", words))
        ids = call.many("id") or self._replies_to(call.one("parentId"))
        here, token = self._page(ids, call, _question(call))
        items = [_comment(one, parts, call) for one in here]
        return {**paged("youtube#commentListResponse", items), **token}

    def _page(self, ids: list[str], call: Call, question: object) -> tuple[list[Comment], Json]:
        size = int(call.one("maxResults", "20"))
        here, token = self.pager.page(ids, call.one("pageToken"), size, question)
        found = [self._comments[id] for id in here if id in self._comments]
        return found, {"nextPageToken": token} if token else {}

    def _threads_of(self, video: str) -> list[str]:
        if not video:
            raise RefusedError(refusal(400, "missingRequiredParameter", "No filter selected."))
        if video not in self._videos:
            raise RefusedError(refusal(404, "videoNotFound"))
        if not self._videos[video]:
            raise RefusedError(refusal(403, "commentsDisabled"))
        tops = [one for one in self._comments.values() if one.video == video and not one.parent]
        return [one.id for one in sorted(tops, key=_newest)]

    def _replies_to(self, parent: str) -> list[str]:
        if parent not in self._comments:
            raise RefusedError(refusal(404, "commentNotFound"))
        return [one.id for one in self._comments.values() if one.parent == parent]

    def _thread(self, top: Comment, parts: set[str], call: Call) -> Json:
        replies = [self._comments[id] for id in self._replies_to(top.id)]
        known: Json = {
            "snippet": {
                "channelId": a_channel("owner"),
                "videoId": top.video,
                "topLevelComment": _comment(top, {"snippet"}, call),
                "canReply": True,
                "totalReplyCount": len(replies),
                "isPublic": True,
            }
        }
        if replies:
            shown = [_comment(one, {"snippet"}, call) for one in replies[-SHOWN_REPLIES:]]
            known["replies"] = {"comments": shown}
        shown_parts = {name: value for name, value in known.items() if name in parts}
        return {"kind": "youtube#commentThread", "etag": "etag", "id": top.id, **shown_parts}


def _comment(one: Comment, parts: set[str], call: Call) -> Json:
    whole = {"kind": "youtube#comment", "etag": "etag", "id": one.id}
    if "snippet" not in parts:
        return whole
    plain = call.one("textFormat", "html") == "plainText"
    snippet: Json = {
        "channelId": a_channel("owner"),
        "videoId": one.video,
        "textDisplay": one.text if plain else escape(one.text).replace("\n", "<br>"),
        "authorDisplayName": f"@{one.author}",
        "authorChannelUrl": f"http://www.youtube.com/channel/{a_channel(one.author)}",
        "authorChannelId": {"value": a_channel(one.author)},
        "canRate": True,
        "viewerRating": "none",
        "likeCount": 0,
        "publishedAt": rfc3339(one.published_at),
        "updatedAt": rfc3339(one.updated_at),
    }
    if one.parent:
        snippet["parentId"] = one.parent
    return {**whole, "snippet": snippet}


def _newest(one: Comment) -> tuple[float, str]:
    return -one.published_at.timestamp(), one.id


def _question(call: Call) -> tuple[str, ...]:
    """What a page token belongs to."""
    return tuple(call.one(name) for name in ("videoId", "parentId", "order", "textFormat"))
