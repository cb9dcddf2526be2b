"""Several desks, and a desk whose acts have to wait, in real browsers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from koemap.store import Store
from tests.dashboard.desk_meetings import COPIED, DESK, OPINION, OTHER, PHONE, QUESTION, DeskMeeting
from tests.dashboard.test_browser_desk import open_desk, row, select, until, windows

__all__ = ["windows"]

ADDRESSES = ("**/act?*", "**/state?*")
SOON = 20_000  # milliseconds; rows that joined others stay for some seconds


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_desks_without_log_in_see_what_each_other_look_at(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, other = windows
    meeting.usual()
    for window in windows:
        open_desk(window, dashboard)
    select(page, OPINION)
    expect(row(other, OPINION).locator(".claim")).to_have_text("机1が見ています")
    select(other, QUESTION)
    expect(row(page, QUESTION).locator(".claim")).to_have_text("机2が見ています")
    expect(row(page, OPINION).locator(".claim")).to_have_count(0)
    expect(page.locator("#own-desk")).to_have_text("この画面は「机1」です")
    expect(other.locator("#own-desk")).to_have_text("この画面は「机2」です")
    open_desk(page, dashboard, "en")
    expect(row(page, QUESTION).locator(".claim")).to_have_text("Desk 2 is looking at this")
    expect(row(other, OPINION).locator(".claim")).to_have_count(0)


def test_all_that_waits_says_so_and_is_sent_in_its_order(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    meeting.act("queue", ids[COPIED])
    meeting.act("queue", ids[OTHER])
    open_desk(page, dashboard)
    select(page, QUESTION)
    for address in ADDRESSES:
        page.route(address, lambda route: route.abort())
    for key in ("q", "a", "r"):
        page.keyboard.press(key)
    for text in (QUESTION, OPINION, PHONE):
        expect(row(page, text)).to_contain_text("送信待ち")
    page.locator("#queue .queued", has_text=OTHER).get_by_role("button", name="上へ").click()
    queued = page.locator("#queue .queued")
    expect(queued.first).to_contain_text("送信待ち")
    expect(queued.nth(1)).not_to_contain_text("送信待ち")
    select(page, PHONE)
    page.keyboard.press("z")
    page.keyboard.press("z")
    expect(row(page, PHONE)).not_to_contain_text("送信待ち")
    meeting.act("reject", ids[OPINION])
    for address in ADDRESSES:
        page.unroute(address)
    until(page, lambda: meeting.state(ids[QUESTION]) == "queued")
    expect(row(page, OPINION).locator(".wrong")).to_have_text("すでに佐藤が変更しました")
    expect(page.locator("#rows .row", has_text="送信待ち")).to_have_count(0)
    assert meeting.verbs() == ["queue", "queue", "reject", "queue"]
    assert meeting.queue() == (ids[COPIED], ids[OTHER], ids[QUESTION])


def test_an_act_whose_undoing_waits_says_so_and_both_are_done_once(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
    gone = True

    def answer(route: Any) -> None:
        if gone:
            route.fulfill(status=502, body="no server behind this address")
        else:
            route.continue_()

    for address in ADDRESSES:
        page.route(address, answer)
    page.keyboard.press("z")
    expect(row(page, OPINION)).to_contain_text("送信待ち")
    select(page, QUESTION)
    for key in "ahhh":
        page.keyboard.press(key)
    expect(row(page, QUESTION)).to_contain_text("送信待ち")
    gone = False
    until(page, lambda: len(meeting.verbs()) == 6)
    expect(page.locator("#rows .row", has_text="送信待ち")).to_have_count(0)
    assert meeting.verbs() == ["let_through", "undo", "let_through", "hold", "hold", "hold"]


def test_some_row_stays_selected_after_every_key(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    for n in range(3):
        meeting.arrive(f"{n}回目の別の言葉です", person="甲")
    open_desk(page, dashboard)
    chosen = page.locator("#rows .row[aria-selected=true]")
    select(page, "0回目の別の言葉です")
    for key in ("p", "Escape", "p", "p"):
        page.keyboard.press(key)
        expect(chosen).to_contain_text("0回目の別の言葉です")
        expect(chosen).to_be_focused()
    select(page, QUESTION)
    page.keyboard.press("3")
    expect(chosen).to_contain_text(PHONE)
    page.keyboard.press("1")
    expect(chosen).to_contain_text(PHONE)
    page.keyboard.press("/")
    page.keyboard.type("別の言葉")
    expect(page.locator("#rows .row")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(chosen).to_contain_text(PHONE)
    for n in range(3):
        meeting.arrive(f"新しい声{n}")
    expect(page.locator("#fresh")).to_have_text("新着 3")
    page.keyboard.press("n")
    expect(chosen).to_contain_text(PHONE)
    page.keyboard.press("a")
    expect(chosen).to_have_count(1)


def test_what_is_new_is_acted_on_where_it_is_seen(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.arrive_together([f"{n}人目の意見です" for n in range(60)])
    open_desk(page, dashboard)
    row(page, "1人目の意見です").last.wait_for()
    page.locator(f"#rows .row[data-id='{ids[2]}'] .text").click()
    late = meeting.arrive("あとから届いた声")
    expect(page.locator("#fresh")).to_have_text("新着 1")
    page.keyboard.press("n")
    chosen = page.locator("#rows .row[aria-selected=true]")
    expect(chosen).to_have_attribute("data-id", late)
    expect(chosen).to_be_in_viewport(ratio=1)
    page.keyboard.press("a")
    expect(chosen).to_have_attribute("data-id", ids[-1])
    page.keyboard.press("n")
    expect(chosen).to_have_count(1)
    page.keyboard.press("z")
    expect(chosen).to_have_attribute("data-id", late)
    until(page, lambda: meeting.state(late) == "received")


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_what_is_read_keeps_its_place_while_others_change(
    meeting: DeskMeeting, page: Page, dashboard: str, width: int
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    ids = meeting.arrive_together([f"{n}人目の意見です" for n in range(30)], read=False)
    open_desk(page, dashboard)
    if width == 360:
        page.locator("#parts [data-part=inbox]").click()
    page.locator(f"#rows .row[data-id='{ids[-4]}'] .text").click()
    chosen = page.locator("#rows .row[aria-selected=true]")
    before = chosen.bounding_box()
    meeting.arrive("あとから届いた声です")
    for n in range(4):
        meeting.arrive(f"29人目の意見です{'！' * n}", folded=ids[-1])
    meeting.read(ids)
    expect(page.locator("#rows .row").first).to_contain_text("似た声")
    expect(chosen).to_contain_text("意見")
    assert chosen.bounding_box() == pytest.approx(before, abs=1.0)


def test_what_many_say_is_soon_one_row_in_what_is_looked_for_too(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    first, *others = ids = meeting.arrive_together([COPIED] * 6, read=False)
    open_desk(page, dashboard)
    page.keyboard.press("/")
    page.keyboard.type(COPIED)
    rows = page.locator("#rows .row", has_text=COPIED)
    expect(rows).to_have_count(len(ids))
    meeting.read([first])
    meeting.read(others, folded=first)
    expect(rows).to_have_count(1, timeout=SOON)
    expect(rows).to_contain_text("6件")


def test_what_was_done_to_a_row_that_joins_others_stays_as_long_as_it_can_be_undone(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    first, other, _ = meeting.arrive_together([COPIED, COPIED + "！", OPINION], read=False)
    page.clock.install()
    open_desk(page, dashboard)
    rows = page.locator("#rows .row")
    select(page, COPIED + "！")
    page.keyboard.press("r")
    until(page, lambda: meeting.state(other) == "rejected")
    select(page, OPINION)
    page.mouse.move(0, 0)
    meeting.read([first])
    meeting.read([other], folded=first)
    expect(rows.nth(1)).to_contain_text("ほかの似た声とまとめました")
    page.clock.fast_forward(10_000)
    meeting.arrive("あとから届いた声")
    expect(page.locator("#fresh")).to_have_text("新着 1")
    expect(rows).to_have_count(3)
    page.clock.fast_forward(30_000)
    expect(rows).to_have_count(2)


def test_a_desk_that_is_told_no_row_of_it_folds_what_many_say(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    first, *others = meeting.arrive_together([COPIED] * 6, read=False)
    open_desk(page, dashboard)
    rows = page.locator("#rows .row", has_text=COPIED)
    expect(rows).to_have_count(6)
    state = page.request.get(f"{dashboard}{DESK}/state").json()
    refolded = [[one, first, "opinion"] for one in others]
    page.route(
        ADDRESSES[1], lambda route: route.fulfill(json={**state, "rows": [], "refolded": refolded})
    )
    expect(rows).to_have_count(1, timeout=SOON)


def test_an_undoing_is_at_hand_in_every_part_of_a_phone(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    page.set_viewport_size(ViewportSize(width=360, height=740))
    ids = meeting.usual()
    meeting.act("queue", ids[QUESTION])
    open_desk(page, dashboard)
    page.locator("#parts [data-part=air]").click()
    page.locator("#queue .text").click()
    page.locator("#air [data-act=air]").click()
    until(page, lambda: meeting.state(ids[QUESTION]) == "on_air")
    undo = page.locator("#air .undo-here")
    expect(undo).to_contain_text("取り消す：画面に出しました（あと2")
    expect(undo).to_be_in_viewport(ratio=1)
    page.locator("#parts [data-part=moves]").click()
    undo = page.locator("#moves .undo-here")
    assert (undo.bounding_box() or {"height": 99})["height"] < 60
    page.set_viewport_size(ViewportSize(width=768, height=740))
    expect(page.locator(".undo-here:visible")).to_have_count(0)
    page.set_viewport_size(ViewportSize(width=360, height=740))
    undo.click()
    until(page, lambda: meeting.state(ids[QUESTION]) == "queued")
    expect(page.locator("#moves .undo-here")).to_be_hidden()
