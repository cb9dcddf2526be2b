"""What a person decides about comments on the council's screen, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from koemap.store import Store
from tests.dashboard.hands import choose, press, type_anew
from tests.dashboard.meetings import a_difficult_meeting
from tests.dashboard.test_browser_acts import LABEL, named, now
from tests.dashboard.test_browser_council import COUNCIL, show
from tests.factories import a_mapped_meeting


def test_comments_of_two_pages_are_split_off(store: Store, page: Page, dashboard: str) -> None:
    edition = a_mapped_meeting(store, 300)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    listed = page.locator("#comments")
    press(page, named(listed, "一部の声を別の論点に分ける"))
    press(page, listed.get_by_role("checkbox").nth(1), "Space")
    expect(listed.locator(".n-chosen")).to_have_text("1")
    press(page, page.get_by_role("link", name="次へ"))
    expect(page.get_by_role("link", name="2ページ目")).to_have_attribute("aria-current", "page")
    expect(listed.locator(".n-chosen")).to_have_text("1")
    press(page, listed.get_by_role("checkbox").first, "Space")
    expect(listed.locator(".n-chosen")).to_have_text("2")
    page.locator("#comments .splits").get_by_label("新しい論点の名前").focus()
    page.keyboard.insert_text("別の話")
    page.keyboard.press("Enter")
    expect(page.locator("#opened h2")).to_have_text("別の話")
    expect(page.locator("#opened .did")).to_contain_text(f"「{LABEL}」から担当者が分けた")
    members = edition.members["t03"]
    expected = {members[1].comment_id, members[25].comment_id}
    split = now(store).topics["s01"]
    assert {c.comment_id for c in now(store).members[split.topic_id]} == expected
    press(page, page.locator("#opened .did").get_by_role("button", name="取り消す"))
    expect(page.locator("#opened h2")).to_have_text(LABEL)


def test_a_comment_is_hidden_with_a_reason_and_shown_again(
    store: Store, context: BrowserContext, dashboard: str
) -> None:
    edition = a_mapped_meeting(store, 120)
    page = context.new_page()
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    first = page.locator("#comments .entries li").first
    text = edition.members["t03"][0].text
    expect(first).to_contain_text(text)
    press(page, named(first, "この声の操作"))
    press(page, first.get_by_role("button", name="非表示にする"))
    expect(first.get_by_role("alert")).to_have_text("理由を選んでください")
    expect(first.get_by_label("非表示にする理由")).to_be_focused()
    choose(page, first.get_by_label("非表示にする理由"), "個人情報")
    type_anew(page, first.get_by_label("補足"), "電話番号がある")
    press(page, first.get_by_role("button", name="非表示にする"))
    expect(page.locator("#done")).to_contain_text("声を非表示にしました")
    expect(page.locator("#done")).to_be_focused()
    expect(page.locator("#main")).not_to_contain_text(text)
    show(page, f"{dashboard}{COUNCIL}?list=changes")
    row = page.locator(".changes li").first
    expect(row).to_contain_text("声を非表示にした")
    expect(row).to_contain_text("理由：個人情報：電話番号がある")
    press(page, row.get_by_role("button", name="取り消す"))
    expect(row).to_contain_text("取り消した：声を非表示にした")
    expect(page.locator(".changes li").nth(1)).to_contain_text("取り消し済み（担当者")
    press(page, page.locator(".changes li").nth(1).get_by_role("button", name="やり直す"))
    expect(page.locator(".changes li").first).to_contain_text("元に戻した：声を非表示にした")
    assert len(now(store).hidden) == 1


@pytest.mark.parametrize(("scope", "gone"), [("", {"yt:5", "yt:6"}), ("この声だけ", {"yt:5"})])
def test_copies_of_a_comment_are_hidden_with_it_by_keyboard(
    store: Store, page: Page, dashboard: str, scope: str, gone: set[str]
) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?topic=t02&list=in_topic")
    folded = page.locator("#comments .entries > li", has=page.locator(".copies"))
    press(page, named(folded, "この声の操作"))
    choose(page, folded.get_by_label("非表示にする理由"), "宣伝")
    field = folded.get_by_label("非表示にする範囲")
    expect(field.locator("option:checked")).to_have_text("同じ内容の声 1件もまとめて")
    if scope:
        choose(page, field, scope)
    press(page, folded.get_by_role("button", name="非表示にする"))
    expect(page.locator("#done")).to_contain_text("非表示にしました")
    expect(folded).to_have_count(0)
    assert now(store).hidden.keys() == {"yt:9", *gone}
    press(page, page.locator("#done").get_by_role("button", name="取り消す"))
    expect(folded).to_have_count(1)
    assert now(store).hidden.keys() == {"yt:9"}


def test_a_pinned_comment_leads_its_topic(store: Store, page: Page, dashboard: str) -> None:
    edition = a_mapped_meeting(store, 120)
    last = edition.members["t03"][-1]
    show(page, f"{dashboard}{COUNCIL}?topic=t03&comment={last.comment_id}")
    opened = page.locator("#opened")
    press(page, named(opened, "この声の操作"))
    press(page, opened.get_by_role("button", name="代表の声にする"))
    expect(opened).to_contain_text("担当者が選んだ声")
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    first = opened.locator(".quote").first
    expect(first).to_contain_text(last.text)
    press(page, named(first, "この声の操作"))
    press(page, first.get_by_role("button", name="代表の声から外す"))
    expect(opened).not_to_contain_text("担当者が選んだ声")
