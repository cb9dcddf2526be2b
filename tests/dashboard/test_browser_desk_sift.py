"""A busy desk in a real browser: what is shown of the inbox and of what moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from koemap.live_records import Candidate
from koemap.store import Store
from tests.dashboard.desk_meetings import (
    ATTACK,
    MEETING,
    OPINION,
    PHONE,
    QUESTION,
    DeskMeeting,
)
from tests.dashboard.test_browser_desk import open_desk, row, select, until

BUSY = 1_000
TOPIC = "データセンターの電力と場所"


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_the_inbox_is_sifted_by_questions_and_flags(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    chips = page.locator("#sift button")
    expect(chips).to_have_text(["すべて 6", "質問 2", "要注意 2"])
    chips.nth(1).click()
    expect(page.locator("#rows .row")).to_have_count(2)
    page.keyboard.press("3")
    expect(chips.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#rows .row .text")).to_have_text([PHONE, ATTACK])
    meeting.arrive("新しい意見です")
    expect(chips.first).to_have_text("すべて 7")
    expect(page.locator("#fresh")).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("#rows .row")).to_have_count(7)


def test_the_inbox_is_sifted_by_a_topic(meeting: DeskMeeting, page: Page, dashboard: str) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    name = page.locator("#topics").get_by_role("button", name=TOPIC, exact=True)
    name.click()
    expect(page.locator("#rows .row .text")).to_have_text([QUESTION])
    expect(page.locator("#sift-topic")).to_contain_text(f"論点：{TOPIC}")
    expect(page.locator("#sift button").first).to_have_text("すべて 1")
    expect(row(page, QUESTION)).to_be_focused()
    name.click()
    expect(page.locator("#rows .row")).to_have_count(6)
    page.locator("#not-asked").get_by_role("button", name=TOPIC, exact=True).click()
    expect(page.locator("#rows .row")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator("#rows .row")).to_have_count(6)
    expect(page.locator("#sift-topic")).to_be_hidden()


def test_what_passes_the_sift_is_reached_behind_all_that_came_later(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.arrive(QUESTION)
    meeting.arrive_together([f"{n}人目の意見です" for n in range(BUSY)])
    open_desk(page, dashboard)
    expect(page.locator("#sift button").nth(1)).to_have_text("質問 1")
    page.keyboard.press("2")
    expect(page.locator("#rows .row")).to_have_count(0)
    page.locator("#older").click()
    expect(page.locator("#rows .row .text")).to_have_text([QUESTION])
    expect(page.locator("#older")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_row_in_the_queue_is_no_taller_than_before(
    meeting: DeskMeeting, page: Page, dashboard: str, width: int
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    meeting.usual()
    open_desk(page, dashboard)
    if width == 360:
        page.locator("#parts [data-part=inbox]").click()
    select(page, OPINION)
    page.locator("#inbox [data-act=queue]").click()
    tag = row(page, OPINION).locator(".tag.queued")
    expect(tag).to_contain_text("質問の列・")
    assert (tag.bounding_box() or {"height": 99})["height"] < 24


def test_topics_not_yet_asked_are_in_sight_beside_many_candidates(
    meeting: DeskMeeting, page: Page, store: Store, dashboard: str
) -> None:
    page.set_viewport_size(ViewportSize(width=1440, height=900))
    meeting.usual()
    for n in range(1, 7):
        meeting.arrive(f"{n}つ目の論点の声", topic_id=f"t{n:02d}")
    found = []
    for n in range(7):
        ids = tuple(meeting.arrive(f"{n}つ目の候補の{k}番目の声") for k in range(3 + n))
        words = (f"候補{n}",)
        found.append(Candidate(f"c{n}", words[0], words, ids, len(ids), datetime.now(UTC)))
    store.save_candidates(MEETING, found)
    open_desk(page, dashboard)
    boxes = page.locator(".candidate")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_contain_text("新しい論点かもしれません 9件・9人")
    expect(boxes.get_by_role("button", name="論点にする", exact=True)).to_have_count(1)
    boxes.nth(1).locator(".opens").click()
    expect(boxes.get_by_role("button", name="論点にする", exact=True)).to_have_count(1)
    expect(boxes.nth(1)).to_contain_text("新しい論点かもしれません 8件・8人")
    expect(page.locator("#more-candidates")).to_have_text("ほか 5件")
    page.locator("#more-candidates").click()
    expect(boxes).to_have_count(7)
    expect(page.locator("#more-candidates")).to_be_hidden()
    for n in range(4):
        expect(page.locator("#not-asked .topic").nth(n)).to_be_in_viewport(ratio=1)


def test_nothing_left_to_ask_is_no_warning(
    meeting: DeskMeeting, page: Page, store: Store, dashboard: str
) -> None:
    meeting.usual()
    open_desk(page, dashboard)
    left = page.locator("#n-not-asked")
    expect(left).to_have_class("tag num warn")
    while (now := page.locator("#not-asked .now")).count():
        n = now.count()
        now.first.click()
        expect(now).to_have_count(n - 1)
    expect(left).to_be_hidden()
    expect(left).to_have_class("tag num")
    expect(page.locator("#all-asked")).to_have_text("すべて聞きました")
    assert store.decisions(MEETING, "take_up")


def test_the_messages_of_one_person_are_gone_through_and_rejected_together(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    others = meeting.usual()
    sent = [meeting.arrive(f"{n}回目の別の言葉です", person="甲") for n in range(7)]
    shared = meeting.arrive("これは乙も言う", person="甲")
    meeting.arrive("これは乙も言う！", person="乙", folded=shared)
    open_desk(page, dashboard)
    expect(page.locator(".row .who:visible")).to_have_text(
        ["この人の8件目", *(f"この人の{n}件目" for n in (7, 6, 5))]
    )
    select(page, "3回目の別の言葉です")
    page.keyboard.press("p")
    expect(page.locator("#rows .row")).to_have_count(8)
    expect(page.locator("#sift-person")).to_contain_text("この人の声だけ")
    page.keyboard.press("Escape")
    expect(page.locator("#rows .row")).to_have_count(14)
    page.locator(".row .who:visible").first.click()
    expect(page.locator("#rows .row")).to_have_count(8)
    page.locator("#reject-person").click()
    until(page, lambda: all(meeting.state(one) == "rejected" for one in sent))
    expect(page.locator("#done-words")).to_have_text("7件を載せないことにしました")
    assert meeting.state(shared) == "received"
    page.keyboard.press("z")
    until(page, lambda: all(meeting.state(one) == "received" for one in sent))
    expect(page.locator("#reject-person")).to_have_text("未確認の7件を載せない")
    page.locator("#sift-person .end").click()
    expect(page.locator("#rows .row")).to_have_count(14)
    assert {meeting.state(one) for one in others.values()} == {"received"}


def test_all_that_waits_of_one_person_is_reached_however_old(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    for n in range(5):
        meeting.arrive(f"{n}回目の別の言葉です", person="甲")
    meeting.arrive_together([f"{n}人目の意見です" for n in range(BUSY)])
    meeting.arrive("5回目の別の言葉です", person="甲")
    open_desk(page, dashboard)
    expect(page.locator(".row .who:visible")).to_have_text(["この人の6件目"])
    page.locator(".row .who:visible").click()
    expect(page.locator("#rows .row")).to_have_count(6)
    expect(page.locator("#older")).to_be_hidden()
