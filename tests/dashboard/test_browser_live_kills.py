"""The desk in a real browser while processes of its meeting are killed; it is never reloaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from koemap.moderation import moderated
from tests.dashboard.conftest import DESKTOP
from tests.dashboard.live_journey import root, row
from tests.koemap.live_meeting import LiveMeeting, a_live_meeting, kill, part

SOON = 60_000  # milliseconds, however busy the machine is; how long it takes is measured elsewhere
SAYS = {
    "collector": "収集が思いがけず止まりました",
    "analyst": "分析が思いがけず止まりました",
    "web": "画面が思いがけず止まりました",
}
BACK = {"collector": "収集が再開", "analyst": "分析が再開", "web": "画面が再開"}
HEARS = """
window.heard = [];
const hear = () => document.querySelectorAll("#said, #alarm, #happenings li").forEach((one) => {
  const text = one.textContent;
  if (text && !window.heard.includes(text)) window.heard.push(text);
});
const all = { subtree: true, childList: true, characterData: true };
new MutationObserver(hear).observe(document.body, all);
"""
HEARD = "(words) => window.heard.some((text) => text.includes(words))"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveMeeting]:
    with a_live_meeting(tmp_path, speed=25.0) as meeting:
        yield meeting


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A window whose requests may fail, while its scripts may not."""
    context = browser.new_context(viewport=DESKTOP, locale="ja-JP", timezone_id="Asia/Tokyo")  # type: ignore[arg-type]
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def new_ones_arrive(desk: Page) -> None:
    """More messages are counted than now."""
    before = int(desk.locator("#n-unseen").inner_text().replace(",", ""))
    more = "(n) => Number(document.getElementById('n-unseen').textContent.replace(',', '')) > n"
    desk.wait_for_function(more, arg=before, timeout=SOON)


def choose(desk: Page) -> str:
    """The id of a message that waits, now selected."""
    desk.keyboard.press("n")
    one = desk.locator('#rows .row[data-state="received"][aria-selected="false"]').first
    comment_id = one.get_attribute("data-id") or ""
    row(desk, comment_id).locator(".text").click()
    expect(row(desk, comment_id)).to_have_attribute("aria-selected", "true")
    return comment_id


def is_let_through(live: LiveMeeting, desk: Page, comment_id: str) -> None:
    expect(row(desk, comment_id)).to_contain_text("通した", timeout=SOON)
    live.until(
        lambda: moderated(live.store.acts(live.meeting_id)).state(comment_id) == "let_through"
    )
    done = [act.verb for act in live.store.acts(live.meeting_id) if act.target == comment_id]
    assert done == ["let_through"]


def test_the_desk_says_what_was_killed_and_goes_on_without_a_reload(
    live: LiveMeeting, desk: Page
) -> None:
    process, _ = live.served()
    desk.goto(f"{root(live)}/desk/{live.meeting_id}")
    expect(desk.locator("#n-people")).not_to_have_text("–")
    live.await_arrivals(15)
    desk.evaluate(HEARS)
    for name in ("web", "analyst", "collector"):
        one = choose(desk)
        killed(process.pid, name)
        desk.keyboard.press("a")
        is_let_through(live, desk, one)
        for said in (SAYS[name], BACK[name]):  # which would be gone after a reload
            desk.wait_for_function(HEARD, arg=said, timeout=SOON)
    new_ones_arrive(desk)
    expect(desk.locator("#live")).to_have_text("配信中")


def killed(supervisor: int, name: str) -> None:
    (pid,) = part(supervisor, name)
    kill(pid)
