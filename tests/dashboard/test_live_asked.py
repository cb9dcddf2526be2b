"""A question that was on air or answered has its topic asked, whatever becomes of the topic."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.live.desk_state import desk_state
from dashboard.live.heads import Heads
from dashboard.live.model import LiveModel
from dashboard.live.topic_book import Names, named
from koemap.deciding import Hand
from koemap.edition import read
from koemap.live_records import Assignment, DeskVerb
from koemap.store import Store
from tests.dashboard.desk_meetings import MEETING, DeskMeeting
from tests.dashboard.live_meetings import LiveMeeting

QUESTION = "窓口はいつ開きますか？"
SECOND = 65.0


def test_a_question_that_was_on_air_has_its_topic_asked(store: Store) -> None:
    live = LiveMeeting(store)
    one = live.arrive(QUESTION, second=SECOND, topic_id="t1")
    live.act("queue", one)
    assert told_topic(live, "t1")["taken_up"] == []
    live.wait(5)
    live.act("air", one)
    asked = [{"second": SECOND, "at": live.now.isoformat()}]
    assert told_topic(live, "t1")["taken_up"] == asked
    live.wait(5)
    for verb in ("answered", "queue", "reject"):
        live.act(verb, one)
        assert told_topic(live, "t1")["taken_up"] == asked


def test_a_question_whose_airing_was_taken_back_was_not_asked(store: Store) -> None:
    live = LiveMeeting(store)
    one = live.arrive(QUESTION, second=SECOND, topic_id="t1")
    live.act("queue", one)
    live.act("undo", str(live.act("air", one)))
    assert told_topic(live, "t1")["taken_up"] == []


def test_after_a_new_map_the_topic_that_the_row_has_now_was_asked(store: Store) -> None:
    live = LiveMeeting(store)
    one = live.arrive(QUESTION, second=SECOND, topic_id="t1")
    live.arrive("電力のこと", topic_id="t1")
    live.wait(5)
    live.act("queue", one)
    live.act("answered", one)
    live.say(one, topic_id="t2", map_id="next")
    assert told_topic(live, "t1")["taken_up"] == []
    assert [taken["second"] for taken in told_topic(live, "t2")["taken_up"]] == [SECOND]


@pytest.mark.parametrize("verb", ["air", "answered"])
def test_a_topic_that_people_rename_or_merge_stays_asked(store: Store, verb: DeskVerb) -> None:
    desk = DeskMeeting(store)
    question = desk.arrive(QUESTION, second=SECOND, topic_id="t01")
    desk.arrive("夏の電力が心配", topic_id="t02")
    desk.act("queue", question)
    desk.act(verb, question)
    assert asked(store) == {"t01"}
    store.decide(Hand(read(store, MEETING), "山田").rename("t01", "窓口の時間"))
    assert asked(store) == {"t01"}
    store.decide(Hand(read(store, MEETING), "山田").merge("t01", "t02"))
    store.assign(MEETING, [Assignment(question, "question", "ja", question, topic_id="t02")])
    assert asked(store) == {"t02"}


def asked(store: Store) -> set[str]:
    """The topics of which the desk is told that they were taken up."""
    model, names = (
        LiveModel(store, MEETING),
        Names(("m", 0, 0), named(read(store, MEETING), {}, {})),
    )
    model.follow()
    told = desk_state(store, model, names, Heads(), datetime.now(UTC), "ja")
    return {one["id"] for one in told["topics"] if one["taken_up"]}


def told_topic(live: LiveMeeting, topic_id: str) -> dict[str, Any]:
    return next(one for one in live.told()["topics"] if one["id"] == topic_id)
