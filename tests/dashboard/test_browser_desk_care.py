"""The facilitator's desk in a real browser when things go wrong, and what nobody may overlook."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.live.lines import LONGEST_SHOWN, line
from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.desk_meetings import DESK, MEETING, OPINION, QUESTION, DeskMeeting
from tests.dashboard.test_browser_desk import by_mouse, open_desk, row, select, until, windows

__all__ = ["windows"]

LONG = "とても長い声です。" * 90


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_who_decides_about_a_text_sees_all_that_an_audience_would(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.arrive(LONG)
    meeting.usual()
    open_desk(page, dashboard)
    text = row(page, LONG[:9]).locator(".text")
    is_cut = "one => one.scrollHeight > one.clientHeight"
    assert text.evaluate(is_cut)
    select(page, LONG[:9])
    expect(text).to_have_text(line(LONG, LONGEST_SHOWN))
    assert not text.evaluate(is_cut)
    by_mouse(page, "queue")
    queued = page.locator("#queue .queued .text")
    assert queued.evaluate(is_cut)
    queued.click()
    expect(queued).to_have_text(line(LONG, LONGEST_SHOWN))
    assert not queued.evaluate(is_cut)


def test_a_candidate_that_goes_while_somebody_names_it_is_told(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    meeting.candidate()
    open_desk(page, dashboard)
    box = page.locator(".candidate")
    box.get_by_role("button", name="論点にする", exact=True).click()
    box.get_by_label("論点の名前").fill("町どうしで")
    store.save_candidates(MEETING, [])
    expect(box).to_have_count(0)
    expect(page.locator("#health")).to_contain_text("名前を書いていた候補はなくなりました")


@pytest.mark.parametrize("keys", ["F9", "Control+Period"])
@pytest.mark.parametrize("place", ["search", "note", "name"])
def test_everything_is_stopped_while_somebody_types(
    meeting: DeskMeeting, page: Page, dashboard: str, keys: str, place: str
) -> None:
    ids = meeting.usual()
    meeting.candidate()
    meeting.act("queue", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    open_desk(page, dashboard)
    field = page.locator({"search": "#search", "note": "#note", "name": ".candidate input"}[place])
    if place == "name":
        page.locator(".candidate .adopt").click()
    field.fill("s")
    field.press(keys)
    until(page, meeting.is_stopped)
    expect(field).to_have_value("s")
    field.press(keys)
    expect(page.locator("#live")).to_have_text("停止中")
    expect(page.locator("#lift-yes")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()


def test_who_decides_on_what_another_has_decided_already_is_told(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    page.route("**/state?*", lambda route: route.abort())
    meeting.act("let_through", ids[OPINION])
    page.keyboard.press("r")
    expect(row(page, OPINION).locator(".wrong")).to_have_text("すでに佐藤が変更しました")
    assert meeting.state(ids[OPINION]) == "let_through"


def test_what_was_taken_back_can_be_decided_again_at_once(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    for _ in range(2):
        select(page, OPINION)
        page.keyboard.press("a")
        until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
        page.keyboard.press("z")
    page.keyboard.press("r")
    until(page, lambda: meeting.state(ids[OPINION]) == "rejected")


def test_a_text_that_changed_is_held_and_says_so(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("let_through", ids[OPINION])
    meeting.change(ids[OPINION], "別の文になりました")
    open_desk(page, dashboard)
    page.locator("[data-filter=held]").click()
    expect(row(page, "別の文になりました")).to_contain_text("本文が変わりました")


def test_a_row_is_claimed_again_after_work_in_the_queue(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("queue", ids[QUESTION])
    open_desk(page, dashboard)

    def claimed(comment_id: str) -> bool:
        return [one.comment_id for one in store.claims(MEETING, datetime.now(UTC))] == [comment_id]

    select(page, OPINION)
    until(page, lambda: claimed(ids[OPINION]))
    page.locator("#queue .queued .text").click()
    until(page, lambda: claimed(ids[QUESTION]))
    select(page, OPINION)
    until(page, lambda: claimed(ids[OPINION]))


def test_an_act_that_the_server_fails_is_given_up_and_others_pass(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    page.route("**/act?*", lambda route: fail(route, ids[OPINION]))
    select(page, OPINION)
    page.keyboard.press("a")
    select(page, QUESTION)
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[QUESTION]) == "let_through")
    expect(row(page, OPINION)).to_contain_text("サーバーに3回受け付けられませんでした")
    assert meeting.verbs() == ["let_through"]


def fail(route: Route, target: str) -> None:
    if target in str(route.request.post_data):
        route.fulfill(status=500, body="<h1>Internal Server Error</h1>")
    else:
        route.continue_()


def test_what_was_not_sent_is_not_sent_under_another_name(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    page.route("**/act?*", lambda route: route.abort())
    select(page, OPINION)
    page.keyboard.press("a")
    expect(row(page, OPINION)).to_contain_text("送信待ち")
    page.unroute("**/act?*")

    def as_another(route: Route) -> None:
        answer = route.fetch()
        body = re.sub('data-by="[^"]*"', 'data-by="佐藤"', answer.text())
        route.fulfill(response=answer, body=body)

    address = re.compile(rf"{DESK}\?")
    page.route(address, as_another)
    open_desk(page, dashboard)
    select(page, QUESTION)
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[QUESTION]) == "let_through")
    assert meeting.state(ids[OPINION]) == "received"
    page.unroute(address)
    open_desk(page, dashboard)
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")


def test_what_is_done_is_not_kept_over_a_reload(
    meeting: DeskMeeting, windows: tuple[Page, Page], store: Store, dashboard: str
) -> None:
    page = windows[0]
    meeting.usual()
    open_desk(page, dashboard)
    page.route("**/state?*", lambda route: route.abort())
    page.locator("#not-asked .now").first.click()
    until(page, lambda: bool(store.decisions(MEETING, "take_up")))
    kept = "Object.values(sessionStorage)"
    until(page, lambda: page.evaluate(kept) == ["[]"])


def test_a_topic_taken_up_without_a_video_is_told_by_the_clock(
    meeting: DeskMeeting, page: Page, store: Store, dashboard: str
) -> None:
    meeting.usual()
    first = datetime(2026, 11, 28, 1, 2, 3, tzinfo=UTC)
    for at in (first, first + timedelta(hours=1)):
        store.decide(Hand(read(store, MEETING), "佐藤", at).take_up("t05", None))
    open_desk(page, dashboard)
    page.locator("#taken-up summary").click()
    expect(page.locator("#taken-up li b")).to_have_text(["10:02:03", "11:02:03"])


def test_a_name_that_is_refused_is_there_to_be_mended(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, _ = windows[0], meeting.candidate()
    open_desk(page, dashboard)
    page.route("**/act?*", lambda route: route.fulfill(status=409, json={"said": "だめです"}))
    page.locator(".candidate .adopt").click()
    field = page.locator(".candidate input")
    field.fill("")
    page.keyboard.type("な" * 61)
    page.keyboard.press("Enter")
    expect(page.locator(".candidate .wrong")).to_have_text("だめです")
    expect(field).to_have_value("な" * 60)
    page.unroute("**/act?*")
    page.locator(".candidate [type=submit]").click()
    expect(page.locator(".candidate")).to_have_count(0)


def test_words_that_came_while_the_desk_was_offline_are_looked_at_first(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    for address in ("**/act?*", "**/state?*"):
        page.route(address, lambda route: route.abort())
    select(page, OPINION)
    page.keyboard.press("a")
    expect(row(page, OPINION)).to_contain_text("送信待ち")
    meeting.change(ids[OPINION], "だれも読んでいない言葉")
    for address in ("**/act?*", "**/state?*"):
        page.unroute(address)
    changed = row(page, "だれも読んでいない言葉")
    expect(changed).to_contain_text("書いた人が本文を変えました。もう一度見てください")
    expect(changed).to_contain_text("本文が変わりました")
    assert meeting.state(ids[OPINION]) == "received"
    select(page, "だれも読んでいない言葉")
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
