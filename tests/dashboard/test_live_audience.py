"""An audience sees what a person let through, a little later, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.live.audience import NOTHING, live_page, overlay_state, public_id
from dashboard.live.lines import LONGEST_SHOWN
from dashboard.live.model import LiveModel
from dashboard.live.topic_book import Name, Names
from koemap.errors import DecisionError
from koemap.moderation import MOVES, SEEN, moderated
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.audiences import DELAY, SECRET, TITLE, overlay, page, shown, six_comments
from tests.dashboard.live_meetings import MEETING, TOPICS, LiveMeeting, strings
from tests.dashboard.test_live_model import NUMBERS, kept

__all__ = ["kept"]


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    return six_comments(store)


def test_before_anything_is_let_through_an_audience_sees_nothing(live: LiveMeeting) -> None:
    live.act("hold", "yt:0001")
    live.act("reject", "yt:0002")
    for told in (overlay(live), page(live)):
        assert [one for one in strings(told) if one != TITLE] == []
        assert told["people"] == 6


def test_a_question_on_air_is_on_the_overlay_and_later_on_the_page(live: LiveMeeting) -> None:
    live.act("queue", "yt:0001")
    live.act("air", "yt:0001")
    on_air = overlay(live)["question"]
    assert (on_air["text"], on_air["people"]) == (SECRET.format(n=1), 1)
    assert on_air["id"] == public_id("yt:0001")
    live.wait(9)
    assert (page(live)["now"], shown(page(live))) == (None, [])
    live.wait(1)
    assert page(live)["now"]["text"] == SECRET.format(n=1)
    assert shown(page(live)) == [SECRET.format(n=1)]


@pytest.mark.parametrize("how", ["withdraw", "hide", "reject"])
def test_what_goes_leaves_every_output_at_once(live: LiveMeeting, how: str) -> None:
    live.act("queue", "yt:0001")
    live.act("air", "yt:0001")
    live.wait(60)
    model = live.model()
    if how == "withdraw":
        live.withdraw("yt:0001")
    elif how == "hide":
        live.store.decide(Decision(MEETING, "hide", "yt:0001", "山田", live.now, "攻撃"))
    else:
        live.act("reject", "yt:0001")
    model.follow()
    assert overlay_state(model, TOPICS, live.now)["question"] is None
    told = live_page(model, TOPICS, live.now, DELAY, TITLE)
    assert (told["now"], told["comments"], told["topics"]) == (None, [], [])


def test_a_stop_blanks_the_overlay_and_freezes_the_page(live: LiveMeeting) -> None:
    live.act("let_through", "yt:0000")
    live.wait(11)
    before = page(live)
    live.act("let_through", "yt:0001")
    live.act("stop")
    live.act("let_through", "yt:0002")
    live.wait(600)
    assert overlay(live) == NOTHING
    assert page(live) == {**before, "stopped": True}
    live.withdraw("yt:0000")
    assert shown(page(live)) == []
    live.act("lift")
    live.wait(11)
    assert shown(page(live)) == [SECRET.format(n=2), SECRET.format(n=1)]


def test_what_was_let_through_in_other_words_is_shown_no_more(live: LiveMeeting) -> None:
    one = live.arrive("窓口に人を残して", "人1")
    live.act("queue", one)
    live.act("air", one)
    live.wait(10)
    assert overlay(live)["question"]["text"] == "窓口に人を残して"
    live.edit(one, "まったく別のひどい言葉")
    for told in (overlay(live)["question"], page(live)["now"]):
        assert told is None
    assert live.model().moderation.state(one) == "held"
    live.act("let_through", one)
    live.wait(10)
    assert [each["text"] for each in page(live)["comments"]] == ["まったく別のひどい言葉"]


def test_a_clock_that_was_set_back_takes_no_question_off_the_air(live: LiveMeeting) -> None:
    one = live.arrive("窓口に人を残して", "人1")
    live.act("queue", one)
    live.act("air", one)
    live.wait(-3600)
    assert overlay(live)["question"]["text"] == "窓口に人を残して"


def test_the_overlay_has_at_most_three_topics_that_rise(store: Store) -> None:
    live = LiveMeeting(store)
    names = Names(topics={f"t{n}": Name(f"論点{n}", n, named_at=live.now) for n in range(5)})
    for topic in range(4):
        for n in range(3):
            live.arrive(f"{topic}の声", f"人{n}", 400.0, topic_id=f"t{topic}")
    live.arrive("一人の声", "人9", 400.0, topic_id="t4")
    assert overlay(live, names)["topics"] == []
    live.arrive("こんにちは", "早い人", 0.0)
    told = overlay(live, names)["topics"]
    assert [one["id"] for one in told] == ["t0", "t1", "t2"]


def test_a_long_message_is_shown_by_its_beginning(live: LiveMeeting) -> None:
    one = live.arrive("長" * 5_000, "長い人")
    live.act("queue", one)
    live.act("air", one)
    live.wait(10)
    for told in (overlay(live)["question"], page(live)["now"]):
        assert len(told["text"]) == LONGEST_SHOWN
    assert len(live.told()["rows"][-1]["text"]) == 1_000


def test_the_words_of_a_comment_are_made_plain_once_for_each_of_its_texts(
    live: LiveMeeting,
) -> None:
    model = live.model()
    one = model.entries["yt:0001"]
    assert one.words == "秘密の1番"
    assert one.words is one.words
    live.edit("yt:0001", "ＡＩ の 窓口")
    model.follow()
    assert one.words == "aiの窓口"
    live.withdraw("yt:0001")
    model.follow()
    assert one.words == ""


@pytest.mark.parametrize(("second", "rises"), [(None, False), (400.0, True)])
def test_people_and_what_rises_are_those_of_that_delay_ago(
    store: Store, second: float | None, rises: bool
) -> None:
    live = LiveMeeting(store)
    for n, topic_id in enumerate(("t1", "t2", "t2")):
        live.arrive(f"{n}番目", f"人{n}", second, topic_id=topic_id)
    live.act("let_through", "yt:0000")
    live.arrive("こんにちは", "早い人", second and 0.0)
    until = datetime.now(UTC)
    live.arrive("別の声", "人0", second, topic_id="t1")
    for n in range(5, 8):
        live.arrive("0番目！", f"人{n}", second, topic_id="t1", folded="yt:0000")
    live.arrive("また", "人1", second, topic_id="t2")
    names = Names(topics={f"t{n}": Name(f"論点{n}", n, named_at=live.now) for n in (1, 2)})
    model = live.model()

    def told(at: datetime) -> tuple[list[tuple[str, int, bool]], list[int]]:
        content = live_page(model, names, at + DELAY, DELAY, TITLE)
        topics = [(one["id"], one["people"], one["rising"]) for one in content["topics"]]
        return topics, [one["people"] for one in content["comments"]]

    assert told(until) == ([("t2", 2, False), ("t1", 1, False)], [1])
    assert told(live.wait(30)) == ([("t1", 4, rises), ("t2", 2, False)], [4])
    live.withdraw("yt:0001")
    model.follow()
    assert told(until)[0] == [("t1", 1, False), ("t2", 1, False)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from((*sorted(MOVES), "undo", "stop", "lift", "withdraw", "hide", "wait")),
        st.integers(0, 5),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_nothing_reaches_an_audience_that_nobody_let_through(
    kept: Store, steps: list[tuple[Any, int]]
) -> None:
    live = LiveMeeting(kept, f"a{next(NUMBERS)}")
    for n in range(6):
        live.arrive(SECRET.format(n=n), f"人{n}", topic_id="t1")
    names = Names(topics={"t1": Name(SECRET.format(n=0), 1)})
    model, gone, acts = LiveModel(kept, live.meeting_id), set[str](), list[int]()
    for what, n in steps:
        _step(live, what, n, gone, acts)
        model.follow()
        desk = moderated(kept.acts(live.meeting_id))
        may = {f"yt:{n:04d}" for n in range(6) if desk.state(f"yt:{n:04d}") in SEEN} - gone
        told = (
            overlay_state(model, names, live.now),
            live_page(model, names, live.now, DELAY, TITLE),
        )
        said = {one for one in strings(told[0]) if one.startswith("秘密")}
        said |= {one for one in strings(told[1]) if one.startswith("秘密")}
        assert said <= {SECRET.format(n=int(one[3:])) for one in may}
        assert not desk.stopped or told[0] == NOTHING


def _step(live: LiveMeeting, what: Any, n: int, gone: set[str], acts: list[int]) -> None:
    comment_id = f"yt:{n:04d}"
    if what == "wait":
        live.wait(6)
    elif what == "withdraw":
        live.withdraw(comment_id)
        gone.add(comment_id)
    elif what == "hide":
        live.store.decide(Decision(live.meeting_id, "hide", comment_id, "山田", live.now, ""))
        gone.add(comment_id)
    else:
        target = str(acts[-1] if acts else 0) if what == "undo" else comment_id
        with suppress(DecisionError):
            acts.append(live.act(what, "" if what in ("stop", "lift") else target))
