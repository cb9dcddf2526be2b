"""The timeline as a figure, and the map in numbers, told without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from dashboard.canvas import Canvas
from dashboard.chart_style import CONFIG, safe, template
from dashboard.figures_time import time_figure
from dashboard.numbered_map import Look, draw_numbered, numbers, unplaced
from dashboard.palette import DARK, LIGHT
from dashboard.time_words import tick_words
from dashboard.timeline import Stretch, Timeline, by_minute
from koemap.collection import MissedSpan
from koemap.edition import Edition, read
from koemap.store import Store
from tests.dashboard.meetings import a_difficult_meeting
from tests.factories import a_mapped_meeting

HOSTILE = '<a href="https://a.example">x</a> %{customdata} <b>b</b>\u202e'


def drawn(edition: Edition, *, dark: bool = False, topic_id: str = "") -> go.Figure:
    line = by_minute(edition)
    assert line is not None
    return time_figure(edition, line, "ja", canvas=Canvas(dark=dark), topic_id=topic_id)


def renamed(edition: Edition, label: str) -> Edition:
    topics = tuple(replace(topic, label=label) for topic in edition.opinion_map.topics)
    return replace(edition, opinion_map=replace(edition.opinion_map, topics=topics))


def test_bars_are_the_messages_and_people_of_each_minute(store: Store) -> None:
    messages, people = drawn(a_mapped_meeting(store, 60)).data[:2]
    assert tuple(messages.y) == (3,) * 20
    assert tuple(people.y) == (3,) * 20
    assert tuple(messages.customdata) == tuple(range(20))
    assert messages.hovertext[1] == "0:01–0:02　3件・3人"


def test_each_topic_has_a_band_with_its_name_and_messages(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    figure = drawn(edition)
    names = [note.text for note in figure.layout.annotations]
    assert names == [f"{t.label}  {t.n_comments}件" for t in edition.topics.values()]
    assert len(figure.data) == 2 + len(edition.topics)


def test_the_opened_topic_stands_out_among_its_bands(store: Store) -> None:
    bands = drawn(a_mapped_meeting(store, 120), topic_id="t02").data[2:]
    assert [band.opacity for band in bands] == [0.3, 0.85, 0.3, 0.3, 0.3, 0.3]


def test_words_of_strangers_are_no_markup_and_no_template(store: Store) -> None:
    figure = drawn(renamed(a_mapped_meeting(store, 60), HOSTILE)).to_json()
    assert "<a" not in figure.replace("\\u003c", "<")
    assert "%{customdata}" not in figure
    assert "\\u202e" not in figure
    assert set(re.findall(r"%\{\w+\}", figure)) == {"%{hovertext}"}


@pytest.mark.parametrize("text", ["%%{x}", "%{%{x}}", "%\u202e{x}", "a%\n{x}"])
def test_no_placeholder_is_left_after_cleaning(text: str) -> None:
    assert "%{" not in safe(text)


def test_a_chart_has_our_look_on_both_surfaces(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    for dark, palette in ((False, LIGHT), (True, DARK)):
        figure = drawn(edition, dark=dark)
        assert figure.layout.template == template(palette)
        assert figure.layout.template.layout.font.color == palette.ink
        assert figure.data[1].marker.color == palette.soft_ink
        assert "#E5ECF6" not in figure.to_json()


def test_no_chart_offers_to_send_itself_away() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["displayModeBar"] is False


def test_a_peak_is_numbered_above_its_highest_bar(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    line = by_minute(edition)
    assert line is not None
    peak = Stretch(4, 7, 9, 9, (), (), {})
    figure = time_figure(edition, line, "ja", peaks=[peak])
    number = figure.layout.annotations[-1]
    assert (number.text, number.x, number.y) == ("<b>1</b>", 4.5, 3)


def test_a_single_minute_makes_a_figure(store: Store) -> None:
    edition = a_difficult_meeting(store)
    line = Timeline("minutes", 1, (0,), ((edition.comments["yt:1"],),))
    assert time_figure(edition, line, "en").data[0].y == (1,)


def test_the_map_on_paper_has_no_colour(store: Store) -> None:
    svg = draw_numbered(a_mapped_meeting(store, 120), Look())
    shades = {shade.lower() for shade in re.findall(r"#[0-9a-fA-F]{6}\b", svg)}
    assert shades
    for shade in shades:
        red, green, blue = (int(shade[at : at + 2], 16) for at in (1, 3, 5))
        assert max(red, green, blue) - min(red, green, blue) <= 8, shade


def test_the_map_on_paper_numbers_every_topic_and_names_none(store: Store) -> None:
    edition = renamed(a_mapped_meeting(store, 120), HOSTILE)
    svg = draw_numbered(edition, Look())
    tree = ElementTree.fromstring(svg)  # noqa: S314 - drawn by ourselves a line above
    texts = [node.text for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(texts) == sorted(str(n) for n in numbers(edition).values())
    assert "example" not in svg


def test_themes_differ_by_their_hatching(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    tree = ElementTree.fromstring(draw_numbered(edition, Look()))  # noqa: S314
    tiles = [node.get("d") for p in tree.iter("{http://www.w3.org/2000/svg}pattern") for node in p]
    assert len(tiles) == len(set(tiles)) == len(edition.opinion_map.themes)


def test_numbers_follow_themes_and_people(store: Store) -> None:
    edition = a_mapped_meeting(store, 125)
    order = [edition.topics[topic_id] for topic_id in numbers(edition)]
    assert list(numbers(edition).values()) == list(range(1, 7))
    themes = [topic.theme_id for topic in order]
    assert len(list(groupby(themes))) == 4
    assert order[0].n_people == max(topic.n_people for topic in order)


def test_each_number_is_on_the_map_or_told_to_be_missing(store: Store) -> None:
    edition, large = a_mapped_meeting(store, 120), Look(number_size=120.0)
    assert unplaced(edition, Look()) == ()
    assert unplaced(edition, large)
    for look in (Look(), large):
        drawn = {int(n) for n in re.findall(r">(\d+)</text>", draw_numbered(edition, look))}
        assert drawn.isdisjoint(unplaced(edition, look))
        assert sorted(drawn | {*unplaced(edition, look)}) == [*range(1, len(edition.topics) + 1)]


def test_what_may_be_missing_is_framed_and_a_wide_gap_is_named(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    first = edition.comments[min(edition.comments)]
    assert first.posted_at is not None
    began = first.posted_at - timedelta(seconds=first.offset_seconds or 0.0)
    spans = [
        MissedSpan(first.source_id, began + timedelta(minutes=a), began + timedelta(minutes=b), "")
        for a, b in ((2, 3), (8, 15), (90, 99))
    ]
    figure = drawn(replace(edition, missed=tuple(spans)))
    frames = [(round(s.x0), round(s.x1)) for s in figure.layout.shapes]
    assert frames == [(2, 3), (8, 15)]
    told = [round(n.x, 1) for n in figure.layout.annotations if n.text == "取得もれ？"]
    assert told == [11.5]


def test_bars_of_a_short_time_are_no_walls(store: Store) -> None:
    comment = next(iter(a_mapped_meeting(store, 12).comments.values()))
    edition, day = read(store, "minamo-2"), date(2026, 10, 15).toordinal()
    figure = time_figure(edition, Timeline("days", 1, (day,), ((comment,),)), "ja")
    start, end = figure.layout.xaxis.range
    assert start < day < day + 1 < end
    assert figure.data[0].width[0] / (end - start) < 0.1


def test_an_axis_over_years_says_which(store: Store) -> None:
    day = date(2023, 12, 31).toordinal()
    within, across = (Timeline("days", 1, (day, day + n), ((), ())) for n in (-1, 1))
    assert tick_words(within, day, "ja") == "12月31日"
    assert tick_words(across, day, "ja") == "2023年12月31日"
    assert tick_words(across, day + 1, "en") == "1 Jan 2024"
    assert tick_words(Timeline("clock", 1, (0,), ((),)), 1440 * day + 18 * 60 + 5, "ja") == "18:05"
