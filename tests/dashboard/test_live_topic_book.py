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


def test_a_topic_is_born_on_the_map_that_brings_it_and_none_is_on_the_first(store: Store) -> None:
    live = LiveMeeting(store)
    ids = [live.arrive("給食を無償にしてほしい"), live.arrive("夜のバスを増やしてほしい")]
    first = saved(store, ids, ("給食", "バス"))
    topics = dict(zip(ids, ("t01", "t03"), strict=True))
    second = store.save_map(
        replace(a_map(topics, {"t01": "給食", "t03": "図書館"}), meeting_id=MEETING)
    )
    third = store.save_map(replace(second, map_id="", recipe=replace(second.recipe, seed=9)))
    again = saved(store, ids, ("給食", "道路"))
    assert store.topics_born(MEETING, first.map_id) == {}
    assert store.topics_born(MEETING, third.map_id) == {"t03": second.created_at}
    assert store.topics_born(MEETING, again.map_id) == {"t02": again.created_at}
    said_on(live, ids, again.map_id)
    book = TopicBook(store)
    assert labels(book, store) == {"t01": "給食", "t02": "道路"}
    names = book.names(MEETING, store.state(MEETING))
    assert {one: name.born_at for one, name in names.topics.items()} == {
        "t01": None,
        "t02": again.created_at,
    }
