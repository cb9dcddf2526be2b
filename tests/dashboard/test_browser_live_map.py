"""The council's screen follows the map of a live meeting while nobody writes on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from koemap.live_records import Happening
from koemap.store import Store
from tests.dashboard.test_browser_council import COUNCIL, show
from tests.factories import START, a_mapped_meeting

A_WHILE = 6_000  # milliseconds
MEETING = "minamo-2"


def a_new_map(store: Store, *changes: Happening) -> str:
    """The id of a map on which every topic is a little further to the right."""
    before = store.opinion_map(MEETING, store.map_ids(MEETING)[0])
    moved = tuple(
        p if p.x is None else replace(p, x=p.x + n % 7) for n, p in enumerate(before.placements)
    )
    return store.save_map(replace(before, map_id="", placements=moved), changes).map_id


@pytest.fixture
def followed(store: Store, page: Page, dashboard: str) -> Page:
    """The screen of a meeting whose comments arrive now, with a clock that is moved by hand."""
    a_mapped_meeting(store, 120)
    page.clock.install()
    show(page, dashboard + COUNCIL)
    return page


def test_a_new_map_is_shown_without_a_reload(store: Store, followed: Page) -> None:
    picture = followed.locator("#picture")
    before = picture.get_attribute("data-drawn")
    assert before
    followed.clock.fast_forward(A_WHILE)
    map_id = a_new_map(store)
    followed.clock.fast_forward(A_WHILE)
    expect(followed.locator("#page")).to_have_attribute("data-map", map_id)
    expect(picture).not_to_have_attribute("data-drawn", before)


def test_nothing_changes_under_the_hands_of_somebody_who_writes(
    store: Store, followed: Page
) -> None:
    field = followed.locator("#search-field")
    field.fill("給食")
    map_id = a_new_map(store)
    followed.clock.fast_forward(A_WHILE)
    followed.clock.fast_forward(A_WHILE)
    expect(followed.locator("#page")).not_to_have_attribute("data-map", map_id)
    expect(field).to_have_value("給食")
    field.fill("")
    field.blur()
    followed.clock.fast_forward(A_WHILE)
    expect(followed.locator("#page")).to_have_attribute("data-map", map_id)


def test_a_link_to_what_the_map_changed_leads_to_the_list(
    store: Store, page: Page, dashboard: str
) -> None:
    label = a_mapped_meeting(store, 120).topics["t01"].label
    line = f"「街路樹」は「{label}」に入りました（9件中6件）"
    a_new_map(store, Happening(START, "merged", "one", line))
    show(page, f"{dashboard}{COUNCIL}?list=changes")
    expect(page.locator("#comments")).to_contain_text(line)
    expect(page.get_by_role("heading", name="地図で変わったこと")).to_be_in_viewport()
    expect(page.locator("#comments")).to_be_focused()
    page.locator("#comments").get_by_role("link", name=label).click()
    expect(page.locator("#opened h2")).to_have_text(label)
