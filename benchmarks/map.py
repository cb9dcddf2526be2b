"""The opinion map in a browser: how soon it is there, how smoothly it moves, what it weighs.

Usage: python -m benchmarks.map [--points 10000 50000 1000000] [--write]

Invented maps of forty topics are opened as files in headless Chromium, which draws without a
graphics card. `--write` renews the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import page as report
from dashboard.payload import COMPONENT, Frame, script, sparse, words

HEADER = ("points", "first picture", "frames/s", "memory", "bytes a point")
N_TOPICS, N_THEMES = 40, 8
LONE, SEVERAL = 0.08, 0.03  # shares of lone voices and of voices of several people
SIZE = {"width": 1440, "height": 900}
CHROMIUM = ("--no-sandbox", "--disable-gpu")
DOCUMENT = """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="opinion_map.css">
<link rel="stylesheet" href="size.css"></head><body><div id="map"></div>
{scripts}</body></html>""".format(
    scripts="".join(
        f'<script src="{name}"></script>' for name in (*COMPONENT, "map.js", "words.js", "mount.js")
    )
)
MOUNT = """Promise.all(["map", "words"].map(KoemapMap.received)).then(([map, words]) => {
  KoemapMap.mount(document.getElementById("map"), map, { words, language: "ja" });
  requestAnimationFrame(() => setTimeout(() => { window.firstPicture = performance.now(); }));
});"""
PANNING = """async () => {
  const stage = document.querySelector(".om-stage"), seconds = 3;
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key }));
  for (let k = 0; k < 3; k++) { press("+"); await new Promise((done) => setTimeout(done, 400)); }
  const start = performance.now();
  let frames = 0;
  while (performance.now() - start < 1000 * seconds) {
    press(frames % 20 < 10 ? "ArrowLeft" : "ArrowRight");
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  return 1000 * frames / (performance.now() - start);
}"""


def main() -> None:
    """Print the table of all sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, nargs="+", default=[10_000, 50_000, 1_000_000])
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        rows = [measured(browser, n) for n in chosen.points]
        browser.close()
    print(report.table(HEADER, rows))
    if chosen.write:
        report.renew("map", f"{about()}\n\n{report.table(HEADER, rows)}")


def about() -> str:
    """What the table shows."""
    return (
        f"{report.when()}; headless Chromium without a graphics card, a picture of"
        f" {SIZE['width']} × {SIZE['height']} pixels, opened as a file. First picture: from opening"
        " the page until every dot and name is drawn. Frames: while panning at three times the"
        " size. Memory: of scripts with their buffers, after a collection. Bytes: the whole file"
        " with names, without texts. Command: `python -m benchmarks.map --write`."
    )


def measured(browser: Browser, n: int) -> Sequence[str]:
    """One row: how a map of that many points behaves."""
    with tempfile.TemporaryDirectory() as folder:
        weight = write(Path(folder), invented(n))
        page = browser.new_page(viewport={**SIZE})
        page.goto((Path(folder) / "index.html").as_uri())
        page.wait_for_function("window.firstPicture")
        first, frames = page.evaluate("firstPicture"), page.evaluate(PANNING)
        row = f"{n:,}", f"{first / 1000:.2f} s", f"{frames:.0f}", f"{memory(page):.0f} MB"
        page.close()
    return (*row, f"{weight / n:.2f}")


def memory(page: Page) -> float:
    """Megabytes that scripts hold."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return float(used["usedSize"] + used.get("backingStorageSize", 0)) / 1e6


def write(folder: Path, content: Mapping[str, Any]) -> int:
    """The bytes of the map's file, once the folder holds a page that draws it."""
    payload = script("map", content)
    for name in (*COMPONENT, "opinion_map.css", "tokens.css"):
        (folder / name).write_bytes((files("dashboard") / "assets" / name).read_bytes())
    size = f"body{{margin:0}}#map{{width:{SIZE['width']}px;height:{SIZE['height']}px}}"
    for name, text in (("index.html", DOCUMENT), ("mount.js", MOUNT), ("size.css", size)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "map.js").write_bytes(payload)
    (folder / "words.js").write_bytes(script("words", words("ja")))
    return len(payload)


def invented(n: int, seed: int = 0) -> dict[str, Any]:
    """The content of a map of `n` points, most of them in round topics of uneven size."""
    draw = np.random.default_rng(seed)
    centres = draw.uniform(0, 100, (N_TOPICS, 2))
    shares = draw.dirichlet(np.full(N_TOPICS, 3.0)) * (1 - LONE)
    runs = (shares * n).astype(int).tolist()
    spread = np.sqrt(shares / shares.max()) * 5 + 1.5
    dots = [draw.normal(c, s, (m, 2)) for c, s, m in zip(centres, spread, runs, strict=True)]
    frame = Frame.around(np.vstack([*dots, draw.uniform(0, 100, (n - sum(runs), 2))]))
    people = np.where(draw.random(n) < SEVERAL, draw.geometric(0.4, n) + 1, 1)
    return {
        "version": f"invented-{n}",
        **frame.packed(),
        "themes": [theme(k) for k in range(N_THEMES)],
        "topics": [
            topic(k, frame, c, m) for k, (c, m) in enumerate(zip(centres, runs, strict=True))
        ],
        "lone": n - sum(runs),
        "sizes": sparse(people.tolist()),
    }


def theme(k: int) -> dict[str, Any]:
    """An invented theme."""
    return {"id": f"T{k}", "label": f"テーマ{k + 1}", "hue": k + 1, "people": 100 * (N_THEMES - k)}


def topic(k: int, frame: Frame, centre: np.ndarray, n_points: int) -> dict[str, Any]:
    """An invented topic around that centre."""
    x, y = frame.whole(*centre)
    label, own = f"架空の論点その{k + 1}について", {"x": x, "y": y, "n": n_points}
    return {"id": f"t{k}", "theme": f"T{k % N_THEMES}", "label": label, "people": n_points, **own}


if __name__ == "__main__":
    main()
