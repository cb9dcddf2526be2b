"""The bar of the facilitator's desk in a real browser: what it tells of how everything goes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from koemap.collection import Health
from koemap.store import Store
from tests.dashboard.desk_meetings import DESK, QUESTION, DeskMeeting
from tests.dashboard.test_browser_desk import open_desk, windows

__all__ = ["windows"]


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def test_the_end_of_a_meeting_is_told_and_is_no_alarm(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.usual()
    meeting.end()
    open_desk(page, dashboard)
    health, live = page.locator("#health"), page.locator("#live")
    expect(health).to_have_text("配信は終わりました・最終の地図を作っています")
    expect(live).to_have_text("配信終了")
    meeting.finish()
    expect(health).to_have_text("配信は終わりました・最終の地図ができました")
    expect(health).to_have_class("")
    expect(live).not_to_have_css("background-color", "rgb(212, 42, 34)")
    meeting.arrive("終わったあとに届いた声です")
    expect(health).to_contain_text("最終の地図を作っています")


def test_who_stopped_everything_is_told_in_the_bar(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    meeting.act("stop", "")
    open_desk(page, dashboard)
    health = page.locator("#health")
    expect(health).to_contain_text(re.compile("佐藤が.*に停止"))
    for key in ("s", "F9", "Control+Period"):
        page.keyboard.press(key)
        expect(health).to_contain_text("すでに停止中です")
        page.keyboard.press("j")
        expect(health).not_to_contain_text("すでに停止中です")
    assert meeting.verbs() == ["stop"]


def test_the_bar_tells_messages_and_people_per_minute(
    meeting: DeskMeeting, page: Page, dashboard: str
) -> None:
    for n in range(3):
        meeting.arrive(f"{n}番目の声です", person="甲", second=4_000.0)
    open_desk(page, dashboard)
    bar = page.locator("#bar")
    expect(page.locator(".figure", has=page.locator("#per-minute"))).to_have_text(
        "受信 3/分・1人/分"
    )
    expect(bar).to_contain_text("映像 1:06:")
    expect(bar).to_contain_text("未確認 3行")
    expect(page.locator("#titled")).to_have_text("第2回 みなも市AI戦略会議")
    open_desk(page, dashboard, "en")
    expect(bar).to_contain_text("Received 3/min · 1 person/min")
    expect(bar).to_contain_text("Video 1:06:")
    page.locator("#rows .row").first.click()
    page.keyboard.press("a")
    expect(page.locator("#rows .tag")).to_have_text("let through, Staff")
    page.keyboard.press("s")
    expect(page.locator("#health")).to_contain_text("stopped by Staff at")


def test_a_collector_that_says_nothing_is_missed_and_one_that_rests_is_not(
    meeting: DeskMeeting, page: Page, store: Store, dashboard: str
) -> None:
    now, health = datetime.now(UTC), page.locator("#health")
    signed = now - timedelta(seconds=45)
    hangs = Health("collecting", signed, signed, signed, 2.0)
    store.save_health(meeting.source, hangs)
    open_desk(page, dashboard)
    silent = re.compile(r"受信の応答が\d0秒ありません（10分続くと自動で起動し直します）")
    expect(health).to_contain_text(silent)
    expect(health).to_have_class("warn")
    open_desk(page, dashboard, "en")
    expect(health).to_contain_text(re.compile(r"no answer from the collector for \d0 s"))
    well = (
        replace(hangs, interval_seconds=120.0),
        replace(hangs, resumes_at=now + timedelta(minutes=5), phase="waiting"),
        replace(hangs, phase="ended"),
        replace(hangs, at=datetime.now(UTC)),
    )
    for one in well:
        store.save_health(meeting.source, one)
        expect(health).not_to_have_class("warn")
        store.save_health(meeting.source, hangs)
        expect(health).to_have_class("warn")


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "ディスクの空きが残り42 MB"), ("en", "42 MB of disk left")]
)
def test_the_bar_warns_before_the_disk_is_full(
    meeting: DeskMeeting, page: Page, dashboard: str, language: str, said: str
) -> None:
    meeting.usual()

    def on_a_small_disk(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "disk_mb": 42})

    page.route("**/state?*", on_a_small_disk)
    page.goto(f"{dashboard}{DESK}?lang={language}")
    expect(page.locator("#health")).to_contain_text(said)
    page.unroute_all(behavior="ignoreErrors")  # a poll may be on its way


def test_a_stop_on_its_way_is_not_told_as_done(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, ids = windows[0], meeting.usual()
    meeting.act("queue", ids[QUESTION])
    meeting.act("air", ids[QUESTION])
    open_desk(page, dashboard)
    page.route("**/act?*", lambda route: route.abort())
    page.keyboard.press("F9")
    expect(page.locator("#on-air")).to_contain_text("まだ出ています（停止を送信中）")
    expect(page.locator("#live")).to_have_text("停止を送信中")
    expect(page.locator("#stop")).not_to_contain_text("再開")
    page.unroute("**/act?*")
    expect(page.locator("#on-air")).to_contain_text("停止中：配信の表示には出ていません")
    expect(page.locator("#stop")).to_contain_text("再開")
