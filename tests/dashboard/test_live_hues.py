"""Topics are told apart by their hues, which they keep."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.live.hues import HUES, hues
from dashboard.live.topic_book import TopicBook
from koemap.records import Act, Decision
from koemap.store import Store
from tests.analysis.maps import a_map
from tests.dashboard.live_meetings import MEETING, LiveMeeting
from tests.factories import START

History = list[tuple[str, dict[str, int]]]


def decided(number: int, act: Act, target: str, map_id: str = "a") -> Decision:
    return Decision(MEETING, act, target, "山田", START, "", number, map_id)


def adopted(number: int, map_id: str) -> Decision:
    return decided(number, "adopt", f"c{number}", map_id)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Maps on which topics stay, go and come, never more of them than there are hues."""
    alive, last, maps = list[str](), 0, History()
    for number in range(draw(st.integers(1, 12))):
        alive = [one for one in alive if draw(st.integers(0, 3))]
        n_new = draw(st.integers(0, len(HUES) - len(alive)))
        alive += [f"t{n:02d}" for n in range(last + 1, last + n_new + 1)]
        last += n_new
        maps.append((f"m{number}", {one: 10 - place for place, one in enumerate(alive)}))
    return maps


@given(histories())
def test_no_two_topics_share_a_hue_and_none_changes_its_own(maps: History) -> None:
    now = hues(maps, ())
    for n, (_, sizes) in enumerate(maps, 1):
        then = hues(maps[:n], ())
        assert {one: then[one] for one in sizes} == {one: now[one] for one in sizes}
        assert len({now[one] for one in sizes}) == len(sizes)


def test_a_new_topic_has_the_hue_that_is_free_since_longest() -> None:
    eight = {f"t{n:02d}": 9 for n in HUES}
    maps = [("a", eight)]
    for gone, name in (("t05", "b"), ("t02", "c")):
        maps.append((name, {one: n for one, n in maps[-1][1].items() if one != gone}))
    maps += [("d", {**maps[-1][1], "t09": 4}), ("e", {**maps[-1][1], "t09": 4, "t10": 4})]
    assert (hues(maps, ())["t09"], hues(maps, ())["t10"]) == (5, 2)


def test_of_more_topics_than_hues_the_new_shares_that_of_the_fewest() -> None:
    many = {f"t{n:02d}": 20 - n for n in HUES}
    many["t03"] = 2
    told = hues([("a", many), ("b", {**many, "t09": 1}), ("c", {**many, "t09": 1, "t10": 1})], ())
    assert (told["t09"], told["t10"]) == (3, 8)


def test_a_topic_that_a_person_made_has_a_hue_of_its_own_on_the_next_map_too() -> None:
    first = {"t01": 9, "t02": 5}
    made = [adopted(7, "a"), adopted(8, "b")]
    told = hues([("a", first)], made)
    assert told == {"t01": 1, "t02": 2, "s07": 3}
    later = hues([("a", first), ("b", {**first, "t03": 4})], made)
    assert later == {**told, "t03": 4, "s08": 5}


def test_what_is_merged_away_or_undone_leaves_its_hue_to_others() -> None:
    six, eight = ({f"t{n:02d}": 20 - n for n in range(1, 1 + most)} for most in (6, 8))
    taken_back = [adopted(7, "a"), adopted(8, "a"), decided(9, "undo", "8")]
    told = hues([("a", six), ("b", {**six, "t07": 4})], taken_back)
    assert len({told[one] for one in (*six, "t07", "s07")}) == len(HUES)
    merged = [decided(7, "merge", "t03"), adopted(8, "a")]
    told = hues([("a", eight), ("b", eight)], merged)
    assert len({told[one] for one in (*eight, "s08") if one != "t03"}) == len(HUES)


def test_hues_are_the_same_after_a_restart(store: Store) -> None:
    live = LiveMeeting(store)
    ids = [live.arrive(f"{n}番目の声です") for n in range(3)]
    named = {f"t{n:02d}": f"名前{n}" for n in range(1, 10)}

    def book_of(*topics: str) -> dict[str, int]:
        made = a_map(dict(zip(ids, topics, strict=True)), named)
        map_id = store.save_map(replace(made, meeting_id=MEETING)).map_id
        for comment_id, topic_id in zip(ids, topics, strict=True):
            live.say(comment_id, topic_id=topic_id, map_id=map_id)
        book = TopicBook(store)
        while not (names := book.names(MEETING, store.state(MEETING))).topics:
            pass
        return {topic_id: name.hue for topic_id, name in names.topics.items()}

    assert book_of("t01", "t02", "t03") == {"t01": 1, "t02": 2, "t03": 3}
    assert book_of("t01", "t03", "t09") == {"t01": 1, "t03": 3, "t09": 4}
