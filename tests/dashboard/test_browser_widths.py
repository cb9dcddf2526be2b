"""On phones, tablets, desks and walls nothing is wider than the window and nothing overlaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from koemap.edition import read
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.sites import published

WIDTHS = (360, 768, 1440, 1920)
COUNCIL = "/council/minamo-2"
SCREENS = (
    "/",
    "/nowhere",
    COUNCIL,
    f"{COUNCIL}?topic=t01&list=in_topic",
    f"{COUNCIL}?list=changes",
    f"{COUNCIL}?q=窓口",
    *(f"{COUNCIL}?view={view}" for view in ("list", "time", "compare", "paper", "hall")),
)
OVERLAPPING = """() => {
  const shown = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const targets = [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter((part) => shown(part) && !part.closest(".skip, .om-tree, svg, #switch")); // it sticks
  const inlined = (part) => getComputedStyle(part).display === "inline";
  const clipped = (part, { left, right, top, bottom }) => { // to what can be seen of its scroller
    const seen = { left, right, top, bottom };
    for (let up = part.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflow === "visible") continue;
      const box = up.getBoundingClientRect();
      seen.left = Math.max(seen.left, box.left);
      seen.right = Math.min(seen.right, box.right);
      seen.top = Math.max(seen.top, box.top);
      seen.bottom = Math.min(seen.bottom, box.bottom);
    }
    return { ...seen, width: seen.right - seen.left, height: seen.bottom - seen.top };
  };
  const boxes = targets.flatMap((part) => [...part.getClientRects()]
    .map((box) => clipped(part, box))
    .filter((box) => box.width > 1 && box.height > 1)
    .map((box) => ({ part, box, inline: inlined(part) })));
  const apart = 2; // pixels that may be shared by borders and rounding
  const wrong = [];
  boxes.forEach((one, n) => boxes.slice(n + 1).forEach((other) => {
    if (one.part.contains(other.part) || other.part.contains(one.part)) return;
    if (one.inline && other.inline) return; // the boxes of lines of text are higher than the lines
    const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const below = Math.max(one.box.top, other.box.top);
    const height = Math.min(one.box.bottom, other.box.bottom) - below;
    if (width > apart && height > apart) {
      wrong.push(`${one.part.outerHTML.slice(0, 80)} × ${other.part.outerHTML.slice(0, 80)}`);
    }
  }));
  return wrong;
}"""


def ill(page: Page, address: str) -> dict[int, list[str]]:
    """What is wider than the window, or lies over another target, by the width of the window."""
    page.goto(address)
    wrong: dict[int, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        screen = page.locator("#page")
        if page.locator("#react-entry-point").count():
            expect(screen).to_have_attribute("data-shown", re.compile("."))
            expect(screen).not_to_have_attribute("aria-busy", "true")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = [f"{wide} wide"] if wide > width else []
        found += page.evaluate(OVERLAPPING)
        if found:
            wrong[width] = found
    return wrong


@pytest.mark.parametrize("language", ["ja", "en"])
def test_screens_fit_every_window(store: Store, page: Page, dashboard: str, language: str) -> None:
    a_meeting_with_answers(store)
    wrong = {}
    for path in SCREENS:
        joint = "&" if "?" in path else "?"
        wrong[path] = ill(page, f"{dashboard}{path}{joint}lang={language}")
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("ending", [".html", ".en.html"])
def test_published_pages_fit_every_window(
    store: Store, page: Page, tmp_path: Path, ending: str
) -> None:
    a_meeting_with_answers(store)
    site = published(read(store, "minamo-2"), tmp_path / "site")
    english = ending != ".html"
    paths = [one for one in sorted(site.glob("*.html")) if (".en." in one.name) is english]
    several = [one for one in paths if not one.name.startswith(("receipt-", "topic-"))]
    chosen = [*several, site / f"topic-t01{ending}", site / f"receipt-0{ending}"]
    wrong = {path.name: ill(page, path.as_uri()) for path in chosen}
    assert {name: found for name, found in wrong.items() if found} == {}
