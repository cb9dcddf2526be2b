"""Where somebody is at the desk, in a real browser: no key and no change leads them elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from koemap.collection import Health
from koemap.live_records import Assignment
from koemap.store import Store
from tests.dashboard.desk_meetings import MEETING, OPINION, OTHER, PHONE, QUESTION, DeskMeeting
from tests.dashboard.test_browser_desk import open_desk, row, select, top_of, until

NOTHING_SELECTED = "先に声を選んでください"
CHOSEN = "#rows .row[aria-selected=true]"
Keys = tuple[str, ...]


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


@pytest.fixture
def busy(meeting: DeskMeeting) -> DeskMeeting:
    """Some of what came is of one person, one of a topic, most of neither."""
    meeting.arrive(QUESTION)
    for n in range(6):
        meeting.arrive(f"{n}回目の別の言葉です", person="甲")
    meeting.arrive_together([f"{n}人目の意見です" for n in range(30)])
    return meeting


def fold(meeting: DeskMeeting, comment_id: str, into: str) -> None:
    """Let the analyst tell that one comment says nearly the same as another."""
    meeting.store.assign(MEETING, [Assignment(comment_id, "opinion", "ja", into)])


def test_a_key_after_a_fold_acts_on_the_group_and_never_on_a_neighbour(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("reject", ids[PHONE])
    open_desk(page, dashboard)
    select(page, OPINION)
    fold(meeting, ids[OPINION], ids[OTHER])
    expect(row(page, OTHER)).to_have_attribute("aria-selected", "true")
    expect(row(page, OTHER)).to_be_focused()
    page.keyboard.press("r")
    until(page, lambda: meeting.state(ids[OTHER]) == "rejected")
    assert meeting.verbs() == ["reject", "reject"]
    select(page, QUESTION)
    fold(meeting, ids[QUESTION], ids[PHONE])
    expect(page.locator(CHOSEN)).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator("#health")).to_contain_text(NOTHING_SELECTED)
    page.keyboard.press("j")
    expect(page.locator("#health")).not_to_contain_text(NOTHING_SELECTED)
    expect(page.locator(CHOSEN)).to_have_count(1)
    assert meeting.verbs() == ["reject", "reject"]


@pytest.mark.parametrize(
    ("aside", "n", "leaves"),
    [
        (("/", *"29人目"), 1, ("Escape",)),
        (("/", *"29人目"), 1, ("Enter", "Escape")),
        (("p",), 6, ("j", "Escape")),
        (("topic",), 1, ("x",)),
    ],
)
def test_who_looks_at_something_aside_comes_back_to_where_they_were(
    busy: DeskMeeting, page: Page, dashboard: str, aside: Keys, n: int, leaves: Keys
) -> None:
    open_desk(page, dashboard)
    chosen = row(page, "5回目の別の言葉です")
    select(page, "5回目の別の言葉です")
    before = top_of(chosen)
    if aside == ("topic",):
        page.locator("#topics .name").first.click()
    else:
        page.keyboard.press(aside[0])
        page.keyboard.type("".join(aside[1:]))
    expect(page.locator("#rows .row")).to_have_count(n)
    for key in leaves:
        page.keyboard.press(key)
    expect(page.locator("#rows .row")).to_have_count(37)
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert top_of(chosen) == pytest.approx(before, abs=1)


def test_the_keys_act_in_the_inbox_once_it_is_sifted_by_a_topic(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("queue", ids[OTHER])
    open_desk(page, dashboard)
    page.locator("#queue .queued .text").click()
    page.locator("#not-asked [data-key=t05] .name").click()
    expect(row(page, QUESTION)).to_be_focused()
    page.keyboard.press("a")
    until(page, lambda: meeting.state(ids[QUESTION]) == "let_through")
    assert meeting.state(ids[OTHER]) == "queued"


def test_what_is_counted_is_what_is_listed(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    ids = meeting.usual()
    meeting.act("hold", ids[QUESTION])
    meeting.act("hold", ids[PHONE])
    open_desk(page, dashboard)
    chips = page.locator("#sift button")
    expect(chips).to_have_text(["すべて 4", "質問 1", "要注意 1"])
    page.locator("[data-filter=held]").click()
    expect(chips).to_have_text(["すべて 2", "質問 1", "要注意 1"])
    page.locator("[data-filter=received]").click()
    page.locator("#search").fill("データ")
    expect(page.locator("#no-rows")).to_have_text("見つかりませんでした")
    expect(chips).to_have_text(["すべて 0", "質問 0", "要注意 0"])


def test_the_bar_tells_how_long_ago_anything_came_by_one_clock(
    meeting: DeskMeeting, page: Page, store: Store, dashboard: str
) -> None:
    meeting.usual()
    now = datetime.now(UTC)
    old = now - timedelta(days=400)  # a replay has the clock of its recording
    store.save_health(meeting.source, Health("collecting", now, now, old, 0.0))
    open_desk(page, dashboard)
    expect(page.locator("#health")).to_have_text(re.compile(r"^最終受信 \d+秒前・遅れ 0秒$"))
    open_desk(page, dashboard, "en")
    expect(page.locator("#health")).to_have_text(re.compile(r"^last message \d+ s ago · lag 0 s$"))


def test_a_topic_and_its_button_share_a_line_on_a_tablet(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    page.set_viewport_size(ViewportSize(width=768, height=1024))
    meeting.usual()
    open_desk(page, dashboard)
    line = page.locator("#not-asked .topic").first
    name, button = line.locator(".name").bounding_box(), line.locator(".now").bounding_box()
    assert name
    assert button
    assert button["y"] < name["y"] + name["height"]
    assert button["x"] >= name["x"] + name["width"]


def test_the_flow_stays_in_its_place_and_tells_its_time(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    flow = page.locator("#flow svg")
    expect(flow.locator("text").first).to_have_text(re.compile(r"^\d+:\d\d"))
    expect(flow.locator("text").last).to_have_text(re.compile(r"^いま \d"))
    before = (flow.bounding_box() or {})["x"]
    for _ in range(4):
        meeting.arrive(QUESTION, second=4200.0)
    expect(flow.locator("text").last).to_have_text("いま 1:10:00")
    inks = "bars => [...new Set(bars.map((one) => getComputedStyle(one).fill))]"
    assert len(flow.locator(".n").evaluate_all(inks)) == 1
    assert (flow.bounding_box() or {})["x"] == before


def test_maps_and_processes_are_listed_by_keyboard_the_newest_first(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    for n in range(1, 41):
        meeting.happen(f"{n}番目の出来事", f"happening {n}")
    open_desk(page, dashboard)
    expect(page.locator("#happenings li")).to_have_count(3)
    summary = page.locator("#all-happenings summary")
    expect(summary).to_have_text("地図と動作の記録 40")
    summary.focus()
    page.keyboard.press("Enter")
    lines = page.locator("#all-happenings li")
    expect(lines).to_have_count(40)
    expect(lines.first).to_contain_text(re.compile(r"^\d\d:\d\d:\d\d 40番目の出来事"))
    expect(lines.first).to_be_in_viewport()
    meeting.happen("新しい出来事", "news")
    expect(lines.first).to_contain_text("新しい出来事")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(lines.first).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_co_host_has_an_address_of_their_own(
    meeting: DeskMeeting, browser: Browser, dashboard: str
) -> None:
    meeting.usual()
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    open_desk(page, dashboard)
    expect(page.locator("#rows")).to_be_visible()
    page.locator("#parts [data-part=air]").click()
    page.reload()
    expect(page.locator("#queue-name")).to_be_visible()
    expect(page.locator("#inbox")).to_be_hidden()
    page.locator("#bar .language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#parts [data-part=air]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#inbox")).to_be_hidden()
    expect(page.locator("#air .links a").last).to_have_attribute(
        "href", f"/council/{MEETING}?lang=en"
    )
    context.close()
