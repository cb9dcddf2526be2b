"""What a page of a live chat says, apart from where in the chat it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from collectors.chat.messages import meaning, opaque_at
from collectors.chat.pages import items_of
from collectors.events import Event, Fact, Notice, Skipped
from collectors.google.client import Page
from collectors.json_fields import moment, object_at


def page_events(page: Page, starts_at: datetime | None, zone: tzinfo) -> Iterator[Event]:
    """What its items say, the poll that runs, and that it lacks where the next begins."""
    items, n_others = items_of(page)
    for item in items:
        yield from meaning(item, starts_at, zone)
    yield from [Skipped("unknown", "an item of a page that is no message")] * n_others
    poll = meaning(object_at(page, "activePollItem"), None)
    yield from (event for event in poll if isinstance(event, Fact))
    if not opaque_at(page, "nextPageToken"):
        yield Notice("a page did not say where the next begins; asked again from before", "token")


def newest_at(page: Page) -> datetime | None:
    """When its newest item was published, None when no item says so."""
    published = (object_at(item, "snippet").get("publishedAt") for item in items_of(page)[0])
    return max(filter(None, map(moment, published)), default=None)
