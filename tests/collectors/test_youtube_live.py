"""A live chat is collected to its end, at a pace the quota allows, losing and doubling nothing."""

from __future__ import annotations

from collectors.events import Received
from tests.collectors.conftest import Desk
from tests.collectors.live import a_live_collector, a_stream, chat
from tests.google.discovery import LIST


def test_every_message_is_stored_once_with_its_second_of_the_stream(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert (done.added, done.known) == (60, 0)
    offsets = sorted(c.offset_seconds for c in desk.store.comments(desk.meeting.meeting_id))
    assert offsets[0] == 1.0
    assert offsets[-1] == 296.0
