"""What became of topics between two maps, and the line that explains it."""

from __future__ import annotations

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
    assert event.line("en") == "Goes on: 給食 (9 of 10 comments stayed, 4 joined)"
    assert event.line() == "続いている論点：給食（前の声 10件のうち 9件が残り、4件が加わった）"


def test_a_new_topic_says_how_many_of_its_comments_are_new() -> None:
    _, event = between(t01_t01=9, new_t02=5, x_t02=2)
    assert event.happening == "new"
    assert event.line("en") == "New: バス (7 comments, 5 of them since the earlier map)"
    assert event.line() == "新しい論点：バス（声 7件、うち前の地図のあとの声 5件）"


def test_a_topic_that_ended_says_where_its_comments_went() -> None:
    event = between(t01_t01=9, t02_t01=2, t02_x=4)[-1]
    assert event.happening == "gone"
    assert event.line("en") == "Gone: バス (of 6 comments, 2 are in other topics, 4 in none)"
    assert event.line() == "なくなった論点：バス（声 6件のうち、ほかの論点へ 2件、論点の外へ 4件）"


def test_a_topic_splits_into_those_that_hold_good_parts_of_it() -> None:
    (event,) = between(t01_t01=6, t01_t02=5, t01_x=1)
    assert event.happening == "split"
    assert event.line("en") == "Split: 給食 (12 comments) into 給食 (6), バス (5)"
    assert event.line() == "分かれた論点：給食（声 12件） → 給食（6件）、バス（5件）"


def test_comments_that_change_to_a_topic_of_others_are_no_split() -> None:
    events = between(t01_t01=6, t01_t02=4, t02_t02=20)
    assert [event.happening for event in events] == ["kept", "kept"]


def test_topics_merge_where_most_of_each_is_in_one() -> None:
    (event,) = between(t01_t01=6, t02_t01=5, t02_x=1)
    assert event.happening == "merged"
    assert event.line("en") == "Merged: 給食 (6), バス (6) into 給食 (11 comments)"
    assert event.line() == "まとまった論点：給食（6件）、バス（6件） → 給食（声 11件）"


def test_every_topic_of_either_map_is_in_an_event() -> None:
    events = between(
        t01_t01=6, t01_t02=5, t03_t03=4, t03_x=4, x_t04=3, new_t04=1, t02_t03=1, t02_x=3
    )
    sides = [side.topic_id for event in events for side in (*event.before, *event.after)]
    assert set(sides) == {"t01", "t02", "t03", "t04"}


def test_maps_without_topics_have_no_events() -> None:
    assert between(x_x=3) == []
