"""Time, comparison, paper and the hall in a real browser, under the policy of our headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.meetings import a_difficult_meeting
from tests.factories import a_mapped_meeting

COUNCIL = "/council/minamo-2"
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
HEARD = """() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });
}"""


def show(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#page")).to_have_attribute("data-shown", re.compile("."))
    expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")


def test_charts_are_drawn_under_the_policy_without_a_violation(
    store: Store, page: Page, dashboard: str
) -> None:
    a_meeting_with_answers(store)
    page.add_init_script(f"({HEARD})()")
    show(page, f"{dashboard}{COUNCIL}?view=time")
    expect(page.locator("#chart-minutes .barlayer .point path").first).to_be_attached()
    expect(page.locator("#chart-days .barlayer .point path").first).to_be_attached()
    expect(page.locator("#chart-minutes .scatterlayer .trace")).to_have_count(3)
    for view in ("compare", "list", "paper", "hall"):
        show(page, f"{dashboard}{COUNCIL}?view={view}")
    show(page, f"{dashboard}{COUNCIL}?view=time&lang=en")
    expect(page.locator("#chart-minutes .barlayer .point path").first).to_be_attached()
    assert page.evaluate("window.violations") == []


def test_the_policy_still_stops_what_it_should(
    store: Store, context: BrowserContext, dashboard: str
) -> None:
    a_mapped_meeting(store)
    page = context.new_page()  # one whose errors do not fail the test
    page.add_init_script(f"({HEARD})()")
    show(page, f"{dashboard}{COUNCIL}?view=time")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://a.example/x'}))")
    page.wait_for_function("window.violations.length > 0")


def test_the_library_for_charts_comes_only_when_one_is_opened(
    store: Store, browser: Browser, dashboard: str
) -> None:
    a_mapped_meeting(store)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    show(page, dashboard + COUNCIL)
    show(page, f"{dashboard}{COUNCIL}?view=compare")
    assert not [url for url in loaded if "plotly" in url]
    page.get_by_role("link", name="時間", exact=True).click()
    expect(page.locator("#chart-minutes .main-svg").first).to_be_visible()
    assert [url for url in loaded if "plotly" in url]
    context.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_chart_has_a_button_that_shares_it(
    store: Store, page: Page, dashboard: str, language: str
) -> None:
    a_mapped_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?view=time&lang={language}")
    chart = page.locator("#chart-minutes")
    expect(chart.locator(".main-svg").first).to_be_visible()
    chart.hover()
    assert chart.locator(".modebar-btn").count() == 0
    titles = chart.locator("[title], [data-title]").evaluate_all(
        "nodes => nodes.map((node) => node.title + node.dataset.title)"
    )
    assert not [title for title in titles if re.search("share|共有|cloud", title, re.I)]


def test_a_bar_leads_to_what_was_written_in_its_minute(
    store: Store, page: Page, dashboard: str
) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?view=time")
    bar = page.locator("#chart-minutes .barlayer .trace").first.locator(".point path").nth(5)
    expect(bar).to_be_attached()
    box = bar.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle[0], middle[1] - 1)  # a layer of Plotly lies over its bars
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("from=5&to=6"))
    expect(page.locator("#panel .chosen")).to_contain_text("0:05–0:06")
    second = page.locator("#panel .chosen").get_by_role("link", name=re.compile("0:05:00"))
    expect(second).to_have_attribute("href", "https://www.youtube.com/watch?v=opvFauAVeEU&t=300s")
    expect(page.locator("#comments")).to_contain_text("AIの理由を公開して")


def test_the_switch_moves_between_the_ways_by_keyboard(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store)
    show(page, dashboard + COUNCIL)
    for name, seen in (("一覧", "論点と声の一覧"), ("時間", "いつ、"), ("比較", "くらべる")):
        way = page.locator("#switch").get_by_role("link", name=name, exact=True)
        way.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2").first).to_contain_text(seen)
        expect(way).to_have_attribute("aria-current", "true")
        expect(page.locator("#map-part")).to_be_hidden()
    page.locator("#switch").get_by_role("link", name="地図", exact=True).click()
    expect(page.locator("#map-part")).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_presenter_moves_through_the_hall_by_keys(
    store: Store, page: Page, dashboard: str
) -> None:
    edition = a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.get_by_role("link", name="会議モード").click()
    heading = page.locator(".hall-words h1")
    first = heading.inner_text()
    seen = [first]
    for _ in range(len(edition.topics) - 1):
        page.keyboard.press("ArrowRight")
        expect(heading).not_to_have_text(seen[-1])
        seen.append(heading.inner_text())
    assert sorted(seen) == sorted(topic.label for topic in edition.topics.values())
    page.keyboard.press("PageDown")
    expect(heading).to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text(seen[-1])
    page.keyboard.press("Escape")
    expect(page.locator("#masthead h1")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_the_hall_is_read_from_afar_and_fits_without_scrolling(
    store: Store, browser: Browser, dashboard: str, width: int, height: int
) -> None:
    a_mapped_meeting(store, 120)
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    show(page, f"{dashboard}{COUNCIL}?view=hall")
    sizes = page.locator(".hall-label, .hall-people, .hall-words blockquote, .hall-words h1")
    smallest = min(
        sizes.evaluate_all("nodes => nodes.map((n) => parseFloat(getComputedStyle(n).fontSize))")
    )
    assert smallest >= 0.032 * height
    inside = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert inside == [width, height]
    for part in (".hall-topics", ".hall-words", ".hall-map", ".hall-moves"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height + 1
    context.close()


def test_brief_themes_share_pages_of_paper_and_it_has_no_controls(
    store: Store, page: Page, dashboard: str, tmp_path: Path
) -> None:
    edition = a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    page.get_by_role("link", name="印刷", exact=True).click()
    expect(page.locator(".sheet")).to_have_count(len(edition.opinion_map.themes) + 2)
    expect(page.locator(".paper-map")).to_have_js_property("complete", True)
    assert page.locator(".paper-map").evaluate("image => image.naturalWidth") == 700
    page.emulate_media(media="print", color_scheme="dark")
    for control in ("button", ".button", "input", ".switch", "#masthead"):
        for place in page.locator(control).all():
            expect(place).to_be_hidden()
    assert (
        page.locator(".sheet").first.evaluate("n => getComputedStyle(n).color") == "rgb(26, 26, 28)"
    )
    printed = page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    n_pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 2 < n_pages < len(edition.opinion_map.themes) + 2
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(a)), round(float(b))) for a, b in boxes} == {(595, 842)}
    foot = page.evaluate("document.documentElement.style.getPropertyValue('--paper-foot')")
    assert "自由に寄せられた声" in foot


def test_the_table_of_an_attribute_is_a_file_and_others_are_not_found(
    store: Store, page: Page, dashboard: str
) -> None:
    a_meeting_with_answers(store)
    show(page, f"{dashboard}{COUNCIL}?view=compare")
    with page.expect_download() as started:
        page.get_by_role("link", name="この表をCSVで保存").click()
    content = started.value.path().read_text(encoding="utf-8-sig")
    assert "'=1+1" in content
    assert "90代" not in content
    for query in ("attribute=ひとこと", "attribute=x", ""):
        answer = page.request.get(f"{dashboard}{COUNCIL}/cross.csv?{query}")
        assert answer.status == 404
    assert page.request.get(f"{dashboard}/council/none/cross.csv?attribute=x").status == 404


def test_no_view_is_wider_than_its_window(store: Store, browser: Browser, dashboard: str) -> None:
    a_difficult_meeting(store)
    context = browser.new_context(viewport={"width": 320, "height": 740}, color_scheme="dark")
    page, wrong = context.new_page(), []
    for view in ("list", "time", "compare", "paper", "hall"):
        page.set_viewport_size({"width": 320, "height": 740})
        show(page, f"{dashboard}{COUNCIL}?view={view}&topic=t01")
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate(TWO_FRAMES)
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong += [(view, width, wide)] if wide != width else []
        assert page.evaluate("window.pwned") is None
    assert wrong == []
    context.close()
