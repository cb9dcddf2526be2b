"""A meeting that is kept live says when another chat is in it already."""

from __future__ import annotations

from koemap.cli.live import Chat, other_chats
from koemap.store import Store
from tests.factories import a_mapped_meeting, a_source


def test_another_chat_in_the_meeting_is_told_with_its_messages(store: Store) -> None:
    a_mapped_meeting(store, 60)
    (line,) = other_chats(store, Chat("minamo-2", "youtube-replay-next", ()))
    assert "60 messages of another chat (youtube-archive-sample)" in line


def test_the_same_chat_again_and_answers_to_forms_are_no_other_chat(store: Store) -> None:
    a_mapped_meeting(store, 60)
    store.add_source(a_source(kind="table"))
    assert other_chats(store, Chat("minamo-2", a_source().source_id, ())) == []
