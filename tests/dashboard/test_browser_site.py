from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.site import write_site
from koemap.store import Store
from tests.dashboard.meetings import a_difficult_meeting
from tests.dashboard.test_site import a_publication
from tests.factories import a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def front(store: Store, tmp_path: Path) -> str:
    edition = a_mapped_meeting(store)
    write_site(edition, a_publication(edition), tmp_path / "site", zone=TOKYO)
    return (tmp_path / "site" / "index.html").as_uri()


@pytest.fixture
def offline(page: Page) -> Iterator[Page]:
    """The page of a reader whose every request is noted."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


def test_a_citizen_follows_a_topic_from_the_map_and_from_the_list(
    offline: Page, front: str
) -> None:
    offline.goto(front)
    offline.locator(".sheet-wide .name").first.click()
    expect(offline.locator("blockquote").first).to_be_visible()
    assert "/topic-t0" in offline.url
    offline.goto(front)
    offline.get_by_role("link", name="学校で生成AIをどう使うか").last.click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("学校で生成AIをどう使うか")


def test_a_reader_switches_the_language_and_stays_on_the_page(offline: Page, front: str) -> None:
    offline.goto(front.replace("index", "lone"))
    offline.get_by_role("link", name="English").click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("Lone voices")
    offline.get_by_role("link", name="日本語").click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("ひとりの声")


def test_the_first_tab_leads_past_the_header(offline: Page, front: str) -> None:
    offline.goto(front)
    offline.keyboard.press("Tab")
    offline.keyboard.press("Enter")
    expect(offline.locator("main")).to_be_focused()


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_scrolls_sideways_on_a_phone(
    browser: Browser, store: Store, tmp_path: Path, width: int
) -> None:
    edition = a_difficult_meeting(store)
    write_site(edition, a_publication(edition), tmp_path / "site", zone=TOKYO)
    context = browser.new_context(
        viewport={"width": width, "height": 700}, java_script_enabled=True
    )
    phone = context.new_page()
    for path in sorted((tmp_path / "site").glob("*.html")):
        phone.goto(path.as_uri())
        assert phone.evaluate("document.documentElement.scrollWidth") == width, path.name
        assert phone.evaluate("window.pwned") is None
    context.close()


def test_the_site_reads_without_javascript(browser: Browser, front: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    reader = context.new_page()
    reader.goto(front)
    expect(reader.locator(".sheet-wide svg")).to_be_visible()
    expect(reader.locator(".ledger tr")).to_have_count(6)
    context.close()
