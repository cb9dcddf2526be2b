"""What a browser is given to draw the opinion map."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.map import invented
from dashboard.payload import FULL, PART, Frame, kept, payload, script, sparse, voices, words
from koemap.edition import read
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_map, a_mapped_meeting, some_comments


def places(content: Any) -> NDArray[np.uint16]:
    """x and y of each point, as the component reads them."""
    return np.frombuffer(base64.b64decode(content["places"]), "<u2").reshape(-1, 2)


def told(name: str, content: bytes) -> Any:
    """What a script hands to the component."""
    text = content.decode()
    assert text.startswith(f'KoemapMap.receive("{name}",')
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def test_points_stand_topic_by_topic_and_lead_to_their_voices(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    drawn = payload(edition)
    start = 0
    for topic in drawn.content["topics"]:
        run = drawn.comment_ids[start : start + topic["n"]]
        assert {edition.placements[i].topic_id for i in run} == {topic["id"]}
        start += topic["n"]
    assert {edition.placements[i].status for i in drawn.comment_ids[start:]} == {"lone"}
    assert len(drawn.comment_ids) - start == drawn.content["lone"]
    assert [edition.placements[i].voice_id for i in drawn.comment_ids] == [*drawn.voice_ids]


def test_places_keep_the_shape_of_the_map(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    drawn = payload(edition)
    found = places(drawn.content).astype(float)
    given = np.array(
        [(edition.placements[i].x, edition.placements[i].y) for i in drawn.comment_ids]
    )
    unit = np.ptp(given, axis=0).max() / FULL
    assert np.abs((given[:, 0] - given[:, 0].min()) / unit - found[:, 0]).max() <= 0.5
    assert np.abs((given[:, 1].max() - given[:, 1]) / unit - found[:, 1]).max() <= 0.5
    assert found.max(axis=0).tolist() == [drawn.content["width"], drawn.content["height"]]


def test_near_identical_comments_are_one_point_of_several_people(store: Store) -> None:
    drawn = payload(a_difficult_meeting(store))
    point = drawn.points["yt:6"]
    assert drawn.points["yt:5"] == point
    assert drawn.comment_ids[point] == "yt:5"
    assert drawn.content["sizes"] == [point, 2]


def test_what_nobody_may_see_is_not_among_the_points(store: Store) -> None:
    edition = a_difficult_meeting(store)
    drawn = payload(edition)
    assert {"yt:9", "yt:10", "yt:8"}.isdisjoint(drawn.points)
    part = script("voices-0", voices(edition, drawn, 0)).decode()
    assert HIDDEN not in part
    assert "\u202e" not in part
    assert "<" not in part


def test_the_same_map_gives_the_same_bytes_in_any_order(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    turned = replace(edition.opinion_map, placements=edition.opinion_map.placements[::-1])
    first, second = payload(edition), payload(replace(edition, opinion_map=turned))
    assert script("map", first.content) == script("map", second.content)
    assert first.version == second.version


def test_another_label_is_another_version(store: Store) -> None:
    edition = a_mapped_meeting(store)
    topics = (
        replace(edition.opinion_map.topics[0], label="別の名前"),
        *edition.opinion_map.topics[1:],
    )
    renamed = replace(edition, opinion_map=replace(edition.opinion_map, topics=topics))
    assert payload(renamed).version != payload(edition).version


def test_texts_come_in_parts(store: Store) -> None:
    edition = a_mapped_meeting(store, PART + 60)
    drawn = payload(edition)
    first, second, none = (voices(edition, drawn, part) for part in (0, 1, 2))
    ids = [comment_id for part in (first, second) for comment_id, _ in part["voices"]]
    assert ids == [*drawn.comment_ids]
    assert (second["from"], none["voices"]) == (PART, [])
    assert second["voices"][0][1] == edition.comments[ids[PART]].text


def test_a_newer_map_tells_where_each_voice_was(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    store.decide(Decision("minamo-2", "hide", "yt:0007", "山田", START, "個人の名前"))
    earlier, later = payload(edition), payload(read(store, "minamo-2"))
    was = kept(earlier, later)
    assert was["version"] == earlier.version
    moved = [(to + k, came + k) for to, came, n in was["runs"] for k in range(n)]
    assert [earlier.voice_ids[came] for _, came in moved] == [
        later.voice_ids[to] for to, _ in moved
    ]
    assert len(moved) == len(later.voice_ids) == len(earlier.voice_ids) - 1
    assert len(was["runs"]) == 2


def test_a_map_without_points_is_a_payload_too(store: Store) -> None:
    edition = a_mapped_meeting(store)
    nothing = replace(a_map(some_comments()), placements=(), topics=(), themes=())
    drawn = payload(replace(edition, opinion_map=nothing))
    assert (drawn.content["n"], drawn.content["topics"], drawn.content["places"]) == (0, [], "")


def test_a_single_point_has_a_place() -> None:
    assert places(Frame.around([(3.0, -2.0)]).packed()).tolist() == [[0, 0]]


def test_fifty_thousand_points_weigh_less_than_six_bytes_each() -> None:
    content = invented(50_000)
    assert len(script("map", content)) < 6 * content["n"]


def test_sizes_name_only_points_of_several_people() -> None:
    assert sparse([1, 1, 4, 1, 2, 3]) == [2, 4, 2, 2, 1, 3]


def test_a_script_cannot_end_the_page_it_stands_in() -> None:
    hostile = "</script><script>alert(1)</script>\u2028\ud800"
    content = script("map", {"label": hostile})
    assert b"<" not in content
    assert told("map", content)["label"].startswith("</script>")


def test_the_component_has_the_same_words_in_both_languages() -> None:
    assert words("ja").keys() == words("en").keys()
    assert words("ja")["people"] == "{n}人"
