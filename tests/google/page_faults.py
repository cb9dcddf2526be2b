"""Pages that are not as they should be: real answers of the fake, changed before they are sent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tests.google.calls import Call
from tests.google.faults import Fault
from tests.google.replies import Answer, Reply
from tests.google.schema import Json


class PageFault(Fault):
    """The honest page, or each element of a stream, changed by `change`."""

    def answer(self, call: Call, honest: Answer, sent_before: list[Json]) -> Reply:
        reply = honest()
        if reply.elements is not None:
            reply.elements = (self._changed(one, sent_before) for one in reply.elements)
        else:
            self.change(reply.body, sent_before)
        return reply

    def change(self, page: Json, sent_before: list[Json]) -> None:
        raise NotImplementedError

    def _changed(self, page: Json, sent_before: list[Json]) -> Json:
        self.change(page, sent_before)
        return page


class VideoGone(PageFault):
    """videos.list finds nothing: the video was deleted, or made private."""

    def change(self, page: Json, sent_before: list[Json]) -> None:
        page.update(items=[], pageInfo={"totalResults": 0, "resultsPerPage": 0})


class MissingToken(PageFault):
    """A page without nextPageToken in the middle of a stream."""

    def change(self, page: Json, sent_before: list[Json]) -> None:
        page.pop("nextPageToken", None)


@dataclass
class RepeatLast(PageFault):
    """A page that begins with the last `count` items of the pages before."""

    count: int = 3

    def change(self, page: Json, sent_before: list[Json]) -> None:
        page["items"] = sent_before[-self.count :] + page["items"]


@dataclass
class Shuffled(PageFault):
    """The items in another order; with `one_time` all published at the same moment."""

    seed: int = 0
    one_time: bool = False

    def change(self, page: Json, sent_before: list[Json]) -> None:
        items = _items(page)
        random.Random(self.seed).shuffle(items)  # noqa: S311 - an order, no secret
        for item in items if self.one_time else []:
            item["snippet"]["publishedAt"] = items[0]["snippet"]["publishedAt"]


@dataclass
class UnknownType(PageFault):
    """One more item, of a kind that no discovery document has yet."""

    breaks_schema: ClassVar[bool] = True
    kind: str = "hologramEvent"

    def change(self, page: Json, sent_before: list[Json]) -> None:
        details = {"hologramDetails": {"shape": "cube"}}
        snippet = {"type": self.kind, "publishedAt": "2026-10-15T09:00:00.000Z", **details}
        item = {"kind": "youtube#liveChatMessage", "id": "LCC.EgYKBEhvbG8", "snippet": snippet}
        page["items"].append(item)


class UnknownProperty(PageFault):
    """Every item and the page have a property nobody knows yet."""

    breaks_schema: ClassVar[bool] = True

    def change(self, page: Json, sent_before: list[Json]) -> None:
        for one in (page, *_items(page)):
            one["tomorrowsProperty"] = {"nested": [1, None, "x"]}


@dataclass
class MissingFields(PageFault):
    """Items without these properties, named as `authorDetails` or `snippet.displayMessage`."""

    names: Sequence[str] = ("authorDetails", "snippet.displayMessage")

    def change(self, page: Json, sent_before: list[Json]) -> None:
        for item in _items(page):
            for name in self.names:
                part, _, inner = name.partition(".")
                (item.get(part, {}) if inner else item).pop(inner or part, None)


@dataclass
class PollingInterval(PageFault):
    """A page that asks to be left alone for so many milliseconds; None: does not say."""

    milliseconds: int | None = None

    def change(self, page: Json, sent_before: list[Json]) -> None:
        page.pop("pollingIntervalMillis", None)
        if self.milliseconds is not None:
            page["pollingIntervalMillis"] = self.milliseconds


def _items(page: Json) -> list[Json]:
    items: list[Json] = page.get("items") or page.get("responses") or []
    return items
