"""The inbox of the desk in a real browser: its rows, its search and its keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from koemap.live_records import Flag
from koemap.store import Store
from tests.dashboard.desk_meetings import (
    COPIED,
    OPINION,
    PHONE,
    QUESTION,
    DeskMeeting,
)
from tests.dashboard.hostile import HOSTILE
from tests.dashboard.test_browser_desk import (
    by_mouse,
    open_desk,
    row,
    select,
    top_of,
    until,
)


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_rows_stay_where_they_are_while_new_ones_arrive(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    before = top_of(row(page, OPINION))
    for n in range(3):
        meeting.arrive(f"あとから届いた声{n}")
    expect(page.locator("#fresh")).to_have_text("新着 3")
    assert top_of(row(page, OPINION)) == before
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
    page.keyboard.press("n")
    expect(page.locator("#rows .row").first).to_contain_text("あとから届いた声2")
    expect(page.locator("#fresh")).to_be_hidden()
    expect(row(page, PHONE)).to_have_attribute("aria-selected", "true")


def test_what_cannot_go_on_air_yet_says_how_to_go_on_for_as_long_as_that_is_so(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    remark = page.locator("#rows .wrong")
    expect(row(page, OPINION).locator(".tag")).to_have_count(0)
    select(page, OPINION)
    page.keyboard.press("o")
    expect(remark).to_have_text("画面に出す前に、通してください（A）")
    meeting.act("let_through", ids[OPINION])
    expect(row(page, OPINION)).to_contain_text("通した・佐藤")
    expect(remark).to_have_count(0)
    select(page, QUESTION)
    page.keyboard.press("q")
    page.keyboard.press("o")
    expect(row(page, PHONE).locator(".wrong")).to_contain_text("→ のあと O で、列の先頭を")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    until(page, lambda: meeting.state(ids[QUESTION]) == "on_air")
    expect(remark).to_have_count(0)
    expect(page.locator("#beside")).to_have_text("配信画面にはほかに：参加者数（14人）")


def test_what_was_rejected_is_let_through_before_it_is_queued(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("reject", ids[OPINION])
    open_desk(page, dashboard)
    page.locator("[data-filter=rejected]").click()
    select(page, OPINION)
    page.keyboard.press("q")
    expect(row(page, OPINION).locator(".wrong")).to_have_text("画面に出す前に、通してください（A）")
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")


def test_copies_are_opened_and_each_can_be_acted_on(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    meeting.arrive(COPIED + "ね", folded=ids[COPIED])
    expect(row(page, COPIED)).to_contain_text("9件・9人")
    select(page, COPIED)
    page.keyboard.press("m")
    expect(page.locator("#rows .copy")).to_have_count(8)
    expect(page.locator("#rows .copy").last).to_contain_text(COPIED + "ね")
    page.keyboard.press("j")
    page.keyboard.press("r")
    first = str(page.locator("#rows .copy").first.get_attribute("data-id"))
    until(page, lambda: meeting.state(first) == "rejected")
    assert meeting.state(ids[COPIED]) == "received"


def test_the_inbox_is_searched_and_filtered(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("let_through", ids[OPINION])
    open_desk(page, dashboard)
    expect(page.locator("#rows .row")).to_have_count(5)
    page.keyboard.press("/")
    page.keyboard.type("しんさ")
    expect(page.locator("#no-rows")).to_have_text("見つかりませんでした")
    page.locator("#search").fill("ﾃﾞｰﾀｾﾝﾀｰ 夏")
    expect(page.locator("#rows .row")).to_contain_text([QUESTION])
    expect(page.locator("#rows .row")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#rows .row")).to_have_count(5)
    page.get_by_role("button", name="通した", exact=True).click()
    expect(page.locator("#rows .row")).to_contain_text([OPINION])
    page.keyboard.press("j")
    page.keyboard.press("o")
    until(page, lambda: meeting.state(ids[OPINION]) == "on_air")
    assert meeting.verbs() == ["let_through", "air"]


def test_all_that_waits_is_reached_however_much_came_at_once(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    first = [meeting.arrive(f"{n}番目の声です") for n in range(10)]
    open_desk(page, dashboard)
    expect(page.locator("#rows .row")).to_have_count(10)
    ids = meeting.arrive_together([f"{n}人目の意見です" for n in range(2_000)])
    expect(page.locator("#n-unseen")).to_have_text("2,010")
    page.locator("#fresh").click()
    older, at_first = page.locator("#older"), page.locator("#rows .row").count()
    expect(older).to_have_text(f"古い声をさらに表示（あと{2_010 - at_first:,}件）")
    while older.is_visible():
        words = older.inner_text()
        older.click()
        expect(older).not_to_have_text(words)
    shown = page.locator("#rows .row").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    assert shown == [*reversed(ids), *reversed(first)]


def test_keys_do_nothing_while_somebody_types(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    page.locator("#search").click()
    page.keyboard.type("arhqszod")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("1文字のキーを使う").uncheck()
    page.keyboard.press("Escape")
    select(page, OPINION)
    page.keyboard.press("a")
    by_mouse(page, "hold")
    until(page, lambda: meeting.verbs() == ["hold"])


def test_hostile_texts_stay_texts(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    safe = [text.encode(errors="replace").decode().replace("\x00", "") for text in HOSTILE]
    ids = [meeting.arrive(text, flags=[Flag("link", (text[:20],))]) for text in safe]
    ids.append(meeting.arrive("長い声" * 1_600))
    ids.append(meeting.arrive("ざ" + "\u0335\u0336\u0337" * 60))
    meeting.arrive("x" * 4_900)
    meeting.arrive("😀" * 900)
    meeting.happen(HOSTILE[0], HOSTILE[0])
    open_desk(page, dashboard)
    page.locator("#rows .row").first.click()
    for _ in ids:
        page.keyboard.press("q")
    until(page, lambda: len(meeting.queue()) == len(ids))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    expect(page.locator("#on-air .question")).to_be_visible()
    assert page.evaluate("window.pwned") is None
    assert page.locator("#rows img, #rows script, #queue script, #on-air script").count() == 0
    rows = page.locator("#rows .row").all()
    assert max(one.bounding_box()["height"] for one in rows) < 180  # type: ignore[index]
