"""The analyst of a live meeting, on a real store with real maps; only the clock is given."""

from __future__ import annotations

import numpy as np
import pytest

from koemap.errors import AnalysisError
from koemap.store import Store
from tests.analysis.live import (
    LATE,
    MEETING,
    SOON,
    Live,
    Patient,
    begun,
    chat,
    largest,
    where,
    written,
)

SHARE_KEPT, FAR = 0.95, 0.05


@pytest.fixture
def live(store: Store) -> Live:
    return begun(store)


# Arrivals


def test_each_arrival_is_said_once(store: Store) -> None:
    live = Live(store)
    live.arrive(chat(30))
    live.go()
    first = store.assignments(MEETING)
    live.arrive(chat(40))
    live.go(steps=3)
    assert len(first) == 30
    assert store.assignments(MEETING)[:30] == first
    assert len(store.assignments(MEETING)) == 40
    assert store.map_ids(MEETING) == ()


def test_an_arrival_has_kind_language_flags_and_the_first_that_says_the_same(store: Store) -> None:
    live = Live(store)
    letter = "駅前の再開発は住民の意見を聞いてから進めてください"
    live.arrive(written([letter, "8888888", f"{letter}！！", "このバカ", "Where is the plan?"]))
    live.go()
    first, applause, copy, rude, english = live.said.values()
    assert applause.kind == "reaction"
    assert (copy.folded, first.folded) == (first.comment_id, first.comment_id)
    assert rude.flags[0].words == ("バカ",)
    assert (english.kind, english.language) == ("question", "en")


def test_a_map_is_made_when_there_is_enough_and_places_the_next(live: Live) -> None:
    said = live.said
    on_map = live.edition.placements
    assert where(said) == {one: (p.topic_id, p.x, p.y) for one, p in on_map.items()}
    live.arrive(chat(60, 200))
    live.go()
    new = [live.said[comment.comment_id] for comment in chat(60, 200)]
    assert sum(bool(one.topic_id) for one in new) > 20
    assert {one.topic_id for one in new} - {""} <= set(largest(live))
    assert all((one.x is None) == (not one.topic_id) for one in new)


def test_between_refits_nothing_moves(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(200))
    live.go()
    fitter.go_on()
    live.settle()
    live.arrive(chat(100, 200))
    live.settle(SOON)
    before = live.said
    assert fitter.asked
    live.arrive(chat(60, 300))
    live.settle(LATE)
    assert {one: live.said[one] for one in before} == before
    fitter.go_on()
    live.settle()
    assert live.said != before
    assert len(store.map_ids(MEETING)) == 2


def test_a_refit_keeps_ids_and_places(live: Live) -> None:
    before = where(live.said)
    live.arrive(chat(50, 200))
    live.settle(SOON)
    live.settle()
    assert len(live.store.map_ids(MEETING)) == 2
    after = where(live.said)
    inside = [one for one, (topic, _, _) in before.items() if topic]
    assert np.mean([before[one][0] == after[one][0] for one in inside]) >= SHARE_KEPT
    both = [one for one in before if before[one][1] is not None and after[one][1] is not None]
    there, now = (np.array([told[one][1:] for one in both], float) for told in (before, after))
    moved = np.linalg.norm(now - there, axis=1) / np.ptp(there, axis=0).max()
    assert np.median(moved) <= FAR


def test_a_map_is_made_anew_in_time_only_when_something_came(live: Live) -> None:
    live.settle(LATE)
    assert len(live.store.map_ids(MEETING)) == 1
    live.arrive(chat(3, 200))
    live.settle()
    assert len(live.store.map_ids(MEETING)) == 2
    live.arrive(chat(3, 203))
    live.settle(SOON)
    assert len(live.store.map_ids(MEETING)) == 2


def test_a_map_that_fails_leaves_the_old_one_and_is_told(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(200))
    live.go()
    told = store.analyst(MEETING)
    assert told
    assert told.fitting_since
    fitter.go_on()
    live.settle()
    before = live.said
    live.arrive(chat(100, 200))
    live.settle(SOON)
    fitter.go_on(error=ValueError("no room in memory"))
    live.settle()
    told = store.analyst(MEETING)
    assert told
    assert "no room in memory" in told.problem
    assert told.problem_ja == (
        "新しい地図を作れませんでした: 思いがけない不具合が起きました。前の地図のまま続けます"
    )
    assert told.fitting_since is None
    assert {one: live.said[one] for one in before} == before
    live.arrive(chat(10, 300))
    live.go()
    assert any(live.said[c.comment_id].topic_id for c in chat(10, 300))
    live.settle(LATE)
    fitter.go_on()
    live.settle()
    told = store.analyst(MEETING)
    assert told
    assert (told.problem, len(store.map_ids(MEETING))) == ("", 2)


def test_a_first_map_that_fails_is_tried_again_and_not_at_once(store: Store) -> None:
    fitter = Patient(store, MEETING)
    live = Live(store, fitter)
    live.arrive(chat(100))
    live.go()
    fitter.go_on(error=AnalysisError("failed", ja="失敗"))
    live.settle()
    assert not fitter.asked
    told = store.analyst(MEETING)
    assert told
    assert "失敗" in told.problem_ja
    live.settle(SOON)
    assert fitter.asked


def test_a_restart_goes_on(live: Live) -> None:
    before = live.store.assignments(MEETING)
    copied = next(told for told in before if told.kind == "opinion")
    (arrival,) = live.store.arrivals_of(MEETING, [copied.comment_id])
    live.start()
    assert live.store.assignments(MEETING) == before
    live.arrive([*written([arrival.comment.text]), *chat(20, 200)])
    live.go()
    assert live.said["yt:n0000"].folded == copied.folded
    assert len(live.said) == 221
    live.settle(SOON)
    assert len(live.store.map_ids(MEETING)) == 2
    after = live.said
    ids = [told.topic_id == after[told.comment_id].topic_id for told in before if told.topic_id]
    assert np.mean(ids) >= SHARE_KEPT


# What is taken back


def test_a_withdrawn_comment_loses_its_flags_topic_and_place(live: Live) -> None:
    live.arrive(written(["プールのことを何も知らないバカな委員は出ていけ"]))
    live.settle()
    assert live.said["yt:n0000"].flags
    live.withdraw(["yt:n0000"])
    live.go()
    told = live.said["yt:n0000"]
    assert (told.flags, told.topic_id, told.x) == ((), "", None)


def test_copies_of_a_withdrawn_comment_fold_under_the_next(store: Store) -> None:
    live = Live(store)
    letter = "駅前の再開発は住民の意見を聞いてから進めてください"
    live.arrive(written([letter, f"{letter}！！", f"{letter}？"]))
    live.go()
    live.withdraw(["yt:n0000"])
    live.arrive(written([letter], start=3))
    live.go()
    folded = {one: told.folded for one, told in live.said.items()}
    assert folded == {
        "yt:n0000": "yt:n0000",
        "yt:n0001": "yt:n0001",
        "yt:n0002": "yt:n0001",
        "yt:n0003": "yt:n0001",
    }


def test_a_comment_withdrawn_while_the_analyst_was_away_loses_its_flags(store: Store) -> None:
    live = Live(store)
    live.arrive(written(["黙れ、税金泥棒"]))
    live.go()
    live.withdraw(["yt:n0000"])
    live.start()
    live.go()
    assert live.said["yt:n0000"].flags == ()


def test_an_edited_comment_is_read_again(store: Store) -> None:
    live = Live(store)
    live.arrive(written(["ご説明ありがとうございます、よく分かりました"]))
    live.go()
    live.arrive(written(["ご説明になっていない、この無能"]))
    live.go()
    assert [flag.words for flag in live.said["yt:n0000"].flags] == [("無能",)]
