"""The model of a live meeting follows the store and tells what counting anew would tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.live.entries import is_gone, person
from dashboard.live.heads import Heads
from dashboard.live.model import LiveModel
from dashboard.live.rows import MOST_ROWS, row
from koemap.errors import DecisionError
from koemap.live_records import Flag
from koemap.moderation import MOVES, moderated
from koemap.records import Decision
from koemap.standing import hidden_comments, standing
from koemap.store import Store
from tests.dashboard.live_meetings import LiveMeeting

NUMBERS = count()
TEXTS = ("窓口を残して", "8888", "草www", "公開してほしい", "何時までですか")
ARRIVE = st.tuples(
    st.just("arrive"),
    st.sampled_from(TEXTS),
    st.sampled_from(("甲", "乙", "丙", None)),
    st.sampled_from((None, 0.0, 65.0, 700.0, 1500.0)),
)
SAY = st.tuples(
    st.just("say"),
    st.integers(0, 11),
    st.integers(0, 11),
    st.sampled_from(("opinion", "question", "reaction")),
    st.sampled_from(("", "t1", "t2")),
    st.booleans(),
)
ACT = st.tuples(st.just("act"), st.sampled_from(sorted(MOVES)), st.integers(0, 11))
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
GO = st.tuples(st.sampled_from(("withdraw", "hide", "show")), st.integers(0, 11))
POLL = st.tuples(st.just("poll"), st.integers(0, 1))
STEPS = st.lists(st.one_of(ARRIVE, ARRIVE, SAY, SAY, ACT, UNDO, GO, POLL), max_size=40)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("live")
    store = Store(f"sqlite:///{path / 'koemap.db'}")
    yield store
    store.close()


class Play:
    """A meeting in which anything may happen, two web processes, and a desk that asks either."""

    def __init__(self, store: Store) -> None:
        self.live = LiveMeeting(store, f"m{next(NUMBERS)}")
        self.models = [LiveModel(store, self.live.meeting_id) for _ in range(2)]
        self.heads, self.rows = Heads(), dict[str, dict[str, Any]]()
        self.acts = list[int]()

    def step(self, what: str, *how: Any) -> None:
        self.live.wait(7)
        getattr(self, what)(*how)

    def name(self, n: int) -> str:
        return f"yt:{n % max(1, self.live.n):04d}"

    def arrive(self, text: str, who: str | None, second: float | None) -> None:
        self.live.arrive(text, who, second)

    def say(self, n: int, folded: int, kind: str, topic: str, flagged: bool) -> None:
        comment_id, other = self.name(n), self.name(folded)
        flags = (Flag("attack", ("出ていけ",)),) if flagged else ()
        if self.live.n:
            told = {"kind": kind, "topic_id": topic, "flags": flags}
            self.live.say(comment_id, folded=min(comment_id, other), **told)

    def act(self, verb: Any, n: int) -> None:
        with suppress(DecisionError):
            self.acts.append(self.live.act(verb, self.name(n)))

    def undo(self, n: int) -> None:
        with suppress(DecisionError):
            self.live.act("undo", str(self.acts[-1 - n % len(self.acts)] if self.acts else 0))

    def withdraw(self, n: int) -> None:
        self.live.withdraw(self.name(n))

    def hide(self, n: int) -> None:
        self._decide("hide", n)

    def show(self, n: int) -> None:
        self._decide("show", n)

    def _decide(self, act: Any, n: int) -> None:
        of = self.live
        of.store.decide(Decision(of.meeting_id, act, self.name(n), "山田", of.now, ""))

    def poll(self, which: int) -> None:
        model = self.models[which]
        model.follow()
        told = self.live.told(model, self.heads)
        assert len(told["rows"]) <= MOST_ROWS
        self.rows |= {one["id"]: one for one in told["rows"]}
        self.heads = Heads.parse(told["heads"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_a_model_that_followed_tells_what_one_that_reads_all_tells(
    kept: Store, steps: list[tuple[Any, ...]]
) -> None:
    play = Play(kept)
    for step in steps:
        play.step(*step)
    play.poll(1)
    fresh = play.live.model()
    whole = play.live.told(fresh)
    for model in play.models:
        model.follow()
        assert play.live.told(model) == whole
    check_desk(play, fresh, whole)
    check_counts(play.live, whole)


def check_desk(play: Play, fresh: LiveModel, whole: dict[str, Any]) -> None:
    """What a desk gathered poll by poll is what it would be told at once."""
    for one in whole["rows"]:
        assert play.rows[one["id"]] == one
    for comment_id, one in play.rows.items():
        now = row(fresh, fresh.entries[comment_id])
        if one["id"] not in {told["id"] for told in whole["rows"]}:
            for name in ("copies", "people"):  # told of the one that stands for its fold
                now[name] = one[name]
        assert one == now


def check_counts(live: LiveMeeting, whole: dict[str, Any]) -> None:
    """Counted straight from the store."""
    arrivals = live.store.arrivals(live.meeting_id)
    said = {one.comment_id: one for one in live.store.assignments(live.meeting_id)}
    hidden = hidden_comments(standing(live.store.decisions(live.meeting_id)))
    here = [
        one.comment
        for one in arrivals
        if not is_gone(one.comment) and one.comment.comment_id not in hidden
    ]
    counts = whole["counts"]
    assert counts["received"] == len(arrivals)
    assert counts["people"] == len({person(one) for one in here})
    desk = moderated(live.store.acts(live.meeting_id))
    firsts = dict[str, str]()
    for comment in here:
        one = said.get(comment.comment_id)
        firsts.setdefault(one.folded if one else comment.comment_id, comment.comment_id)
    waiting = [
        comment_id
        for comment_id in firsts.values()
        if desk.state(comment_id) == "received"
        and not (
            comment_id in said
            and said[comment_id].kind == "reaction"
            and not said[comment_id].flags
        )
    ]
    assert counts["unseen"] == len(waiting)
    for topic in whole["topics"]:
        mine = [c for c in here if c.comment_id in said]
        mine = [c for c in mine if said[c.comment_id].topic_id == topic["id"]]
        assert (topic["n"], topic["people"]) == (len(mine), len({person(c) for c in mine}))


def test_copies_fold_under_the_first_with_their_people(store: Store) -> None:
    live = LiveMeeting(store)
    first = live.arrive("反対です", "甲", folded="yt:0000")
    live.say(*live.arrive_together(["反対です"] * 300), folded=first)
    live.arrive("反対です", "甲", folded=first)
    told = live.told()
    (head,) = [one for one in told["rows"] if one["id"] == first]
    assert (head["copies"], head["people"]) == (302, 301)
    assert told["counts"]["unseen"] == 1
    assert len(told["rows"]) == 5


def test_when_the_first_of_a_fold_goes_the_next_stands_for_it(store: Store) -> None:
    live = LiveMeeting(store)
    first = live.arrive("反対です", "甲", folded="yt:0000")
    live.arrive("反対です", "乙", folded=first)
    live.act("let_through", first)
    model = live.model()
    heads = Heads.parse(live.told(model)["heads"])
    live.withdraw(first)
    model.follow()
    told = {one["id"]: one for one in live.told(model, heads)["rows"]}
    assert (told[first]["gone"], told[first]["text"]) == (True, "")
    assert (told["yt:0001"]["state"], told["yt:0001"]["people"]) == ("received", 1)
    assert model.unseen == {"yt:0001"}


def test_a_row_is_told_before_the_analyst_has_read_it(store: Store) -> None:
    live = LiveMeeting(store)
    model = live.model()
    live.arrive("8888")
    model.follow()
    told = live.told(model)
    assert [one["kind"] for one in told["rows"]] == [""]
    live.say("yt:0000", kind="reaction")
    model.follow()
    later = live.told(model, Heads.parse(told["heads"]))
    assert [one["kind"] for one in later["rows"]] == ["reaction"]
    assert (later["counts"]["unseen"], live.told(model)["rows"]) == (0, [])
    assert later["flow"][0]["applause"] == 1
