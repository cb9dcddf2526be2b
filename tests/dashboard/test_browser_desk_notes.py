"""The memo of the question on air, in the browsers of two people at the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from koemap.store import Store
from tests.dashboard.desk_meetings import OTHER, QUESTION, DeskMeeting
from tests.dashboard.test_browser_desk import open_desk, until, windows

__all__ = ["windows"]


@pytest.fixture
def meeting(store: Store) -> DeskMeeting:
    return DeskMeeting(store)


def on_air(meeting: DeskMeeting) -> str:
    """The id of a question that is on air while another waits."""
    ids = meeting.usual()
    for text in (QUESTION, OTHER):
        meeting.act("queue", ids[text])
    meeting.act("air", ids[QUESTION])
    return ids[QUESTION]


def memo(page: Page) -> Locator:
    return page.get_by_label("メモ（回答の要点など）")


def await_news(page: Page) -> None:
    """Return when the desk has been told all that was there before; one answer may be under way."""
    for _ in range(2):
        with page.expect_response("**/state?*"):
            pass


def check_what_is_written_over(
    meeting: DeskMeeting, windows: tuple[Page, Page], question: str
) -> None:
    """Words that another desk wrote over stay with who leaves them with Esc."""
    here, there = (memo(page) for page in windows)
    here.fill("市長は賛成")
    until(windows[0], lambda: meeting.note(question) == "市長は賛成")
    there.fill("部長が補足")
    there.press("Enter")
    expect(windows[0].locator("#note-said")).to_contain_text("部長が補足")
    expect(windows[1].locator("#note-said")).to_contain_text("保存しました")
    here.press("Escape")
    expect(here).to_have_value("部長が補足")
    left = windows[0].locator("#notes-left")
    expect(left).to_contain_text("保存されていないメモ：市長は賛成")
    windows[0].reload()
    left.get_by_role("button", name="このメモを保存する").click()
    until(windows[0], lambda: meeting.note(question) == "市長は賛成")
    expect(left).to_be_hidden()
    expect(windows[1].locator("#notes-left")).to_be_hidden()


def test_a_memo_is_on_the_other_desk_and_takes_no_words_from_who_writes_there(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    question = on_air(meeting)
    for page in windows:
        open_desk(page, dashboard)
    here, there = (memo(page) for page in windows)
    here.fill("市が調べて 次回答える")
    until(windows[0], lambda: meeting.note(question) == "市が調べて 次回答える")
    expect(here).to_be_focused()
    expect(windows[0].locator("#note-said")).to_contain_text("保存しました")
    expect(there).to_have_value("市が調べて 次回答える")

    leave = windows[1].locator("#note-leave")
    expect(leave).to_be_hidden()
    there.focus()
    expect(leave).to_have_text("Esc で一覧に戻ります")
    expect(leave).to_be_visible()
    here.fill("課長が答えた")
    here.press("Enter")
    expect(windows[1].locator("#note-said")).to_have_text("ほかの担当者が書いたメモ：課長が答えた")
    await_news(windows[0])
    expect(there).to_have_value("市が調べて 次回答える")
    there.fill("課長が答え、市が調べる")
    there.press("Enter")
    expect(here).to_have_value("課長が答え、市が調べる")
    expect(windows[0].locator("#note-said")).to_have_text("ほかの担当者が書き直しました")
    expect(windows[1].locator("#note-said")).to_contain_text("保存しました")
    assert meeting.note(question) == "課長が答え、市が調べる"

    here.fill("")
    here.press("Enter")
    expect(there).to_have_value("")
    assert meeting.note(question) == ""
    check_what_is_written_over(meeting, windows, question)


def test_a_memo_comes_before_what_is_done_to_its_question_and_is_never_lost(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    page, question = windows[0], on_air(meeting)
    open_desk(page, dashboard)
    page.route("**/act?*", lambda route: route.abort())
    memo(page).fill("次回答える")
    memo(page).press("Enter")
    expect(page.locator("#on-air")).to_contain_text("送信待ち")
    page.reload()
    expect(memo(page)).to_have_value("次回答える")
    page.unroute("**/act?*")
    until(page, lambda: meeting.note(question) == "次回答える")
    memo(page).fill("市が次回答える")
    page.locator("#queue .queued .text").click()
    page.keyboard.press("o")
    until(page, lambda: meeting.state(question) == "asked")
    assert meeting.verbs()[-2:] == ["note", "air"]
    expect(memo(page)).to_have_value("")
    page.locator("#past summary").click()
    expect(page.locator("#past")).to_contain_text("市が次回答える")


def test_a_memo_that_another_wrote_over_is_kept_once_its_question_is_off_air(
    meeting: DeskMeeting, windows: tuple[Page, Page], dashboard: str
) -> None:
    question, context = on_air(meeting), windows[0].context
    open_desk(windows[0], dashboard)
    windows[0].route("**/act?*", lambda route: route.abort())
    memo(windows[0]).fill("市が次回答える")
    memo(windows[0]).press("Enter")
    expect(windows[0].locator("#on-air")).to_contain_text("送信待ち")
    windows[0].close()
    meeting.act("note", question, note="課長が答えた")
    meeting.act("answered", question)
    page = context.new_page()
    open_desk(page, dashboard)
    left = page.locator("#notes-left")
    expect(left).to_contain_text("保存されていないメモ：市が次回答える")
    expect(left).to_contain_text("課長が答えた")
    expect(page.locator("#health")).to_contain_text("保存されていないメモがあります")
    left.get_by_role("button", name="このメモを保存する").click()
    until(page, lambda: meeting.note(question) == "市が次回答える")
    expect(left).to_be_hidden()
