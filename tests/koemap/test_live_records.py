"""What the store keeps while a meeting is live, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from koemap.errors import DecisionError
from koemap.live_records import Analyst, Assignment, Candidate, Claim, DeskAct, Flag, Happening
from koemap.moderation import checked, moderated
from koemap.store import Store
from tests.factories import START, a_meeting, a_source, some_comments

MEETING = "minamo-2"


@pytest.fixture
def live(any_store: Store) -> Store:
    """A store with a meeting of which twelve comments arrived."""
    any_store.add_meeting(a_meeting())
    any_store.add_source(a_source())
    for number in (0, 6):
        any_store.save_comments(a_source(), some_comments(12)[number : number + 6])
    return any_store


def let_through(target: str, key: str = "", by: str = "山田") -> DeskAct:
    return DeskAct(MEETING, "let_through", target, by, START, key)


def test_comments_arrive_once_and_in_order(live: Store) -> None:
    live.save_comments(a_source(), some_comments(13)[4:])
    arrivals = live.arrivals(MEETING)
    assert [one.comment.comment_id for one in arrivals] == [f"yt:{n:04d}" for n in range(13)]
    assert sorted(one.number for one in arrivals) == [one.number for one in arrivals]
    third = arrivals[2]
    assert live.arrivals(MEETING, after=third.number, most=1) == (arrivals[3],)
    assert live.arrivals_of(MEETING, [third.comment.comment_id]) == (third,)


def test_what_is_said_of_arrivals_is_read_from_where_one_stopped(live: Store) -> None:
    flag = Flag("attack", ("出ていけ",))
    said = [Assignment(f"yt:{n:04d}", "opinion", "ja", f"yt:{n:04d}") for n in range(5)]
    live.assign(MEETING, [replace(said[0], flags=(flag,)), *said[1:]])
    assert live.unassigned(MEETING, most=1)[0].comment.comment_id == "yt:0005"
    first = live.assignments(MEETING)
    assert first[0].flags == (flag,)
    live.assign(MEETING, [replace(said[2], topic_id="t01", strength=0.5, x=1.0, y=2.0)])
    (changed,) = live.assignments(MEETING, after=first[-1].number)
    assert (changed.comment_id, changed.topic_id, changed.y) == ("yt:0002", "t01", 2.0)
    assert len(live.assignments(MEETING)) == 5


def test_what_nothing_is_said_of_is_found_again_until_something_is(live: Store) -> None:
    def unread() -> list[str]:
        return [one.comment.comment_id for one in live.unassigned(MEETING)]

    ids = [f"yt:{n:04d}" for n in range(15)]
    live.assign(MEETING, [Assignment(one, "opinion", "ja", one) for one in (*ids[:3], *ids[4:12])])
    assert unread() == unread() == ids[3:4]
    live.assign(MEETING, [Assignment(ids[3], "opinion", "ja", ids[3])])
    assert unread() == unread() == []
    live.save_comments(a_source(), some_comments(15)[12:])
    assert unread() == ids[12:]
    assert unread() == ids[12:]


def test_changed_arrivals_are_told_in_the_order_they_arrived(live: Store) -> None:
    for one in ("yt:0007", "yt:0002"):
        live.save_comments(a_source(), [], {one: "deleted"})
    told = [[one.comment.comment_id for one in live.changed(MEETING, n)] for n in range(3)]
    assert told == [["yt:0002", "yt:0007"], ["yt:0002"], []]


def test_acts_of_others_are_told_with_those_known_before(live: Store) -> None:
    first = live.act(let_through("yt:0001"))
    assert live.acts(MEETING) == (first,)
    other = Store(live._database.engine.url.render_as_string(hide_password=False))
    second = other.act(let_through("yt:0002"))
    assert live.acts(MEETING) == other.acts(MEETING) == (first, second)
    assert live.acts(MEETING, after=first.number) == (second,)
    assert live.acts("other") == live.acts(MEETING, after=second.number) == ()
    other.close()


def test_heads_say_whether_there_is_anything_new(live: Store) -> None:
    before = live.heads(MEETING)
    live.act(let_through("yt:0001"))
    live.assign(MEETING, [Assignment("yt:0001", "opinion", "ja", "yt:0001")])
    after = live.heads(MEETING)
    assert after[0] == before[0]
    assert after[1:] > before[1:]


def test_candidates_are_replaced_as_a_whole(live: Store) -> None:
    one = Candidate("c01", "共同で作る", ("共同",), ("yt:0001", "yt:0002"), 2, START)
    other = replace(one, candidate_id="c02", n_people=5)
    live.save_candidates(MEETING, [one, other])
    assert live.candidates(MEETING) == (other, one)
    live.save_candidates(MEETING, [one])
    assert live.candidates(MEETING) == (one,)


def test_two_people_at_once_do_one_thing(live: Store) -> None:
    def acted(by: str) -> str:
        try:
            return live.act(let_through("yt:0003", by, by), checked).by
        except DecisionError as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(acted, [f"人{n}" for n in range(8)]))
    (done,) = live.acts(MEETING)
    assert told.count(done.by) == 1
    assert told.count(f"this was changed by {done.by} already") == 7


def test_an_act_sent_again_is_written_once(live: Store) -> None:
    first = live.act(let_through("yt:0003", "k1"), checked)
    assert live.act(let_through("yt:0003", "k1"), checked) == first
    assert moderated(live.acts(MEETING)).state("yt:0003") == "let_through"


def test_a_row_belongs_to_who_looks_at_it_first_and_not_for_ever(live: Store) -> None:
    until, later = START + timedelta(seconds=20), START + timedelta(seconds=21)
    mine, yours = Claim("yt:0001", "山田", until), Claim("yt:0001", "佐藤", until)
    live.claim(MEETING, mine, "山田", START)
    live.claim(MEETING, yours, "佐藤", START)
    assert live.claims(MEETING, START) == (replace(mine, desk="山田", number=1),)
    assert live.claims(MEETING, later) == ()
    live.claim(MEETING, Claim("yt:0002", "山田", until), "山田", START)
    assert [one.comment_id for one in live.claims(MEETING, START)] == ["yt:0002"]
    live.claim(MEETING, None, "山田", START)
    assert live.claims(MEETING, START) == ()


def test_desks_of_one_person_have_numbers_that_they_keep(live: Store) -> None:
    until = START + timedelta(seconds=20)

    def look(desk: str, comment_id: str, number: int) -> int:
        claim = Claim(comment_id, "", until, desk, number) if comment_id else None
        return live.claim(MEETING, claim, desk, START)

    def held() -> dict[str, tuple[str, int]]:
        return {c.comment_id: (c.desk, c.number) for c in live.claims(MEETING, START)}

    assert look("a", "yt:0001", 0) == 1
    assert look("b", "yt:0001", 0) == 2
    assert held() == {"yt:0001": ("a", 1)}
    assert look("b", "yt:0002", 2) == 2
    assert look("a", "", 1) == 0
    assert look("b", "yt:0001", 2) == 2
    assert held() == {"yt:0001": ("b", 2)}
    assert look("c", "yt:0003", 2) == 1
    assert look("d", "yt:0004", 10**9) == 3


def test_what_happened_is_kept_in_its_order(live: Store) -> None:
    told = [Happening(START, kind, f"{kind}: A", f"{kind}：A") for kind in ("split", "new")]
    live.note(MEETING, told)
    live.note(MEETING, [])
    first, second = live.happenings(MEETING)
    assert [first.kind, second.ja] == ["split", "new：A"]
    assert live.happenings(MEETING, after=first.number) == (second,)


def test_the_analyst_says_how_it_is_doing(live: Store) -> None:
    assert live.analyst(MEETING) is None
    told = Analyst(START, 7, fitting_since=START, problem="no room", problem_ja="空きがない")
    live.save_analyst(MEETING, told)
    assert live.analyst(MEETING) == told
