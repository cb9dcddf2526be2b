"""The middle column of the desk in a real browser: what moves, and what the meeting is at all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from koemap.live_records import Analyst
from koemap.live_runs import beginning, leaving
from koemap.store import Store
from tests.dashboard.desk_meetings import DESK, MEETING, OPINION, QUESTION, DeskMeeting
from tests.dashboard.test_browser_axe import violations
from tests.dashboard.test_browser_desk import open_desk, until
from tests.factories import SUBJECTS, a_mapped_meeting

NAME = "夏の電力は足りるか"


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    made = DeskMeeting(store)
    made.usual()
    return made


def test_a_meeting_that_was_never_live_says_so_and_shows_its_map(
    store: Store, browser: Browser, dashboard: str
) -> None:
    a_mapped_meeting(store, 12)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    open_desk(page, dashboard)
    about = page.locator("#not-live")
    expect(about).to_contain_text("いま動いている中継はありません")
    expect(about).to_contain_text(f"koemap live VIDEO --meeting {MEETING}")
    expect(about).to_be_in_viewport()
    expect(page.locator("#live")).to_have_text("中継していません")
    expect(page.locator("#health")).not_to_contain_text("最終の地図")
    topics = page.locator("#topics li")
    expect(topics).to_have_count(len(SUBJECTS))
    expect(topics.first.locator("b")).to_have_text("2")
    expect(page.locator("#not-asked-name")).to_be_hidden()
    about.locator("a").click()
    expect(page).to_have_url(re.compile(f"/council/{MEETING}"))
    context.close()


def test_a_meeting_that_is_only_served_after_it_was_left_is_not_live(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    open_desk(page, dashboard)
    expect(page.locator("#live")).to_have_text("配信中")
    meeting.store.note(MEETING, [leaving(datetime.now(UTC))])
    expect(page.locator("#live")).to_have_text("中継していません")
    expect(page.locator("#health")).to_have_text("いま動いている中継はありません")
    meeting.end()
    expect(page.locator("#live")).to_have_text("配信終了")


def test_a_meeting_whose_processes_were_all_killed_says_so_until_it_is_kept_again(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    meeting.store.note(MEETING, [beginning((), long_ago)])
    open_desk(page, dashboard)
    expect(page.locator("#live")).to_have_text("配信中")
    meeting.store.save_analyst(MEETING, Analyst(long_ago))
    expect(page.locator("#live")).to_have_text("途切れています")
    expect(page.locator("#health")).to_contain_text("から、受信と分析が止まっています")
    expect(page.locator("#health")).to_contain_text("koemap serve を終了し")
    meeting.store.note(MEETING, [beginning((), datetime.now(UTC))])
    expect(page.locator("#live")).to_have_text("配信中")


def test_the_end_stops_what_goes_on_by_itself(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    open_desk(page, dashboard)
    expect(page.locator("#second")).to_be_visible()
    expect(page.locator("#n-received")).to_be_hidden()
    expect(page.locator("#not-asked small").first).to_contain_text("分待ち")
    meeting.end()
    meeting.finish()
    expect(page.locator("#n-received")).to_have_text("25")
    for name in ("second", "per-minute", "rising-means"):
        expect(page.locator(f"#{name}")).to_be_hidden()
    expect(page.locator("#counted-people")).to_have_text("会議全体の人数")
    expect(page.locator("#not-asked-name")).to_contain_text("会議で聞かれなかった論点")
    expect(page.locator("#not-asked small")).to_have_count(0)
    expect(page.locator("#topics svg")).to_have_count(0)


def test_a_name_that_a_machine_chose_is_marked_until_a_person_gives_one(
    meeting: DeskMeeting, page: Page, dashboard: str, store: Store
) -> None:
    open_desk(page, dashboard)
    row = page.locator("#topics [data-key=t05]")
    expect(page.locator("#by-machine")).to_have_text("名前は機械が選んだ言葉")
    expect(row.locator(".name")).to_have_attribute("aria-describedby", "by-machine")
    row.locator(".rename").click()
    field = row.locator("input")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("この名前は公開ページにも出ます")
    field.press("Escape")
    expect(field).to_have_count(0)
    row.locator(".rename").press("Enter")
    assert violations(page) == []
    field.fill("")
    field.press("Enter")
    expect(field).to_be_visible()
    field.fill(f"  {NAME} ")
    field.press("Enter")
    expect(row.locator(".label")).to_have_text(NAME)
    expect(row).not_to_have_class(re.compile("by-machine"))
    expect(row.locator(".rename")).to_be_focused()
    expect(page.locator("#not-asked [data-key=t05] .label")).to_have_text(NAME)
    [decision] = store.decisions(MEETING, "rename")
    assert (decision.target, decision.details["label"]) == ("t05", NAME)
    state = f"{dashboard}{DESK}/state"
    until(page, lambda: any(one["named"] for one in page.request.get(state).json()["topics"]))


def test_a_name_that_does_not_arrive_can_be_sent_again(
    meeting: DeskMeeting, browser: Browser, dashboard: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    open_desk(page, dashboard)
    row = page.locator("#topics [data-key=t01]")
    row.locator(".rename").click()
    row.locator("input").fill(NAME)
    page.route("**/act/*", lambda route: route.abort())
    row.locator("input").press("Enter")
    expect(row.locator(".wrong")).to_contain_text("届きませんでした")
    page.unroute("**/act/*")
    row.locator("input").press("Enter")
    expect(row.locator(".label")).to_have_text(NAME)
    context.close()


def test_topics_have_colours_of_their_own(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    open_desk(page, dashboard)
    swatches = page.locator("#topics .swatch")
    expect(swatches).to_have_count(3)
    look = "all => new Set(all.map(one => getComputedStyle(one).backgroundColor)).size"
    assert swatches.evaluate_all(look) == 3


def test_the_inbox_ends_with_its_rows_and_its_search_has_room(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    open_desk(page, dashboard)
    box = page.locator("#search").bounding_box()
    assert box
    assert box["width"] > 200
    gap = """() => document.querySelector("#inbox .acts").getBoundingClientRect().top
        - document.querySelector("#inbox-scroll").getBoundingClientRect().bottom"""
    assert page.evaluate(gap) < 1
    page.locator("#rows .row", has_text=OPINION).locator(".text").click()
    page.keyboard.press("a")
    expect(page.locator("#done")).to_contain_text("通しました")


def test_a_candidate_is_adopted_under_a_name_or_dismissed(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    meeting.candidate()
    open_desk(page, dashboard)
    box = page.locator(".candidate")
    box.get_by_role("button", name="論点にする", exact=True).click()
    field = box.get_by_label("論点の名前")
    expect(field).to_be_focused()
    expect(field).to_have_value("ほかの町と共同で作る")
    expect(field).to_have_accessible_description("この名前は公開ページにも出ます")
    expect(box.locator("[type=submit]")).to_be_in_viewport(ratio=1)
    field.fill(" データセンターの電力と場所 ")
    expect(field).to_have_accessible_description(re.compile("同じ名前の論点があります"))
    field.fill("町どうしで作る")
    expect(field).to_have_accessible_description("この名前は公開ページにも出ます")
    meeting.arrive("あとから届いた声")
    expect(page.locator("#fresh")).to_have_text("新着 1")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    until(page, lambda: bool(store.decisions(MEETING, "adopt")))
    assert store.decisions(MEETING, "adopt")[0].details["label"] == "町どうしで作る"
    expect(box).to_have_count(0)


def test_a_candidate_is_dismissed(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    meeting.candidate()
    open_desk(page, dashboard)
    page.locator(".candidate").get_by_role("button", name="見送る").click()
    until(page, lambda: meeting.verbs() == ["dismiss"])
    expect(page.locator(".candidate")).to_have_count(0)


def test_a_topic_is_taken_up_now(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    open_desk(page, dashboard)
    name = "いま聞いた：データセンターの電力と場所"
    page.locator("#not-asked").get_by_role("button", name=name).click()
    until(page, lambda: bool(store.decisions(MEETING, "take_up")))
    expect(page.locator("#taken-up summary")).to_have_text("聞いた論点 1")
    expect(page.locator("#not-asked")).not_to_contain_text("データセンターの電力と場所")
    expect(page.locator("#topics .asked")).to_contain_text("会議で聞いた論点")
    page.locator("#taken-up summary").click()
    expect(page.locator("#taken-up")).to_contain_text("1:08:")


def test_a_topic_whose_taking_up_is_undone_is_where_it_was(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    open_desk(page, dashboard)
    rows = page.locator("#not-asked li .name")
    expect(rows.nth(1)).to_be_visible()
    before = rows.all_inner_texts()
    page.locator("#not-asked li").nth(1).get_by_role("button", name="いま聞いた").click()
    expect(rows).to_have_count(len(before) - 1)
    until(page, lambda: bool(store.decisions(MEETING, "take_up")))
    page.keyboard.press("z")
    expect(rows).to_have_count(len(before))
    assert rows.all_inner_texts() == before


def test_a_rising_topic_is_marked_and_all_numbers_stand_in_one_line(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    for _ in range(4):
        meeting.arrive(QUESTION, second=4200.0)
    open_desk(page, dashboard)
    mark = page.locator("#topics [data-key=t05] .mark")
    expect(mark).to_contain_text("増えている")
    expect(page.locator("#rising-means")).to_contain_text("▲この3分で倍増")
    rights = page.locator("#topics b span").evaluate_all(
        "all => new Set(all.map(one => Math.round(one.getBoundingClientRect().right))).size"
    )
    assert rights == 1


def check_the_order_under_a_hand(page: Page, loud: list[str]) -> None:
    """A topic that is loud comes first once the pointer has rested for seconds."""
    listed = page.locator("#topics li")
    listed.first.hover()
    loud.append("small3")
    expect(page.locator("#topics [data-key=small3] b")).to_have_text("99")
    page.clock.fast_forward(11_000)
    expect(listed.first).to_have_attribute("data-key", "small3")
    loud[:] = ["small4"]
    expect(page.locator("#topics [data-key=small4] b")).to_have_text("99")
    page.clock.fast_forward(7_000)
    listed.nth(1).hover()
    page.clock.fast_forward(2_500)
    assert listed.first.get_attribute("data-key") == "small3"
    page.clock.fast_forward(5_000)
    expect(listed.first).to_have_attribute("data-key", "small4")


def test_a_topic_that_a_new_map_makes_smaller_says_so_and_all_can_be_listed(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    def counted(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        known = [{**one, "people": people} for one in told["topics"]]
        small = [{**known[0], "id": f"small{n}", "people": 1} for n in range(9)]
        told["topics"] = [
            {**one, "recent": 99} if one["id"] in loud else one for one in known + small if name
        ]
        route.fulfill(response=answer, json={**told, "map": name})

    name, people, loud = "first", 12, list[str]()
    page.route("**/state?*", counted)
    page.clock.install()
    open_desk(page, dashboard)
    line = page.locator("#not-asked .topic").first
    expect(line.locator("b")).to_contain_text("12人")
    people = 11
    expect(line.locator("b")).to_contain_text("11人")
    expect(line.locator(".waits")).to_be_hidden()
    name, people = "second", 9
    expect(line.locator(".waits")).to_contain_text("11人から9人に")
    name, people = "third", 10
    expect(line.locator(".waits")).to_be_hidden()
    more, listed = page.locator("#more-topics"), page.locator("#topics li")
    for text, n in (("ほか 6論点", 6), ("一部だけ表示", 12), ("ほか 6論点", 6)):
        expect(more).to_have_text(text)
        expect(listed).to_have_count(n)
        more.press("Enter")
    check_the_order_under_a_hand(page, loud)
    name = ""
    expect(page.locator("#no-map")).to_have_text("最初の地図ができると、ここに出ます")
    expect(page.locator("#no-map")).to_be_visible()
