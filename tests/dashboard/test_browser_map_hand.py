"""The opinion map in a real browser: pointed at, moved by hand, walked by keys and heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.dashboard.map_pages import CONTENT, LARGEST, RESTS, on_canvas, opened, seen


def test_a_dot_tells_its_voice_and_can_be_picked(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.evaluate(
        "for (let k = 0; k < 4; k++) document.querySelectorAll('.om-buttons button')[1].click()"
    )
    page.wait_for_function(f"{RESTS} && map.seen().zoom > 1.5")
    point = page.evaluate("""() => {
      const { place, names } = map.seen();
      const free = ([x, y]) => x > 30 && y > 30 && x < 900 && y < 500
        && !names.some((n) => Math.abs(n.x - x) < n.width / 2 && Math.abs(n.y - y) < n.height / 2);
      return [...Array(1500).keys()].find((k) => free(place(k)));
    }""")
    place = on_canvas(page, *page.evaluate("(k) => map.seen().place(k)", point))
    page.mouse.move(*place)
    expect(page.locator(".om-tip")).to_contain_text(f"声その{point}")
    page.mouse.click(*place)
    assert f"point {point}" in page.evaluate("told")


def test_a_name_opens_its_topic_and_lights_its_row(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    name = seen(page)["names"][0]
    page.mouse.move(*on_canvas(page, name["x"], name["y"]))
    page.mouse.click(*on_canvas(page, name["x"], name["y"]))
    page.mouse.move(1, 1500)
    told = page.evaluate("told")
    assert told[:2] == [f"brush {LARGEST['id']}", f"topic {LARGEST['id']}"]


def test_the_tree_is_walked_by_keys_and_the_map_follows(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    focused = page.locator("[role=treeitem]:focus")
    page.get_by_role("button", name="論点の一覧").press("Enter")
    expect(focused).to_have_attribute("aria-level", "1")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-level", "2")
    first = focused.get_attribute("data-id")
    assert seen(page)["brushed"] == first
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-posinset", "2")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-level", "1")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-posinset", "2")
    page.keyboard.press("End")
    last = focused.get_attribute("data-id")
    page.keyboard.press("Enter")
    assert f"topic {last}" in page.evaluate("told")
    page.keyboard.press("Home")
    expect(focused).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="論点の一覧")).to_be_focused()
    expect(page.locator("[role=tree]")).to_have_css("width", "1px")


def test_n_goes_to_the_nearest_topic_and_back(page: Page, tmp_path: Path) -> None:
    content = {**CONTENT, "topics": [{**topic} for topic in CONTENT["topics"]]}
    opened(page, tmp_path, content)
    focused = page.locator("[role=treeitem]:focus")
    page.locator(f"[data-id={LARGEST['id']}]").evaluate("(item) => item.focus()")
    page.keyboard.press("n")
    expect(focused).not_to_have_attribute("data-id", LARGEST["id"])
    here, there = page.evaluate(
        """(ids) => ids.map((id) => {
          const points = map.seen(), name = points.names.find((n) => n.topic === id);
          return name ? [name.x, name.y] : null;
        })""",
        [LARGEST["id"], focused.get_attribute("data-id")],
    )
    assert here is None or there is None or abs(here[0] - there[0]) + abs(here[1] - there[1]) < 300


def test_letters_lead_to_a_topic(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.locator("[role=treeitem]").first.evaluate("(item) => item.focus()")
    page.locator("[role=treeitem]:focus").dispatch_event("keydown", {"key": "テ", "bubbles": True})
    expect(page.locator("[role=treeitem]:focus")).to_have_attribute("aria-posinset", "2")


def test_the_screen_reader_hears_names_with_people(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    expect(page.locator(".om-stage canvas")).to_have_attribute("aria-hidden", "true")
    item = page.get_by_role("treeitem", name=f"{LARGEST['label']}、{LARGEST['people']}人")
    expect(item).to_have_attribute("aria-level", "2")
    expect(page.get_by_role("tree")).to_have_count(1)
    assert page.get_by_role("treeitem").count() == 48


def test_keys_move_and_zoom_the_picture(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.locator(".om-stage").focus()
    before = page.evaluate("map.seen().place(0)")
    page.keyboard.press("+")
    page.wait_for_function(f"{RESTS} && map.seen().zoom > 1.4")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(RESTS)
    assert page.evaluate("map.seen().place(0)") != before
    page.keyboard.press("0")
    page.wait_for_function(f"{RESTS} && map.seen().zoom === 1")
    assert page.evaluate("map.seen().place(0)") == before


def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 100)
    page.wait_for_function("window.scrollY > 0")
    assert seen(page)["zoom"] == 1
    page.locator(".om-stage").focus()
    page.mouse.wheel(0, -100)
    page.wait_for_function("map.seen().zoom > 1")


def test_dragging_moves_a_zoomed_map(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path)
    page.get_by_role("button", name="拡大").click()
    page.wait_for_function(f"{RESTS} && map.seen().zoom > 1.5")
    before = page.evaluate("map.seen().place(0)")
    page.mouse.move(700, 300)
    page.mouse.down()
    page.mouse.move(760, 340, steps=5)
    page.mouse.up()
    after = page.evaluate("map.seen().place(0)")
    assert [round(after[k] - before[k]) for k in (0, 1)] == [60, 40]
    assert not [one for one in page.evaluate("told") if one.startswith(("point", "topic"))]


def test_a_finger_scrolls_the_page_and_two_fingers_zoom(browser: Browser, tmp_path: Path) -> None:
    phone = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    opened(page, tmp_path)
    canvas = page.locator(".om-stage canvas")
    buttons = page.locator(".om-buttons button")
    assert all(b["width"] >= 44 and b["height"] >= 44 for b in map(_box, buttons.all()))
    expect(canvas).to_have_css("touch-action", "pan-x pan-y")
    session = phone.new_cdp_session(page)
    for kind, spread in (("touchStart", 20), ("touchMove", 40), ("touchMove", 80)):
        fingers = [{"x": 180 - spread, "y": 150, "id": 0}, {"x": 180 + spread, "y": 150, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("map.seen().zoom > 2")
    expect(canvas).to_have_css("touch-action", "none")
    phone.close()


def _box(locator: Any) -> dict[str, float]:
    box: dict[str, float] = locator.bounding_box()
    return box
