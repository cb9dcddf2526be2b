"""The analyst follows a map that somebody else made, and gives up one that does not come."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from analysis.analyst import AT_ONCE, BETWEEN
from analysis.failures import failed
from analysis.following import all_of, tell_places
from analysis.pipeline import build_map, make_recipe
from analysis.refits import AT_MOST_TAKES
from analysis.silences import CHECK_EVERY, LATELY
from koemap.deciding import Hand
from koemap.errors import AnalysisError
from koemap.live_records import Assignment
from koemap.records import Comment, OpinionMap
from koemap.store import Store
from tests.analysis.live import LATE, MEETING, SOON, Live, Patient, chat, written
from tests.dashboard.japanese import english_left
from tests.factories import a_map, some_comments

HANGS = AT_MOST_TAKES + 1


class Hanging(Patient):
    """A fitter that is told when it is given up."""

    n_given_up = 0

    def give_up(self) -> None:
        self.n_given_up += 1
        self.asked.clear()


@pytest.fixture
def fitter(store: Store) -> Hanging:
    return Hanging(store, MEETING)


@pytest.fixture
def live(store: Store, fitter: Hanging) -> Live:
    """A meeting of which a map of the first comments is there."""
    live = Live(store, fitter)
    live.arrive(chat(150))
    live.go()
    fitter.go_on()
    live.settle()
    return live


def free(live: Live) -> OpinionMap:
    """The map as somebody else makes it: the ids of its topics are those of others."""
    found = build_map(live.store.comments(MEETING), make_recipe(seed=1), meeting_id=MEETING)
    ids = [topic.topic_id for topic in found.topics]
    other = dict(zip(ids, [*ids[1:], ids[0]], strict=True))
    return live.store.save_map(
        replace(
            found,
            topics=tuple(replace(t, topic_id=other[t.topic_id]) for t in found.topics),
            placements=tuple(
                replace(p, topic_id=other.get(p.topic_id, "")) for p in found.placements
            ),
        )
    )


def assert_all_are_on(live: Live, made: OpinionMap) -> None:
    places = {p.comment_id: (p.topic_id, p.x, p.y, made.map_id) for p in made.placements}
    said = live.said
    assert {one: (a.topic_id, a.x, a.y, a.map_id) for one, a in said.items()} == {
        one: places[one] for one in said
    }


def test_a_map_that_somebody_else_made_is_followed_at_once(live: Live, fitter: Hanging) -> None:
    made = free(live)
    live.go()
    assert_all_are_on(live, made)
    live.arrive(chat(40, 150))
    live.go()
    new = [live.said[comment.comment_id] for comment in chat(40, 150)]
    assert {one.map_id for one in new} == {made.map_id}
    assert sum(bool(one.topic_id) for one in new) > 10
    assert {one.topic_id for one in new} <= {"", *(t.topic_id for t in made.topics)}
    live.settle(LATE)
    assert fitter.asked[0][1] == made.map_id


def test_an_analyst_that_begins_again_follows_the_newest_map_and_makes_none(
    live: Live, fitter: Hanging
) -> None:
    made = free(live)
    live.start()
    live.settle(LATE)
    assert_all_are_on(live, made)
    assert not fitter.asked


def many_told(store: Store) -> tuple[Live, tuple[Comment, ...]]:
    """A meeting with many comments of which something is said, and a map of the first.

    No map of the analyst's own is ever done.
    """
    live, many = Live(store, Hanging(store, MEETING)), some_comments(BETWEEN)
    live.arrive(many)
    store.assign(MEETING, [Assignment(c.comment_id, "opinion", "ja", c.comment_id) for c in many])
    live.start()
    store.save_map(a_map(many[:60]))
    live.go()
    return live, many


def test_arrivals_are_read_while_a_map_of_many_is_taken_over(store: Store) -> None:
    live, many = many_told(store)
    made = store.save_map(a_map(many))
    new = written([f"{number}人目の声です" for number in range(4 * AT_ONCE)])
    live.arrive(new)
    live.clock.go(1)
    assert live.analyst.step() == 3 * AT_ONCE  # twice in between, and once after
    assert len(store.unassigned(MEETING)) == AT_ONCE
    live.go(steps=2)
    said = {one.comment_id: one for one in all_of(store.assignments, MEETING)}
    assert {said[comment.comment_id].map_id for comment in (*many, *new)} == {made.map_id}


def test_a_map_begun_before_somebody_elses_is_not_taken(live: Live, fitter: Hanging) -> None:
    live.arrive(chat(60, 150))
    live.settle(SOON)
    assert fitter.asked
    made = free(live)
    fitter.go_on()
    live.settle()
    assert live.store.map_ids(MEETING)[0] == made.map_id
    assert_all_are_on(live, made)


def test_a_line_on_a_topic_has_no_words_of_a_comment_withdrawn_since_its_map(live: Live) -> None:
    live.arrive(written(["裏庭に埋めた箱のことを知っています"]))
    made = live.edition.opinion_map
    first, *others = made.topics
    live.store.save_map(replace(made, topics=(replace(first, label="裏庭に埋めた箱"), *others)))
    live.go()
    live.withdraw(["yt:n0000"])
    live.go()
    here = [replace(p, topic_id="") if p.topic_id == first.topic_id else p for p in made.placements]
    live.store.save_map(replace(made, topics=tuple(others), placements=tuple(here)))
    live.go()
    told = [one.ja for one in live.store.happenings(MEETING)]
    assert told
    assert not [line for line in told if "裏庭" in line]


def test_a_silence_is_written_down_under_the_name_that_a_person_gave(live: Live) -> None:
    named, other = sorted(live.edition.topics.values(), key=lambda topic: -topic.n_comments)[:2]
    live.store.decide(Hand(live.edition, "山田").rename(named.topic_id, "人がつけた名前"))
    said, anything = (
        [comment.text for one in topics for comment in live.edition.members[one]]
        for topics in ([other.topic_id], sorted(live.edition.topics.keys() - {named.topic_id}))
    )
    texts = [f"{one}。{another}" for one, another in product(said, anything)]
    live.clock.go(LATELY.total_seconds() + 1)
    for start, n in ((600, 1), (601, 250)):
        live.arrive(written((texts * n)[:n], start=start))
        live.go(CHECK_EVERY)
    told = [one for one in live.store.happenings(MEETING) if "人がつけた名前" in one.ja]
    assert [one.kind for one in told] == ["quiet"]
    assert "“人がつけた名前”" in told[0].en


def test_at_the_end_everything_is_told_on_the_last_map_without_an_analyst(live: Live) -> None:
    made = free(live)
    tell_places(live.store, MEETING)
    assert_all_are_on(live, made)
    assert live.store.assigned_map_id(MEETING) == made.map_id


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=1)])
def test_a_clock_that_is_set_makes_no_map_late_and_gives_none_up(
    live: Live, fitter: Hanging, jump: timedelta
) -> None:
    live.arrive(chat(60, 150))
    live.clock.now += jump
    live.settle(SOON)
    assert fitter.asked
    live.clock.now += jump
    live.go()
    assert fitter.n_given_up == 0
    fitter.go_on()
    live.settle()
    assert len(live.store.map_ids(MEETING)) == 2


def test_a_sign_of_life_comes_while_a_map_is_made_and_one_that_hangs_is_given_up(
    live: Live, fitter: Hanging
) -> None:
    live.arrive(chat(60, 150))
    live.settle(SOON)
    before = live.said
    live.go(HANGS - 60)
    told = live.store.analyst(MEETING)
    assert told
    assert (told.at, told.problem, fitter.n_given_up) == (live.clock(), "", 0)
    assert told.fitting_since
    live.go(60)
    told = live.store.analyst(MEETING)
    assert told
    assert "given up after 10 minutes" in told.problem
    assert "10分" in told.problem_ja
    assert fitter.n_given_up == 1
    assert live.said == before
    live.settle(SOON)
    fitter.go_on()
    live.settle()
    told = live.store.analyst(MEETING)
    assert told
    assert (told.problem, len(live.store.map_ids(MEETING))) == ("", 2)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (BrokenProcessPool("A process was terminated abruptly"), "途中で止まりました"),
        (MemoryError("Unable to allocate 3 GiB"), "メモリー"),
        (AnalysisError("failed", ja="失敗しました。"), "失敗しました。前"),
        (AnalysisError("failed"), "思いがけない"),
        (ValueError("bad"), "思いがけない"),
    ],
)
def test_a_failure_is_told_in_either_language(error: Exception, says: str) -> None:
    english, japanese = failed(error)
    assert says in japanese
    assert english_left(japanese) == ""
    assert str(error) in english
