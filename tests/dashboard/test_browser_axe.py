"""axe-core finds nothing wrong on any screen and page, in both languages and both themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from koemap.edition import read
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.test_browser_site import published

COUNCIL = "/council/minamo-2"
SCREENS = {
    "the list of meetings": "/?lang={language}",
    "the council's screen": COUNCIL + "?lang={language}",
    "an opened topic": COUNCIL + "?lang={language}&topic=t01&list=in_topic",
    "what people decided": COUNCIL + "?lang={language}&list=changes",
    "the list view": COUNCIL + "?lang={language}&view=list",
    "time": COUNCIL + "?lang={language}&view=time",
    "comparison": COUNCIL + "?lang={language}&view=compare",
    "paper": COUNCIL + "?lang={language}&view=paper",
    "the hall": COUNCIL + "?lang={language}&view=hall",
    "an address that leads nowhere": "/nowhere?lang={language}",
}
PAGES = ("index", "map", "method", "accounting", "lone", "data", "versions", "topic-t01", "report")
WIDTHS = {"light": 1280, "dark": 320}


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on a desk in light colours, and one on a small phone in dark ones."""
    viewport = {"width": WIDTHS[request.param], "height": 800}
    context = browser.new_context(viewport=viewport, color_scheme=request.param, locale="ja-JP")
    yield context.new_page()
    context.close()


def found(page: Page) -> list[str]:
    """What axe-core finds wrong: the rule, what it is about, and where."""
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"][:2]
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_open_to_everyone(
    store: Store, page: Page, dashboard: str, name: str, language: str
) -> None:
    a_meeting_with_answers(store)
    page.goto(dashboard + SCREENS[name].format(language=language))
    expect(page.locator("#page")).to_have_attribute("data-shown", re.compile("."))
    expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")
    assert found(page) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_published_page_is_open_to_everyone(
    store: Store, page: Page, tmp_path: Path, language: str
) -> None:
    a_meeting_with_answers(store)
    site = published(read(store, "minamo-2"), tmp_path / "site")
    ending = ".html" if language == "ja" else ".en.html"
    wrong = {}
    for name in PAGES:
        page.goto((site / f"{name}{ending}").as_uri())
        wrong[name] = found(page)
    assert {name: list_ for name, list_ in wrong.items() if list_} == {}
