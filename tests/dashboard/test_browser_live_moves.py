"""Dots of the live map go to their new places before who looks, and else stand still."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from koemap.store import Store
from tests.dashboard.test_browser_council import COUNCIL, show
from tests.dashboard.test_browser_live_map import A_WHILE, a_new_map
from tests.factories import a_mapped_meeting

Place = tuple[float, float]

HERE = """() => {
  const map = KoemapMap.on(document.getElementById("picture"));
  return [0, 20, 40, 60, 80].map(map.seen().place);
}"""
"""Where some dots are, in pixels of the picture."""

WATCH = """() => {
  const map = KoemapMap.on(document.getElementById("picture"));
  window.watched = [];
  const look = () => {
    window.watched.push([0, 20, 40, 60, 80].map(map.seen().place));
    window.requestAnimationFrame(look);
  };
  look();
}"""
"""Write down where they are whenever the picture is painted."""

RESTS = """(before) => {
  const { watched } = window, last = watched.slice(-9).map(String);
  return last.every((one) => one === last[0]) && last[0] !== String(before);
}"""


def a_screen(browser: Browser, motion: str, address: str) -> Page:
    """The council's screen in a window of its own, for a reader who wants that much motion."""
    context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.install()
    show(page, address)
    return page


def steps(page: Page, store: Store) -> list[list[Place]]:
    """Where the dots were, from before a new map until they came to rest on it."""
    before: list[Place] = page.evaluate(HERE)
    page.evaluate(WATCH)
    a_new_map(store)
    page.clock.fast_forward(A_WHILE)
    page.wait_for_function(RESTS, arg=before)
    found: list[list[Place]] = page.evaluate("window.watched")
    return found


def far(one: list[Place], other: list[Place]) -> float:
    """The longest way of a dot, in pixels."""
    return max(max(abs(a - c), abs(b - d)) for (a, b), (c, d) in zip(one, other, strict=True))


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_at_a_new_map_dots_go_to_their_places_and_jump_only_for_who_wants_no_motion(
    store: Store, browser: Browser, dashboard: str, motion: str
) -> None:
    a_mapped_meeting(store, 120)
    page = a_screen(browser, motion, dashboard + COUNCIL)
    first = page.evaluate(HERE)
    page.clock.fast_forward(A_WHILE)
    assert page.evaluate(HERE) == first
    seen = steps(page, store)
    places = [seen[0], *(after for before, after in pairwise(seen) if before != after)]
    assert places[0] == first
    whole = far(places[0], places[-1])
    if motion == "reduce":
        assert len(places) == 2
    else:
        assert len(places) > 5
        assert max(far(*two) for two in pairwise(places)) < whole / 2
    page.clock.fast_forward(A_WHILE)
    assert page.evaluate(HERE) == seen[-1]
    page.context.close()
