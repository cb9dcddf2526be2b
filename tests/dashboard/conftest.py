"""A real browser for the tests of screens and pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from threading import Thread
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from waitress import create_server
from waitress.wasyncore import close_all

from dashboard.app import create_app
from koemap.store import Store

LONGEST_WAIT = 10_000  # milliseconds
DESKTOP = {"width": 1440, "height": 900}
IN_MEMORY = {"outbuf_overflow": 2**26, "threads": 4}  # a page left early leaves no open file
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def closing_files(application: WSGIApplication) -> WSGIApplication:
    """The application, which hands on what is in a file instead of the file.

    The server would leave a file open when a browser goes elsewhere before it has all of it.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("wsgi.file_wrapper", None)
        return application(environ, start_response)

    return answer


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests; each test opens a context of its own."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=LONGEST_WAIT)
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a Japanese reader that has seen nothing yet, on a desktop."""
    opened = browser.new_context(viewport=DESKTOP, locale="ja-JP", timezone_id="Asia/Tokyo")
    opened.set_default_timeout(LONGEST_WAIT)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page in that window; what went wrong in it fails the test at the end."""
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield opened
    assert wrong == []


@pytest.fixture
def dashboard(store: Store) -> Iterator[str]:
    """The address of a dashboard that serves the store on a free port of this machine."""
    app = create_app(store, language="ja", zone=ZoneInfo("Asia/Tokyo"))
    sockets: dict[int, object] = {}
    pages = closing_files(app.server)
    server = create_server(pages, map=sockets, host="127.0.0.1", port=0, **IN_MEMORY)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: close_all(sockets))  # ends the loop in its own thread
    thread.join()
    server.task_dispatcher.shutdown()
