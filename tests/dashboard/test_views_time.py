"""Time, comparison, list, paper and hall as parts of the screen, told from a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dashboard.address import Address, parse
from dashboard.canvas import Canvas
from dashboard.views.compare import Beside
from dashboard.views.council import Parts
from dashboard.views.screen import Screen
from dashboard.views.viewed import viewed
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.components import inside, words
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source

TOKYO = ZoneInfo("Asia/Tokyo")


def shown(edition: Edition, found: Beside | None = None, **chosen: Any) -> Parts:
    screen = Screen(edition, Address("minamo-2", **chosen), TOKYO)
    return viewed(
        screen,
        Canvas(),
        whole=lambda _: Parts("council", "title"),
        beside=lambda: found or Beside(),
    )


def hrefs(part: Any) -> list[str]:
    return [one.href for one in inside(part) if getattr(one, "href", None)]


@pytest.mark.parametrize("view", ["list", "time", "compare", "paper", "hall"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_view_shows_a_hidden_text_and_each_link_leads_somewhere(
    store: Store, view: str, language: str
) -> None:
    parts = shown(a_difficult_meeting(store), view=view, language=language)
    content = [*parts.words, *parts.panels.values()]
    assert words(content)
    assert HIDDEN not in str(content)
    for href in hrefs(content):
        path, _, query = href.partition("?")
        assert href.startswith("https://www.youtube.com/") or parse(path, query) is not None


@pytest.mark.parametrize("view", ["list", "time", "compare", "paper", "hall"])
def test_a_meeting_without_a_word_has_every_view(store: Store, view: str) -> None:
    meeting, source = a_meeting(), a_source()
    store.add_meeting(meeting)
    store.add_source(source)
    empty = a_map(())
    store.save_map(type(empty)("minamo-2", empty.recipe, (), (), (), empty.accounting))
    parts = shown(read(store, "minamo-2"), view=view)
    assert words([*parts.words, *parts.panels.values()])


def test_the_map_stays_when_no_view_is_chosen(store: Store) -> None:
    parts = shown(a_mapped_meeting(store))
    assert (parts.look, parts.panels) == ("council", {})
    assert words(parts.switch) == "地図一覧時間比較"


def test_the_list_holds_every_topic_with_its_quotes(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    listed = words(shown(edition, view="list").panels["list"])
    for topic in edition.topics.values():
        assert topic.label in listed
        assert edition.comments[topic.exemplars[0]].text in listed


def test_the_table_of_time_holds_what_the_bars_hold(store: Store) -> None:
    panel = shown(a_mapped_meeting(store, 60), view="time").panels["time"]
    table = next(one for one in inside(panel) if getattr(one, "className", "") == "by-time")
    rows = [words(row.children) for row in table.children[1].children]
    assert len(rows) == 20
    assert rows[1].startswith("0:01:0033")


def test_a_chosen_minute_is_told_with_a_way_to_its_second(store: Store) -> None:
    edition = a_difficult_meeting(store)
    panel = shown(edition, view="time", from_minute=4, to_minute=6).panels["time"]
    told = next(one for one in inside(panel) if getattr(one, "className", "") == "chosen")
    assert "0:04–0:06" in words(told)
    assert "AIの理由を公開して" in words(told)
    assert "https://www.youtube.com/watch?v=opvFauAVeEU&t=240s" in hrefs(told)


def test_a_stretch_outside_of_the_stream_is_not_chosen(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    for outside in ((90, 95), (5, 5), (7, 3)):
        panel = shown(edition, view="time", from_minute=outside[0], to_minute=outside[1]).panels[
            "time"
        ]
        assert "選んだ時間" not in words(panel)


def test_a_comparison_says_what_a_difference_does_not_mean(store: Store) -> None:
    panel = words(shown(a_meeting_with_answers(store), view="compare").panels["compare"])
    assert "賛成と反対の差でも、住民全体の差でもありません" in panel
    assert "チャット120件" in panel
    assert "フォーム120件" in panel


def test_another_meeting_is_compared_once_it_is_chosen(store: Store) -> None:
    ours = a_mapped_meeting(store, 120)
    other = a_meeting_with_answers(store, meeting_id="minamo-1")
    beside = Beside((other.meeting,), other)
    panel = words(shown(ours, beside, view="compare", beside="minamo-1").panels["compare"])
    assert "書かれた言葉が近い論点どうし" in panel
    assert "なし" not in panel
    waiting = words(shown(ours, Beside((other.meeting,)), view="compare").panels["compare"])
    assert other.meeting.title in waiting
    assert "書かれた言葉が近い" not in waiting


def test_paper_holds_findings_numbers_quotes_and_answers(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    link = "https://www.example.lg.jp/ai"
    given = {"department": "企画課", "on": date(2026, 11, 1), "link": link}
    store.decide(
        Hand(edition, "山田", START).answer("t01", "adopted", "来年度から公開します", **given)
    )
    sheets = words(shown(read(store, "minamo-2"), view="paper").words)
    for told in (
        "まず3点",
        "住民全体の割合ではありません",
        "来年度から公開します",
        "企画課",
        "採用",
    ):
        assert told in sheets
    for topic in edition.topics.values():
        assert topic.label in sheets
        assert edition.comments[topic.exemplars[0]].text in sheets
    assert "まだ回答していません" in sheets


def test_the_hall_shows_one_topic_and_leads_around_all_of_them(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    seen, topic_id = [], ""
    for _ in edition.topics:
        parts = shown(edition, view="hall", topic=topic_id)
        links = {getattr(one, "id", ""): one for one in inside(parts.words)}
        heading = next(one for one in inside(parts.words) if type(one).__name__ == "H1")
        seen.append(words(heading))
        path, _, query = links["hall-next"].href.partition("?")
        address = parse(path, query)
        assert address is not None
        topic_id = address.topic
    assert sorted(seen) == sorted(topic.label for topic in edition.topics.values())


def test_brief_themes_share_a_page_of_paper_and_missing_numbers_are_told(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    theme = edition.opinion_map.themes[0].theme_id
    topics = tuple(replace(t, theme_id=theme) for t in edition.opinion_map.topics)
    at_once = tuple(replace(p, x=0.0, y=0.0) for p in edition.opinion_map.placements)
    one = replace(edition.opinion_map, topics=topics, placements=at_once)
    sheets = shown(edition, view="paper").words[1].children
    looks = [sheet.className for sheet in sheets]
    assert looks.count("sheet brief") == len(edition.opinion_map.themes) + 1
    assert "番号を置く場所がない" not in words(shown(edition, view="paper").words)
    crowded = shown(replace(edition, opinion_map=one), view="paper").words
    assert "番号を置く場所がない論点：" in words(crowded)
