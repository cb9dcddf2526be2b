"""What became of topics between two maps, and the line that explains it."""

from __future__ import annotations

from dataclasses import replace

from analysis.event_lines import line
from analysis.events import Event, happened
from tests.analysis.maps import a_map

LABELS = {"t01": "給食", "t02": "バス", "t03": "防災", "t04": "図書館"}


def spread(**counts: int) -> dict[str, str]:
    """So many comments from each topic before to one after, as `t01_t02=3`; `x` is no topic."""
    return {f"{way} {n}": way for way, count in counts.items() for n in range(count)}


def between(**counts: int) -> list[Event]:
    """The events of comments that went so; `_new` are those that only the later map has."""
    ways = spread(**counts)
    sides = [
        {
            one: "" if (topic := way.split("_")[side]) == "x" else topic
            for one, way in ways.items()
            if way.split("_")[side] != "new"
        }
        for side in (0, 1)
    ]
    return list(happened(*(a_map(topics, LABELS) for topics in sides)))


def test_a_topic_that_goes_on_says_how_many_stayed_and_joined() -> None:
    (event,) = between(t01_t01=9, t01_x=1, new_t01=4)
    assert event.happening == "kept"
    assert line(event, "en") == "Goes on: “給食” (9 of 10 comments stayed, 4 joined)"
    assert line(event) == "続いている論点：「給食」（前の声 10件のうち 9件が残り、4件が加わった）"


def test_a_new_topic_says_its_people_and_how_many_of_its_comments_are_new() -> None:
    _, event = between(t01_t01=9, new_t02=5, x_t02=2)
    assert event.happening == "new"
    (side,) = event.after
    several = replace(event, after=(replace(side, n_people=3),))
    told = "New: “バス” (7 comments by {}; 5 comments since the earlier map)"
    assert [line(one, "en") for one in (event, several)] == [
        told.format("1 person"),
        told.format("3 people"),
    ]
    assert line(several) == "新しい論点：「バス」（声 7件・3人、うち前の地図のあとの声 5件）"


def test_a_topic_that_ended_says_where_its_comments_went() -> None:
    event = between(t01_t01=9, t02_t01=2, t02_x=4)[-1]
    assert event.happening == "gone"
    assert line(event, "en") == "“バス” is gone (6 comments: 2 to “給食”, 4 to none)"
    assert line(event) == "「バス」はなくなりました（声 6件のうち、「給食」へ2件、論点の外へ4件）"


def test_a_topic_splits_into_those_that_hold_good_parts_of_it() -> None:
    (event,) = between(t01_t01=6, t01_t02=5, t01_x=1)
    assert event.happening == "split"
    assert line(event, "en") == "“給食” (12 comments) split into “給食” (6) and “バス” (5)"
    assert line(event) == "「給食」（12件）は「給食」（6件）と「バス」（5件）に分かれました"


def test_comments_that_change_to_a_topic_of_others_are_no_split() -> None:
    events = between(t01_t01=6, t01_t02=4, t02_t02=20)
    assert [event.happening for event in events] == ["kept", "kept"]


def test_topics_merge_where_most_of_each_is_in_one() -> None:
    (event,) = between(t01_t01=6, t02_t01=5, t02_x=1)
    assert event.happening == "merged"
    assert line(event, "en") == "“バス” went into “給食” (5 of 6 comments)"
    assert line(event) == "「バス」は「給食」に入りました（6件中5件）"


def test_topics_merge_into_a_new_one() -> None:
    (event,) = between(t01_t03=6, t02_t03=5, t02_x=1)
    assert line(event, "en") == "“給食” (6 of 6) and “バス” (5 of 6) merged into “防災”"
    assert line(event) == "「給食」（6件中6件）と「バス」（6件中5件）は「防災」にまとまりました"


def test_a_small_topic_goes_into_a_new_one_that_is_mostly_another() -> None:
    events = between(t01_t03=4, t01_x=3, t02_t03=6, t02_t02=20)
    assert [event.happening for event in events] == ["kept", "merged", "new"]
    assert line(events[1], "en") == "“給食” went into “防災” (4 of 7 comments)"


def test_a_topic_that_ended_names_where_most_of_it_went_first() -> None:
    event = between(t01_t02=2, t01_t03=3, t01_t04=1, t02_t02=9, t03_t03=9, t04_t04=9)[-1]
    assert line(event) == (
        "「給食」はなくなりました（声 6件のうち、「防災」へ3件、「バス」へ2件、「図書館」へ1件）"
    )


def test_a_topic_with_another_name_says_both() -> None:
    maps = (a_map({"a": "t01", "b": "t01"}, {"t01": label}) for label in ("給食", "弁当"))
    kept, renamed = happened(*maps)
    assert (kept.happening, line(renamed)) == ("kept", "「給食」の名前は「弁当」になりました")
    assert line(renamed, "en") == "“給食” is now called “弁当”"


def test_a_topic_of_another_id_is_told_under_the_name_that_it_keeps() -> None:
    ways = spread(t01_t03=3, t01_t02=6, t02_t02=20, new_t03=2)
    sides = [
        {one: way.split("_")[side] for one, way in ways.items() if way.split("_")[side] != "new"}
        for side in (0, 1)
    ]
    before, after = (a_map(topics, {**LABELS, "t03": "給食"}) for topics in sides)
    told = [line(event) for event in happened(before, after) if event.happening != "kept"]
    assert told == ["「給食」は「バス」に入りました（9件中6件）"]


def test_every_topic_of_either_map_is_in_an_event() -> None:
    events = between(
        t01_t01=6, t01_t02=5, t03_t03=4, t03_x=4, x_t04=3, new_t04=1, t02_t03=1, t02_x=3
    )
    sides = [side.topic_id for event in events for side in (*event.before, *event.after)]
    assert set(sides) == {"t01", "t02", "t03", "t04"}


def test_maps_without_topics_have_no_events() -> None:
    assert between(x_x=3) == []
