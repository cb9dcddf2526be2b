"""What a person decides on the council's screen, in a real browser and by keyboard alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from koemap.edition import Edition, read
from koemap.live_records import DeskAct
from koemap.moderation import checked
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.hands import choose, press, type_anew
from tests.dashboard.meetings import HTML, a_difficult_meeting
from tests.dashboard.test_browser_council import COUNCIL, show
from tests.factories import START, a_mapped_meeting

LABEL = "学校で生成AIをどう使うか"
SECRET = " ".join(("みず", "の", "おと", "2026"))


def now(store: Store) -> Edition:
    return read(store, "minamo-2")


def named(opened: Page | Locator, name: str) -> Locator:
    """The summary that opens a form."""
    return opened.locator("summary", has_text=name)


def test_an_answer_is_written_by_keyboard(store: Store, page: Page, dashboard: str) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    press(page, page.get_by_role("table").get_by_role("link", name=LABEL))
    box = page.locator("#answer")
    expect(page.locator("#opened h2")).to_have_text(LABEL)
    expect(box).to_contain_text("この論点への回答をまだ書いていません")
    press(page, named(box, "回答を書く"))
    choose(page, box.get_by_label("状況"), "検討中")
    type_anew(page, box.get_by_label("回答の文"), "授業での使い方を\n教育委員会と検討します。")
    type_anew(page, box.get_by_label("担当部署"), "教育委員会")
    type_anew(page, box.get_by_label("関連ページのアドレス"), "https://example.jp/plan")
    press(page, box.get_by_role("button", name="回答を保存"))
    expect(box).to_contain_text("担当者が記入")
    expect(box).to_contain_text("授業での使い方を")
    expect(box.locator(".chip")).to_have_text("検討中")
    expect(page.get_by_role("link", name="https://example.jp/plan")).to_be_visible()
    expect(page.locator("tr.on")).to_contain_text("検討中")
    expect(box.get_by_label("回答の文")).to_be_hidden()
    expect(box).to_be_focused()
    assert now(store).answers["t03"].department == "教育委員会"


def test_another_answer_keeps_the_earlier_one_and_can_be_undone(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    box = page.locator("#answer")
    for name, status, text in (
        ("回答を書く", "承りました", "一つ目"),
        ("回答を書き直す", "採用", "二つ目"),
    ):
        named(box, name).click()
        box.get_by_label("状況").select_option(status)
        box.get_by_label("回答の文").fill(text)
        box.get_by_role("button", name="回答を保存").click()
        expect(box.locator(".said .verbatim")).to_have_text(text)
    press(page, named(box, "これまでの回答（1件）"))
    expect(box.locator(".earlier li")).to_contain_text("一つ目")
    press(page, box.get_by_role("button", name="取り消す"))
    expect(box.locator(".said .verbatim")).to_have_text("一つ目")
    press(page, page.locator("#done").get_by_role("button", name="やり直す"))
    expect(box.locator(".said .verbatim")).to_have_text("二つ目")


def test_a_topic_is_renamed_merged_and_put_back_by_keyboard(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    opened = page.locator("#opened")
    press(page, named(opened, "論点を整える"))
    type_anew(page, opened.get_by_label("論点の名前"), "授業での使い方")
    press(page, opened.get_by_role("button", name="名前を変える").first)
    expect(opened.locator("h2")).to_have_text("授業での使い方")
    expect(opened.locator(".did")).to_contain_text("担当者が名づけた")
    press(page, named(opened, "論点を整える"))
    choose(page, opened.get_by_label("ほかの論点にまとめる"), "考える力が落ちる心配")
    press(page, opened.get_by_role("button", name="まとめる"))
    expect(opened.locator("h2")).to_have_text("考える力が落ちる心配")
    expect(opened.locator(".did")).to_contain_text("「授業での使い方」を担当者がまとめた")
    assert "t03" not in now(store).topics
    press(page, opened.locator(".did").get_by_role("button", name="取り消す"))
    expect(opened.locator("h2")).to_have_text("授業での使い方")
    press(page, opened.locator(".did").get_by_role("button", name="取り消す"))
    expect(opened.locator("h2")).to_have_text(LABEL)
    assert now(store).stood == ()


def test_findings_are_confirmed_and_the_map_approved(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, dashboard + COUNCIL)
    for left in (2, 1, 0):
        press(page, page.locator("#points").get_by_role("button", name="確認する").first)
        expect(page.locator("#points .confirm > button:only-child")).to_have_count(left)
    expect(page.locator("#points h2")).to_contain_text("✓ 担当者が確認済み")
    masthead = page.locator("#masthead")
    press(page, named(masthead, "この版を承認する"))
    type_anew(page, masthead.get_by_label("承認のメモ"), "読み合わせ済み")
    page.keyboard.press("Enter")
    expect(masthead).to_contain_text("✓ 担当者が承認")
    expect(masthead).to_contain_text("読み合わせ済み")
    expect(masthead.get_by_role("link", name="人が決めたこと 4件")).to_be_visible()
    press(page, masthead.get_by_role("button", name="取り消す"))
    expect(masthead).to_contain_text("この版はまだ承認されていません")


def test_who_approves_is_told_what_was_rejected_at_the_desk(
    store: Store, page: Page, dashboard: str
) -> None:
    rejected, masthead = min(a_mapped_meeting(store, 120).shown), page.locator("#masthead")

    def expect_told(n: int) -> None:
        show(page, dashboard + COUNCIL)
        press(page, named(masthead, "この版を承認する"))
        expect(masthead.get_by_label("承認のメモ")).to_be_visible()
        expect(masthead.get_by_text(re.compile("「載せない」とした声 1件"))).to_have_count(n)

    expect_told(0)
    act = DeskAct("minamo-2", "reject", rejected, "佐藤", datetime.now(UTC))
    store.act(act, checked)
    expect_told(1)
    store.decide(Decision("minamo-2", "hide", rejected, "佐藤", datetime.now(UTC), "中傷"))
    expect_told(0)


def test_two_people_at_once_lose_nothing(
    store: Store, browser: Browser, context: BrowserContext, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    one, other = context.new_page(), browser.new_context(locale="ja-JP").new_page()
    for page, text in ((one, "一人目の回答"), (other, "二人目の回答")):
        show(page, f"{dashboard}{COUNCIL}?topic=t03&lang=ja")
        named(page.locator("#answer"), "回答を書く").click()
        page.locator("#answer").get_by_label("状況").select_option("noted")
        page.locator("#answer").get_by_label("回答の文").fill(text)
    one.locator("#answer").get_by_role("button", name="回答を保存").click()
    expect(one.locator("#answer .said")).to_contain_text("一人目の回答")
    other.locator("#answer").get_by_role("button", name="回答を保存").click()
    expect(other.locator("#answer")).to_contain_text("担当者が先に回答を保存しました")
    expect(other.locator("#answer .said")).to_contain_text("一人目の回答")
    expect(other.locator("#answer").get_by_label("回答の文")).to_have_value("二人目の回答")
    other.locator("#answer").get_by_role("button", name="回答を保存").click()
    expect(other.locator("#answer .said")).to_contain_text("二人目の回答")
    assert [d.details["text"] for d in now(store).stood] == ["一人目の回答", "二人目の回答"]
    other.context.close()


def test_what_is_typed_stays_over_a_reload_until_it_is_discarded(
    store: Store, page: Page, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    box = page.locator("#answer")
    named(box, "回答を書く").click()
    box.get_by_label("状況").select_option("done")
    box.get_by_label("回答の文").fill("書きかけの文")
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    expect(box.get_by_label("回答の文")).to_have_value("書きかけの文")
    expect(box.get_by_label("状況")).to_have_value("done")
    page.get_by_role("table").get_by_role("link", name="考える力が落ちる心配").click()
    expect(page.locator("#opened h2")).to_have_text("考える力が落ちる心配")
    expect(box.get_by_label("回答の文")).to_be_hidden()
    named(box, "回答を書く").click()
    expect(box.get_by_label("回答の文")).to_have_value("")
    expect(box.get_by_label("状況")).to_have_value("")
    page.go_back()
    expect(box.get_by_label("回答の文")).to_have_value("書きかけの文")
    press(page, box.get_by_role("button", name="やめる"))
    expect(box.get_by_label("回答の文")).to_be_hidden()
    named(box, "回答を書く").click()
    expect(box.get_by_label("回答の文")).to_have_value("")


def test_a_lost_connection_is_told_and_the_words_stay(
    store: Store, context: BrowserContext, dashboard: str
) -> None:
    a_mapped_meeting(store, 120)
    page = context.new_page()
    show(page, f"{dashboard}{COUNCIL}?topic=t03")
    box = page.locator("#answer")
    named(box, "回答を書く").click()
    box.get_by_label("状況").select_option("noted")
    box.get_by_label("回答の文").fill("届かない文")
    context.set_offline(True)
    box.get_by_role("button", name="回答を保存").click()
    expect(box.get_by_role("alert")).to_contain_text("保存できませんでした")
    context.set_offline(False)
    expect(box.get_by_label("回答の文")).to_have_value("届かない文")
    box.get_by_role("button", name="回答を保存").click()
    expect(box.locator(".said")).to_contain_text("届かない文")


def test_hostile_words_stay_words_on_every_screen(store: Store, page: Page, dashboard: str) -> None:
    a_difficult_meeting(store)
    show(page, f"{dashboard}{COUNCIL}?topic=t02")
    box, opened = page.locator("#answer"), page.locator("#opened")
    named(box, "回答を書く").click()
    box.get_by_label("状況").select_option("declined")
    box.get_by_label("回答の文").fill(HTML)
    box.get_by_label("担当部署").fill("<b>課</b>")
    box.get_by_label("関連ページのアドレス").fill('https://a/"onclick="window.pwned=3')
    box.get_by_role("button", name="回答を保存").click()
    expect(box.locator(".said")).to_contain_text("onerror=")
    named(opened, "論点を整える").click()
    opened.get_by_label("論点の名前").fill("<img src=x onerror=window.pwned=4>")
    opened.get_by_role("button", name="名前を変える").first.click()
    expect(opened.locator("h2")).to_contain_text("onerror=")
    for query in ("topic=t02", "list=changes", "list=all"):
        show(page, f"{dashboard}{COUNCIL}?{query}")
        assert page.locator("#page img, #page b:has-text('課')").count() == 0
        assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize(("role", "offers"), [("viewer", 0), ("editor", 1)])
def test_only_editors_are_offered_to_decide_and_under_their_name(
    store: Store, page: Page, dashboard: str, role: str, offers: int
) -> None:
    a_mapped_meeting(store, 120)
    store.add_user("山田", role, SECRET, START)  # type: ignore[arg-type]
    page.goto(f"{dashboard}{COUNCIL}?topic=t03")
    page.locator("#name").fill("山田")
    page.locator("#password").fill(SECRET)
    page.get_by_role("button").first.click()
    expect(page.locator("#page")).to_have_attribute("data-shown", re.compile("."))
    expect(page.locator("#answer")).to_be_visible()
    assert page.locator("#answer .writes").count() == offers
    assert page.locator("[data-decide]").count() >= offers
    if offers:
        page.locator("#points").get_by_role("button", name="確認する").first.click()
        expect(page.locator("#points")).to_contain_text("✓ 山田が確認済み")
    else:
        assert page.locator("[data-decide]").count() == 0
