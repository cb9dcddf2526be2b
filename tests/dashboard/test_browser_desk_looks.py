"""How the desk looks on each screen, and that it is open to everyone, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from koemap.live_records import Flag
from koemap.store import Store
from tests.dashboard.desk_meetings import (
    ATTACK,
    OPINION,
    OTHER,
    QUESTION,
    DeskMeeting,
)
from tests.dashboard.test_browser_axe import violations
from tests.dashboard.test_browser_desk import (
    open_desk,
    select,
)


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


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
        for part in ("#inbox [data-act=undo] kbd", ".candidate .adopt", ".candidate .dismiss"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)
        page.locator("#note").focus()
        for part in ("#note", "#note-leave"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("#keys kbd").first).to_have_text("S")
        for key in ("S", "?"):
            expect(page.locator("#keys dt", has_text=key).first).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
    expect(page.locator("#on-air .question")).to_be_in_viewport()
    expect(page.locator("#queue .up")).to_be_disabled()
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


def test_words_that_told_are_marked_as_they_were_written(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    flags = [Flag("attack", ("don't you SHUT UP", "バカ")), Flag("link", ("https://a…",))]
    meeting.arrive("🙂 Don’t, don’t you ＳＨＵＴ ＵＰ、この バ・カ ﾊﾞｶ https://ab", flags=flags)
    open_desk(page, dashboard)
    marks = page.locator("#rows .row mark")
    expect(marks).to_have_text(["don’t you ＳＨＵＴ ＵＰ", "バ・カ", "ﾊﾞｶ", "https://a"])
