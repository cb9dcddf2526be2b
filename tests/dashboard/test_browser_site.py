from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.receipts import receipts, spoken
from koemap.store import Store
from tests.dashboard.sites import published
from tests.factories import a_mapped_meeting

BLOCKED = """document.addEventListener("securitypolicyviolation",
  (event) => { (window.refused = window.refused || []).push(event.violatedDirective); })"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site, shared by tests that only read it."""
    folder = tmp_path_factory.mktemp("published")
    store = Store(f"sqlite:///{folder / 'koemap.db'}")
    edition = a_mapped_meeting(store)
    store.close()
    return published(edition, folder / "site")


@pytest.fixture(scope="module")
def front(site: Path) -> str:
    return (site / "index.html").as_uri()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone without network."""
    opened = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ja-JP", offline=True, has_touch=True
    )
    yield opened
    opened.close()


@pytest.fixture
def reader(phone: BrowserContext) -> Iterator[Page]:
    """A page on that phone; it may ask for files of the site and do nothing that is refused."""
    page, asked, wrong = phone.new_page(), [], []
    page.add_init_script(BLOCKED)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert page.evaluate("window.refused") is None
    assert page.evaluate("window.pwned") is None
    assert wrong == []


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="あなたの声をさがす").fill(words)


def test_a_citizen_follows_a_topic_from_the_map_and_from_the_list(reader: Page, front: str) -> None:
    reader.goto(front)
    reader.locator(".sheet-narrow .name").first.click()
    expect(reader.locator("blockquote").first).to_be_visible()
    assert "/topic-t0" in reader.url
    reader.goto(front)
    reader.locator(".topics").get_by_role("link", name="学校で生成AIをどう使うか").tap()
    expect(reader.get_by_role("heading", level=1)).to_have_text("学校で生成AIをどう使うか")


@pytest.mark.parametrize("page", ["index.html", "report.html"])
@pytest.mark.parametrize("words", ["ｽﾏﾎ", "すまほ", "スマホ　電話", "ｽﾏﾎのない親にも 窓口を残して"])
def test_a_citizen_finds_their_words_however_they_type_them(
    reader: Page, site: Path, page: str, words: str
) -> None:
    reader.goto((site / page).as_uri())
    search(reader, words)
    expect(reader.locator(".find .status")).to_have_text("10件見つかりました")
    found = reader.locator(".results li").first
    expect(found).to_contain_text("スマホのない親にも電話の窓口を残して（5番目の声）")
    expect(found.locator("mark").first).not_to_be_empty()
    expect(found.locator(".where")).to_have_text("高齢者が取り残されない")
    assert "#" not in reader.url
    assert "?" not in reader.url
    found.get_by_role("link").tap()
    expect(reader.locator(".quote:target blockquote")).to_have_text(
        "スマホのない親にも電話の窓口を残して（5番目の声）"
    )
    expect(reader.locator(".quote:target blockquote")).to_be_visible()


def test_a_receipt_leads_to_the_comment_and_stays_an_address(
    reader: Page, site: Path, front: str
) -> None:
    code = receipts(["yt:0008"])["yt:0008"]
    reader.goto(front)
    search(reader, spoken(code).lower().replace("0", "o"))
    reader.locator(".results a").first.tap()
    expect(reader.locator(".quote:target")).to_contain_text("8番目の声")
    reader.locator(".quote:target").get_by_role("link", name="受付番号").tap()
    there = (site / f"receipt-{code[0].lower()}.html").as_uri() + f"#{code}"
    expect(reader).to_have_url(there)
    expect(reader.locator("li:target")).to_contain_text("次の論点に入りました")


def test_a_search_becomes_an_address_only_when_it_is_shared(reader: Page, front: str) -> None:
    reader.goto(front)
    search(reader, "授業")
    expect(reader.locator(".results li")).to_have_count(10)
    reader.get_by_role("button", name="この検索を知らせる").tap()
    assert reader.url == f"{front}#q=%E6%8E%88%E6%A5%AD"
    reader.goto("about:blank")
    reader.goto(f"{front}#q=%E6%8E%88%E6%A5%AD")
    expect(reader.locator(".results li")).to_have_count(10)
    expect(reader.get_by_role("searchbox")).to_have_value("授業")


def test_more_results_come_on_demand_and_the_keyboard_goes_on_there(
    reader: Page, front: str
) -> None:
    reader.goto(front)
    search(reader, "番目の声")
    expect(reader.locator(".results li")).to_have_count(20)
    reader.get_by_role("button", name="続きを表示").tap()
    expect(reader.locator(".results li")).to_have_count(60)
    expect(reader.locator(".results li").nth(20).get_by_role("link")).to_be_focused()


def test_the_map_opens_on_its_own_page_and_leads_to_comments(reader: Page, site: Path) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    reader.goto((site / "index.html").as_uri())
    assert not [name for name in asked if "map" in name]
    reader.goto((site / "topic-t03.html").as_uri())
    reader.get_by_role("link", name="地図で見る").tap()
    expect(reader.locator("#opinion-map canvas")).to_be_visible()
    expect(reader.locator("#drawn-map")).to_be_hidden()
    reader.locator("#touched").get_by_role("link", name="学校で生成AIをどう使うか").tap()
    expect(reader.get_by_role("heading", level=1)).to_have_text("学校で生成AIをどう使うか")


SHOWN = "KoemapMap.on(document.getElementById('opinion-map')).seen()"


def until(page: Page, condition: str) -> None:
    """Wait in the page itself, whose policy lets nothing be evaluated there."""
    page.evaluate(
        f"(async () => {{ while (!({condition})) await new Promise(requestAnimationFrame); }})()"
    )


@pytest.mark.parametrize("page", ["map.html", "report.html"])
def test_what_is_found_lights_up_on_the_map(reader: Page, site: Path, page: str) -> None:
    reader.goto((site / page).as_uri())
    expect(reader.locator("#opinion-map canvas")).to_be_visible()
    search(reader, "授業")
    expect(reader.locator(".results li")).to_have_count(10)
    until(reader, f"{SHOWN}.lit === 10")
    search(reader, "そのようなことばはない")
    until(reader, f"{SHOWN}.lit === 0")
    search(reader, "")
    until(reader, f"{SHOWN}.lit === null")


@pytest.mark.parametrize("page", ["map.html", "report.html"])
def test_a_picked_comment_is_an_address(reader: Page, site: Path, page: str) -> None:
    code = receipts(["yt:0008"])["yt:0008"]
    reader.goto(f"{(site / page).as_uri()}#c={code}")
    expect(reader.locator("#touched a")).to_contain_text("8番目の声")
    point = reader.evaluate(f"{SHOWN}.marked")
    assert point >= 0
    reader.goto("about:blank")
    reader.goto((site / page).as_uri())
    reader.locator("#opinion-map canvas").scroll_into_view_if_needed()
    place = reader.evaluate(f"{SHOWN}.place({point})")
    box = reader.locator("#opinion-map canvas").bounding_box()
    assert box
    reader.mouse.click(box["x"] + place[0], box["y"] + place[1])
    until(reader, "location.hash.startsWith('#c=')")
    expect(reader.locator("#touched a")).to_contain_text("学校で使い方を一緒に考える授業がほしい")


def test_everything_is_done_by_keyboard_alone(reader: Page, front: str) -> None:
    reader.goto(front)
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.type("ｽﾏﾎ")
    expect(reader.locator(".results li")).to_have_count(10)
    for _ in range(2):
        reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator(".quote:target")).to_be_visible()


def test_a_reader_switches_the_language_and_stays_on_the_page(reader: Page, site: Path) -> None:
    reader.goto((site / "lone.html").as_uri())
    reader.get_by_role("link", name="English").tap()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Lone voices")
    reader.get_by_role("link", name="日本語").tap()
    expect(reader.get_by_role("heading", level=1)).to_have_text("ひとりの声")


def test_a_foreign_script_in_a_page_is_refused(
    phone: BrowserContext, site: Path, tmp_path: Path
) -> None:
    altered = shutil.copytree(site, tmp_path / "site")
    for name in ("index.html", "report.html"):
        path = altered / name
        canary = path.read_text(encoding="utf-8").replace("</body>", "<script>pwned=1</script>")
        path.write_text(canary, encoding="utf-8")
        page = phone.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("window.pwned") is None


def test_a_version_opens_and_leads_to_the_newest(reader: Page, site: Path) -> None:
    reader.goto((site / "versions.html").as_uri())
    reader.locator(".versions a").first.tap()
    expect(reader).to_have_url(re.compile("/v/0001-"))
    search(reader, "スマホ")
    expect(reader.locator(".results li")).to_have_count(10)
    reader.get_by_role("link", name="最新の版を見る").tap()
    expect(reader).to_have_url((site / "index.html").as_uri())


def test_the_site_reads_without_javascript(browser: Browser, front: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    reader = context.new_page()
    for start in (front, front.replace("index", "map"), front.replace("index", "report")):
        reader.goto(start)
        expect(reader.locator(".sheet-wide svg")).to_be_visible()
        expect(reader.locator(".topics h3").first).to_be_visible()
    reader.goto(front)
    expect(reader.locator(".find")).to_be_hidden()
    expect(reader.get_by_text("ことばの検索には JavaScript が必要です")).to_be_visible()
    expect(reader.locator(".ledger tr")).to_have_count(6)
    context.close()


def test_paper_has_the_words_and_the_map_but_no_buttons(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator(".topics h3").first).to_be_visible()
    expect(page.locator(".sheet-wide svg")).to_be_visible()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator("nav").first).to_be_hidden()
