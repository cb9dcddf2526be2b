"""What an audience sees of a live meeting, in a real browser: the overlay and the public page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dashboard.live.folders import SIGN, live_folder, sign_of_life
from dashboard.live.public import write_live
from koemap.settings import Settings
from koemap.store import Store
from tests.dashboard.desk_meetings import DESK, MEETING, OPINION, OTHER, QUESTION, DeskMeeting
from tests.dashboard.hostile import HOSTILE
from tests.dashboard.test_browser_axe import violations

STREAM = ViewportSize(width=1920, height=1080)


class Quiet(SimpleHTTPRequestHandler):
    """Any web server that knows nothing of koemap."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=str(tmp_path), live_delay="0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = live_folder(tmp_path, MEETING)
    path.mkdir(parents=True)
    return path


@pytest.fixture
def host(folder: Path) -> Iterator[str]:
    """The address of the public page on a web server of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP")
    yield context.new_page()
    context.close()


def overlay_of(page: Page, dashboard: str) -> str:
    page.goto(f"{dashboard}{DESK}")
    return dashboard + str(page.locator(".links a").first.get_attribute("href"))


def test_the_overlay_shows_the_question_on_air_and_nothing_that_waits(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    address = overlay_of(page, dashboard)
    page.set_viewport_size(STREAM)
    page.goto(address)
    expect(page.locator("#people")).to_have_text("14人が参加")
    expect(page.locator("#question")).to_be_hidden()
    meeting.act("queue", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    expect(page.locator("#question .words")).to_have_text(QUESTION)
    assert OPINION not in page.content()
    size = "parseFloat(getComputedStyle(document.querySelector('#question .words')).fontSize)"
    assert page.evaluate(size) >= 48
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    meeting.act("stop", "")
    expect(page.locator("#overlay")).to_be_hidden(timeout=1_000)
    meeting.lift()
    expect(page.locator("#question .words")).to_have_text(QUESTION)
    meeting.act("reject", ids[QUESTION])
    expect(page.locator("#question")).to_be_hidden()


def test_the_overlay_goes_blank_when_nobody_answers_and_comes_back(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    address = overlay_of(page, dashboard)
    meeting.act("let_through", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    page.goto(address)
    expect(page.locator("#question .words")).to_have_text(QUESTION)
    page.route("**/state.json", lambda route: route.fulfill(status=204))
    expect(page.locator("#overlay")).to_be_hidden(timeout=6_500)
    page.unroute("**/state.json")
    expect(page.locator("#question .words")).to_have_text(QUESTION)


@pytest.mark.parametrize("text", [*HOSTILE[:6], "長い質問です。" * 40, "W" * 300])
def test_no_question_leaves_the_picture(
    meeting: DeskMeeting, page: Page, dashboard: str, text: str
) -> None:
    address = overlay_of(page, dashboard)
    one = meeting.arrive(text)
    meeting.act("let_through", one)
    meeting.act("air", one)
    page.set_viewport_size(STREAM)
    page.goto(address)
    expect(page.locator("#question")).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.pwned") is None


def test_the_public_page_shows_only_what_was_let_through(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    ids = meeting.usual()
    meeting.act("let_through", ids[OPINION])
    write_live(store, settings, MEETING)
    phone.goto(host)
    expect(phone.locator("#comments li")).to_have_count(1)
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    expect(phone.locator("#updated")).to_contain_text("更新")
    expect(phone.locator("#now")).to_contain_text("いま画面に出ている質問はありません")
    assert QUESTION not in phone.content()
    meeting.act("queue", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    write_live(store, settings, MEETING)
    expect(phone.locator(".question")).to_have_text(QUESTION)
    assert OTHER not in phone.content()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    meeting.act("stop", "")
    write_live(store, settings, MEETING)
    expect(phone.locator("#notice")).to_have_text("主催者が表示を一時的に止めています。")
    phone.get_by_role("link", name="English").click()
    expect(phone.locator("#now-name")).to_have_text("Being discussed now")
    expect(phone.locator("#notice")).to_have_text("The hosts have paused this page for now.")


def test_the_public_page_says_when_nothing_new_comes(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    meeting.act("let_through", meeting.arrive(OPINION))
    write_live(store, settings, MEETING)
    phone.goto(host)
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    phone.route("**/live.json", lambda route: route.abort())
    expect(phone.locator("#notice")).to_contain_text("つなぎ直しています")
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    phone.unroute("**/live.json")
    expect(phone.locator("#notice")).to_be_empty()


OVER = "この中継は終わりました。"
MINUTE = timedelta(seconds=61)


def test_on_any_host_a_page_that_nobody_keeps_is_emptied_and_filled_again(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    meeting.act("let_through", meeting.arrive(OPINION))
    write_live(store, settings, MEETING)
    phone.clock.install()
    phone.goto(host)
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    phone.clock.fast_forward(30_000)
    with phone.expect_response("**/live.json"):
        phone.clock.fast_forward(3_000)
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    phone.clock.fast_forward(30_000)
    expect(phone.locator("#notice")).to_have_text(OVER)
    assert OPINION not in phone.content()
    write_live(store, settings, MEETING, datetime.now(UTC) + MINUTE)
    phone.clock.fast_forward(20_000)
    expect(phone.locator("#comments")).to_contain_text(OPINION)
    expect(phone.locator("#notice")).to_be_empty()


def test_who_comes_to_an_abandoned_page_sees_nothing_of_what_was_said(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    meeting.act("let_through", meeting.arrive(OPINION))
    write_live(store, settings, MEETING)
    sign = live_folder(Path(settings.home), MEETING) / SIGN
    sign.write_bytes(sign_of_life(datetime.now(UTC) - MINUTE))
    for address in ((sign.parent / "index.html").as_uri(), host):
        phone.goto(address)
        expect(phone.locator("#notice")).to_have_text(OVER)
        assert OPINION not in phone.content()


def test_a_reader_whose_clock_is_wrong_sees_a_page_that_is_kept(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    meeting.act("let_through", meeting.arrive(OPINION))
    write_live(store, settings, MEETING)
    phone.clock.install(time=datetime(2001, 1, 1))
    phone.goto(host)
    expect(phone.locator("#comments")).to_contain_text(OPINION)


def test_whatever_was_let_through_a_phone_shows_no_wider_than_it_is(
    meeting: DeskMeeting, store: Store, settings: Settings, host: str, phone: Page
) -> None:
    texts = ("ご" + "\u0e47" * 90 + "ก็็็็็็", "\ufdfd" * 60, "W" * 300, "\u200b\u3164" * 9, OPINION)
    for text in texts:
        meeting.act("let_through", meeting.arrive(text))
    write_live(store, settings, MEETING)
    phone.goto(host)
    expect(phone.locator("#comments li")).to_have_count(len(texts) - 1)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(sideways) <= 0


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_public_page_is_read_from_a_file_and_open_to_everyone(
    meeting: DeskMeeting,
    store: Store,
    settings: Settings,
    folder: Path,
    browser: Browser,
    language: str,
    look: str,
) -> None:
    ids = meeting.usual()
    for text in (*HOSTILE[:8], OPINION):
        meeting.act("let_through", meeting.arrive(text.replace("\x00", "")))
    meeting.act("queue", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    write_live(store, settings, MEETING)
    page = browser.new_context(color_scheme=look).new_page()  # type: ignore[arg-type]
    page.goto(f"{(folder / 'index.html').as_uri()}?lang={language}")
    expect(page.locator(".question")).to_have_text(QUESTION)
    expect(page.locator("#comments li")).to_have_count(10)
    assert page.evaluate("window.pwned") is None
    assert violations(page) == []
    page.context.close()
