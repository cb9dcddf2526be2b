"""Topics are named by the map that comments are told to be on, never by another."""

from __future__ import annotations

from dataclasses import replace

from dashboard.live.topic_book import TopicBook
from koemap.records import OpinionMap
from koemap.store import Store
from tests.analysis.maps import a_map
from tests.dashboard.live_meetings import MEETING, LiveMeeting


def saved(store: Store, ids: list[str], labels: tuple[str, str]) -> OpinionMap:
    """A map on which the first comment is in `t01`, the second in `t02`."""
    topics = dict(zip(ids, ("t01", "t02"), strict=True))
    made = a_map(topics, dict(zip(("t01", "t02"), labels, strict=True)))
    return store.save_map(replace(made, meeting_id=MEETING))


def said_on(live: LiveMeeting, ids: list[str], map_id: str) -> None:
    for comment_id, topic_id in zip(ids, ("t01", "t02"), strict=True):
        live.say(comment_id, topic_id=topic_id, map_id=map_id)


def labels(book: TopicBook, store: Store) -> dict[str, str]:
    """The names that are told in the end; on the way there are none or the same."""
    while True:
        names = book.names(MEETING, store.state(MEETING))
        if names.topics:
            return {topic_id: name.label for topic_id, name in names.topics.items()}


def test_names_change_when_comments_are_told_on_another_map(store: Store) -> None:
    live, book = LiveMeeting(store), TopicBook(store)
    ids = [live.arrive("給食を無償にしてほしい"), live.arrive("夜のバスを増やしてほしい")]
    before = {"t01": "給食", "t02": "バス"}
    said_on(live, ids, saved(store, ids, ("給食", "バス")).map_id)
    assert labels(book, store) == before

    other = saved(store, ids, ("バス", "給食")).map_id
    assert store.state(MEETING)[0] == other
    assert labels(book, store) == before
    assert labels(TopicBook(store), store) == before

    said_on(live, ids, other)
    assert labels(book, store) == {"t01": "バス", "t02": "給食"}
