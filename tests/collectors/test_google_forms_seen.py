"""A sweep in which nothing is new reads no response again, whatever the responses hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from collectors.google_forms import GoogleForms
from koemap.collection import Collection
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import google_at
from tests.factories import a_meeting
from tests.google.discovery import FORM, RESPONSES, TOKEN
from tests.google.fake import FakeGoogle
from tests.google.forms import Form

ID = "1FakeFormOfTheTests0000"
OPINION, AGE = "aaaa0001", "aaaa0002"
HOURLY = timedelta(hours=1)
MANY = 30  # more than are asked for one by one


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        form = fake.forms.form(ID)
        form.ask(OPINION, "ご意見")
        form.choose(AGE, "年代", ["20代", "30代"])
        yield fake


@pytest.fixture
def form(fake: FakeGoogle) -> Form:
    return fake.forms.named(ID)


def swept(desk: Desk, fake: FakeGoogle) -> Collection:
    """One run two hours later, so that it goes through all responses."""
    fake.advance(7200)
    google = google_at(fake, "forms")
    return desk.collect(GoogleForms(a_meeting(), ID, google, sweep_every=HOURLY))


def asked_in(desk: Desk, fake: FakeGoogle) -> list[str]:
    """What a run asks for."""
    n_before = len(fake.requests)
    swept(desk, fake)
    return [entry.method for entry in fake.requests[n_before:] if entry.method != TOKEN]


ONLY_THE_SWEEP = [FORM, RESPONSES, RESPONSES]


def test_answers_without_words_are_read_once(desk: Desk, fake: FakeGoogle, form: Form) -> None:
    for _ in range(MANY):
        form.answer({AGE: "20代"})
    assert dict(swept(desk, fake).skipped) == {"empty": MANY}
    form.answer({OPINION: "一つの意見"})
    swept(desk, fake)
    assert asked_in(desk, fake) == ONLY_THE_SWEEP


def test_answers_that_were_purged_are_read_once_more(
    desk: Desk, fake: FakeGoogle, form: Form
) -> None:
    for number in range(MANY):
        form.answer({OPINION: f"{number}番目の意見"})
    swept(desk, fake)
    form.answer({OPINION: "あとの意見"})
    swept(desk, fake)
    desk.store.purge(desk.meeting.meeting_id, everything=True)
    swept(desk, fake)
    assert asked_in(desk, fake) == ONLY_THE_SWEEP
    assert set(desk.texts) == {""}


def test_an_answer_that_gets_words_later_is_read(desk: Desk, fake: FakeGoogle, form: Form) -> None:
    first, *_ = [form.answer({AGE: "20代"}) for _ in range(MANY)]
    for _ in range(2):
        swept(desk, fake)
    form.edit(first.id, {OPINION: "あとから書いた意見"})
    swept(desk, fake)
    assert desk.texts == ["あとから書いた意見"]


def test_an_answer_that_the_filter_kept_back_is_found_by_the_sweep(
    desk: Desk, fake: FakeGoogle, form: Form
) -> None:
    for _ in range(MANY):
        form.answer({AGE: "20代"})
    swept(desk, fake)
    late = form.answer({OPINION: "遅れて現れた意見"})
    late.created_at = late.submitted_at = fake.now() - timedelta(hours=1)
    swept(desk, fake)
    assert desk.texts == ["遅れて現れた意見"]


def test_answers_that_are_gone_are_remembered_no_more(
    desk: Desk, fake: FakeGoogle, form: Form
) -> None:
    ids = [form.answer({AGE: "20代"}).id for _ in range(MANY)]
    source = GoogleForms(a_meeting(), ID, google_at(fake, "forms")).source
    swept(desk, fake)
    assert len(desk.store.checkpoint(source)["seen"]) == 8 * MANY
    for one in ids[:20]:
        form.delete(one)
    swept(desk, fake)
    assert len(desk.store.checkpoint(source)["seen"]) == 8 * (MANY - 20)
