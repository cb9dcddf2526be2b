"""Logging in and out in a real browser: by keyboard, on a phone, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from koemap.store import Store
from tests.dashboard.staff import NAMES, PASSWORD
from tests.factories import a_mapped_meeting

COUNCIL = "/council/minamo-2"
NAME = NAMES["editor"]
WRONG = "a bad guess"


@pytest.fixture
def staffed(store: Store, dashboard: str) -> str:
    """The address of a dashboard with a meeting and one editor."""
    a_mapped_meeting(store)
    store.add_user(NAME, "editor", PASSWORD, datetime.now(UTC))
    return dashboard


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's window, 360 pixels wide, of a Japanese reader."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def type_in(page: Page, password: str) -> None:
    """Fill in the form as a person without a mouse does, once it waits for the name."""
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_by_keyboard_on_a_phone_one_logs_in_and_out(staffed: str, phone: Page) -> None:
    phone.goto(f"{staffed}{COUNCIL}?topic=t03")
    expect(phone).to_have_title("ログイン｜koemap")
    expect(phone.get_by_label("名前")).to_be_focused()
    type_in(phone, PASSWORD)
    expect(phone).to_have_url(re.compile("/council/minamo-2.*topic=t03"))
    account = phone.get_by_role("group", name="ログイン中の人")
    expect(account).to_contain_text("山田（編集）")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    account.get_by_role("button", name="ログアウト").focus()
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/login"))
    phone.goto(staffed + COUNCIL)
    expect(phone.get_by_role("heading", level=1)).to_have_text("ログイン")


def test_a_wrong_password_is_told_and_the_name_stays(staffed: str, phone: Page) -> None:
    phone.goto(staffed + COUNCIL)
    type_in(phone, WRONG)
    expect(phone.get_by_role("alert")).to_have_text(re.compile("パスワードが違います"))
    expect(phone).to_have_title("ログインできません｜koemap")
    expect(phone.get_by_label("名前")).to_have_value(NAME)
    password = phone.get_by_label("パスワード")
    expect(password).to_be_focused()
    expect(password).to_have_accessible_description(re.compile("パスワードが違います"))
    phone.keyboard.type(PASSWORD)
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/council/minamo-2"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_script_the_form_works_on_the_narrowest_screen(
    staffed: str, browser: Browser, language: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{staffed}{COUNCIL}?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    for part in page.locator("header, main, input, button, p, h1").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    for field in page.locator("main input, main button").all():
        box = field.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.locator("button").click()
    expect(page).to_have_url(re.compile(f"{COUNCIL}.*lang={language}"))
    page.goto(f"{staffed}/logout?lang={language}")
    page.locator("button").last.click()
    expect(page).to_have_url(re.compile("/login"))
    context.close()


def test_a_page_left_open_too_long_leads_to_the_log_in(
    staffed: str, store: Store, phone: Page
) -> None:
    phone.goto(staffed + COUNCIL)
    type_in(phone, PASSWORD)
    expect(phone.locator("#page")).to_have_attribute("data-shown", re.compile("."))
    store.log_out_everywhere(NAME)
    phone.get_by_role("link", name="English").first.click()
    expect(phone).to_have_title("Log in | koemap")
    type_in(phone, PASSWORD)
    expect(phone).to_have_url(re.compile("/council/minamo-2.*lang=en"))


def test_two_people_at_two_browsers_are_told_apart(
    staffed: str, store: Store, browser: Browser
) -> None:
    store.add_user("鈴木", "viewer", PASSWORD, datetime.now(UTC))
    for name, role in ((NAME, "編集"), ("鈴木", "閲覧")):
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        page.goto(staffed)
        page.get_by_label("名前").fill(name)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="ログイン").click()
        expect(page.locator(".account:visible")).to_contain_text(f"{name}（{role}）")
        context.close()


def test_without_users_the_screen_says_that_nobody_logged_in(
    store: Store, dashboard: str, phone: Page
) -> None:
    a_mapped_meeting(store)
    phone.goto(dashboard + COUNCIL)
    expect(phone.locator(".account:visible")).to_contain_text("ログインなし・このパソコンだけ")
    expect(phone.locator(".account:visible")).to_contain_text("担当者")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
