"""How people work a page: with a mouse or a thumb, or with the keyboard alone."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_STEPS = 400
THE_WAY = """(part) => {
  const here = document.activeElement;
  if (part === here) return "";
  const isBehind = here.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_PRECEDING;
  return isBehind && !part.contains(here) ? "Shift+Tab" : "Tab";
}"""


class Hands(Protocol):
    """What a person does to a page."""

    def press(self, page: Page, part: Locator) -> None: ...

    def write(self, page: Page, field: Locator, text: str) -> None: ...

    def choose(self, page: Page, field: Locator, words: str) -> None: ...


class Pointer:
    """A mouse or a thumb."""

    def press(self, page: Page, part: Locator) -> None:
        part.click()

    def write(self, page: Page, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, page: Page, field: Locator, words: str) -> None:
        field.select_option(label=words)


class Keyboard:
    """No pointer at all: Tab, Enter, arrows and letters."""

    def press(self, page: Page, part: Locator) -> None:
        press(page, part)

    def write(self, page: Page, field: Locator, text: str) -> None:
        type_anew(page, field, text)

    def choose(self, page: Page, field: Locator, words: str) -> None:
        choose(page, field, words)


def reach(page: Page, part: Locator) -> None:
    """Go there as those do who have no mouse, back when it lies behind them."""
    for _ in range(MOST_STEPS):
        key = part.evaluate(THE_WAY)
        if not key:
            return
        page.keyboard.press(key)
    raise AssertionError(f"no way to {part} by keyboard")


def press(page: Page, part: Locator, key: str = "Enter") -> None:
    reach(page, part)
    page.keyboard.press(key)


def choose(page: Page, field: Locator, words: str) -> None:
    """Go down a list to the entry of these words."""
    reach(page, field)
    for _ in field.locator("option").all():
        page.keyboard.press("ArrowDown")
        if field.locator("option:checked").inner_text() == words:
            return
    raise AssertionError(f"no entry {words}")


def type_anew(page: Page, field: Locator, text: str) -> None:
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
