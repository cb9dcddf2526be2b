"""What somebody who sees the screens for the first time stumbles over, in a real browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.site import contents
from koemap.counting import account
from koemap.deciding import Hand
from koemap.edition import read
from koemap.records import Comment, OpinionMap, Placement
from koemap.store import Store
from tests.dashboard.sites import a_publication, pages_of
from tests.dashboard.test_browser_council import COUNCIL
from tests.dashboard.test_browser_council import show as show_map
from tests.dashboard.test_browser_time import show
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source

TEXTS = ("駅前に座れる場所がほしい", "図書館を夜まで開けて", "バスの本数を増やして")
WIDTH_OF = """(topicId) => {
  const { names } = KoemapMap.on(document.getElementById("picture")).seen();
  return names.find((name) => name.topic === topicId)?.width || 0;
}"""


def a_meeting_of(store: Store, *texts: str) -> None:
    """A meeting whose few comments are lone voices of one evening; without texts nobody wrote."""
    store.add_meeting(a_meeting())
    store.add_source(a_source(kind="table"))
    comments = {f"form:{n}": _comment(n, text) for n, text in enumerate(texts)}
    store.save_comments(a_source(kind="table"), comments.values())
    placements = tuple(
        Placement(i, "lone", "opinion", "ja", f"v-{i}", "", float(n), 0.0, 0.0)
        for n, i in enumerate(comments)
    )
    counted = account(placements, comments, n_topics=0, n_themes=0)
    store.save_map(OpinionMap("minamo-2", a_map(()).recipe, (), (), placements, counted))


def _comment(n: int, text: str) -> Comment:
    at = START + timedelta(seconds=n)
    return Comment("minamo-2", f"form:{n}", "table-sample", text, f"author-{n}", at)


def within(part: Locator, height: int) -> bool:
    box = part.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080), (768, 1024), (360, 740)])
def test_a_form_that_somebody_opens_is_wholly_in_the_window(
    store: Store, browser: Browser, dashboard: str, width: int, height: int
) -> None:
    a_mapped_meeting(store, 120)
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ja-JP")
    page = context.new_page()
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    page.mouse.move(width - 100, height - 60)
    page.mouse.wheel(0, 700)
    page.locator("#answer summary", has_text="回答を書く").click()
    status = page.locator("#answer").get_by_label("状況")
    expect(status).to_be_focused()
    assert within(status, height)
    assert within(page.locator("#answer [type=submit]"), height)
    context.close()


def test_a_draft_that_is_still_there_moves_nobody(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    page.locator("#answer summary", has_text="回答を書く").click()
    page.locator("#answer").get_by_label("回答の文").fill("途中の文")
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    expect(page.locator("#answer").get_by_label("回答の文")).to_have_value("途中の文")
    assert page.evaluate("[window.scrollY, document.activeElement.name]") == [0, None]


def test_a_new_name_is_on_the_map_at_once(store: Store, page: Page, dashboard: str) -> None:
    edition = a_mapped_meeting(store, 120)
    store.decide(Hand(edition, "山田", START).rename("t03", "授業"))
    show_map(page, f"{dashboard}{COUNCIL}?topic=t03")
    before = page.evaluate(WIDTH_OF, "t03")
    opened = page.locator("#opened")
    opened.locator("summary", has_text="論点を整える").click()
    opened.get_by_label("論点の名前").fill("授業での使い方の約束ごと")
    opened.get_by_role("button", name="名前を変える").first.click()
    expect(opened.locator("h2")).to_have_text("授業での使い方の約束ごと")
    page.wait_for_function(f"before => ({WIDTH_OF})('t03') > 1.5 * before", arg=before)


def test_what_was_done_is_told_by_name_and_leaves_by_itself(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    page.clock.install()
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    opened = page.locator("#opened")
    opened.locator("summary", has_text="論点を整える").click()
    opened.get_by_label("論点の名前").fill("授業")
    opened.get_by_role("button", name="名前を変える").first.click()
    told = page.locator("#done")
    expect(told).to_contain_text("名前を「授業」に変えました")
    page.mouse.move(5, 5)
    page.clock.fast_forward(20_000)
    expect(told).to_have_count(0)


def test_each_key_of_a_presenter_counts_however_quick(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?view=hall")
    place = page.locator(".hall-moves > .num")
    expect(place).to_have_text("1 / 6")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(place).to_have_text("5 / 6")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(place).to_have_text("2 / 6")
    for _ in range(2):
        page.locator("#hall-next").dispatch_event("click", {"button": 0})
    expect(place).to_have_text("4 / 6")
    page.go_back()
    expect(place).not_to_have_text("4 / 6")


def test_the_map_of_the_hall_stays_where_it_is_whatever_the_quotes(
    store: Store, page: Page, dashboard: str
) -> None:
    edition = a_mapped_meeting(store, 120)
    store.decide(Hand(edition, "山田", START).rename("t02", "とても" * 15))
    boxes = []
    for topic_id in ("t01", "t02", "t06"):
        show(page, f"{dashboard}{COUNCIL}?view=hall&topic={topic_id}")
        boxes.append(page.locator(".hall-map").bounding_box())
        words = page.locator(".hall-words").bounding_box()
        assert words is not None
        assert words["y"] + words["height"] <= boxes[-1]["y"]
    assert boxes[0] == boxes[1] == boxes[2]
    assert boxes[0]["height"] >= 300


def test_a_long_name_in_the_hall_stays_beside_its_colour(
    store: Store, page: Page, dashboard: str
) -> None:
    edition = a_mapped_meeting(store, 120)
    store.decide(Hand(edition, "山田", START).rename("t01", "とても" * 9))
    show(page, f"{dashboard}{COUNCIL}?view=hall&topic=t01")
    row = page.locator(".hall-topics [aria-current]")
    swatch = row.locator(".swatch").bounding_box()
    name = row.locator(".hall-label > span:last-child").bounding_box()
    assert swatch is not None
    assert name is not None
    assert name["x"] >= swatch["x"] + swatch["width"]
    assert row.locator(".swatch").evaluate("n => getComputedStyle(n).boxShadow") != "none"


@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_the_hall_of_a_meeting_without_topics_is_one_page_to_read(
    store: Store, page: Page, dashboard: str, texts: tuple[str, ...]
) -> None:
    a_meeting_of(store, *texts)
    show(page, f"{dashboard}{COUNCIL}?view=hall")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(a_meeting().title)
    for text in texts:
        expect(page.locator(".hall-words")).to_contain_text(text)
    said = page.locator(".hall-empty > p").first
    assert said.evaluate(
        "n => n.getBoundingClientRect().height < 2 * parseFloat(getComputedStyle(n).fontSize)"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("#masthead h1")).to_be_visible()


def test_a_meeting_without_topics_shows_its_comments_and_no_empty_map(
    store: Store, page: Page, dashboard: str
) -> None:
    a_meeting_of(store, *TEXTS)
    show(page, dashboard + COUNCIL)
    for text in TEXTS:
        expect(page.locator("#opened")).to_contain_text(text)
    expect(page.locator("#map-part")).to_be_hidden()
    assert page.locator("#words .chip").count() == 0
    page.locator("#opened").get_by_role("link", name="ひとりの声をすべて読む").click()
    expect(page.locator("#comments .entries li")).to_have_count(3)
    show(page, f"{dashboard}{COUNCIL}?view=compare")
    expect(page.locator("#panel")).to_contain_text("声の届いた日が1日だけ")
    expect(page.locator("#panel")).not_to_contain_text("時刻の分かる声がない")


def test_a_meeting_that_nobody_wrote_to_says_just_that(
    store: Store, page: Page, dashboard: str
) -> None:
    a_meeting_of(store)
    show(page, dashboard + COUNCIL)
    expect(page.locator("#words")).to_contain_text("声はまだ届いていません")
    for part in ("#map-part", "#opened", "#switch", ".to-lone"):
        expect(page.locator(part)).to_be_hidden()
    assert page.locator("#words .chip").count() == 0
    expect(page.locator("#words")).not_to_contain_text("内訳から読めます")


@pytest.mark.parametrize(
    ("query", "part"), [("view=time", "#panel"), ("topic=t03", "#opened"), ("q=学校", "#comments")]
)
def test_a_link_opened_on_a_phone_lands_on_what_it_leads_to(
    store: Store, browser: Browser, dashboard: str, query: str, part: str
) -> None:
    a_mapped_meeting(store, 120)
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    show(page, f"{dashboard}{COUNCIL}?{query}")
    page.wait_for_function(
        "part => Math.abs(document.querySelector(part).getBoundingClientRect().top - 60) < 30",
        arg=part,
    )
    switch = page.locator("#switch").bounding_box()
    assert switch is not None
    assert 0 <= switch["y"] < 20
    context.close()


def test_on_a_phone_the_ways_to_look_stand_first_and_lead_to_what_they_show(
    store: Store, browser: Browser, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    show(page, dashboard + COUNCIL)
    switch, points = page.locator("#switch").bounding_box(), page.locator("#points").bounding_box()
    assert switch is not None
    assert points is not None
    assert switch["y"] + switch["height"] <= points["y"]
    page.locator("#switch").get_by_role("link", name="List", exact=True).or_(
        page.locator("#switch").get_by_role("link", name="一覧", exact=True)
    ).click()
    expect(page.locator("#panel h2")).to_be_in_viewport()
    context.close()


def test_the_list_of_meetings_says_how_far_each_is_and_has_room(
    store: Store, page: Page, dashboard: str
) -> None:
    edition = a_mapped_meeting(store)
    store.add_meeting(replace(a_meeting("later"), title="まだの会"))
    show(page, dashboard + "/")
    rows = page.locator(".meetings li")
    mapped = rows.filter(has_text=edition.meeting.title)
    expect(mapped).to_contain_text("承認前")
    expect(rows.filter(has_text="まだの会")).to_contain_text("地図なし")
    box = page.locator(".plain .card").bounding_box()
    assert box is not None
    assert box["width"] > 600
    store.decide(Hand(read(store, "minamo-2"), "山田", START).approve())
    show(page, dashboard + "/")
    expect(mapped).to_contain_text("承認済み")


def test_on_a_wide_window_the_head_stands_above_the_cards(
    store: Store, browser: Browser, dashboard: str
) -> None:
    a_mapped_meeting(store)
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    show(page, dashboard + COUNCIL)
    head, cards = (
        page.locator("#masthead .what").bounding_box(),
        page.locator("#words").bounding_box(),
    )
    assert head is not None
    assert cards is not None
    assert head["x"] == cards["x"]
    context.close()


@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_the_site_of_a_meeting_without_topics_promises_no_names(
    store: Store, texts: tuple[str, ...]
) -> None:
    a_meeting_of(store, *texts)
    edition = read(store, "minamo-2")
    pages = pages_of(contents(edition, a_publication(edition), ZoneInfo("Asia/Tokyo")))
    front = pages["index.html"]
    assert [text for text in texts if text not in front] == []
    for name, page in pages.items():
        assert "名前を押すと" not in page, name
        assert not re.search(r"<dd>\s*</dd>", page), name
    assert 'id="map"' not in front
    assert ('id="opinion-map"' in pages["map.html"]) == bool(texts)
