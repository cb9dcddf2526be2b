"""Which words may name a topic before an audience, and how long a name stays."""

from __future__ import annotations

import pytest

from dashboard.live.audience import live_page, public_id
from dashboard.live.topic_book import Name, Names
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.audiences import DELAY, SECRET, TITLE, page, six_comments
from tests.dashboard.live_meetings import MEETING, LiveMeeting, strings


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    return six_comments(store)


def test_a_topic_has_a_name_that_somebody_gave_or_let_through(live: LiveMeeting) -> None:
    live.act("let_through", "yt:0002")
    live.wait(1)
    live.act("let_through", "yt:0001")
    live.wait(10)
    a_comment, unsaid = Name(SECRET.format(n=2), 4), Name("窓口", 5)
    assert page(live, Names(topics={"t1": a_comment, "t2": unsaid}))["topics"] == []
    drawn = Names(topics={"t1": Name("秘密", 4)})
    assert [one["label"] for one in page(live, drawn)["topics"]] == ["秘密"]
    named = Names(topics={"t1": a_comment, "t2": Name("窓口", 5, named_at=live.now)})
    assert page(live, named)["topics"] == []
    live.wait(10)
    assert [one["label"] for one in page(live, named)["topics"]] == ["窓口"]


def test_what_was_taken_up_is_named_by_nobodys_unseen_words(live: LiveMeeting) -> None:
    taken = Decision(MEETING, "take_up", "t2", "山田", live.now, "", "m", 7)
    names = Names(topics={"t2": Name("窓口", 5, taken_up=(taken,))})
    live.wait(10)
    assert page(live, names)["topic"] is None
    given = Names(topics={"t2": Name("窓口", 5, named_at=live.now, taken_up=(taken,))})
    live.wait(10)
    assert page(live, given)["topic"] == {"id": "t2", "label": "窓口", "hue": 5}


def test_words_that_are_not_shown_of_a_comment_give_no_topic_a_name(live: LiveMeeting) -> None:
    live.act("let_through", live.arrive("長" * 280 + "隠れた言葉", "長い人", topic_id="t1"))
    early = live.arrive("見える言葉" + "長" * 400, "別の人", topic_id="t2")
    live.act("let_through", early)
    live.wait(10)
    names = Names(topics={"t1": Name("隠れた言葉", 1), "t2": Name("見える言葉", 2)})
    assert [one["label"] for one in page(live, names)["topics"]] == ["見える言葉"]


def rename(live: LiveMeeting, topic_id: str, label: str) -> None:
    details = {"label": label}
    live.store.decide(
        Decision(MEETING, "rename", topic_id, "山田", live.now, "", map_id="m", details=details)
    )


def two_of_a_topic(live: LiveMeeting) -> tuple[str, str, Names]:
    """Two comments let through that lie in one topic, whose name only the first one says."""
    first = live.arrive("窓口に人を残してほしいです", "人7", topic_id="t3")
    second = live.arrive("待ち時間を短くしてください", "人8", topic_id="t3")
    for one in (first, second):
        live.act("let_through", one)
    live.wait(10)
    taken = Decision(MEETING, "take_up", "t3", "山田", live.now, "", 7, "m")
    live.wait(10)
    return first, second, Names(topics={"t3": Name("窓口", 3, taken_up=(taken,))})


@pytest.mark.parametrize("is_known", [True, False])
def test_a_name_goes_from_a_stopped_page_with_the_comment_that_said_it(
    live: LiveMeeting, is_known: bool
) -> None:
    first, _, names = two_of_a_topic(live)
    before = page(live, names)
    assert [one["topic"] for one in before["comments"]] == ["窓口", "窓口"]
    live.act("stop")
    known = names if is_known else Names()
    stopped = live_page(live.model(), known, live.wait(1), DELAY, TITLE, before)
    assert stopped == {**before, "stopped": True}
    live.withdraw(first)
    told = live_page(live.model(), known, live.wait(1), DELAY, TITLE, stopped)
    assert (told["topic"], told["topics"]) == (None, [])
    assert [(one["text"], one["topic"], one["hue"]) for one in told["comments"]] == [
        ("待ち時間を短くしてください", "", 0)
    ]


def test_topics_stay_while_the_names_of_a_new_map_are_read(live: LiveMeeting) -> None:
    first, _, names = two_of_a_topic(live)
    before = page(live, names)
    assert before["topic"]
    assert before["topics"]
    meanwhile = live_page(live.model(), Names(), live.wait(1), DELAY, TITLE, before)
    assert meanwhile == before
    live.withdraw(first)
    told = live_page(live.model(), Names(), live.wait(1), DELAY, TITLE, before)
    assert "窓口" not in list(strings(told))


def test_a_name_that_somebody_gave_stays_without_anybodys_words(live: LiveMeeting) -> None:
    first, second, _ = two_of_a_topic(live)
    rename(live, "t3", "役所の対応")
    names = Names(topics={"t3": Name("役所の対応", 3, named_at=live.now)})
    live.wait(10)
    before = page(live, names)
    live.withdraw(first)
    live.act("stop")
    told = live_page(live.model(), Names(), live.wait(1), DELAY, TITLE, before)
    assert [one["label"] for one in told["topics"]] == ["役所の対応"]
    assert [one["topic"] for one in told["comments"]] == ["役所の対応"]
    rename(live, "t3", "別の名前")
    told = live_page(live.model(), Names(), live.wait(1), DELAY, TITLE, before)
    assert (told["topics"], [one["topic"] for one in told["comments"]]) == ([], [""])
    assert public_id(second) in list(strings(told))
