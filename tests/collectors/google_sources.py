"""One form, one spreadsheet and one video with comments on the fake Google, and how they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from collectors.events import Collector
from collectors.google.client import Google
from collectors.google_forms import GoogleForms
from collectors.google_sheets import GoogleSheets
from collectors.rows.columns import Wanted
from collectors.youtube_comments import YouTubeComments
from tests.collectors.chat import VIDEO
from tests.collectors.google_desk import SmallPages
from tests.factories import a_meeting
from tests.google.comments import Comments
from tests.google.discovery import RESPONSES, THREADS, VALUES
from tests.google.fake import FakeGoogle
from tests.google.sheets import Rows

FORM, SHEET = "1FakeFormOfTheTests0000", "1FakeSheetOfTheTests000"
OPINION, AGE = "aaaa0001", "aaaa0002"
MEETING = a_meeting(video_id=VIDEO)
TOKYO = ZoneInfo("Asia/Tokyo")
PEOPLE = ("someone-a", "someone-b", "someone-c")
TEXTS = tuple(f"{n}番目の意見を書きました。ご検討ください" for n in range(9))
CHANGED = (
    "直した意見です。よろしくお願いします",
    *TEXTS[2:],
    "あとから書いた意見です。ご検討ください",
)
PAGE = 2
SOME_TIME = 1200.0  # seconds between two answers, more than what a new run reads again


class Fill(Protocol):
    """Put a source with `TEXTS` on the fake; `turned` tells them in another order."""

    def __call__(self, fake: FakeGoogle, *, turned: bool = False) -> None: ...


@dataclass(frozen=True)
class GoogleSource:
    """One source on the fake; `change` edits one text, deletes one, adds one."""

    interface: str
    method: str
    fill: Fill
    change: Callable[[FakeGoogle], None]
    made: Callable[[Google, timedelta], Collector]


class Turned(SmallPages):
    """Pages of a list that is told from its end."""

    def page(
        self, ids: Sequence[str], token: str, size: int, question: object
    ) -> tuple[list[str], str]:
        return super().page([*reversed(ids)], token, size, question)


def a_form(fake: FakeGoogle, *, turned: bool = False) -> None:
    fake.forms.pager = Turned(PAGE) if turned else SmallPages(PAGE)
    form = fake.forms.form(FORM)
    form.ask(OPINION, "ご意見")
    form.choose(AGE, "年代", ["20代", "30代"])
    for number, text in enumerate(TEXTS):
        form.answer({OPINION: text, AGE: ["20代", "30代"][number % 2]})
        fake.advance(SOME_TIME)


def a_changed_form(fake: FakeGoogle) -> None:
    form = fake.forms.named(FORM)
    edited, deleted = list(form.answered)[:2]
    form.edit(edited, {OPINION: CHANGED[0]})
    form.delete(deleted)
    form.answer({OPINION: CHANGED[-1], AGE: "20代"})


HEAD = ("タイムスタンプ", "メールアドレス", "ご意見")


def rows_of(texts: Sequence[str]) -> Rows:
    start = datetime(2026, 10, 15, 12, 0, tzinfo=TOKYO)
    return [
        [start + timedelta(minutes=n), f"{PEOPLE[n % 3]}@example.jp", text]
        for n, text in enumerate(texts)
    ]


def a_sheet(fake: FakeGoogle, *, turned: bool = False) -> None:
    rows = rows_of(TEXTS)
    fake.sheets.sheet(SHEET, [[*HEAD], *(rows[::-1] if turned else rows)])


def a_changed_sheet(fake: FakeGoogle) -> None:
    first, _, *rest = rows_of([CHANGED[0], *TEXTS[1:], CHANGED[-1]])
    fake.sheets.sheet(SHEET, [[*HEAD], first, *rest])


def some_comments(fake: FakeGoogle, *, turned: bool = False) -> None:
    """Two threads; the first has more replies than a thread shows."""
    fake.comments = Comments(fake.clock)
    fake.comments.pager = Turned(PAGE) if turned else SmallPages(PAGE)
    first = fake.comments.add(TEXTS[2], PEOPLE[0], video=VIDEO)
    fake.comments.add(TEXTS[0], PEOPLE[0], video=VIDEO)
    fake.comments.add(TEXTS[1], PEOPLE[1], video=VIDEO)
    for number, text in enumerate(TEXTS[3:]):
        fake.comments.add(text, PEOPLE[number % 3], parent=first.id)


def changed_comments(fake: FakeGoogle) -> None:
    ids = [f"Ugzfake{number:08d}4AaABAg" for number in (2, 3)]
    fake.comments.edit(ids[0], CHANGED[0])
    fake.comments.remove(ids[1])
    fake.comments.add(CHANGED[-1], PEOPLE[2], video=VIDEO)


def the_form(google: Google, sweep_every: timedelta) -> Collector:
    return GoogleForms(MEETING, FORM, google, sweep_every=sweep_every)


def the_sheet(google: Google, _: timedelta) -> Collector:
    return GoogleSheets(MEETING, SHEET, google, wanted=Wanted(), zone=ZoneInfo("UTC"))


def the_comments(google: Google, sweep_every: timedelta) -> Collector:
    return YouTubeComments(MEETING, VIDEO, google, sweep_every=sweep_every)


SOURCES = {
    "google-forms": GoogleSource("forms", RESPONSES, a_form, a_changed_form, the_form),
    "google-sheets": GoogleSource("sheets", VALUES, a_sheet, a_changed_sheet, the_sheet),
    "youtube-comments": GoogleSource(
        "youtube", THREADS, some_comments, changed_comments, the_comments
    ),
}
