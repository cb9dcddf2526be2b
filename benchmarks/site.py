"""The published site on a slow phone: how soon it is there, how it answers, what it weighs.

Usage: python -m benchmarks.site LABELLED [--comments 10000 50000] [--rounds 3] [--write]

A meeting of so many comments is analyzed, approved and published by koemap's own commands; headless
Chromium, slowed down by its own throttle, opens the folder as a file. `--write` renews the table of
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks import page as report
from benchmarks.corpora import texts
from benchmarks.speed import ANALYZE, KOEMAP, run, stored

SIZES = (10_000, 50_000)
SLOWER = 4
SCREEN = ViewportSize(width=360, height=740)
CHROMIUM = ("--no-sandbox", "--disable-gpu")
LONG = 50  # milliseconds from which browsers tell of a task
KEY = "a"
MORE_KEYS = "nd"
WATCH = """window.tasks = []; window.keys = [];
new PerformanceObserver((list) => list.getEntries().forEach((one) => tasks.push(one.duration)))
  .observe({ type: "longtask", buffered: true });
addEventListener("input", (event) => {
  const key = { at: event.timeStamp }, channel = new MessageChannel();
  keys.push(key);
  channel.port1.onmessage = () => { key.shown = performance.now() - key.at; };
  requestAnimationFrame(() => channel.port2.postMessage(0));
  const look = () => {
    if (!key.found && document.querySelector(".results li")) key.found = performance.now() - key.at;
    if (/[0-9]/.test(document.querySelector(".find .status").textContent)) {
      key.counted = performance.now() - key.at;
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, true);"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
SCROLL = """async () => {
  const end = document.documentElement.scrollHeight;
  for (let at = 0; at < end; at += 300) {
    scrollTo(0, at);
    await new Promise(requestAnimationFrame);
  }
}"""
Figures = dict[str, float]
FIGURES: Mapping[str, str] = {
    "front": "front page, until all of it is there",
    "front_task": "front page, longest task",
    "key": "first key of a search, at once after touching the box: until the next picture",
    "found": "… until the first comments found stand there",
    "counted": "… until all comments are loaded and searched",
    "search_task": "… longest task meanwhile",
    "next_key": "a later key, until the next picture (the slowest of two)",
    "scroll_task": "largest topic's page, longest task while scrolling through it",
    "report": "report.html, until all of it is there",
    "report_task": "report.html, longest task",
    "report_search": "report.html, longest task of a search",
}


@dataclass(frozen=True)
class Published:
    """A folder with a site, the seconds that writing it took, and the slug of its largest topic."""

    folder: Path
    seconds: float
    largest: str


def main() -> None:
    """Print the table of all sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    columns = [column(chosen.labelled, n, chosen.rounds) for n in chosen.comments]
    header = ("what", *(f"{n:,} comments" for n in chosen.comments))
    rows = [(what, *(one[what] for one in columns)) for what in columns[0]]
    print(report.table(header, rows))
    if chosen.write:
        report.renew("site", f"{about(load)}\n\n{report.table(header, rows)}")


def about(load: float) -> str:
    """What the table shows."""
    return (
        f"{report.when()}, load {load:.1f} at the start; medians; headless Chromium without a"
        f" graphics card, {SCREEN['width']} × {SCREEN['height']} pixels, processor slowed down"
        f" {SLOWER} times, opened as files. Texts are of the labelled sets, then recombined. A task"
        f" of less than {LONG} ms is not told by browsers. Command:"
        " `python -m benchmarks.site LABELLED --write`."
    )


def column(labelled: Path, n: int, rounds: int) -> Mapping[str, str]:
    """What was measured with so many comments, in words."""
    with tempfile.TemporaryDirectory() as place:
        site = publish(Path(place), texts(labelled, n))
        with sync_playwright() as playwright:
            path = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
            taken = [measured(browser, site) for _ in range(rounds)]
            browser.close()
        times = {
            words: milliseconds(statistics.median(one[name] for one in taken), name)
            for name, words in FIGURES.items()
        }
        return {**times, **weights(site), "koemap publish": f"{site.seconds:.0f} s"}


def milliseconds(value: float, name: str) -> str:
    """The time in words; of tasks none is told below the shortest that browsers tell."""
    return (
        f"under {LONG} ms"
        if name.endswith(("task", "search")) and not value
        else f"{value:,.0f} ms"
    )


def publish(home: Path, said: Sequence[str]) -> Published:
    """The site of a meeting of these comments."""
    stored(home, said)
    run(ANALYZE, home)
    run((*KOEMAP, "approve", "--meeting", "m", "--by", "benchmark"), home)
    folder = home / "site"
    wrote = run((*KOEMAP, "publish", "--meeting", "m", "--to", str(folder)), home)
    topics = json.loads((folder / "data" / "topics.json").read_text(encoding="utf-8"))
    largest = max(topics, key=lambda topic: topic["n_comments"])["topic_id"]
    return Published(folder, wrote.seconds, f"topic-{largest}")


def weights(site: Published) -> Mapping[str, str]:
    """How heavy the parts of the site are."""
    folder = site.folder
    return {
        "front page with its style and script": size(
            folder / name for name in ("index.html", "site.css", "site.js")
        ),
        "search, loaded when somebody searches": size(folder.glob("data/search-*.js")),
        "largest topic's page": size([folder / f"{site.largest}.html"]),
        "map, without texts": size([folder / "data" / "map.js"]),
        "report.html": size([folder / "report.html"]),
        "whole folder, two languages and one version": size(folder.rglob("*")),
    }


def size(paths: Iterator[Path] | Sequence[Path]) -> str:
    """The bytes of the files together."""
    return f"{sum(path.stat().st_size for path in paths if path.is_file()):,} bytes"


def measured(browser: Browser, site: Published) -> Figures:
    """Milliseconds of one round, by the names of FIGURES."""
    found: Figures = {}
    with opened(browser, site.folder / "index.html") as page:
        found |= {"front": page.evaluate(LOADED), "front_task": longest(page)}
        found |= searched(page)
    with opened(browser, site.folder / f"{site.largest}.html") as page:
        found["scroll_task"] = task_of(page, lambda: page.evaluate(SCROLL))
    with opened(browser, site.folder / "report.html") as page:
        found |= {"report": page.evaluate(LOADED), "report_task": longest(page)}
        can_search = page.locator(".find input").count()
        found["report_search"] = searched(page)["search_task"] if can_search else 0.0
    return found


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """The page on a slow phone, once it is there and still."""
    context = browser.new_context(viewport=SCREEN, has_touch=True, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path.as_uri(), timeout=120_000)
    page.wait_for_function(f"{LOADED} > 0")
    page.wait_for_timeout(1_000)
    yield page
    context.close()


def searched(page: Page) -> Figures:
    """How the search answers a first key, pressed as soon as the box is touched, and two more."""

    def type_at_once() -> None:
        page.locator(".find input").tap()
        page.keyboard.press(KEY)
        page.wait_for_function("keys[0].counted", timeout=120_000)

    task = task_of(page, type_at_once)
    for key in MORE_KEYS:
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    first, *later = page.evaluate("keys")
    return {
        "key": first["shown"],
        "found": first["found"],
        "counted": first["counted"],
        "search_task": task,
        "next_key": max(one["shown"] for one in later),
    }


def task_of(page: Page, act: Callable[[], object]) -> float:
    """The longest task while that is done, 0 when none was long."""
    page.evaluate("tasks.length = 0")
    act()
    page.wait_for_timeout(300)
    return longest(page)


def longest(page: Page) -> float:
    """The longest task so far in milliseconds, 0 when none was long."""
    return float(page.evaluate("Math.max(0, ...tasks)"))


if __name__ == "__main__":
    main()
