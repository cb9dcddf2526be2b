"""What a desk that asks again is told of what changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.live.audience import overlay_state
from dashboard.live.heads import Heads
from dashboard.live.model import LiveModel
from dashboard.live.rows import MOST_ROWS
from dashboard.live.topic_book import Name, Names
from koemap.collection import Health
from koemap.live_records import Candidate, Happening
from koemap.live_runs import leaving
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.live_meetings import MEETING, LiveMeeting, strings


def test_a_text_that_changed_is_told_anew(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("初めの文", second=None)
    model = live.model()
    heads = Heads.parse(live.told(model)["heads"])
    store.start_stream(live.source, live.wait(-60))
    model.follow()
    (one,) = live.told(model, heads)["rows"]
    assert one["second"] == 60.0
    assert model.second == 60.0


def test_in_silence_the_video_goes_on_at_its_pace(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("一", second=100.0, topic_id="t1")
    (arrival,) = store.arrivals(MEETING)
    model = LiveModel(store, MEETING, lambda: live.now)

    def silent() -> float:
        return (live.now - arrival.at).total_seconds()

    live.wait(5)
    model.follow()
    assert (model.second, live.told(model)["counts"]["per_minute"]) == (100.0, 1)
    live.wait(115)
    model.follow()
    assert model.second == pytest.approx(100 + silent())
    assert live.told(model)["counts"]["per_minute"] == 0
    live.wait(60)
    store.save_health(live.source, Health("collecting", live.now, speed=20.0))
    model.follow()
    assert model.second == pytest.approx(100 + 20 * silent())
    assert [one["n"] for one in live.told(model)["flow"]] == [1, 0]
    store.note(MEETING, [leaving(live.now)])
    assert [one["n"] for one in live.told(model)["flow"]] == [1]
    live.wait(120)
    model.follow()
    assert model.second == 100.0
    store.save_health(live.source, Health("ended", live.now))
    model.follow()
    assert model.second == 100.0


def test_a_desk_that_read_before_a_process_began_is_told_everything_again(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("一")
    live.arrive("二")
    heads = Heads.parse(live.told()["heads"])
    live.withdraw("yt:0001")
    told = live.told(live.model(), heads)
    assert [one["id"] for one in told["rows"]] == ["yt:0000"]
    assert told["gone"] == ["yt:0001"]


def test_a_desk_is_told_of_all_that_went_however_much_it_was(store: Store) -> None:
    live = LiveMeeting(store)
    ids = live.arrive_together([f"{n}番目の声です" for n in range(MOST_ROWS + 200)])
    model = live.model()
    first = live.told(model)
    store.save_comments(live.source, [], dict.fromkeys(ids[1:], "書いた人の求め"))
    model.follow()
    told = live.told(model, Heads.parse(first["heads"]))
    assert (first["gone"], sorted(told["gone"])) == ([], ids[1:])
    after = Heads.parse(told["heads"])
    live.arrive("また届いた声")
    model.follow()
    assert live.told(model, after)["gone"] == []


def test_after_a_new_map_an_answer_is_no_longer_than_ever(store: Store) -> None:
    live = LiveMeeting(store)
    ids = live.arrive_together([f"{n}番目の声です" for n in range(MOST_ROWS + 200)])
    model = live.model()
    heads = Heads.parse(live.told(model)["heads"])
    assert len(live.told(model)["rows"]) == MOST_ROWS
    live.say(*ids, topic_id="t2")
    new = live.arrive("いま届いた声")
    model.follow()
    told = live.told(model, heads)["rows"]
    assert len(told) == MOST_ROWS
    assert told[-1]["id"] == new


def test_a_desk_is_told_of_all_that_is_folded_however_much_it_was(store: Store) -> None:
    live = LiveMeeting(store)
    model, heads, ids = live.model(), Heads(), list[str]()
    for n in range(2):
        ids += live.arrive_together([f"同じ声です{'！' * n}"] * (MOST_ROWS - 100))
        model.follow()
        heads = Heads.parse(live.told(model, heads)["heads"])
    live.say(ids[0], kind="reaction")
    live.say(*ids[1:], folded=ids[1])
    late = live.arrive("いま届いた声", folded=ids[1])
    model.follow()
    told = live.told(model, heads)
    folds = {one["id"]: (one["folded"], one["kind"]) for one in told["rows"]}
    refolded = {one: (folded, kind) for one, folded, kind in told["refolded"]}
    assert len(folds) == MOST_ROWS
    assert not folds.keys() & refolded.keys()
    assert late not in refolded
    expected = {ids[0]: (ids[0], "reaction")} | dict.fromkeys(ids[1:], (ids[1], "opinion"))
    assert {one: (folds | refolded)[one] for one in ids} == expected
    assert live.told(model, Heads.parse(told["heads"]))["refolded"] == []


def test_what_stands_for_many_is_told_before_what_is_new(store: Store) -> None:
    live = LiveMeeting(store)
    first, *copies = live.arrive_together(["同じ声です"] * (MOST_ROWS - 100))
    model = live.model()
    heads = Heads.parse(live.told(model)["heads"])
    live.arrive_together([f"{n}番目の声です" for n in range(MOST_ROWS)])
    live.say(first)
    live.say(*copies, folded=first)
    model.follow()
    told = live.told(model, heads)
    assert [one["copies"] for one in told["rows"] if one["id"] == first] == [len(copies) + 1]
    assert sorted(one for one, *_ in told["refolded"]) == copies


def test_the_copies_of_what_is_reworded_are_told_where_they_are_now(store: Store) -> None:
    live = LiveMeeting(store)
    first, second, *others = live.arrive_together(["同じ声です"] * (MOST_ROWS + 100))
    live.say(first, second, *others, folded=first)
    model = live.model()
    heads = Heads.parse(live.told(model)["heads"])
    live.edit(first, "まったく別のこと")
    live.say(first)
    live.say(second, *others, folded=second)
    model.follow()
    told = live.told(model, heads)
    where = {one["id"]: one["folded"] for one in told["rows"]}
    where |= {one: folded for one, folded, _ in told["refolded"]}
    assert where == {first: first} | dict.fromkeys([second, *others], second)


def test_a_copy_that_is_reworded_is_a_row_of_its_own_at_once(store: Store) -> None:
    live = LiveMeeting(store)
    first = live.arrive("夏の電力は足りますか", "甲")
    copy = live.arrive("夏の電力は足りますか！", "乙")
    live.say(first)
    live.say(copy, folded=first)
    model = live.model()
    assert [one["copies"] for one in live.told(model)["rows"] if one["id"] == first] == [2]
    seen = model.heads
    live.edit(copy, "まったく別のこと")
    model.follow()
    told = {one["id"]: one for one in live.told(model, seen)["rows"]}
    assert (told[first]["copies"], told[copy]["copies"]) == (1, 1)
    assert (told[copy]["folded"], told[copy]["text"]) == (copy, "まったく別のこと")
    assert live.told(model)["counts"]["unseen"] == 2


def test_a_row_tells_which_message_of_its_author_it_is_and_not_who_that_is(store: Store) -> None:
    live = LiveMeeting(store)
    for author in ("甲さん", "乙さん", "甲さん", None):
        live.arrive("夏の電力は足りますか", author)
    rows = live.told()["rows"]
    assert [one["nth"] for one in rows] == [1, 1, 2, 1]
    first, second, third, nobody = (one["who"] for one in rows)
    assert first == third != second
    assert nobody == ""
    assert not any("さん" in one for one in strings(live.told()))
    assert [one["who"] for one in live.told()["rows"]] == [first, second, first, ""]


def test_the_time_of_the_last_message_is_told_whatever_it_says(store: Store) -> None:
    live = LiveMeeting(store)
    assert live.told()["counts"]["last_at"] is None
    live.arrive("街灯を増やしてほしい")
    live.arrive("8888", kind="reaction")
    last = store.arrivals(MEETING)[-1]
    assert live.told()["counts"]["last_at"] == last.at.isoformat()


def test_what_viewers_see_beside_the_question_is_told(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive("こんにちは", "早い人", 0.0)
    named = {f"t{n}": Name(f"論点{n}", n, live.wait(1)) for n in range(4)}
    unnamed = replace(named["t3"], named_at=None)
    names = Names(topics={**named, "t3": unnamed})

    def beside() -> tuple[int, list[str]]:
        live.wait(1)
        told, seen = (
            live.told(names=names)["beside"],
            overlay_state(live.model(), names, live.now),
        )
        shown = [{"label": one["label"], "people": one["people"]} for one in seen["topics"]]
        assert told == {"topics": shown, "people": seen["people"]}
        return told["people"], [one["label"] for one in shown]

    assert beside() == (1, [])
    for n in range(9):
        for topic in ("t3", "t2", "t1")[n // 8 :]:
            live.arrive("監査のこと", f"人{n}", 400.0 + n, topic_id=topic)
    assert beside() == (10, ["論点1", "論点2"])
    live.act("stop")
    assert beside() == (0, [])


def test_what_happened_is_told_once_and_anew_only_when_words_left_it(store: Store) -> None:
    live = LiveMeeting(store)
    one, other = live.arrive("裏庭に埋めた箱"), live.arrive("街灯を増やしてほしい")
    store.save_candidates(
        MEETING, [Candidate("c-1", "裏庭に埋めた箱", ("裏庭",), (one,), 1, live.now)]
    )
    new = Happening(live.now, "new", "New: 裏庭に埋めた箱", "新しい論点：裏庭に埋めた箱")
    store.note(MEETING, [new, leaving(live.now)])
    model = live.model()
    heads = Heads()

    def told() -> tuple[bool, list[str]]:
        nonlocal heads
        model.follow()
        answer = live.told(model, heads)
        heads = Heads.parse(answer["heads"])
        return answer["happenings_anew"], [line["line"] for line in answer["happenings"]]

    first, left = told()[1]
    assert told() == (False, [])
    live.withdraw(other)
    store.decide(Decision(MEETING, "hide", one, "山田", live.now, "個人情報"))
    assert told() == (False, [])
    live.withdraw(one)
    is_anew, (cut, *others) = told()
    assert (is_anew, others) == (True, [left])
    assert "裏庭" in first
    assert "裏庭" not in cut
    assert told() == (False, [])
