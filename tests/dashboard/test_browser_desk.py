"""The facilitator's desk in real browsers: by keyboard, by mouse, by two, and without a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from koemap.live_records import Claim, Flag
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
from tests.dashboard.hostile import HOSTILE
from tests.dashboard.test_browser_axe import violations

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
    assert meeting.verbs() == ["queue", "queue", "order", "air", "answered", "queue"]


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
    press()
    expect(page.locator("#lift-yes")).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("j")
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[QUESTION]) == "let_through")
    assert meeting.is_stopped()
    page.locator("#lift-yes").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#stop")).to_be_focused()
    press()
    if how == "key":
        page.keyboard.press("Enter")
    else:
        page.locator("#lift-yes").click()
    until(page, lambda: not meeting.is_stopped())
    expect(page.locator("#live")).to_have_text("配信中")


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


def test_nothing_that_waits_goes_on_air(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    select(page, OPINION)
    page.keyboard.press("o")
    expect(row(page, OPINION)).to_contain_text("画面に出す前に、通してください")
    assert meeting.verbs() == []


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
    field.fill("町どうしで作る")
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
    meeting.usual()
    open_desk(page, dashboard)
    name = "いま聞いた：データセンターの電力と場所"
    page.locator("#not-asked").get_by_role("button", name=name).click()
    until(page, lambda: bool(store.decisions(MEETING, "take_up")))
    expect(page.locator("#taken-up summary")).to_have_text("聞いた論点 1")
    expect(page.locator("#not-asked")).not_to_contain_text("データセンターの電力と場所")
    page.locator("#taken-up summary").click()
    expect(page.locator("#taken-up")).to_contain_text("1:08:")


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


def test_what_is_done_without_a_network_is_kept_and_done_once(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    context = page.context
    open_desk(page, dashboard)
    select(page, OPINION)
    context.set_offline(True)
    lost = monotonic()
    expect(page.locator("#health")).to_contain_text("つながりしだい続けます")
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


@pytest.mark.parametrize("width", [1440, 1024, 360])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_desk_fits(
    meeting: DeskMeeting, browser: Browser, dashboard: str, width: int, language: str
) -> None:
    ids = meeting.usual()
    meeting.candidate()
    for text in (QUESTION, OTHER):
        meeting.act("queue", ids[text])
    meeting.act("air", ids[QUESTION])
    context = browser.new_context(viewport={"width": width, "height": 768}, has_touch=width < 1200)
    page = context.new_page()
    open_desk(page, dashboard, language)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0
    expect(page.locator("#stop")).to_be_in_viewport(ratio=1)
    if width == 360:
        expect(page.locator("#rows")).to_be_visible()
        page.locator("#parts [data-part=air]").click()
        expect(page.locator("#inbox")).to_be_hidden()
        assert page.evaluate(sideways) <= 0
    else:
        expect(page.locator("#inbox [data-act=undo]")).to_be_in_viewport(ratio=1)
    expect(page.locator("#on-air .question")).to_be_in_viewport()
    if width < 1200:
        small = [
            one.inner_text()
            for one in page.locator("button:visible, summary:visible").all()
            if one.bounding_box()["height"] < 44  # type: ignore[index]
        ]
        assert small == []
    context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_desk_is_open_to_everyone(
    meeting: DeskMeeting, browser: Browser, dashboard: str, width: int, look: str, language: str
) -> None:
    ids = meeting.usual()
    meeting.candidate()
    for verb, text in (("queue", OTHER), ("queue", QUESTION), ("reject", ATTACK)):
        meeting.act(verb, ids[text])  # type: ignore[arg-type]
    meeting.act("air", ids[OTHER])
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=look)  # type: ignore[arg-type]
    page = context.new_page()
    open_desk(page, dashboard, language)
    if width == 1440:
        select(page, OPINION)
        page.keyboard.press("a")
        page.keyboard.press("?")
    assert violations(page) == []
    if width == 360:
        for part in ("moves", "air"):
            page.locator(f"#parts [data-part={part}]").click()
            assert violations(page) == []
    page.locator("#stop").click()
    expect(page.locator("#live")).to_have_text(re.compile("停止中|STOPPED"))
    assert violations(page) == []
    context.close()
