"""Pages that hold nothing but the opinion map, opened as files or served under a strict policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page

from benchmarks.map import invented
from dashboard.payload import COMPONENT, script, words

CONTENT = invented(1500)
LARGEST = max(CONTENT["topics"], key=lambda topic: topic["people"])
RESTS = "!map.seen().moving"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
DOCUMENT = """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="opinion_map.css">
<link rel="stylesheet" href="page.css"></head><body><div id="map"></div><p id="below"></p>
{scripts}</body></html>""".format(
    scripts="".join(
        f'<script src="{name}"></script>' for name in (*COMPONENT, "map.js", "words.js", "page.js")
    )
)
STYLE = "body{margin:0} #map{height:min(600px,100vw)} #below{height:2000px}"
MOUNT = """window.told = [];
Promise.all(["map", "words"].map(KoemapMap.received)).then(([map, words]) => {
  const tell = (what) => (value) => window.told.push(`${what} ${value}`);
  window.map = KoemapMap.mount(document.getElementById("map"), map, {
    words, language: "ja", onTopic: tell("topic"), onPoint: tell("point"), onBrush: tell("brush"),
    tell: (point) => `声その${point}`,
  });
});"""


def write_page(folder: Path, content: Mapping[str, Any]) -> str:
    """The address of a page in that folder that draws the map."""
    assets = files("dashboard") / "assets"
    for name in (*COMPONENT, "opinion_map.css", "tokens.css"):
        (folder / name).write_bytes((assets / name).read_bytes())
    for name, text in (("index.html", DOCUMENT), ("page.css", STYLE), ("page.js", MOUNT)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "map.js").write_bytes(script("map", content))
    (folder / "words.js").write_bytes(script("words", words("ja")))
    return (folder / "index.html").as_uri()


class _Strict(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of that folder on a free port of this machine, under the strict policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=folder))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def opened(page: Page, folder: Path, content: Mapping[str, Any] = CONTENT) -> None:
    """Open the map in that folder and wait until it is there."""
    page.goto(write_page(folder, content))
    page.wait_for_function("window.map")


def seen(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("map.seen()")
    return found


def on_canvas(page: Page, x: float, y: float) -> tuple[float, float]:
    box = page.locator(".om-stage canvas").bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y
