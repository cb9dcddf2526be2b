"""A meeting that is kept live says when another chat is in it already."""

from __future__ import annotations

from dataclasses import replace

from koemap.cli.live import Chat, other_chats
from koemap.store import Store
from tests.factories import a_mapped_meeting, a_source, some_comments


def test_another_chat_in_the_meeting_is_told_with_its_messages(store: Store) -> None:
    a_mapped_meeting(store, 60)
    (line,) = other_chats(store, Chat("minamo-2", "youtube-replay-next", ()))
    assert "another chat, too (youtube-archive-sample, 60 received)" in line


def test_the_chat_of_the_same_video_and_answers_to_forms_are_no_other_chat(store: Store) -> None:
    a_mapped_meeting(store, 60)
    form, answer = a_source(kind="table"), some_comments(61)[60]
    store.add_source(form)
    store.save_comments(form, [replace(answer, source_id=form.source_id)])
    assert len(store.counts("minamo-2")) == 2
    for kind in ("youtube-archive", "youtube-replay", "youtube-live"):
        assert other_chats(store, Chat("minamo-2", f"{kind}-sample", ())) == []
