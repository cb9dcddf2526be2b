"""What became of each comment at the desk, told from the acts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koemap.errors import DecisionError
from koemap.live_records import DeskAct, DeskVerb
from koemap.moderation import MOVES, SEEN, UNDO_FOR, checked, moderated, stop_name
from tests.factories import START

VERBS = sorted((*MOVES, "order", "stop", "lift", "undo", "note"))


def act(number: int, verb: DeskVerb, target: str = "a", **more: object) -> DeskAct:
    at = START + timedelta(seconds=number)
    key = str(more.pop("key", ""))
    return DeskAct("minamo-2", verb, target, "山田", at, key, more, number)


def test_a_question_goes_through_the_queue_to_the_audience() -> None:
    acts = [act(1, "let_through"), act(2, "queue"), act(3, "air"), act(4, "answered", note="部長")]
    states = [moderated(acts[:n]).state("a") for n in range(5)]
    assert states == ["received", "let_through", "queued", "on_air", "answered"]
    item = moderated(acts).items["a"]
    assert (item.by, item.note, item.shown_from) == ("山田", "部長", acts[0].at)
    assert moderated(acts[:3]).on_air == "a"
    assert moderated(acts).on_air == ""


def test_one_question_is_on_air_and_the_one_before_was_asked() -> None:
    acts = [act(1, "queue"), act(2, "queue", "b"), act(3, "air"), act(4, "air", "b")]
    now = moderated(acts)
    assert (now.on_air, now.state("a"), now.queue) == ("b", "asked", ())


def test_who_airs_the_next_question_is_who_had_the_one_before_asked() -> None:
    sato = replace(act(4, "air", "b"), by="佐藤")
    acts = [act(1, "queue"), act(2, "queue", "b"), act(3, "air"), sato]
    asked = moderated(acts).items["a"]
    assert (asked.by, asked.since, asked.number) == ("佐藤", sato.at, 4)
    again = moderated([*acts, act(5, "undo", "4")]).items["a"]
    assert (again.state, again.by, again.number) == ("on_air", "山田", 3)


def test_the_last_note_about_a_question_stays_and_moves_nothing() -> None:
    acts = [act(1, "queue"), act(2, "air"), act(3, "note", note="調べる"), act(4, "note", note="")]
    noted, cleared = moderated(acts[:3]).items["a"], moderated(acts).items["a"]
    assert (noted.state, noted.note, noted.number, cleared.note) == ("on_air", "調べる", 2, "")
    assert moderated([*acts[:3], act(4, "answered")]).items["a"].note == "調べる"
    assert checked(acts, act(5, "undo", "2")).verb == "undo"
    assert moderated([*acts[:3], act(4, "undo", "2")]).items["a"].note == "調べる"


@pytest.mark.parametrize("done", ["asked", "answered"])
def test_what_was_asked_leaves_the_audience_in_one_act(done: DeskVerb) -> None:
    acts = [act(1, "queue"), act(2, "air"), act(3, done)]
    rejected = checked(acts, act(4, "reject"))
    now = moderated([*acts, rejected])
    assert (now.state("a"), now.items["a"].shown_from) == ("rejected", None)
    assert moderated([*acts, rejected, act(5, "undo", "4")]).state("a") == done


@pytest.mark.parametrize("key", ["", "k1"])
def test_a_lift_lifts_the_stop_it_was_made_for_and_no_other(key: str) -> None:
    first, other = act(1, "stop", "", key=key), replace(act(3, "stop", "", key="k3"), by="佐藤")
    lift = act(2, "lift", "", stop=stop_name(first))
    assert checked([first], lift) is lift
    late = [first, lift, other]
    with pytest.raises(DecisionError, match="another stop, by 佐藤") as refused:
        checked(late, act(4, "lift", "", stop=stop_name(first)))
    assert "佐藤による別の停止" in refused.value.ja
    with pytest.raises(DecisionError):
        checked(late, act(4, "lift", ""))
    assert moderated(late).stopped is other


def test_what_is_rejected_while_on_air_leaves_at_once() -> None:
    now = moderated([act(1, "queue"), act(2, "air"), act(3, "reject")])
    assert now.on_air == ""
    assert now.items["a"].shown_from is None


def test_a_queue_is_put_in_another_order_and_loses_nothing() -> None:
    acts = [act(n, "queue", name) for n, name in enumerate("abc", 1)]
    assert moderated([*acts, act(4, "order", "", ids=["c", "x", "a"])]).queue == ("c", "a", "b")


def test_taking_back_brings_the_state_before() -> None:
    acts = [act(1, "queue"), act(2, "air"), act(3, "undo", "2")]
    now = moderated(acts)
    assert (now.state("a"), now.on_air, now.queue) == ("queued", "", ("a",))


@pytest.mark.parametrize(
    ("acts", "wanted"),
    [
        ([act(1, "reject")], act(2, "air")),
        ([act(1, "reject")], act(2, "reject")),
        ([], act(1, "air")),
        ([], act(1, "lift", "")),
        ([act(1, "stop", "")], act(2, "stop", "")),
        ([], act(1, "undo", "7")),
        ([act(1, "stop", "")], act(2, "undo", "1")),
        ([act(1, "queue"), act(2, "air")], act(3, "undo", "1")),
        ([act(1, "queue")], act(2, "answered", note="x" * 1001)),
        ([act(1, "queue")], act(2, "note", note="x" * 1001)),
        ([act(1, "queue")], act(2, "note", "b", note="だれも選んでいない声")),
        ([act(1, "queue"), act(2, "note")], act(3, "undo", "2")),
    ],
)
def test_what_does_not_fit_is_refused(acts: list[DeskAct], wanted: DeskAct) -> None:
    with pytest.raises(DecisionError):
        checked(acts, wanted)


def test_who_was_faster_is_named() -> None:
    with pytest.raises(DecisionError, match="by 山田"):
        checked([act(1, "reject")], act(2, "reject"))


def test_undoing_has_half_a_minute() -> None:
    first = act(1, "let_through")
    last = UNDO_FOR // timedelta(seconds=1)
    assert checked([first], act(1 + last, "undo", "1")).verb == "undo"
    with pytest.raises(DecisionError, match="30 seconds"):
        checked([first], act(2 + last, "undo", "1"))
    with pytest.raises(DecisionError, match="30 seconds"):
        checked([first], act(-last, "undo", "1"))  # the clock was set back


def test_a_new_order_is_undone_unless_there_is_a_newer_one() -> None:
    acts = [*(act(n, "queue", name) for n, name in enumerate("abc", 1)), act(4, "order", "")]
    stopped = [*acts, act(5, "stop", ""), act(6, "lift", "")]
    assert checked(stopped, act(7, "undo", "4")).verb == "undo"
    with pytest.raises(DecisionError):
        checked([*acts, act(5, "order", "")], act(6, "undo", "4"))


def test_an_act_sent_twice_is_done_once() -> None:
    first = act(1, "let_through", key="k1")
    assert checked([first], act(2, "let_through", key="k1")) is first


@given(st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from("abc12")), max_size=30))
def test_nothing_is_shown_that_nobody_let_through(steps: list[tuple[DeskVerb, str]]) -> None:
    acts = [act(n, verb, target) for n, (verb, target) in enumerate(steps, start=1)]
    now = moderated(acts)
    for comment_id, item in now.items.items():
        assert (item.state in SEEN) == (item.shown_from is not None)
        letting = [a for a in acts if a.target == comment_id and a.verb in ("let_through", "queue")]
        assert item.state not in SEEN or letting
    assert len(set(now.queue)) == len(now.queue)
    assert set(now.queue) == {one for one, item in now.items.items() if item.state == "queued"}
    on_air = [one for one, item in now.items.items() if item.state == "on_air"]
    assert on_air == ([now.on_air] if now.on_air else [])


@given(st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from("abc1234567")), max_size=25))
def test_going_on_from_what_is_known_tells_the_same(done: list[tuple[DeskVerb, str]]) -> None:
    numbered = [(n, *one) for n, one in enumerate(done, 1)]
    likely = [one for one in numbered if one[1] != "undo" or one[2] < str(one[0])]
    acts = [act(*one, ids=["c", "a"]) for one in likely]
    known = moderated([])
    for n in range(len(acts) + 1):
        known = moderated(acts[:n], known)
        assert known == moderated(acts[:n])
    for n in range(len(acts) + 1):
        assert moderated(acts, moderated(acts[:n])) == known
