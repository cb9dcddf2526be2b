"""The council's screen in a real browser, as a council member uses it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from koemap.store import Store
from tests.dashboard.hands import press
from tests.dashboard.meetings import ENDLESS, HIDDEN, HTML, a_difficult_meeting
from tests.factories import a_mapped_meeting, a_meeting

COUNCIL = "/council/minamo-2"
LABEL = "学校で生成AIをどう使うか"


A_FREE_DOT = """() => {
  const box = document.querySelector("#picture canvas").getBoundingClientRect();
  const map = KoemapMap.on(document.getElementById("picture")), { names, place } = map.seen();
  const on = (n, x, y) => Math.abs(x - n.x) < n.width / 2 && Math.abs(y - n.y) < n.height / 2;
  const free = ([x, y]) => !names.some((n) => on(n, x, y));
  const [x, y] = [6, 5, 4, 3, 2, 1, 0].map(place).find(free);
  return [box.x + x, box.y + y];
}"""
"""The middle of a dot that no lettering covers."""


THE_NAME = """(topicId) => {
  const box = document.querySelector("#picture canvas").getBoundingClientRect();
  const { names } = KoemapMap.on(document.getElementById("picture")).seen();
  const name = names.find((n) => n.topic === topicId);
  return [box.x + name.x, box.y + name.y];
}"""
"""The middle of a topic's name on the map."""


def show(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#page")).to_have_attribute("data-shown", re.compile("."))
    expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#page.council #picture:not([data-drawn])")).to_have_count(0)


def test_a_topic_found_in_the_table_opens_with_its_exemplars(
    store: Store, page: Page, dashboard: str
) -> None:
    edition = a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.get_by_role("table").get_by_role("link", name=LABEL).click()
    opened = page.locator("#opened")
    expect(opened.get_by_role("heading", level=2)).to_have_text(LABEL)
    for comment_id in edition.topics["t03"].exemplars:
        expect(opened).to_contain_text(edition.comments[comment_id].text)
    expect(page).to_have_url(re.compile("topic=t03"))
    expect(page).to_have_title(re.compile(LABEL))
    entries = page.locator("#comments .entries li")
    expect(entries).to_have_count(edition.topics["t03"].n_comments)


def test_the_list_of_a_topic_turns_its_pages(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 300)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    first = page.locator("#comments .entries li").first
    before = first.inner_text()
    page.get_by_role("link", name="次へ").click()
    expect(first).not_to_have_text(before)
    expect(page.get_by_role("link", name="2ページ目")).to_have_attribute("aria-current", "page")


def test_a_search_marks_what_it_finds_and_counts_it(
    store: Store, page: Page, dashboard: str
) -> None:
    a_difficult_meeting(store)
    show(page, dashboard + COUNCIL)
    page.locator("#search-field").fill("ａｉ")
    page.locator("#search-field").press("Enter")
    expect(page.locator("#comments .total")).to_have_text("3件")
    expect(page.locator("#comments mark")).to_have_text(["ＡＩ", "AI", "AI"])
    expect(page.locator("#comments")).to_contain_text("ほぼ同じ文面 ほか1件")
    page.locator("#search-field").fill("どこにもない言葉")
    page.get_by_role("search").first.get_by_role("button", name="さがす").click()
    expect(page.locator("#comments")).to_contain_text("「どこにもない言葉」を含む声はありません")


def test_the_other_language_keeps_the_place(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03&q=授業")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#opened")).to_contain_text("Open topic")
    expect(page.locator("#search-field")).to_have_value("授業")
    expect(page.locator("tr.on")).to_contain_text(LABEL)
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("#opened")).to_contain_text("開いている論点")


def test_a_link_restores_the_screen_and_back_returns(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.get_by_role("table").get_by_role("link", name=LABEL).click()
    expect(page.locator("tr.on")).to_contain_text(LABEL)
    page.get_by_role("link", name=re.compile("^ひとりの声")).click()
    expect(page.locator("#comments h2")).to_contain_text("ひとりの声")
    link = page.url
    page.go_back()
    expect(page.locator("#opened h2")).to_have_text(LABEL)
    expect(page.locator("tr.on")).to_contain_text(LABEL)
    page.go_back()
    expect(page.locator("#comments")).to_be_empty()
    show(page, link)
    expect(page.locator("#comments h2")).to_contain_text("ひとりの声")


def test_a_dot_on_the_map_shows_its_comment(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    show(page, dashboard + COUNCIL)
    page.mouse.click(*page.evaluate(A_FREE_DOT))
    expect(page.locator("#opened h2")).to_have_text("地図で選んだ声")
    expect(page).to_have_url(re.compile("comment=yt"))
    page.get_by_role("link", name="閉じる").first.click()
    expect(page.locator("#opened h2")).not_to_have_text("地図で選んだ声")


def test_a_new_width_redraws_the_map_and_asks_the_server_nothing(
    store: Store, page: Page, dashboard: str
) -> None:
    a_difficult_meeting(store)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "_dash-update" in r.url else None)
    show(page, f"{dashboard}{COUNCIL}?topic=t01")
    page.locator("#comments summary").first.click()
    drawn = page.locator("#picture canvas")
    before = drawn.get_attribute("width")
    page.set_viewport_size({"width": 1200, "height": 900})
    expect(drawn).not_to_have_attribute("width", str(before))
    assert len(asked) == 1
    expect(page.locator("#comments details[open]")).to_have_count(1)


def test_the_table_and_the_map_point_at_each_other(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    seen = "KoemapMap.on(document.getElementById('picture')).seen()"
    page.get_by_role("table").get_by_role("link", name=LABEL).hover()
    assert page.evaluate(f"{seen}.brushed") == "t03"
    page.mouse.move(*page.evaluate(THE_NAME, "t02"))
    expect(page.locator("#words tr[data-brushed]")).to_contain_text("誤回答のとき誰が責任を負うか")
    page.mouse.move(2, 2)
    expect(page.locator("#words tr[data-brushed]")).to_have_count(0)


def test_a_search_lights_up_what_it_finds(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?q=ａｉ")
    assert page.evaluate("KoemapMap.on(document.getElementById('picture')).seen().lit") == 2


def test_a_name_on_the_map_opens_its_topic(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.mouse.click(*page.evaluate(THE_NAME, "t03"))
    expect(page.locator("#opened h2")).to_have_text(LABEL)


def test_texts_of_strangers_stay_text(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    for query in ("topic=t01", "list=all", "comment=yt:1", "q=img"):
        show(page, f"{dashboard}{COUNCIL}?{query}")
        expect(page.locator("#main")).to_contain_text("onerror=")
        assert page.locator("#main img").count() == 0
        assert page.evaluate("window.pwned") is None
    expect(page.locator("#comments .verbatim")).to_have_text(HTML)


def test_a_hidden_text_is_nowhere_in_what_is_sent(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    sent: list[str] = []
    page.on(
        "requestfinished", lambda r: sent.append(r.response().text()) if "_dash" in r.url else None
    )  # type: ignore[union-attr]
    for query in ("list=hidden", "list=all", f"q={HIDDEN}", "comment=yt:9", "list=withdrawn"):
        show(page, f"{dashboard}{COUNCIL}?{query}")
    expect(page.locator("#comments")).to_contain_text("理由：書いた人の求め")
    assert len(sent) > 5
    assert HIDDEN not in "".join(sent).replace(f'"{HIDDEN}"', "").replace(f"「{HIDDEN}」", "")


def test_the_time_of_a_comment_leads_to_that_second(
    store: Store, page: Page, dashboard: str
) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?q=ひとりだけ")
    link = page.locator("#comments").get_by_role("link", name="動画の0:07:03を開く")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=opvFauAVeEU&t=423s")


def test_the_invented_stream_has_no_link(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 60)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    expect(page.locator("#comments")).to_contain_text("0:00:40")
    assert page.locator("a[href*='youtube']").count() == 0


@pytest.mark.parametrize("query", ["", "?topic=t01", "?list=all&lang=en", "?q=理由"])
def test_nothing_is_wider_than_a_phone(
    store: Store, browser: Browser, dashboard: str, query: str
) -> None:
    a_difficult_meeting(store)
    phone = browser.new_context(viewport={"width": 375, "height": 740}, color_scheme="dark")
    page = phone.new_page()
    show(page, dashboard + COUNCIL + query)
    expect(page.locator("#picture canvas")).to_have_attribute("width", "349")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert page.locator("#picture").bounding_box()["height"] >= 300  # type: ignore[index]
    phone.close()


def test_nothing_is_asked_of_another_host(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in ("/", COUNCIL, f"{COUNCIL}?topic=t02&lang=en", "/council/none"):
        show(page, dashboard + path)
    assert hosts == {urlsplit(dashboard).netloc}


def test_only_the_own_scripts_run(store: Store, context: BrowserContext, dashboard: str) -> None:
    a_mapped_meeting(store)
    page = context.new_page()
    show(page, dashboard + COUNCIL)
    with page.expect_console_message(lambda m: "Content Security Policy" in m.text) as message:
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'),"
            " {textContent: 'window.canary = 1'}))"
        )
    assert page.evaluate("window.canary") is None
    assert message.value.type in ("error", "warning")


def test_the_keyboard_reaches_content_and_topics(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#switch a").first).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(page, page.locator("#words a").first)
    expect(page.locator("#opened")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/council/none", "「none」という会議はありません"),
        ("/elsewhere", "お探しの画面はありません"),
        ("/council/none?lang=en", "There is no meeting “none”"),
    ],
)
def test_what_is_not_there_leads_back_to_the_meetings(
    store: Store, page: Page, dashboard: str, path: str, words: str
) -> None:
    a_mapped_meeting(store)
    show(page, dashboard + path)
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    page.get_by_role("link", name=re.compile("会議の一覧へ|To the list")).click()
    page.get_by_role("link", name="みなも市").click()
    expect(page.get_by_role("table")).to_be_visible()


def test_a_meeting_without_a_map_says_what_to_run(store: Store, page: Page, dashboard: str) -> None:
    store.add_meeting(a_meeting())
    show(page, dashboard + COUNCIL)
    expect(page.locator("pre")).to_have_text("koemap analyze --meeting minamo-2")
    a_mapped_meeting(store)
    page.reload()
    expect(page.get_by_role("table")).to_be_visible()


def test_an_endless_word_stays_in_its_column(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?topic=t01")
    text = page.locator("#comments .verbatim", has_text=ENDLESS[-100:])
    closed = text.bounding_box()
    text.click()
    expect(page.locator("#comments details[open]")).to_have_count(1)
    opened = text.bounding_box()
    assert closed is not None
    assert opened is not None
    assert opened["height"] > closed["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
