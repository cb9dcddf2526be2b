from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.canvas import Canvas, Choice
from dashboard.figures import SVG_LIMIT, described, map_figure
from koemap.store import Store
from tests.dashboard.meetings import a_difficult_meeting
from tests.factories import a_mapped_meeting


def dots(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.customdata is not None]


def test_every_placed_comment_is_a_dot_with_its_id(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    placed = {p.comment_id for p in edition.opinion_map.placements if p.x is not None}
    drawn = [
        comment_id for trace in dots(map_figure(edition, "ja")) for comment_id in trace.customdata
    ]
    assert sorted(drawn) == sorted(placed)


def test_lone_voices_are_hollow(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    hollow = [t for t in dots(map_figure(edition, "ja")) if t.marker.symbol == "circle-open"]
    drawn = {comment_id for trace in hollow for comment_id in trace.customdata}
    assert drawn == {c.comment_id for c in edition.with_status("lone")}


def test_every_topic_is_named_with_its_people(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    for language, unit in (("ja", "人"), ("en", " people")):
        figure = map_figure(edition, "en" if language == "en" else "ja")
        texts = {a.name: a.text for a in figure.layout.annotations}
        for topic in edition.topics.values():
            assert f"{topic.n_people}{unit}" in texts[topic.topic_id]


def test_names_do_not_overlap_on_a_narrow_screen(store: Store) -> None:
    canvas = Canvas(width=351, height=360)
    figure = map_figure(a_mapped_meeting(store, 90), "ja", canvas=canvas)
    low, high = figure.layout.xaxis.range
    scale = canvas.width / (high - low)
    for one, other in combinations(figure.layout.annotations, 2):
        assert abs(one.x - other.x) * scale > 60 or abs(one.y - other.y) * scale > 25


def test_an_opened_topic_keeps_its_colour_and_the_rest_fades(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    figure = map_figure(edition, "ja", choice=Choice(topic="t03"))
    bright = [t for t in dots(figure) if (t.marker.opacity or 1) > 0.5]
    drawn = {comment_id for trace in bright for comment_id in trace.customdata}
    assert drawn == {c.comment_id for c in edition.members["t03"]}


def test_a_picked_comment_has_a_ring(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    ring = map_figure(edition, "ja", choice=Choice(comment="yt:0006")).data[-1]
    placement = edition.placements["yt:0006"]
    assert (ring.x[0], ring.y[0]) == (placement.x, placement.y)


def test_a_large_map_draws_what_stands_out_and_always_the_same_rest(store: Store) -> None:
    edition = a_mapped_meeting(store, 300)
    canvas, choice = Canvas(most_dots=80), Choice(topic="t02", comment="yt:0000")
    figure = map_figure(edition, "ja", choice=choice, canvas=canvas)
    drawn = {comment_id for trace in dots(figure) for comment_id in trace.customdata}
    assert len(drawn) == 80
    assert {c.comment_id for c in edition.members["t02"]} | {"yt:0000"} <= drawn
    assert figure == map_figure(edition, "ja", choice=choice, canvas=canvas)


def test_a_notebook_gets_every_dot_of_a_large_map(store: Store) -> None:
    edition = a_mapped_meeting(store, SVG_LIMIT + 10)
    traces = dots(map_figure(edition, "ja"))
    assert sum(len(trace.customdata) for trace in traces) == SVG_LIMIT + 10
    assert {trace.type for trace in traces} == {"scattergl"}


def test_no_text_of_a_stranger_becomes_markup_in_the_figure(store: Store) -> None:
    figure = map_figure(a_difficult_meeting(store), "ja")
    texts = [a.text for a in figure.layout.annotations]
    texts += [text for trace in dots(figure) for text in trace.hovertext]
    words = " ".join(texts).replace("<br>", "").replace("</span>", "").replace("</b>", "")
    assert "&lt;script&gt;" in words
    assert "<script" not in words
    assert "<img" not in words
    assert "\u202e" not in words


def test_the_figure_has_no_axes_and_no_legend(store: Store) -> None:
    layout = json.loads(map_figure(a_mapped_meeting(store), "ja").to_json())["layout"]
    assert (layout["xaxis"]["visible"], layout["yaxis"]["visible"]) == (False, False)
    assert layout["showlegend"] is False
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    assert (right - left) / layout["width"] == pytest.approx((high - low) / layout["height"])


def test_the_map_is_told_in_words(store: Store) -> None:
    edition = a_mapped_meeting(store, 90)
    largest = max(edition.topics.values(), key=lambda topic: topic.n_people)
    words = described(edition, "ja")
    assert largest.label in words
    assert f"{edition.opinion_map.accounting.lone}件" in words


def test_a_map_without_any_dot_can_be_drawn(store: Store) -> None:
    figure = map_figure(a_mapped_meeting(store, 0), "ja")
    assert not any(len(trace.customdata) for trace in dots(figure))
