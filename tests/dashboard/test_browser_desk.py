"""The facilitator's desk in real browsers: by keyboard, by mouse, and by two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from koemap.live_records import Claim
from koemap.store import Store
from tests.dashboard.desk_meetings import (
    ATTACK,
    COPIED,
    DESK,
    MEETING,
    OPINION,
    OTHER,
    PHONE,
    QUESTION,
    DeskMeeting,
)

LONGEST = 10.0  # seconds
DESKTOP = ViewportSize(width=1440, height=900)
LETTERS = {"let_through": "a", "reject": "r", "hold": "h", "queue": "q"}
STATES = {"let_through": "let_through", "reject": "rejected", "hold": "held", "queue": "queued"}
Act = Callable[[Page, str], None]


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


@pytest.fixture
def windows(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """The windows of two people, whose browsers may note requests that fail."""
    pages, wrong = [], []
    for _ in range(2):
        context = browser.new_context(viewport=DESKTOP, locale="ja-JP", timezone_id="Asia/Tokyo")
        pages.append(context.new_page())
        pages[-1].on("pageerror", lambda error: wrong.append(str(error)))
    yield pages[0], pages[1]
    for page in pages:
        page.context.close()
    assert wrong == []


def by_key(page: Page, act: str) -> None:
    page.keyboard.press(LETTERS[act])


def by_mouse(page: Page, act: str) -> None:
    page.locator(f"#inbox [data-act={act}]").click()


def open_desk(page: Page, dashboard: str, language: str = "ja") -> None:
    page.goto(f"{dashboard}{DESK}?lang={language}")
    expect(page.locator("#n-people")).not_to_have_text("–")


def row(page: Page, text: str) -> Locator:
    return page.locator("#rows .row", has_text=text).first


def select(page: Page, text: str) -> None:
    row(page, text).locator(".text").click()
    expect(row(page, text)).to_have_attribute("aria-selected", "true")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for what the store says."""
    end = monotonic() + LONGEST
    while not is_so():
        assert monotonic() < end, "it never came to be so"
        page.wait_for_timeout(20)


def top_of(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["y"]


def test_the_desk_tells_what_is_new_what_was_not_asked_and_what_is_unsafe(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    meeting.candidate()
    open_desk(page, dashboard)
    expect(page.locator("#rows .row")).to_have_count(9)
    expect(page.locator("#rows .row").nth(3)).to_contain_text(QUESTION)
    expect(row(page, QUESTION)).to_contain_text("質問")
    expect(row(page, COPIED)).to_contain_text("似た声 8件・8人")
    expect(row(page, ATTACK).locator("mark")).to_have_text("出ていけ")
    expect(row(page, ATTACK)).to_contain_text("攻撃：出ていけ")
    expect(row(page, PHONE)).to_contain_text("個人情報：090-1234-5678")
    expect(page.locator("#n-unseen")).to_have_text("9")
    expect(page.locator("#not-asked")).to_contain_text("データセンターの電力と場所")
    expect(page.locator(".candidate")).to_contain_text("新しい論点かもしれません 3件・3人")
    expect(page.locator("#health")).to_contain_text("遅れ 2秒")
    expect(page.locator("#live")).to_have_text("配信中")


@pytest.mark.parametrize("act", LETTERS)
@pytest.mark.parametrize("how", [by_key, by_mouse])
def test_a_message_is_acted_on_by_key_and_by_mouse(
    meeting: DeskMeeting, page: Page, dashboard: str, how: Act, act: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    how(page, act)
    expect(row(page, PHONE)).to_have_attribute("aria-selected", "true")
    until(page, lambda: meeting.state(ids[OPINION]) == STATES[act])
    how(page, act)
    until(page, lambda: meeting.state(ids[PHONE]) == STATES[act])
    assert meeting.verbs() == [act, act]


def test_a_question_goes_all_the_way_by_keyboard_alone(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    for key in "jqjjjjqkq":
        page.keyboard.press(key)
    expect(page.locator("#queue .queued")).to_have_count(3)
    until(page, lambda: len(meeting.queue()) == 3)
    first = meeting.queue()
    assert first[0] == ids[QUESTION]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+ArrowDown")
    until(page, lambda: meeting.queue() == (first[1], first[0], first[2]))
    expect(page.locator("#queue .queued").nth(1)).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("#on-air .question")).to_have_text(QUESTION)
    until(page, lambda: meeting.state(ids[QUESTION]) == "on_air")
    page.keyboard.press("d")
    until(page, lambda: meeting.state(ids[QUESTION]) == "answered")
    expect(page.locator("#on-air")).to_contain_text("いまは何も出していません")
    expect(page.locator("#past")).to_contain_text("聞いた・回答済み 1")


def test_a_question_goes_all_the_way_by_mouse_alone(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    for text in (QUESTION, OTHER):
        select(page, text)
        by_mouse(page, "queue")
    expect(page.locator("#queue .queued")).to_have_count(2)
    page.locator("#queue .queued").first.get_by_role("button", name="下へ").click()
    until(page, lambda: meeting.queue() == (ids[OTHER], ids[QUESTION]))
    page.locator("#queue .queued", has_text=QUESTION).locator(".text").click()
    page.locator("#air [data-act=air]").click()
    until(page, lambda: meeting.state(ids[QUESTION]) == "on_air")
    page.get_by_label("メモ（回答の要点など）").fill("市が調べて次回答える。ahjkqrsz")
    page.locator("#air [data-act=answered]").click()
    until(page, lambda: meeting.state(ids[QUESTION]) == "answered")
    page.locator("#past summary").click()
    expect(page.locator("#past")).to_contain_text("市が調べて次回答える。")
    page.locator("#past").get_by_role("button", name="もう一度列へ").click()
    until(page, lambda: meeting.queue() == (ids[OTHER], ids[QUESTION]))
    assert meeting.verbs() == ["queue", "queue", "order", "air", "note", "answered", "queue"]


def test_an_act_is_undone_and_its_row_is_back_where_it_was(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    before = top_of(row(page, OPINION))
    page.keyboard.press("r")
    expect(page.locator("#done-words")).to_contain_text("載せないことにしました")
    until(page, lambda: meeting.state(ids[OPINION]) == "rejected")
    expect(row(page, OPINION)).to_contain_text("載せない")
    assert top_of(row(page, OPINION)) == before
    page.keyboard.press("z")
    until(page, lambda: meeting.state(ids[OPINION]) == "received")
    expect(row(page, OPINION)).to_have_attribute("aria-selected", "true")
    expect(row(page, OPINION)).not_to_contain_text("載せない")
    page.keyboard.press("z")
    expect(page.locator("#health")).to_contain_text("取り消せる操作はありません")


def lift(page: Page, how: str) -> None:
    """Lift the stop, after it was asked for by mistake."""
    page.locator("#stop").press("Enter")
    expect(page.locator("#lift-no")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stop")).to_be_focused()
    expect(page.locator("#live")).to_have_text("停止中")
    page.keyboard.press("Enter")
    if how == "key":
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
    else:
        page.locator("#lift-yes").click()


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_everything_is_stopped_by_one_key_and_lifting_asks_again(
    meeting: DeskMeeting, page: Page, dashboard: str, how: str
) -> None:
    ids = meeting.usual()
    open_desk(page, dashboard)

    def press() -> None:
        if how == "key":
            page.keyboard.press("s")
        else:
            page.locator("#stop").click()

    press()
    until(page, meeting.is_stopped)
    expect(page.locator("#live")).to_have_text("停止中")
    expect(page.locator("#alarm")).to_contain_text("停止")
    expect(page.locator("#stop")).to_have_text("再開する")
    page.keyboard.press("s")
    expect(page.locator("#health")).to_contain_text("すでに停止中です")
    expect(page.locator("#lift-yes")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[QUESTION]) == "let_through")
    lift(page, how)
    until(page, lambda: not meeting.is_stopped())
    expect(page.locator("#live")).to_have_text("配信中")


def test_nothing_that_waits_goes_on_air(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    page.keyboard.press("o")
    expect(row(page, OPINION)).to_contain_text("画面に出す前に、通してください")
    assert meeting.verbs() == []


def test_two_at_the_desk_see_each_other_and_nothing_is_done_twice(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, other_page = windows
    ids = meeting.usual()
    open_desk(page, dashboard)
    open_desk(other_page, dashboard)
    select(page, OPINION)
    select(other_page, OPINION)
    for window in (page, other_page):
        window.route("**/state?*", lambda route: route.abort())
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[OPINION]) == "let_through")
    other_page.keyboard.press("h")
    expect(row(other_page, OPINION).locator(".wrong")).to_contain_text("変更しました")
    other_page.unroute("**/state?*")
    page.unroute("**/state?*")
    expect(row(other_page, OPINION)).to_contain_text("通した")
    assert meeting.verbs() == ["let_through"]


def test_who_looks_at_a_row_is_named_to_others(
    meeting: DeskMeeting, store: Store, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    now = datetime.now(UTC)
    store.claim(MEETING, Claim(ids[OPINION], "佐藤", now + timedelta(seconds=20)), "佐藤", now)
    open_desk(page, dashboard)
    expect(row(page, OPINION)).to_contain_text("佐藤が見ています")
    select(page, QUESTION)
    until(
        page,
        lambda: (
            ids[QUESTION] in {one.comment_id for one in store.claims(MEETING, datetime.now(UTC))}
        ),
    )
