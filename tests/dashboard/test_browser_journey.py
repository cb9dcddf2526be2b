"""From what was said to what was answered: a council member's way, then a citizen's."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.dashboard.hands import Hands, Keyboard, Pointer
from tests.dashboard.test_browser_council import show
from tests.koemap.test_cli import CHAT, FORM, environment, facts
from tests.koemap.test_cli_user import ADD, PASSWORD, given

ANSWER = "次回の会議で担当課が考え方を示し、\n議事録に載せます。"
DEPARTMENT = "企画部 政策課"
PHONE = {"width": 360, "height": 740}
RECEIPT = r"[0-9A-Z]{4}-[0-9A-Z]{4}"


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation in which the invented sample meeting was collected and analysed."""
    home = tmp_path_factory.mktemp("analysed") / "home"
    title, start = "第2回 みなも市AI戦略会議", "2026-10-15 18:00"
    facts(home, "meeting", "add", "minamo-2", "--title", title, "--starts-at", start)
    facts(home, "collect", "youtube-archive", CHAT, "--meeting", "minamo-2")
    facts(home, "collect", "table", FORM, "--meeting", "minamo-2")
    facts(home, "analyze", "--meeting", "minamo-2")
    assert given(home, f"{PASSWORD}\n", *ADD).returncode == 0
    return home


@pytest.fixture
def home(analysed: Path, tmp_path: Path) -> Path:
    """A copy of it, for one journey."""
    return shutil.copytree(analysed, tmp_path / "home")


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address at which `koemap serve` shows the installation."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    command = [sys.executable, "-m", "koemap", "serve", "--port", str(port), "--json"]
    where = environment(home)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=where) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


def log_in(page: Page, hands: Hands) -> None:
    hands.write(page, page.get_by_label("名前"), "山田")
    hands.write(page, page.get_by_label("パスワード"), PASSWORD)
    hands.press(page, page.get_by_role("button", name="ログイン"))
    expect(page.locator("#page")).to_have_attribute("data-shown", re.compile("."))


def open_the_most_divided(page: Page, hands: Hands) -> str:
    """Order the table by how far opinions divide and open its first topic; its name."""
    table = page.get_by_role("table")
    hands.press(page, page.get_by_role("link", name="賛・反"))
    expect(page).to_have_url(re.compile("sort=stance"))
    first = table.locator("tbody tr").first
    link = first.get_by_role("rowheader").get_by_role("link").first
    label = link.inner_text()
    hands.press(page, link)
    expect(page.locator("#opened h2")).to_have_text(label)
    return label


def answer(page: Page, hands: Hands) -> None:
    box = page.locator("#answer")
    hands.press(page, box.locator("summary", has_text="回答を書く"))
    hands.choose(page, box.get_by_label("状況"), "検討中")
    hands.write(page, box.get_by_label("回答の文"), ANSWER)
    hands.write(page, box.get_by_label("担当部署"), DEPARTMENT)
    hands.press(page, box.get_by_role("button", name="回答を保存"))
    expect(box).to_contain_text("山田が記入")


def approve(page: Page, hands: Hands) -> None:
    masthead = page.locator("#masthead")
    hands.press(page, masthead.locator("summary", has_text="この版を承認する"))
    hands.press(page, masthead.get_by_role("button", name="承認する"))
    expect(masthead).to_contain_text("✓ 山田が承認")


def a_council_member(page: Page, address: str, hands: Hands) -> tuple[str, str]:
    """Finds the most divided topic, reads, answers and approves; its name and a comment of it."""
    page.goto(address)
    log_in(page, hands)
    hands.press(page, page.get_by_role("link", name="第2回 みなも市AI戦略会議"))
    show(page, page.url)
    label = open_the_most_divided(page, hands)
    expect(page.locator("#opened")).to_contain_text("反対")
    said = page.locator("#comments .entries .verbatim").first.inner_text()
    answer(page, hands)
    approve(page, hands)
    return label, said


def a_citizen(page: Page, site: Path, hands: Hands, label: str, said: str) -> None:
    """Finds the comment by its words and by its receipt, and reads what was answered."""
    page.goto((site / "index.html").as_uri())
    search = page.get_by_role("searchbox", name="あなたの声をさがす")
    hands.write(page, search, said[:12])
    found = page.locator(".results li", has_text=said).first
    hands.press(page, found.get_by_role("link").first)
    quote = page.locator(".quote:target")
    expect(quote).to_contain_text(said)
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    reads_the_answer(page)
    receipt = re.search(RECEIPT, quote.inner_text())
    assert receipt
    page.goto((site / "index.html").as_uri())
    hands.write(page, search, receipt.group().lower())
    hands.press(page, page.locator(".results li").get_by_role("link").first)
    expect(quote).to_contain_text(said)
    hands.press(page, quote.get_by_role("link", name="受付番号"))
    expect(page.locator("li:target")).to_contain_text("次の論点に入りました")
    hands.press(page, page.locator("li:target").get_by_role("link", name="この声を読む"))
    reads_the_answer(page)


def reads_the_answer(page: Page) -> None:
    told: Locator = page.locator("main")
    expect(told).to_contain_text("検討中")
    expect(told).to_contain_text(DEPARTMENT)
    expect(told).to_contain_text(ANSWER.splitlines()[1])


@pytest.mark.parametrize("hands", [Pointer(), Keyboard()], ids=["pointer", "keyboard"])
def test_what_divides_is_answered_and_the_citizen_reads_it(
    home: Path, page: Page, browser: Browser, hands: Hands
) -> None:
    with served(home) as address:
        label, said = a_council_member(page, address, hands)
        page.goto("about:blank")  # the screen of a meeting that is live asks for the newest map
    site = home / "public"
    published = facts(home, "publish", "--meeting", "minamo-2", "--to", site)
    assert published["to"] == str(site)
    phone = browser.new_context(viewport=PHONE, locale="ja-JP", offline=True)
    asked: list[str] = []
    reading = phone.new_page()
    reading.on("request", lambda request: asked.append(request.url))
    a_citizen(reading, site, hands, label, said)
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    phone.close()
