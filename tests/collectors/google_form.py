"""One form on the fake Google, and how it is collected."""

from __future__ import annotations

from typing import Any

from collectors.google.access import Access
from collectors.google_forms import GoogleForms
from koemap.collection import Collection
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import google_at
from tests.factories import a_meeting
from tests.google.fake import FakeGoogle
from tests.google.forms import Form

ID = "1FakeFormOfTheTests0000"
OPINION, OTHER_OPINION, AGE, FIELDS, NAME, GRID = (f"aaaa000{n}" for n in range(1, 7))


def a_form(fake: FakeGoogle) -> Form:
    """A form with a question of every kind that nobody has answered."""
    form = fake.forms.form(ID, title="交通についての意見募集")
    form.ask(NAME, "お名前（任意）", paragraph=False)
    form.choose(AGE, "年代", ["20代", "30代"])
    form.choose(FIELDS, "関心のある分野", ["教育, 研究", "医療"], many=True, other=True)
    form.ask(OPINION, "ご意見\n（自由記述）")
    form.grid("次の施策への賛否", {GRID: "バス"}, ["賛成", "反対"])
    return form


def the_form(fake: FakeGoogle) -> Form:
    return fake.forms.named(ID)


def a_collector(
    fake: FakeGoogle, *, access: Access | None = None, patient: bool = False, **more: Any
) -> GoogleForms:
    google = google_at(fake, "forms", access=access, patient=patient)
    return GoogleForms(a_meeting(), ID, google, **more)


def collected(desk: Desk, fake: FakeGoogle, **more: Any) -> Collection:
    fake.advance(60)
    return desk.collect(a_collector(fake, **more))
