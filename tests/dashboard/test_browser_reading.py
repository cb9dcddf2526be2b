"""Reading in a real browser: ordering the topics, narrowing the comments, cards on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from koemap.store import Store
from tests.dashboard.meetings import a_difficult_meeting
from tests.dashboard.test_browser_council import COUNCIL, LABEL, show
from tests.factories import a_mapped_meeting

SMALLEST_TARGET = 24  # pixels, WCAG 2.2


def test_topics_are_ordered_by_a_column_and_the_opened_one_stays(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 125)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    table = page.get_by_role("table")
    expect(table.locator(".theme")).to_have_count(4)
    page.get_by_role("columnheader", name="質問").get_by_role("link").click()
    expect(table.locator(".theme")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="質問")).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(page).to_have_url(re.compile("sort=questions"))
    expect(page.locator("tr.on")).to_contain_text(LABEL)
    table.get_by_role("link", name="高齢者が取り残されない").click()
    expect(page.locator("tr.on")).to_contain_text("高齢者")
    expect(page).to_have_url(re.compile("sort=questions"))


def test_comments_are_narrowed_by_keyboard_and_copies_open(
    store: Store, page: Page, dashboard: str
) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?topic=t02")
    total = page.locator("#comments .total")
    expect(total).to_have_text("4件")
    page.get_by_role("group", name="出どころ").get_by_role("link", name="チャット").focus()
    page.keyboard.press("Enter")
    expect(total).to_have_text("3件")
    summary = page.locator("#comments .copies summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#comments .copies .quote")).to_contain_text("AIの理由を公開して")
    expect(page.locator("#comments .copies .quote a", has_text="0:05:03")).to_be_visible()


def test_a_bar_of_time_lists_what_was_written_then(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    page.locator("#opened .rhythm a").first.click()
    expect(page.locator("#comments .choices")).to_contain_text("動画の0:00:00–0:05:00")
    expect(page.locator("#comments .total")).to_have_text("3件")


def test_on_a_phone_topics_are_cards_that_fit(
    store: Store, browser: Browser, dashboard: str
) -> None:
    a_mapped_meeting(store, 125)
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ja-JP", has_touch=True
    )
    page = context.new_page()
    show(page, dashboard + COUNCIL)
    card = page.get_by_role("row", name=LABEL)
    expect(card.get_by_role("cell").nth(1)).to_have_attribute("data-of", "件")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 360
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 336
    for link in page.locator("#comments .pick, .numbers .sorting").all():
        target = link.bounding_box()
        assert target is not None
        assert target["height"] >= SMALLEST_TARGET
    context.close()
