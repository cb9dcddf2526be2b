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


def decided(number: int, act: Act, target: str, map_id: str = "a", *comments: str) -> Decision:
    details = {"comments": list(comments)} if comments else {}
    return Decision(MEETING, act, target, "山田", START, "", number, map_id, details)


def adopted(number: int, map_id: str, *comments: str) -> Decision:
    comments = comments or (f"yt:{number}",)
    return decided(number, "adopt", f"c{number}", map_id, *comments)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Maps on which topics stay, go and come, at times more of them than there are hues."""
    alive, last, maps = list[str](), 0, History()
    for number in range(draw(st.integers(1, 12))):
        alive = [one for one in alive if draw(st.integers(0, 3))]
        n_new = draw(st.integers(0, len(HUES) + 4 - len(alive)))
        alive += [f"t{n:02d}" for n in range(last + 1, last + n_new + 1)]
        last += n_new
        maps.append((f"m{number}", {one: 20 - place for place, one in enumerate(alive)}))
    return maps


@given(histories())
def test_no_two_of_at_most_eight_topics_share_a_hue_and_only_who_shared_it_changes_it(
    maps: History,
) -> None:
    before = dict[str, int]()
    for n, (_, sizes) in enumerate(maps, 1):
        told = hues(maps[:n], ())
        now = {one: told[one] for one in sizes}
        is_room = len(now) <= len(HUES)
        assert set(now.values()) <= {*HUES}
        assert not is_room or len({*now.values()}) == len(now)
        for one in now.keys() & before.keys():
            others = [other for other in now.keys() & before.keys() if other < one]  # the older
            shared = is_room and before[one] in [before[other] for other in others]
            assert (now[one] != before[one]) == shared
        before = now


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


def test_when_all_can_have_a_hue_again_the_younger_of_two_changes_that_which_they_share() -> None:
    ten = {f"t{n:02d}": 20 - n for n in range(1, 11)}
    nine, eight = ({one: n for one, n in ten.items() if one > last} for last in ("t01", "t02"))
    told = hues([("a", ten)], ())
    assert (told["t08"], told["t09"], told["t07"], told["t10"]) == (8, 8, 7, 7)
    assert hues([("a", ten), ("b", nine)], ()) == told
    assert hues([("a", ten), ("b", nine), ("c", eight)], ()) == {**told, "t09": 1, "t10": 2}


def test_a_topic_that_a_person_made_has_a_hue_of_its_own_on_the_next_map_too() -> None:
    first = {"t01": 9, "t02": 5}
    made = [adopted(7, "a"), adopted(8, "b")]
    told = hues([("a", first)], made)
    assert told == {"t01": 1, "t02": 2, "s07": 3}
    later = hues([("a", first), ("b", {**first, "t03": 4})], made)
    assert later == {**told, "t03": 4, "s08": 5}


def test_a_topic_whose_comments_are_all_hidden_or_in_another_leaves_its_hue() -> None:
    first, many = {"t01": 9, "t02": 5}, tuple(f"yt:{n}" for n in range(40))
    seven, eight = ({f"t{n:02d}": 20 - n for n in range(1, 1 + most)} for most in (7, 8))
    hidden = [adopted(7, "a", *many), decided(8, "hide", "yt:1", "a", *many)]
    told = hues([("a", first), ("b", eight)], hidden)
    assert len({told[one] for one in eight}) == len(HUES)
    taken_over = [adopted(7, "a", *many), adopted(8, "a", *many)]
    told = hues([("a", first), ("b", seven)], taken_over)
    assert len({told[one] for one in (*seven, "s08")}) == len(HUES)


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
        polls = (book.names(MEETING, store.state(MEETING)) for _ in range(60))  # a second each
        names = next(one for one in polls if one.topics)
        return {topic_id: name.hue for topic_id, name in names.topics.items()}

    assert book_of("t01", "t02", "t03") == {"t01": 1, "t02": 2, "t03": 3}
    assert book_of("t01", "t03", "t09") == {"t01": 1, "t03": 3, "t09": 4}
