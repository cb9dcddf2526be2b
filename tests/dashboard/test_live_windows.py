"""What moves: people by minute, and a rule for what rises that one person cannot bend."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dashboard.live.audience import live_page, overlay_state
from dashboard.live.lines import LONGEST, line
from dashboard.live.topic_book import Name, Names
from dashboard.live.topics import NEW_SECONDS
from dashboard.live.windows import EVERYTHING, KEPT, MINUTES, Window, is_rising
from koemap.collection import Health
from koemap.store import Store
from tests.dashboard.hostile import HOSTILE
from tests.dashboard.live_meetings import TOPICS, LiveMeeting
from tests.factories import START


def test_people_are_counted_by_minute_of_the_video() -> None:
    window = Window()
    for second, person in ((0.0, "甲"), (3.0, "甲"), (59.0, "乙"), (61.0, "甲"), (599.0, "丙")):
        window.add(second, "t1", person, 1)
    series = window.series(599.0)
    assert [len(people) for people in series["t1"]] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert series[EVERYTHING] == series["t1"]
    assert window.in_last_minute(599.0) == 1


def test_what_is_taken_back_was_never_counted() -> None:
    window = Window()
    window.add(5.0, "t1", "甲", 1)
    window.add(5.0, "t1", "甲", 1)
    window.add(5.0, "t1", "甲", -1)
    assert window.series(5.0)["t1"][-1] == {"甲"}
    window.add(5.0, "t1", "甲", -1)
    assert window.series(5.0) == {}


def test_a_window_forgets_what_is_long_ago() -> None:
    window = Window()
    window.add(0.0, "t1", "甲", 1)
    window.add(10.0 * KEPT, "t2", "甲", 1)
    window.add(1.0, "t1", "甲", 1)
    assert set(window.series(10.0 * KEPT)) == {"t2", EVERYTHING}
    assert set(window.series(0.0)) == {"t2", EVERYTHING}


def test_one_person_who_floods_makes_nothing_rise() -> None:
    window = Window()
    for n in range(500):
        window.add(420.0 + n / 3, "t1", "甲", 1)
    assert not is_rising(window.series(599.0)["t1"], MINUTES)
    for n, person in enumerate("乙丙"):
        window.add(580.0 + n, "t1", person, 1)
    assert is_rising(window.series(599.0)["t1"], MINUTES)


def test_a_topic_with_as_many_people_as_before_does_not_rise() -> None:
    before = [{f"人{n}"} for n in range(MINUTES)]
    assert not is_rising(before, MINUTES)
    assert is_rising([*before[:7], {"い", "ろ"}, {"は", "に"}, {"ほ", "へ"}], MINUTES)


def test_signals_tell_what_rises_is_new_and_waits(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("電力のこと", "甲", 0.0, topic_id="t1")
    for n in range(4):
        live.arrive("窓口のこと", f"人{n}", 900.0 + n, topic_id="t2")
    born = Names(TOPICS.state, {**TOPICS.topics, "t2": Name("窓口", 2, born_at=live.now)})
    told = {one["id"]: one for one in live.told(names=born)["topics"]}
    assert (told["t2"]["rising"], told["t2"]["new"], told["t2"]["series"][-1]) == (True, True, 4)
    assert (told["t1"]["rising"], told["t1"]["new"], told["t1"]["waited"]) == (False, False, 903)
    assert (told["t1"]["recent"], told["t2"]["recent"]) == (0, 4)
    assert live.told()["counts"]["people_per_minute"] == 4


def test_a_topic_is_new_for_some_minutes_after_it_came_onto_the_map(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("窓口のこと", topic_id="t2")
    born = Names(TOPICS.state, {"t2": Name("窓口", 2, born_at=live.now)})
    news = [[one["new"] for one in live.told(names=born)["topics"]]]
    for seconds in (NEW_SECONDS, 1.0):
        live.wait(seconds)
        news.append([one["new"] for one in live.told(names=born)["topics"]])
    assert news == [[True], [True], [False]]


@pytest.mark.parametrize(("first", "begin"), [(-3600.0, 0.0), (7200.0, 7200.0)])
def test_nothing_rises_before_there_are_minutes_to_compare_with(
    store: Store, first: float, begin: float
) -> None:
    live = LiveMeeting(store)
    live.arrive("こんにちは", "早い人", first)
    for minute in range(6):
        for n in range(3):
            person, second = f"人{minute} {n}", begin + 60.0 * minute + n
            live.arrive("電力のこと", person, second, topic_id="t1")
        assert rising(live) == [set(), set(), set()]
    for n in range(9):
        live.arrive("窓口のこと", f"人{n}", begin + 361.0 + n, topic_id="t2")
    assert rising(live) == [{"t2"}, {"t2"}, {"t2"}]
    store.save_health(live.source, Health("ended", live.now))
    assert rising(live) == [set(), set(), set()]


def rising(live: LiveMeeting) -> list[set[str]]:
    """What rises on the desk, on the public page and on the overlay."""
    named = {topic_id: Name(topic_id, 1, START) for topic_id in ("t1", "t2")}
    names, model, now = Names(topics=named), live.model(), live.wait(1)
    desk, page = live.told(names=names), live_page(model, names, now, timedelta(0), "")
    on_both = [{one["id"] for one in told["topics"] if one["rising"]} for told in (desk, page)]
    return [*on_both, {one["id"] for one in overlay_state(model, names, now)["topics"]}]


def test_reactions_are_counted_by_minute(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("8888", "甲", 61.0, kind="reaction")
    live.arrive("草www", "乙", 70.0, kind="reaction")
    live.arrive("公開して", "丙", 119.0, topic_id="t2")
    minute = {"minute": 1, "n": 3, "applause": 1, "laughter": 1}
    assert live.told()["flow"] == [minute]


def test_whatever_was_written_is_one_line_that_turns_nothing() -> None:
    for text in (*HOSTILE, "あ" * 5_000, "\u202e\u2066x", "e" + "\u0301" * 500, "a\r\n\n\nb"):
        told = line(text)
        assert len(told) <= LONGEST
        told.encode()
        assert not any(c in told for c in "\n\r\x00\u202e\u2066\u200b\ufeff")
    for mark in ("\u0301", "\u0e47", "\u05b0", "\u0951"):
        assert line("e" + mark * 500) == "e" + mark * 3
    assert line("ที่นี่ שָׁלוֹם नमस्ते が") == "ที่นี่ שָׁלוֹם नमस्ते が"
    assert line("👨\u200d👩\u200d👧 です") == "👨\u200d👩\u200d👧 です"
