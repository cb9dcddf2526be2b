"""A phone shows what is hard to show: long, hidden and hostile texts, on the narrowest screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.receipts import receipts
from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.hostile import a_hostile_meeting
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.dashboard.sites import published
from tests.dashboard.test_browser_site import phone, reader, search
from tests.factories import START, a_map, a_meeting, a_source, some_comments

__all__ = ["phone", "reader"]  # fixtures

SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((one) => !one.closest("svg, .skip, .om-tree") && one.getClientRects().length)
  .filter((one) => one.getBoundingClientRect().height < 44)
  .filter((one) => one.matches("button, input, summary") || !inSentence(one))
  .map((one) => one.outerHTML.slice(0, 90));
  function inSentence(link) { return link.closest(".changes, .note") !== null; }"""


@pytest.mark.parametrize("name", ["topic-t03.html", "report.html"])
def test_a_receipt_lands_on_its_comment_among_long_ones(
    reader: Page, store: Store, tmp_path: Path, name: str
) -> None:
    comments = some_comments(600)
    long = tuple(replace(c, text=c.text * (1 + n % 9)) for n, c in enumerate(comments))
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), long)
    store.save_map(a_map(long))
    site = published(read(store, "minamo-2"), tmp_path / "site")
    codes = receipts([c.comment_id for c in long])
    for comment_id in ("yt:0050", "yt:0110", "yt:0140"):
        reader.goto("about:blank")
        reader.goto((site / name).as_uri() + f"#{codes[comment_id]}")
        expect(reader.locator(".quote:target")).to_be_in_viewport()


def test_what_is_not_shown_is_found_by_receipt_and_not_by_words(
    reader: Page, store: Store, tmp_path: Path
) -> None:
    edition = a_difficult_meeting(store)
    site = published(edition, tmp_path / "site")
    code = receipts(["yt:9"])["yt:9"]
    for name in ("index.html", "report.html"):
        reader.goto((site / name).as_uri())
        search(reader, HIDDEN)
        expect(reader.locator(".find .status")).to_contain_text("見つかりませんでした")
        search(reader, code)
        expect(reader.locator(".results li")).to_have_count(1)
        reader.locator(".results a").tap()
        expect(reader.locator("li:target")).to_contain_text("理由：個人情報")


@pytest.mark.parametrize("width", [180, 320, 360])
def test_every_page_fits_a_phone_and_a_thumb(
    phone: BrowserContext, store: Store, tmp_path: Path, width: int
) -> None:
    a_difficult_meeting(store)
    hand = Hand(read(store, "minamo-2"), "係", START)
    store.decide(hand.answer("t02", "done", "窓口を開きました", link="https://example.org/"))
    site = published(read(store, "minamo-2"), tmp_path / "site")
    page = phone.new_page()
    page.set_viewport_size({"width": width, "height": 740})
    for path in sorted(site.glob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert page.evaluate(SMALL_TARGETS) == [], path.name


def test_hostile_text_does_nothing_on_any_page(reader: Page, store: Store, tmp_path: Path) -> None:
    site = published(a_hostile_meeting(store), tmp_path / "site")
    for path in sorted(site.glob("*.html")):
        reader.goto(path.as_uri())
        if path.name in ("index.html", "report.html"):
            search(reader, "pwned")
            expect(reader.locator(".results li").first).to_be_visible()
        if path.name in ("map.html", "report.html"):
            expect(reader.locator("#opinion-map canvas")).to_be_visible()
        assert reader.evaluate("window.pwned") is None, path.name
        assert reader.evaluate("window.refused") is None, path.name
