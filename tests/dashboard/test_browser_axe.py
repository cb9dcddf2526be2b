"""axe-core finds nothing wrong on any screen and page, in both themes and on a phone.

All are gone through in Japanese; those with every sort of part in English too, which has the same
elements with other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.sites import published
from tests.dashboard.staff import NAMES, PASSWORD
from tests.factories import START

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
PAGES = (
    "index",
    "map",
    "method",
    "accounting",
    "lone",
    "data",
    "versions",
    "topic-t01",
    "topic-t01-page-2",
    "finding-1",
    "receipt-0",
    "report",
)
ENOUGH = 360  # comments, so that a topic of five merged ones has a second page
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 800}
ONLY_WRONG = {"resultTypes": ["violations"]}  # what is right is not told element by element
OF_LOOKS = {"runOnly": ["color-contrast", "scrollable-region-focusable"]}
ALIKE = [
    [f"{one}:nth-of-type(n+6)"] for one in (".quote", ".entries > li", ".receipts > li", "tbody tr")
]
"""What only repeats the five before it is looked at no more."""
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
Looks = tuple[tuple[str, dict[str, int], dict[str, Any] | None], ...]
LOOKS: Looks = (
    ("light", DESK, None),
    ("dark", DESK, OF_LOOKS),
    ("dark", PHONE, None),
    ("light", PHONE, OF_LOOKS),
)
"""Theme and window; in two of the four only the rules that theme and width can break together."""
IN_ALL_LOOKS = ("an opened topic", "comparison", "the hall", "index", "topic-t01", "map")
"""What has every sort of part; the others are looked at light and wide, dark and narrow."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", locale="ja-JP")
    yield context.new_page()
    context.close()


def ready(page: Page) -> None:
    """Wait until a screen has all its parts, drawn for its theme; other pages have them at once."""
    page.evaluate(TWO_FRAMES)
    screen = page.locator("#page")
    if screen.count() or page.locator("#react-entry-point").count():
        expect(screen).to_have_attribute("data-shown", re.compile("."))
        expect(screen).not_to_have_attribute("aria-busy", "true")


def found(page: Page, address: str, looks: Looks = LOOKS[::2]) -> list[str]:
    """What axe-core finds wrong there in these looks: the rule, about what, and why."""
    wrong = []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    page.goto(address)
    for theme, window, options in looks:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size(window)  # type: ignore[arg-type]
        ready(page)
        wrong += [
            f"{theme} {window['width']} {rule['id']}: {node['html'][:120]} {node['failureSummary']}"
            for rule in violations(page, options)
            for node in rule["nodes"][:2]
        ]
    return wrong


def violations(page: Page, options: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rules of axe-core that the page breaks as it is now."""
    asked = {**ONLY_WRONG, **(options or {})}
    told = Axe().run(page, context={"exclude": ALIKE}, options=asked).response["violations"]
    assert isinstance(told, list)
    return told


def all_found(page: Page, addresses: dict[str, str], language: str) -> dict[str, list[str]]:
    """What is wrong at each address that has anything wrong."""
    wrong = {}
    for name, address in addresses.items():
        if language == "ja":
            wrong[name] = found(page, address, LOOKS if name in IN_ALL_LOOKS else LOOKS[::2])
        elif name in IN_ALL_LOOKS:
            wrong[name] = found(page, address, LOOKS[:1])
    return {name: rules for name, rules in wrong.items() if rules}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_screens_are_open_to_everyone(
    store: Store, page: Page, dashboard: str, language: str
) -> None:
    a_meeting_with_answers(store)
    there = {name: dashboard + way.format(language=language) for name, way in SCREENS.items()}
    assert all_found(page, there, language) == {}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_logging_in_and_out_is_open_to_everyone(
    store: Store, page: Page, dashboard: str, language: str
) -> None:
    store.add_user(NAMES["editor"], "editor", PASSWORD, START)
    way_in, way_out = (f"{dashboard}/{name}?lang={language}" for name in ("login", "logout"))
    assert found(page, way_in) == []
    page.locator("#name").fill(NAMES["editor"])
    page.locator("#password").fill("a wrong one")
    page.get_by_role("button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button").first.click()
    ready(page)
    assert found(page, way_out) == []
    assert page.url == way_out


@pytest.mark.parametrize("language", ["ja", "en"])
def test_published_pages_are_open_to_everyone(
    store: Store, page: Page, tmp_path: Path, language: str
) -> None:
    published(a_meeting_with_answers(store, ENOUGH), tmp_path / "site")
    for topic_id in ("t02", "t03", "t04", "t05"):
        store.decide(Hand(read(store, "minamo-2"), "山田", START).merge(topic_id, "t01"))
    site = published(read(store, "minamo-2"), tmp_path / "site")
    (gone,) = (one for one in site.glob("v/*/index.html") if not (one.parent / "site.css").exists())
    ending = ".html" if language == "ja" else ".en.html"
    there = {name: (site / f"{name}{ending}").as_uri() for name in PAGES}
    there["a version that is gone"] = gone.as_uri()
    assert all_found(page, there, language) == {}
