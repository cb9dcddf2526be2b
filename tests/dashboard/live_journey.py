"""A live meeting as people take part in it: two facilitators at their desks, and an audience.

The audience's screens write down whatever they showed, so that nothing is missed between two looks.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.live.audience import public_id
from dashboard.live.lines import line
from dashboard.live.pages import live_path, overlay_path
from koemap.live_records import Assignment
from koemap.moderation import SEEN, moderated
from koemap.settings import secret
from tests.dashboard.staff import PASSWORD
from tests.koemap.live_meeting import LiveMeeting

FIRST, SECOND = "佐藤", "鈴木"
FEWEST_LETTERS = 4  # shorter texts are found in any page
LONGEST_STEP = 30.0  # seconds
KEEPS_WHAT_IT_SHOWS = """
window.everShown = new Set();
new MutationObserver(() => window.everShown.add(document.body ? document.body.textContent : ""))
  .observe(document, { subtree: true, childList: true, characterData: true });
"""


@dataclass
class Audience:
    """The overlay and the public page in a browser that never logged in.

    `told` are the names that a facilitator gave to topics.
    """

    live: LiveMeeting
    overlay: Page
    public: Page
    told: list[str] = field(default_factory=list)

    @property
    def overlay_state(self) -> dict[str, Any]:
        """What the server tells the overlay now."""
        path = overlay_path(secret(self.live.home), self.live.meeting_id)
        return asked(self.live, f"{path}state.json")

    @property
    def public_state(self) -> dict[str, Any]:
        """What the public page can read now."""
        return asked(self.live, f"{live_path(self.live.meeting_id)}live.json")

    def open(self) -> None:
        """Open both pages, once there is something to be read."""
        meeting_id = self.live.meeting_id
        self.live.until(lambda: self.live.answers(f"{live_path(meeting_id)[1:]}live.json"))
        self.overlay.goto(f"{root(self.live)}{overlay_path(secret(self.live.home), meeting_id)}")
        self.public.goto(f"{root(self.live)}{live_path(meeting_id)}")
        expect(self.public.locator("#updated")).to_contain_text("更新")

    def check(self) -> None:
        """Nothing is or was told or shown of any comment that was not let through."""
        states = self.overlay_state, self.public_state
        shown = [text for page in (self.overlay, self.public) for text in shown_by(page)]
        let, others = self._comments()
        more = ids_in(states) - {public_id(one) for one in let}
        assert not more, more
        seen = plain("\n".join([*strings(states), *shown]))
        slipped = [text for text in others if plain(text) in seen]
        assert not slipped, slipped

    def _comments(self) -> tuple[set[str], list[str]]:
        """The ids that may be seen, and the texts that must not be."""
        arrived = texts(self.live)
        let = may_be_seen(self.live)
        words = [
            page.locator("#words").text_content() or "" for page in (self.overlay, self.public)
        ]
        known = [arrived[one] for one in let] + self.told + words
        allowed = plain("\n".join([*known, self.public.title()]))
        others = [line(text) for one, text in arrived.items() if one not in let]
        return let, [text for text in others if is_telling(text) and plain(text) not in allowed]


@dataclass
class Room:
    """Who takes part: two facilitators' desks and an audience."""

    live: LiveMeeting
    first: Page
    second: Page
    audience: Audience

    def choose(self, *desks: Page, also_at: Page | None = None) -> str:
        """The id of a message that was read and waits, now selected at these desks.

        It is in the inbox of the desk `also_at`, too.
        """
        found: list[str] = []
        seats = (*desks, also_at) if also_at else desks

        def is_there() -> bool:
            for desk in seats:
                desk.keyboard.press("n")
            waiting = [waiting_at(desk) for desk in seats]
            said = read_alone(self.live).intersection(*waiting)
            found[:] = [one for one in waiting[0] if one in said]
            return bool(found)

        self.live.until(is_there, LONGEST_STEP)
        for desk in desks:
            row(desk, found[0]).locator(".text").click()
            expect(row(desk, found[0])).to_have_attribute("aria-selected", "true")
        return found[0]

    def text(self, comment_id: str) -> str:
        """What was said, as it is shown."""
        (found,) = self.live.store.arrivals_of(self.live.meeting_id, [comment_id])
        return line(found.comment.text)

    def await_state(self, comment_id: str, state: str) -> None:
        """Return when the store has that state."""
        store, meeting_id = self.live.store, self.live.meeting_id
        self.live.until(
            lambda: moderated(store.acts(meeting_id)).state(comment_id) == state, LONGEST_STEP
        )


@contextmanager
def a_room(live: LiveMeeting, browser: Browser) -> Iterator[Room]:
    """The people of a meeting that is served; what goes wrong in a page fails the test."""
    contexts = [browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo") for _ in range(3)]
    contexts[2].add_init_script(KEEPS_WHAT_IT_SHOWS)
    pages = [contexts[n].new_page() for n in (0, 1, 2, 2)]
    wrong: list[str] = []
    for page in pages:
        page.on("pageerror", lambda error: wrong.append(str(error)))
    audience = Audience(live, pages[2], pages[3])
    audience.open()
    for page, name in zip(pages[:2], (FIRST, SECOND), strict=True):
        sit_down(page, live, name)
    yield Room(live, pages[0], pages[1], audience)
    for context in contexts:
        context.close()
    assert not wrong, wrong


def add_facilitators(live: LiveMeeting) -> None:
    """Let two people log in who may act at the desk."""
    for name in (FIRST, SECOND):
        live.store.add_user(name, "editor", PASSWORD, datetime.now(UTC))


def sit_down(page: Page, live: LiveMeeting, name: str) -> None:
    """Log in and come to the desk."""
    page.goto(f"{root(live)}/desk/{live.meeting_id}")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.locator("#n-people")).not_to_have_text("–")


def root(live: LiveMeeting) -> str:
    return f"http://127.0.0.1:{live.port}"


def asked(live: LiveMeeting, path: str) -> dict[str, Any]:
    """The JSON that anybody gets there."""
    with urlopen(root(live) + path, timeout=10) as answer:
        return dict(json.load(answer))


def row(desk: Page, comment_id: str) -> Locator:
    return desk.locator(f'#rows .row[data-id="{comment_id}"]')


def texts(live: LiveMeeting) -> dict[str, str]:
    """What was said in every comment that arrived, by its id."""
    found: dict[str, str] = {}
    after = 0
    while more := live.store.arrivals(live.meeting_id, after):
        found |= {one.comment.comment_id: one.comment.text for one in more}
        after = more[-1].number
    return found


def waiting_at(desk: Page) -> list[str]:
    """The ids of the messages not yet looked at in the inbox, the newest first."""
    told = "rows => rows.map(row => row.dataset.id)"
    waiting = '#rows .row[data-state="received"][aria-selected="false"]'
    return list(desk.locator(waiting).evaluate_all(told))


def read_alone(live: LiveMeeting) -> set[str]:
    """The ids of comments that the analyst read, found to say something, and folded with none."""
    said: dict[str, Assignment] = {}
    after = 0
    while more := live.store.assignments(live.meeting_id, after):
        said |= {one.comment_id: one for one in more}
        after = more[-1].number
    folds = [one.folded for one in said.values()]
    kinds = "question", "opinion"
    return {i for i, one in said.items() if one.kind in kinds and folds.count(one.folded) == 1}


def may_be_seen(live: LiveMeeting) -> set[str]:
    """The ids of what was let through, while all is stopped of what had been by then."""
    acts = live.store.acts(live.meeting_id)
    if stopped := moderated(acts).stopped:
        acts = tuple(act for act in acts if act.number < stopped.number)
    return {one for one, item in moderated(acts).items.items() if item.state in SEEN}


def shown_by(page: Page) -> list[str]:
    """All texts that the page showed since the last look, and its markup as it is now."""
    told = "() => { const told = [...window.everShown]; window.everShown.clear(); return told; }"
    return [*page.evaluate(told), unescape(page.content())]


def ids_in(states: tuple[dict[str, Any], dict[str, Any]]) -> set[str]:
    """The public ids of the comments that are told of."""
    overlay, public = states
    asked_now = [one for one in (overlay["question"], public["now"]) if one]
    return {one["id"] for one in (*asked_now, *public["comments"])}


def strings(value: object) -> Iterator[str]:
    """All strings in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def is_telling(text: str) -> bool:
    """Whether it would be known again; a few letters or a number are found anywhere."""
    return len(plain(text)) >= FEWEST_LETTERS and not plain(text).isdigit()


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
