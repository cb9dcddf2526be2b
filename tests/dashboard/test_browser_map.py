"""The opinion map in a real browser: seen, its names, its colours and its motion."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.map import invented
from dashboard.payload import COMPONENT, Frame, script
from tests.dashboard.map_pages import (
    CONTENT,
    LARGEST,
    RESTS,
    on_canvas,
    opened,
    seen,
    served,
    write_page,
)


def two_islands() -> dict[str, Any]:
    """A map of a large topic and, where its name would stand, the island of a small one."""
    chance = np.random.default_rng(3)
    large = chance.normal((0, 0), 0.3, (60, 2))
    small = chance.normal((0, 0.7), 0.06, (12, 2))
    frame = Frame.around(np.concatenate([large, small, [(-6.0, -4.0), (6.0, 4.0)]]))
    topics = [
        {"id": "large", "theme": "a", "label": "幼馴染・お祈り", "people": 45, "n": 60},
        {"id": "small", "theme": "a", "label": "海", "people": 20, "n": 12},
    ]
    return {**CONTENT, **frame.packed(), "topics": topics, "lone": 2, "sizes": []} | {
        "themes": [{"id": "a", "label": "物語", "hue": 1}]
    }


def overlapping(names: list[dict[str, float]]) -> list[tuple[float, float]]:
    return [
        (a["topic"], b["topic"])
        for k, a in enumerate(names)
        for b in names[:k]
        if abs(a["x"] - b["x"]) < (a["width"] + b["width"]) / 2
        and abs(a["y"] - b["y"]) < (a["height"] + b["height"]) / 2
    ]


COLOURS = """() => {
  const canvas = document.querySelector(".om-stage canvas"), { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const span = (...rgb) => Math.max(...rgb) - Math.min(...rgb);
  let colourful = 0, drawn = 0;
  for (let k = 0; k < data.length; k += 4) {
    if (data[k + 3] <= 60) continue;
    drawn += 1;
    colourful += span(data[k], data[k + 1], data[k + 2]) > 40;
  }
  return { drawn, colourful };
}"""


def test_every_script_of_the_map_is_named_once() -> None:
    assets = (files("dashboard") / "assets").iterdir()
    found = (one.name for one in assets if one.name.startswith("opinion_map"))
    assert sorted(name for name in found if name.endswith(".js")) == sorted(COMPONENT)


@pytest.mark.parametrize("width", [1440, 360])
def test_names_never_overlap_and_more_appear_closer(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    opened(page, tmp_path)
    shown, first = set(), 0
    page.locator(".om-stage").focus()
    page.mouse.move(*on_canvas(page, seen(page)["names"][0]["x"], seen(page)["names"][0]["y"]))
    for _ in range(5):
        names = seen(page)["names"]
        shown |= {name["topic"] for name in names}
        first = first or len(names)
        assert names
        assert overlapping(names) == []
        before = seen(page)["zoom"]
        page.mouse.wheel(0, -150)
        page.wait_for_function(f"(zoom) => {RESTS} && map.seen().zoom > zoom", arg=before)
    assert len(shown) > first
    page.close()


TOUCHED = """() => {
  const { names, place } = map.seen(), touches = {};
  const near = (a, b, size) => Math.abs(a - b) <= size / 2 + 1;
  for (const name of names) touches[name.topic] = {};
  for (let k = 0, t = 0, end = TOPICS[0].n; t < TOPICS.length; k++) {
    while (k >= end && ++t < TOPICS.length) end += TOPICS[t].n;
    if (t === TOPICS.length) break;
    const [x, y] = place(k), id = TOPICS[t].id;
    for (const name of names) {
      if (!near(x, name.x, name.width) || !near(y, name.y, name.height)) continue;
      touches[name.topic][id] = (touches[name.topic][id] || 0) + 1;
    }
  }
  return touches;
}"""


@pytest.mark.parametrize("width", [1440, 360])
def test_a_name_touches_its_own_dots_more_than_any_others(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    opened(page, tmp_path)
    page.evaluate("(topics) => { window.TOPICS = topics; }", CONTENT["topics"])
    for _ in range(3):
        touched = page.evaluate(TOUCHED)
        assert touched
        for topic, counts in touched.items():
            assert max(counts, key=lambda key: (counts[key], key != topic)) == topic, counts
        before = seen(page)["zoom"]
        page.get_by_role("button", name="拡大").click()
        page.wait_for_function(f"(zoom) => {RESTS} && map.seen().zoom > zoom", arg=before)
    page.close()


def test_a_name_keeps_off_the_island_of_another_topic(page: Page, tmp_path: Path) -> None:
    content = two_islands()
    opened(page, tmp_path, content)
    page.evaluate("(topics) => { window.TOPICS = topics; }", content["topics"])
    touched = page.evaluate(TOUCHED)
    assert set(touched) == {"large", "small"}
    assert touched["large"].get("small", 0) <= 3
    assert touched["small"].get("large", 0) <= 3


def test_the_topic_of_most_people_is_named_first(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    assert seen(page)["names"][0]["topic"] == LARGEST["id"]


def test_a_chosen_topic_keeps_its_colour_and_the_rest_turns_grey(
    page: Page, tmp_path: Path
) -> None:
    opened(page, tmp_path)
    all_colours = page.evaluate(COLOURS)
    page.evaluate("(id) => map.choose(id)", LARGEST["id"])
    expect(page.locator(".om-status")).to_contain_text(LARGEST["label"])
    focused = page.evaluate(COLOURS)
    assert 0 < focused["colourful"] < all_colours["colourful"] / 3
    assert focused["drawn"] > all_colours["drawn"] / 4
    page.evaluate("map.choose('')")
    expect(page.locator(".om-status")).to_have_text("すべての論点を表示しています")
    assert page.evaluate(COLOURS) == all_colours


def test_found_points_light_up_and_are_counted(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.evaluate("map.light([3, 500, 1400])")
    expect(page.locator(".om-status")).to_contain_text("3の声")
    assert page.evaluate(COLOURS)["colourful"] < 400
    assert seen(page)["lit"] == 3
    page.evaluate("map.light(null)")
    assert seen(page)["lit"] is None


MOVED = {
    **CONTENT,
    "version": "next",
    "places": invented(1500, seed=1)["places"],
    "was": {"version": CONTENT["version"], "runs": [[0, 0, 1500]]},
}


def test_a_new_version_moves_the_dots_and_calm_readers_see_no_motion(
    browser: Browser, tmp_path: Path
) -> None:
    for motion in ("no-preference", "reduce"):
        page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]
        opened(page, tmp_path)
        steps = page.evaluate(
            """async (next) => {
              const start = performance.now(), places = new Set();
              map.update(next);
              while (performance.now() - start < 900) {
                places.add(map.seen().place(7).map(Math.round).join());
                await new Promise(requestAnimationFrame);
              }
              return places.size;
            }""",
            MOVED,
        )
        assert steps == 1 if motion == "reduce" else steps > 3
        page.close()


def test_the_scheme_of_the_reader_changes_the_colours(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    picture = "document.querySelector('.om-stage canvas').toDataURL()"
    light = page.evaluate(picture)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(light) => {picture} !== light", arg=light)
    dark = page.evaluate(picture)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_function(f"(dark) => {picture} !== dark", arg=dark)
    page.emulate_media(media="screen", color_scheme="light", forced_colors="active")
    page.wait_for_function(
        f"() => {{ const c = ({COLOURS})(); return c.colourful < c.drawn / 20; }}"
    )


def test_the_map_fits_its_place_when_that_changes(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    canvas = page.locator(".om-stage canvas")
    page.set_viewport_size({"width": 500, "height": 900})
    expect(canvas).to_have_attribute("width", "500")
    names = seen(page)["names"]
    assert all(n["width"] / 2 <= n["x"] <= 500 - n["width"] / 2 for n in names)


def test_it_works_under_the_strictest_policy(page: Page, tmp_path: Path) -> None:
    write_page(tmp_path, CONTENT)
    (tmp_path / "voices-0.js").write_bytes(script("voices-0", {"voices": []}))
    with served(tmp_path) as address:
        page.goto(address)
        page.wait_for_function("window.map")
        assert page.evaluate("KoemapMap.load('voices-0.js', 'voices-0')") == {"voices": []}
        assert page.evaluate(COLOURS)["colourful"] > 1000
    # the page fixture fails the test at a violation of the policy


def test_a_part_loads_from_a_disk_and_a_missing_one_is_told(
    page: Page, tmp_path: Path, browser: Browser
) -> None:
    opened(page, tmp_path)
    (tmp_path / "voices-1.js").write_bytes(script("voices-1", [1, 2]))
    assert page.evaluate("KoemapMap.load('voices-1.js', 'voices-1')") == [1, 2]
    own = browser.new_page()
    opened(own, tmp_path)
    assert own.evaluate("KoemapMap.load('none.js', 'none').catch((e) => e.message)") == "none"
    own.close()


def test_an_empty_map_and_hostile_names_are_borne(page: Page, tmp_path: Path) -> None:
    topics = [{**topic, "label": "<img src=x onerror=pwned=1>" * 5} for topic in CONTENT["topics"]]
    opened(page, tmp_path, {**CONTENT, "topics": topics})
    assert page.locator("#map img").count() == 0
    nothing = {"n": 0, "width": 0, "height": 0, "places": "", "themes": [], "topics": []}
    page.evaluate("(data) => map.update(data)", {**nothing, "version": "0", "lone": 0, "sizes": []})
    page.wait_for_function("map.seen().names.length === 0")  # drawn with the next frame
    page.evaluate("map.destroy()")
    assert page.locator("#map *").count() == 0
