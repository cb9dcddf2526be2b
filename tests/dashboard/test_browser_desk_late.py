"""The desk in a real browser when something comes late, or not from the server at all."""

from __future__ import annotations

from itertools import cycle
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from koemap.store import Store
from tests.dashboard.desk_meetings import COPIED, DESK, OPINION, OTHER, PHONE, QUESTION, DeskMeeting
from tests.dashboard.test_browser_axe import violations
from tests.dashboard.test_browser_desk import open_desk, row, select, until, windows

__all__ = ["windows"]

ACTS, STATES = "**/act?*", "**/state?*"


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_a_late_lift_leaves_the_stop_of_somebody_else(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page = windows[0]
    open_desk(page, dashboard)
    page.keyboard.press("s")
    until(page, meeting.is_stopped)
    with page.expect_request(ACTS) as lost:
        page.route(ACTS, lambda route: route.fulfill(status=200, body="please log in"))
        page.locator("#stop").click()
        page.locator("#lift-yes").click()
    assert lost.value.post_data_json["details"]["stop"]
    meeting.lift()
    meeting.act("stop", "")
    expect(page.locator("#live")).to_have_text("停止中")
    page.unroute(ACTS)
    expect(page.locator("#health")).to_contain_text("佐藤による別の停止が有効です")
    assert meeting.verbs() == ["stop", "lift", "stop"]
    page.locator("#stop").click()
    page.locator("#lift-yes").click()
    until(page, lambda: not meeting.is_stopped())


def test_what_would_show_something_late_is_asked_again(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page = windows[0]
    ids = meeting.usual()
    meeting.act("queue", ids[QUESTION])
    page.clock.install()
    open_desk(page, dashboard)
    page.route(ACTS, lambda route: route.fulfill(status=200, body="please log in"))
    page.locator("#queue .text").click()
    page.keyboard.press("o")
    select(page, OPINION)
    page.keyboard.press("a")
    expect(row(page, OPINION)).to_contain_text("送信待ち")
    page.clock.fast_forward(31_000)
    page.unroute(ACTS)
    queued = page.locator("#queue .queued")
    expect(queued.locator(".wrong")).to_contain_text("30秒以上前の操作")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
    assert meeting.state(ids[QUESTION]) == "queued"
    queued.locator(".text").click()
    page.keyboard.press("o")
    until(page, lambda: meeting.state(ids[QUESTION]) == "on_air")


def test_an_answer_that_is_not_the_servers_is_none(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    strange = cycle([("text/html", "<h1>Wi-Fi</h1>"), ("application/json", "{}")])
    posted: list[Request] = []
    page.on("request", lambda one: posted.append(one) if one.method == "POST" else None)

    def answer(route: Route) -> None:
        kind, body = next(strange)
        route.fulfill(status=200, content_type=kind, body=body)

    for address in (ACTS, STATES):
        page.route(address, answer)
    select(page, OPINION)
    page.keyboard.press("a")
    expect(row(page, OPINION)).to_contain_text("送信待ち")
    expect(page.locator("#health")).to_contain_text("サーバーとの接続が切れました")
    acts = [one for one in posted if "/act?" in one.url]
    assert len(acts) == 1
    for address in (ACTS, STATES):
        page.unroute(address)
    until(page, lambda: meeting.verbs() == ["let_through"])
    expect(page.locator("#health")).to_contain_text("最終受信")


def test_nothing_of_what_went_stays_at_a_desk_that_is_told_no_more_of_it(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    state = page.request.get(f"{dashboard}{DESK}/state").json()
    told = {**state, "rows": [], "gone": [ids[OPINION]]}
    page.route(STATES, lambda route: route.fulfill(json=told))
    expect(page.locator(f"#rows [data-id='{ids[OPINION]}']")).to_contain_text("取り下げられた")
    expect(row(page, OPINION)).to_have_count(0)


def test_a_topic_and_a_candidate_that_wait_to_be_sent_say_so(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page = windows[0]
    meeting.usual()
    meeting.candidate()
    open_desk(page, dashboard)
    page.route(ACTS, lambda route: route.abort())
    topic = page.locator("#not-asked [data-key=t05]")
    topic.locator(".now").click()
    page.locator(".candidate .dismiss").click()
    expect(topic).to_contain_text("送信待ち")
    expect(topic.locator(".now")).to_be_hidden()
    expect(page.locator(".candidate .about")).to_contain_text("送信待ち")
    page.unroute(ACTS)
    expect(topic).to_have_count(0)
    expect(page.locator(".candidate")).to_have_count(0)
    until(page, lambda: meeting.verbs() == ["dismiss"])


def test_what_was_asked_is_taken_off_in_one_act(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    for text in (QUESTION, OTHER, COPIED):
        meeting.act("queue", ids[text])
        meeting.act("air", ids[text])
    meeting.act("answered", ids[COPIED])
    open_desk(page, dashboard)
    expect(page.locator("#not-asked")).not_to_contain_text("データセンターの電力と場所")
    page.locator("#past summary").click()
    past = page.locator("#past li")
    expect(past).to_have_count(3)
    assert violations(page) == []
    past.filter(has_text=COPIED).get_by_role("button", name="載せない").click()
    until(page, lambda: meeting.state(ids[COPIED]) == "rejected")
    select(page, OPINION)
    past.filter(has_text=QUESTION).locator(".text").click()
    page.keyboard.press("r")
    until(page, lambda: meeting.state(ids[QUESTION]) == "rejected")
    expect(past).to_have_count(1)
    assert meeting.state(ids[OPINION]) == "received"
    expect(past.first).to_be_focused()
    page.keyboard.press("z")
    until(page, lambda: meeting.state(ids[QUESTION]) == "asked")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_new_is_in_sight_however_far_down_a_phone_is(
    meeting: DeskMeeting, browser: Browser, dashboard: str, language: str
) -> None:
    meeting.arrive_together([f"{n}人目の意見です" for n in range(40)])
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    open_desk(page, dashboard, language)
    page.locator("#rows .row").nth(30).scroll_into_view_if_needed()
    meeting.arrive(QUESTION)
    chip = page.locator("#fresh")
    expect(chip).to_contain_text("1")
    expect(chip).to_be_in_viewport(ratio=1)
    chip.click()
    expect(row(page, QUESTION)).to_be_in_viewport()
    context.close()


def test_what_is_done_without_a_network_is_kept_and_done_once(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    context = page.context
    open_desk(page, dashboard)
    select(page, OPINION)
    context.set_offline(True)
    lost = monotonic()
    expect(page.locator("#health")).to_contain_text("つながりしだい再開します")
    assert monotonic() - lost < 3.0
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(row(page, OPINION)).to_contain_text("通した")
    expect(page.locator("#health")).to_contain_text("未送信の操作 2件")
    assert meeting.verbs() == []
    context.set_offline(False)
    until(page, lambda: meeting.verbs() == ["let_through", "reject"])
    expect(page.locator("#health")).to_contain_text("最終受信")
    assert meeting.state(ids[PHONE]) == "rejected"


def test_an_act_whose_answer_was_lost_is_done_once(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append("once")
        route.fetch()
        route.abort()

    page.route("**/act?*", lose)
    select(page, OPINION)
    page.keyboard.press("a")
    until(page, lambda: bool(lost) and meeting.state(ids[OPINION]) == "let_through")
    expect(row(page, OPINION)).to_contain_text("通した")
    expect(row(page, OPINION)).not_to_contain_text("送信待ち")
    page.keyboard.press("h")
    until(page, lambda: meeting.verbs() == ["let_through", "hold"])
